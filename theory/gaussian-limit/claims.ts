/** Claim A40: correlators of the reciprocal variables by full enumeration (criterion T1). */

import { enumeratedBelow } from "../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { type Matrix, multiply } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { type CompleteModes, singularModes } from "../../src/rbm/modes.ts";
import type { Units } from "../../src/rbm/rbm.ts";
import { worstOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { configurations, randomMachine } from "../support/machines.ts";
import { standard } from "../support/source.ts";
import { overlapTensor, type UniformCumulants, uniformCumulants, unitCumulants } from "./cumulants.ts";
import { modeCumulants } from "./derivation.ts";

const ROOM = "gaussian-limit";
const VISIBLE = 10;
const HIDDEN = 6;

/** Centred projections on the columns of a basis, one array a column, over all 2ⁿ states. */
function projections(U: Matrix, units: Units): Float64Array[] {
  const mean = units === "binary" ? 0.5 : 0;
  const states = [...configurations(U.rows, units)].map((v) => v.map((t) => t - mean));
  const rows = multiply(
    { rows: states.length, cols: U.rows, data: Float64Array.from(states.flatMap((s) => [...s])) },
    U,
  );
  return Array.from({ length: U.cols }, (_, k) => Float64Array.from(states, (_s, n) => rows.data[n * U.cols + k]!));
}

/** Average of a product of projections. */
function moment(...factors: readonly Float64Array[]): number {
  const n = factors[0]!.length;
  let sum = 0;
  for (let s = 0; s < n; s++) sum += factors.reduce((p, f) => p * f[s]!, 1);
  return sum / n;
}

/** Joint cumulant of four centred variables. */
function fourthCumulant(a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array): number {
  return moment(a, b, c, d) - moment(a, b) * moment(c, d) - moment(a, c) * moment(b, d) - moment(a, d) * moment(b, c);
}

const QUADRUPLES = [
  [0, 0, 0, 0],
  [0, 0, 1, 1],
  [0, 0, 0, 2],
  [0, 1, 2, 3],
  [1, 2, 4, 4],
] as const;

function visibleError(formula: UniformCumulants, modes: CompleteModes, units: Units): number {
  const x = projections(modes.U, units);
  const pairs = x.flatMap((_, a) => x.slice(0, a + 1).map((_b, b) => [a, b] as const));
  const covariance = worstOver(pairs, ([a, b]) =>
    Math.abs(moment(x[a]!, x[b]!) - formula.covariance(modes.U, units, a, b)),
  );
  const third = worstOver(pairs, ([a, b]) => Math.abs(moment(x[a]!, x[a]!, x[b]!)));
  const fourth = worstOver(QUADRUPLES, (q) => {
    const [a, b, c, d] = q.map((k) => x[k]!) as [Float64Array, Float64Array, Float64Array, Float64Array];
    return Math.abs(fourthCumulant(a, b, c, d) - formula.fourth(modes.U, units, [...q]));
  });
  return Math.max(covariance, third, fourth);
}

/** u = (x + y)/√2 over all 2^(N+M) joint states; x and y are independent under the uniform measure. */
function saddleCoordinateError(formula: UniformCumulants, modes: CompleteModes, units: Units): number {
  const x = projections(modes.U, units);
  const y = projections(modes.V, units);
  return worstOver([0, 1, 5], (k) => {
    const joint = (sign: number): Float64Array => {
      const xs = x[k]!;
      const ys = y[k]!;
      return Float64Array.from(
        { length: xs.length * ys.length },
        (_, s) => (ys[s % ys.length]! + sign * xs[Math.floor(s / ys.length)]!) / Math.SQRT2,
      );
    };
    const u = joint(1);
    const w = joint(-1);
    const q = (U: Matrix): number => overlapTensor(U, [k, k, k, k]);
    return Math.max(
      Math.abs(fourthCumulant(u, u, u, u) - formula.fourthOfSaddleCoordinate(q(modes.U), q(modes.V), units)),
      Math.abs(moment(u, u) - unitCumulants(units).variance),
      Math.abs(moment(u, w)),
    );
  });
}

const enumeration: Evidence<UniformCumulants> = {
  id: "enumeration",
  says: "all correlators up to fourth order of x over 2¹⁰ states and of u, w over 2¹⁶ joint states of a 10×6 machine, to 1e-10 (criterion T1)",
  judge(formula, { rng }) {
    const kinds: readonly Units[] = ["binary", "spin"];
    const worst = worstOver(kinds, (units) => {
      const modes = modesOf(rng.child(units), units);
      return Math.max(visibleError(formula, modes, units), saddleCoordinateError(formula, modes, units));
    });
    return enumeratedBelow(
      "correlators",
      worst,
      1e-10,
      kinds.map((u) => `${VISIBLE}×${HIDDEN} ${u}`),
    );
  },
};

function modesOf(rng: Rng, units: Units): CompleteModes {
  return singularModes(randomMachine(rng, { visible: VISIBLE, hidden: HIDDEN, units }), { complete: true });
}

const cumulantClaim: Claim<UniformCumulants> = {
  id: `${ROOM}/cumulants`,
  room: ROOM,
  labels: ["A40"],
  title: "Cumulants of the reciprocal variables over all states",
  statement: gathered(
    String.raw`\langle\delta x_\alpha\,\delta x_\beta\rangle=\tfrac14\delta_{\alpha\beta},\quad \kappa_3=0,`,
    String.raw`\kappa_4(x_\alpha,x_\beta,x_\gamma,x_\delta)=-\tfrac18\sum_iU_{i\alpha}U_{i\beta}U_{i\gamma}U_{i\delta},`,
    String.raw`\kappa_4(u_\alpha)=-\tfrac{1}{32}\Big(\sum_iU_{i\alpha}^4+\sum_jV_{j\alpha}^4\Big)`,
  ),
  source: standard("A40", "the enumeration test is the paper's code"),
  status: "standard",
  expect: "proved",
  derivation: modeCumulants,
  formula: uniformCumulants,
  evidence: [enumeration],
  mutants: [
    {
      id: "stiffness for variance",
      says: "Cov = 4, the inverse",
      formula: { ...uniformCumulants, covariance: (_U, _units, a, b) => (a === b ? 4 : 0) },
    },
    {
      id: "sign",
      says: "κ₄ = +⅛ΣU⁴",
      formula: { ...uniformCumulants, fourth: (U, units, m) => -uniformCumulants.fourth(U, units, m) },
    },
    {
      id: "diagonal tensor",
      says: "κ₄ only for four equal modes",
      formula: {
        ...uniformCumulants,
        fourth: (U, units, m) => (new Set(m).size === 1 ? uniformCumulants.fourth(U, units, m) : 0),
      },
    },
    {
      id: "factor of the rotation",
      says: "κ₄(u) = −(Q^U+Q^V)/16",
      formula: {
        ...uniformCumulants,
        fourthOfSaddleCoordinate: (p, q, units) => 2 * uniformCumulants.fourthOfSaddleCoordinate(p, q, units),
      },
    },
  ],
};

export const cumulantClaims: readonly Claim[] = [cumulantClaim];
