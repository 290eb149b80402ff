/** Claim A22: the displacement of a mode as order parameter, and its sign in one file of the paper's code. */
import { errorBelow, errorsBelow, sampledTest, within } from "../../../src/lab/agreement.ts";
import { onMachine, outsideRegime, show } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { unpackBits } from "../../../src/numeric/bits.ts";
import { chiSquareSf, convergenceOrder } from "../../../src/numeric/index.ts";
import { type Matrix, multiplyVector, row } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { meanHiddenGivenVisible } from "../../../src/rbm/conditionals.ts";
import { type SingularModes, singularModes } from "../../../src/rbm/modes.ts";
import type { Rbm, Units } from "../../../src/rbm/rbm.ts";
import { gibbsChain, uniformStates } from "../../../src/rbm/sampling.ts";
import { offValue } from "../../../src/rbm/states.ts";
import { type SaddleCoordinates, saddleCoordinates, saddlePoint } from "../../reciprocal-space/saddle.ts";
import { type ModePair, rank, reciprocalVariables, uniformMeans } from "../../reciprocal-space/variables.ts";
import { overAllStates, worstOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { jointConfigurations } from "../../support/machines.ts";
import { fromPaper } from "../../support/source.ts";
import type { LayerMeans } from "../fixed-point.ts";
import { orderParameter, uniformDisplacement } from "../order-parameter.ts";
import { solveMeanField } from "../solve.ts";
import { type UniformModeMoments, uniformModeMachine, uniformModeMoments } from "../uniform-mode.ts";
import { unitLaw } from "../unit-law.ts";

const ROOM = "mean-field";

interface Displacement {
  /** Mean of u and w over all states, seen from the saddle. */
  uniform(rbm: Rbm, modes: SingularModes): SaddleCoordinates;
  /** u and w of means, seen from reference means. */
  spontaneous(modes: SingularModes, reference: LayerMeans, means: LayerMeans): SaddleCoordinates;
}

const displacement: Displacement = { uniform: uniformDisplacement, spontaneous: orderParameter };

const overStates: Evidence<Displacement> = overAllStates(
  "μ^u and μ^w of every mode against averages of u and w over all states",
  (formula, rbm, modes) => {
    const predicted = formula.uniform(rbm, modes);
    const saddle = saddlePoint(rbm, modes);
    const u = new Float64Array(rank(modes));
    const w = new Float64Array(rank(modes));
    let states = 0;
    for (const { v, h } of jointConfigurations(rbm)) {
      const at = saddleCoordinates(saddle, reciprocalVariables(modes, v, h));
      at.u.forEach((t, k) => {
        u[k]! += t;
        w[k]! += at.w[k]!;
      });
      states++;
    }
    return worstOver(u.keys(), (k) => {
      const scale = 1 + Math.abs(u[k]! / states) + Math.abs(w[k]! / states);
      return Math.max(Math.abs(u[k]! / states - predicted.u[k]!), Math.abs(w[k]! / states - predicted.w[k]!)) / scale;
    });
  },
);

const SIZES = [40, 80, 160, 320];
const KINDS: readonly Units[] = ["binary", "spin"];

/** What mean field makes of u and w, and their exact second moments. */
export interface UniformModeOrder {
  readonly predicted: { readonly u: number; readonly w: number };
  readonly exact: UniformModeMoments;
}

/** Displacement of a machine with one uniform mode between equal layers: exact moments, and the mean-field prediction. */
export function uniformModeOrder(
  size: number,
  units: Units,
  lambda: number,
  formula: Displacement = displacement,
): UniformModeOrder {
  const mode = { visible: size, hidden: size, lambda, visibleUnits: units, hiddenUnits: units };
  const rbm = uniformModeMachine(mode);
  const centre = new Float64Array(size).fill(unitLaw(units).centre);
  // All units a little on: the basin of the solution with positive order parameter.
  const means = solveMeanField(rbm, { start: centre.map((t) => t + 0.3) });
  const modes = singularModes(rbm, { count: 1 });
  const predicted = formula.spontaneous(modes, { m: centre, n: centre }, means);
  return { predicted: { u: predicted.u[0]!, w: predicted.w[0]! }, exact: uniformModeMoments(mode) };
}

const broken: Evidence<Displacement> = {
  id: "broken phase",
  says: `exact √⟨u²⟩ of one uniform mode 25 % above the threshold, N = M = ${SIZES.join(", ")}, both kinds of unit: it approaches the mean-field U as 1/N, within 0.5 % at the largest size, and W = 0`,
  judge(formula) {
    const errors = KINDS.map((units) =>
      SIZES.map((size) => {
        const { predicted, exact } = uniformModeOrder(size, units, units === "binary" ? 5 : 1.25, formula);
        return Math.abs(predicted.u / Math.sqrt(exact.u2) - 1) + Math.abs(predicted.w);
      }),
    );
    const last = worstOver(errors, (list) => list.at(-1)!);
    if (!(last <= 0.005)) return errorBelow("relative error of U at N = 320", last, 0.005, 2);
    const powers = errors.map((list) => convergenceOrder(SIZES, list).slope);
    const farthest = powers.reduce((s, t) => (Math.abs(t + 1) > Math.abs(s + 1) ? t : s));
    return within("power of N in the error of U", farthest, -1.3, -0.9, SIZES.length);
  },
};

const symmetric: Evidence<Displacement> = {
  id: "symmetric phase",
  says: "25 % below the threshold mean field puts U and W at 0, and the exact ⟨u²⟩ stays of order 1 at every size",
  judge(formula) {
    const machines = SIZES.map((size) => uniformModeOrder(size, "binary", 3, formula));
    const displaced = worstOver(machines, ({ predicted }) => Math.max(Math.abs(predicted.u), Math.abs(predicted.w)));
    const growth = Math.abs(machines.at(-1)!.exact.u2 / machines.at(-2)!.exact.u2 - 1);
    return errorsBelow([
      { what: "order parameter below the threshold", error: displaced, limit: 1e-9 },
      { what: "growth of the exact ⟨u²⟩ from N = 160 to 320", error: growth, limit: 0.1 },
    ]);
  },
};

const CHAINS = 200;
const SWEEPS = 5;
const LEADING = 5;

/** χ² of the mean displacements of the leading modes over independent chains. */
function displacementTest(rbm: Rbm, modes: SingularModes, predicted: Float64Array, rng: Rng, chains: number) {
  const start = uniformStates(chains, rbm.visible, rbm.visibleUnits, rng.child("start"));
  const { v, h } = gibbsChain(rbm, start, SWEEPS, rng.child("chain"));
  const saddle = saddlePoint(rbm, modes);
  const samples = Array.from({ length: chains }, (_, c) => displacementOf(saddle, modes, v, h, c));
  const squares = Array.from({ length: LEADING }, (_, k) => {
    const mean = samples.reduce((s, u) => s + u[k]!, 0) / chains;
    const variance = samples.reduce((s, u) => s + (u[k]! - mean) ** 2, 0) / (chains - 1);
    return (mean - predicted[k]!) ** 2 / (variance / chains);
  });
  const chiSquare = squares.reduce((s, t) => s + t, 0);
  return { chiSquare, p: chiSquareSf(chiSquare, LEADING) };
}

function displacementOf(saddle: ReturnType<typeof saddlePoint>, modes: SingularModes, v: Matrix, h: Matrix, c: number) {
  return saddleCoordinates(saddle, reciprocalVariables(modes, row(v, c), row(h, c))).u;
}

const untrained: Evidence<Displacement> = {
  id: "before training",
  says: `mean ⟨u⟩ of the ${LEADING} leading modes of the machine before training: mean-field displacement from the saddle against Gibbs samples`,
  needs: "machine",
  judge(formula, { machine, rng, scale }) {
    const { initial: rbm, name } = machine!;
    const modes = singularModes(rbm, { count: LEADING });
    const means = solveMeanField(rbm);
    // The saddle as reference: its own coordinates are means whose reciprocal variables are x*, y*.
    const saddle = saddlePoint(rbm, modes);
    const atSaddle = formula.spontaneous(
      modes,
      { m: multiplyVector(modes.U, saddle.x), n: multiplyVector(modes.V, saddle.y) },
      means,
    );
    const chains = CHAINS * scale;
    const { chiSquare, p } = displacementTest(rbm, modes, atSaddle.u, rng, chains);
    return onMachine(
      name,
      sampledTest("mean displacements", p, chains, `χ² = ${chiSquare.toFixed(1)} of ${LEADING} modes`),
    );
  },
};

/** The solutions of mean field that the digits lead to. */
const solutionsFrom = (rbm: Rbm, digits: Matrix): LayerMeans[] =>
  Array.from({ length: digits.rows }, (_, k) => {
    const start = meanHiddenGivenVisible(rbm, row(digits, k));
    return solveMeanField(rbm, { start, tolerance: 1e-5 });
  });

/** Largest |U_α| of the leading modes between the first solution and the others. */
function brokenOrder(formula: Displacement, rbm: Rbm, [first, ...others]: readonly LayerMeans[]): number {
  const modes = singularModes(rbm, { count: LEADING });
  const against = others.map((s) => formula.spontaneous(modes, first!, s).u);
  return worstOver(against, (u) => u.reduce((most, t) => Math.max(most, Math.abs(t)), 0));
}

/** Largest difference of a unit's mean between solutions: a hundredth and less is one solution, twice. */
const differenceOf = ([first, ...others]: readonly LayerMeans[]): number =>
  worstOver(others, (s) => s.m.reduce((most, t, i) => Math.max(most, Math.abs(t - first!.m[i]!)), 0));

const DIGITS = 4;

const training: Evidence<Displacement> = {
  id: "training",
  says: `the solutions reached from ${DIGITS} test digits are one and the same before training; where there is more than one after it, they differ by more than 1 along a leading mode`,
  needs: "machine",
  judge(formula, { machine }) {
    const { rbm, initial, test, name } = machine!;
    const rows = Uint32Array.from({ length: DIGITS }, (_, k) => k);
    const digits = unpackBits(test, offValue(rbm.visibleUnits), rows);
    const trained = solutionsFrom(rbm, digits);
    const difference = differenceOf(trained);
    if (difference < 0.01) {
      return outsideRegime(
        `${DIGITS} digits lead to one solution of mean field (means of a unit differ by ${show(difference)}), though the leading mode may have condensed: fields hold it`,
      );
    }
    const before = brokenOrder(formula, initial, solutionsFrom(initial, digits));
    const after = brokenOrder(formula, rbm, trained);
    return onMachine(
      name,
      errorsBelow([
        { what: "largest |U| before training", error: before, limit: 1e-3 },
        { what: `1/|U| after training (|U| = ${show(after)})`, error: 1 / after, limit: 1 },
      ]),
    );
  },
};

/** The displacement with u and w replaced. */
const replaced = (change: (at: SaddleCoordinates) => SaddleCoordinates): Displacement => ({
  uniform: (...args) => change(uniformDisplacement(...args)),
  spontaneous: (...args) => change(orderParameter(...args)),
});

const scaled = (x: Float64Array, by: number): Float64Array => x.map((t) => by * t);

const orderClaim: Claim<Displacement> = {
  id: `${ROOM}/order-parameter`,
  room: ROOM,
  labels: ["A22"],
  title: "Order parameter of a mode",
  statement: gathered(
    String.raw`\mu^u_\alpha=\tfrac{1}{\sqrt2}(\mu^x_\alpha+\mu^y_\alpha-x^*_\alpha-y^*_\alpha),\qquad\mu^w_\alpha=\tfrac1{\sqrt2}(-\mu^x_\alpha+\mu^y_\alpha+x^*_\alpha-y^*_\alpha)`,
    String.raw`\mathcal U_\alpha=\tfrac{1}{\sqrt2}\big(U^{\mathsf T}(m-m_0)+V^{\mathsf T}(n-n_0)\big)_\alpha,\qquad\mathcal U_\alpha=0\;(\lambda_\alpha<\lambda_c),\quad\langle u_\alpha^2\rangle\to\mathcal U_\alpha^2\;(\lambda_\alpha>\lambda_c,\,N\to\infty)`,
  ),
  source: fromPaper(
    "A22",
    "the code plots u₁ and w₁ against the epoch; the mean-field order parameter is a reconstruction",
  ),
  status: "reconstruction",
  expect: "enumerated",
  formula: displacement,
  evidence: [overStates, broken, symmetric, untrained, training],
  mutants: [
    { id: "no root", says: "x + y without 1/√2", formula: replaced(({ u, w }) => ({ u: scaled(u, Math.SQRT2), w })) },
    {
      id: "sign of w",
      says: "w = (x − y)/√2",
      formula: {
        ...displacement,
        uniform: (...args) => ({ ...uniformDisplacement(...args), w: scaled(uniformDisplacement(...args).w, -1) }),
      },
    },
    {
      id: "from the origin",
      says: "without the saddle",
      formula: {
        ...displacement,
        uniform: (rbm, modes) => saddleCoordinates(origin(modes), uniformMeans(rbm, modes)),
      },
    },
    {
      id: "one layer",
      says: "U = ξ/√2, the visible layer alone",
      formula: {
        ...displacement,
        spontaneous: (modes, reference, means) => orderParameter(modes, reference, { ...means, n: reference.n }),
      },
    },
  ],
};

function origin(modes: SingularModes): ModePair {
  const zero = new Float64Array(rank(modes));
  return { x: zero, y: zero };
}

/** Two files of the paper's code take (x − y) as the first, unstable block. */
const exchangedClaim: Claim<Displacement> = {
  id: `${ROOM}/order-parameter-of-the-code`,
  room: ROOM,
  labels: ["A22"],
  title: "Order parameter along x − y",
  statement: String.raw`\mathcal U_\alpha=\tfrac1{\sqrt2}\big(U^{\mathsf T}(m-m_0)-V^{\mathsf T}(n-n_0)\big)_\alpha`,
  source: fromPaper(
    "A22",
    "section 9, item 4: x − y as the unstable block in two files of the code, x + y in the last one",
  ),
  status: "as printed",
  expect: "refuted",
  formula: replaced(({ u, w }) => ({ u: scaled(w, -1), w: u })),
  evidence: [broken],
  mutants: [{ id: "corrected", says: "along x + y, which holds", formula: displacement }],
};

export const orderClaims: readonly Claim[] = [orderClaim, exchangedClaim];
