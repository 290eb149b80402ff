/** Claim A22: the displacement of a mode as order parameter, and its sign in one file of the paper's code. */
import { agree, drawnMeans, onMachine, outsideRegime, show, vanishes } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { unpackBits } from "../../../src/numeric/bits.ts";
import { dot, type Matrix, multiplyVector, row } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { meanHiddenGivenVisible } from "../../../src/rbm/conditionals.ts";
import { type SingularModes, singularModes } from "../../../src/rbm/modes.ts";
import type { Rbm, Units } from "../../../src/rbm/rbm.ts";
import { gibbsChain, uniformStates } from "../../../src/rbm/sampling.ts";
import { offValue } from "../../../src/rbm/states.ts";
import { type SaddleCoordinates, saddleCoordinates, saddlePoint } from "../../reciprocal-space/saddle.ts";
import { type ModePair, rank, reciprocalVariables, uniformMeans } from "../../reciprocal-space/variables.ts";
import { overAllStates, overMachines, residualsOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { jointConfigurations } from "../../support/machines.ts";
import { rememberedByValue } from "../../support/remember.ts";
import { fromPaper } from "../../support/source.ts";
import { solveTap } from "../../tap/solve.ts";
import type { LayerMeans } from "../fixed-point.ts";
import { orderParameter, uniformDisplacement } from "../order-parameter.ts";
import { solveMeanField } from "../solve.ts";
import { type UniformMode, type UniformModeMoments, uniformModeMachine, uniformModeMoments } from "../uniform-mode.ts";
import { unitLaw } from "../unit-law.ts";
import { randomMeans } from "./stationarity.ts";

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
    return residualsOver(u.keys(), (k) => {
      const scale = 1 + Math.abs(u[k]! / states) + Math.abs(w[k]! / states);
      return [(u[k]! / states - predicted.u[k]!) / scale, (w[k]! / states - predicted.w[k]!) / scale];
    });
  },
);

/**
 * Σ_α λ_α (U_α² − W_α²)/2 between two sets of means, and ΔmᵀWΔn, which it should be. That is positive for two different
 * solutions, since a unit's mean grows with its input: what breaks the symmetry lies along u.
 */
function couplings(formula: Displacement, modes: SingularModes, rbm: Rbm, first: LayerMeans, other: LayerMeans) {
  const { u, w } = formula.spontaneous(modes, first, other);
  const dm = other.m.map((t, i) => t - first.m[i]!);
  const dn = other.n.map((t, j) => t - first.n[j]!);
  const inModes = u.reduce((s, t, k) => s + (modes.lambda[k]! * (t ** 2 - w[k]! ** 2)) / 2, 0);
  return { inModes, inUnits: dot(dm, multiplyVector(rbm.W, dn)) };
}

const betweenMeans: Evidence<Displacement> = {
  ...overMachines<Displacement>(
    "Σ_α λ_α(U_α² − W_α²)/2 between two sets of random means against ΔmᵀWΔn",
    (formula, rbm, modes, rng) => {
      const { inModes, inUnits } = couplings(formula, modes, rbm, randomMeans(rbm, rng), randomMeans(rbm, rng));
      return inModes - inUnits;
    },
  ),
  id: "random means",
};

const SIZES = [80, 160, 320, 640];
/** Of displacements of order 1 in units of √N. */
const LIMIT_ERROR = 1e-4;
const KINDS: readonly Units[] = ["binary", "spin"];

/** What mean field makes of u and w, and their exact second moments. */
export interface UniformModeOrder {
  readonly predicted: { readonly u: number; readonly w: number };
  readonly exact: UniformModeMoments;
}

const equalLayers = (size: number, units: Units, lambda: number): UniformMode => ({
  visible: size,
  hidden: size,
  lambda,
  visibleUnits: units,
  hiddenUnits: units,
});

/** Displacement of a machine with one uniform mode between equal layers: exact moments, and the mean-field prediction. */
export function uniformModeOrder(
  size: number,
  units: Units,
  lambda: number,
  formula: Displacement = displacement,
): UniformModeOrder {
  const mode = equalLayers(size, units, lambda);
  const rbm = uniformModeMachine(mode);
  const centre = new Float64Array(size).fill(unitLaw(units).centre);
  // All units a little on: the basin of the solution with positive order parameter.
  const means = solveMeanField(rbm, { start: centre.map((t) => t + 0.3) });
  const modes = singularModes(rbm, { count: 1 });
  const predicted = formula.spontaneous(modes, { m: centre, n: centre }, means);
  return { predicted: { u: predicted.u[0]!, w: predicted.w[0]! }, exact: exactMoments(mode) };
}

const exactMoments = rememberedByValue(uniformModeMoments);

/** Value at 1/N = 0 of the polynomial in 1/N through the values at the sizes. */
function inLargeMachines(values: readonly number[]): number {
  const others = (size: number): number =>
    SIZES.reduce((product, other) => (other === size ? product : (product * size) / (size - other)), 1);
  return SIZES.reduce((sum, size, k) => sum + values[k]! * others(size), 0);
}

/** Predicted and exact displacement a unit squared, as N grows. */
function inTheLimit(formula: Displacement, strength: number) {
  return KINDS.flatMap((units) => {
    const lambda = strength * (units === "binary" ? 4 : 1);
    const exact = (f: (m: UniformModeMoments) => number): number =>
      inLargeMachines(SIZES.map((size) => f(exactMoments(equalLayers(size, units, lambda))) / size));
    // Mean field is the same a unit at every size.
    const [scale] = SIZES as [number];
    const { u, w } = uniformModeOrder(scale, units, lambda, formula).predicted;
    return [
      { at: `u², ${units} units, ${strength} of the threshold`, expected: u ** 2 / scale, found: exact((m) => m.u2) },
      { at: `w², ${units} units, ${strength} of the threshold`, expected: w ** 2 / scale, found: exact((m) => m.w2) },
    ];
  });
}

const largeMachines: Evidence<Displacement> = {
  id: "large machines",
  says: `exact ⟨u²⟩/N and ⟨w²⟩/N of one uniform mode, N = M = ${SIZES.join(", ")} continued to 1/N = 0, both kinds of unit, against mean field's U²/N and W²/N: 25 % above the threshold, and 25 % below it, where they vanish`,
  judge: (formula) =>
    agree(
      "⟨u²⟩/N and ⟨w²⟩/N in large machines",
      [1.25, 0.75].flatMap((strength) => inTheLimit(formula, strength)),
      {
        allowed: LIMIT_ERROR,
        because: "powers of 1/N beyond the third",
        unit: "scale",
      },
    ),
};

const CHAINS = 200;
const SWEEPS = 5;
const LEADING = 5;

/** Displacements of the leading modes, one list a mode, over independent chains. */
function displacementsOver(rbm: Rbm, modes: SingularModes, rng: Rng, chains: number): Float64Array[] {
  const start = uniformStates(chains, rbm.visible, rbm.visibleUnits, rng.child("start"));
  const { v, h } = gibbsChain(rbm, start, SWEEPS, rng.child("chain"));
  const saddle = saddlePoint(rbm, modes);
  const samples = Array.from({ length: chains }, (_, c) => displacementOf(saddle, modes, v, h, c));
  return Array.from(modes.lambda, (_, k) => Float64Array.from(samples, (u) => u[k]!));
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
    // The saddle as reference: its own coordinates are means whose reciprocal variables are x*, y*.
    const saddle = saddlePoint(rbm, modes);
    const reference = { m: multiplyVector(modes.U, saddle.x), n: multiplyVector(modes.V, saddle.y) };
    const { u } = formula.spontaneous(modes, reference, solveMeanField(rbm));
    const reaction = orderParameter(modes, reference, solveTap(rbm)).u;
    const plain = orderParameter(modes, reference, solveMeanField(rbm)).u;
    const chains = CHAINS * scale;
    const cases = displacementsOver(rbm, modes, rng, chains).map((sample, k) => ({
      at: `mode ${k + 1}`,
      sample,
      predicted: u[k]!,
      systematic: { size: 2 * Math.abs(reaction[k]! - plain[k]!), because: "reactions of the units, the next order" },
    }));
    return onMachine(name, drawnMeans("⟨u⟩ before training", cases));
  },
};

/** The solutions of mean field that the digits lead to. */
const solutionsFrom = (rbm: Rbm, digits: Matrix): LayerMeans[] =>
  Array.from({ length: digits.rows }, (_, k) => {
    const start = meanHiddenGivenVisible(rbm, row(digits, k));
    return solveMeanField(rbm, { start, tolerance: 1e-5 });
  });

/** Largest difference of a unit's mean between solutions: a hundredth and less is one solution, twice. */
const differenceOf = ([first, ...others]: readonly LayerMeans[]): number =>
  Math.max(...others.flatMap((s) => Array.from(s.m, (t, i) => Math.abs(t - first!.m[i]!))));

const DIGITS = 4;

const training: Evidence<Displacement> = {
  id: "training",
  says: `where the solutions reached from ${DIGITS} test digits are more than one after training, Σ_α λ_α(U_α² − W_α²)/2 between them is ΔmᵀWΔn, which is positive: they differ along u`,
  needs: "machine",
  judge(formula, { machine }) {
    const { rbm, test, name } = machine!;
    const rows = Uint32Array.from({ length: DIGITS }, (_, k) => k);
    const [first, ...others] = solutionsFrom(rbm, unpackBits(test, offValue(rbm.visibleUnits), rows));
    const different = others.filter((s) => differenceOf([first!, s]) >= 0.01);
    if (different.length === 0) {
      return outsideRegime(
        `${DIGITS} digits lead to one solution of mean field (means of a unit differ by ${show(differenceOf([first!, ...others]))}), though the leading mode may have condensed: fields hold it`,
      );
    }
    const modes = singularModes(rbm);
    const found = different.map((s) => {
      const { inModes, inUnits } = couplings(formula, modes, rbm, first!, s);
      return inModes / inUnits - 1;
    });
    const what = "Σ λ(U² − W²)/2 over ΔmᵀWΔn, less 1";
    return onMachine(name, vanishes(what, found, { allowed: 1e-9, because: "rounding of sums of so many terms" }));
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
  expect: "checked",
  formula: displacement,
  evidence: [overStates, betweenMeans, largeMachines, untrained, training],
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
  evidence: [largeMachines],
  mutants: [{ id: "corrected", says: "along x + y, which holds", formula: displacement }],
};

export const orderClaims: readonly Claim[] = [orderClaim, exchangedClaim];
