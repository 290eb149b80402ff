/** Claim A40: correlators of the reciprocal variables by full enumeration (criterion T1). */

import { agree, type Pair } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { type Matrix, multiply } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { type CompleteModes, singularModes } from "../../src/rbm/modes.ts";
import type { Units } from "../../src/rbm/rbm.ts";
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

function visiblePairs(formula: UniformCumulants, modes: CompleteModes, units: Units): Pair[] {
  const x = projections(modes.U, units);
  const both = x.flatMap((_, a) => x.slice(0, a + 1).map((_b, b) => [a, b] as const));
  const covariance = both.map(([a, b]) => ({
    at: `covariance of modes ${a} and ${b}, ${units}`,
    expected: formula.covariance(modes.U, units, a, b),
    found: moment(x[a]!, x[b]!),
  }));
  const third = both.map(([a, b]) => ({
    at: `third cumulant of modes ${a}, ${a}, ${b}, ${units}`,
    expected: 0,
    found: moment(x[a]!, x[a]!, x[b]!),
  }));
  const fourth = QUADRUPLES.map((q) => {
    const [a, b, c, d] = q.map((k) => x[k]!) as [Float64Array, Float64Array, Float64Array, Float64Array];
    return {
      at: `fourth cumulant of modes ${q.join(", ")}, ${units}`,
      expected: formula.fourth(modes.U, units, [...q]),
      found: fourthCumulant(a, b, c, d),
    };
  });
  return [...covariance, ...third, ...fourth];
}

/** u = (x + y)/√2 over all 2^(N+M) joint states; x and y are independent under the uniform measure. */
function saddlePairs(formula: UniformCumulants, modes: CompleteModes, units: Units): Pair[] {
  const x = projections(modes.U, units);
  const y = projections(modes.V, units);
  return [0, 1, 5].flatMap((k) => {
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
    const expected = formula.fourthOfSaddleCoordinate(q(modes.U), q(modes.V), units);
    const { variance } = unitCumulants(units);
    return [
      { at: `fourth cumulant of u, mode ${k}, ${units}`, expected, found: fourthCumulant(u, u, u, u) },
      { at: `variance of u, mode ${k}, ${units}`, expected: variance, found: moment(u, u) },
      { at: `covariance of u and w, mode ${k}, ${units}`, expected: 0, found: moment(u, w) },
    ];
  });
}

const enumeration: Evidence<UniformCumulants> = {
  id: "enumeration",
  says: "all correlators up to fourth order of x over 2¹⁰ states and of u, w over 2¹⁶ joint states of a 10×6 machine, to 1e-10 (criterion T1)",
  judge(formula, { rng }) {
    const kinds: readonly Units[] = ["binary", "spin"];
    const pairs = kinds.flatMap((units) => {
      const modes = modesOf(rng.child(units), units);
      return [...visiblePairs(formula, modes, units), ...saddlePairs(formula, modes, units)];
    });
    return agree("correlators", pairs, {
      allowed: 1e-10,
      because: "rounding of averages over 2¹⁶ states of terms of order 1",
      unit: "absolute",
      sizes: kinds.map((units) => `${VISIBLE}×${HIDDEN} ${units}`),
      everyDraw: true,
    });
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
