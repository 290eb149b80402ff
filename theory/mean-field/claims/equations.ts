/** Claims A32 and B17: the equations of mean field, and how their solution by turns converges. */
import {
  type Allowance,
  agree,
  type Bound,
  bounded,
  onMachine,
  type Pair,
} from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { column } from "../../../src/numeric/matrix.ts";
import { meanHiddenGivenVisible, meanVisibleGivenHidden } from "../../../src/rbm/conditionals.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import { Rbm } from "../../../src/rbm/rbm.ts";
import { uniformStates } from "../../../src/rbm/sampling.ts";
import { clampedMachines } from "../../support/clamped.ts";
import { overMachines, residualsOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { gentleMachines, randomMachine, UNIT_PAIRS, withWeights } from "../../support/machines.ts";
import { fromThermodynamics, standard } from "../../support/source.ts";
import { meanFieldEquations } from "../derivation.ts";
import type { LayerMeans } from "../fixed-point.ts";
import { meanFieldFreeEnergy } from "../free-energy.ts";
import { meanFieldStep, solveMeanField } from "../solve.ts";
import { fluctuationCoupling, stabilityRatio } from "../stability.ts";
import { unitLaw } from "../unit-law.ts";
import { GRADIENT_ERROR, randomMeans, stationarityResiduals } from "./stationarity.ts";

const ROOM = "mean-field";

/** The right-hand sides at given means. */
type MeanEquations = (rbm: Rbm, means: LayerMeans, beta: number) => LayerMeans;

const equations: MeanEquations = (rbm, { m, n }, beta) => ({
  m: meanVisibleGivenHidden(rbm, n, { beta }),
  n: meanHiddenGivenVisible(rbm, m, { beta }),
});

const gradient: Evidence<MeanEquations> = {
  ...overMachines<MeanEquations>(
    "the input that the equations ask for, less the one that produces the mean, is the slope of βF_MF: at random means, β = ½ and 2",
    (formula, rbm, _modes, rng) =>
      residualsOver([0.5, 2], (beta) => {
        const F = (m: Float64Array, n: Float64Array): number => meanFieldFreeEnergy(rbm, m, n, { beta });
        return stationarityResiduals(rbm, randomMeans(rbm, rng), F, (means) => formula(rbm, means, beta), beta);
      }),
    { ...GRADIENT_ERROR, machines: gentleMachines },
  ),
  id: "gradient",
};

const equationClaim: Claim<MeanEquations> = {
  id: `${ROOM}/equations`,
  room: ROOM,
  labels: ["A32", "B16"],
  title: "Equations of mean field",
  statement: String.raw`m=\sigma\big(\beta(a+Wn)\big),\quad n=\sigma\big(\beta(b+W^{\mathsf T}m)\big)\;\Leftrightarrow\;\partial F_{\rm MF}=0;\qquad\pm1:\;\sigma\to\tanh`,
  source: standard("A32", "stationarity of the free energy"),
  status: "standard",
  expect: "proved",
  derivation: meanFieldEquations,
  formula: equations,
  evidence: [gradient],
  mutants: [
    { id: "half the weights", says: "a + Wn/2", formula: (r, s, beta) => equations(withWeights(r, 0.5), s, beta) },
    { id: "sign of the coupling", says: "a − Wn", formula: (r, s, beta) => equations(withWeights(r, -1), s, beta) },
    { id: "no temperature", says: "σ(a + Wn)", formula: (r, s) => equations(r, s, 1) },
    {
      id: "dropped hidden bias",
      says: "n = σ(βWᵀm)",
      formula: (r, s, beta) => equations(new Rbm({ ...r, b: new Float64Array(r.hidden) }), s, beta),
    },
    {
      id: "one law for both",
      says: "σ for ±1 units too",
      formula: (r, s, beta) => equations(new Rbm({ ...r, visibleUnits: "binary", hiddenUnits: "binary" }), s, beta),
    },
  ],
};

/** One iteration, and the factor by which it shrinks a small distance to a solution. */
interface Ascent {
  step(rbm: Rbm, means: LayerMeans, beta: number): LayerMeans;
  rate(rbm: Rbm, m: Float64Array, n: Float64Array, beta: number): number;
}

const ascent: Ascent = {
  step: (rbm, { n }, beta) => meanFieldStep(rbm, n, { beta }),
  rate: (rbm, m, n, beta) => stabilityRatio(rbm, m, n, { beta }) ** 2,
};

const RUNS = 40;

const monotone: Evidence<Ascent> = {
  id: "monotone",
  says: `βF_MF never rises by more than rounding in 200 iterations from a random state, on ${RUNS} strongly coupled 12×8 machines`,
  judge(formula, { rng }) {
    const steps = Array.from({ length: RUNS }, (_, k) => {
      const stream = rng.child(k);
      const [visibleUnits, hiddenUnits] = UNIT_PAIRS[k % UNIT_PAIRS.length]!;
      const rbm = new Rbm({
        ...randomMachine(stream, { visible: 12, hidden: 8, weights: 2 }),
        visibleUnits,
        hiddenUnits,
      });
      const m = uniformStates(1, 12, visibleUnits, stream.child("v")).data;
      const n = uniformStates(1, 8, hiddenUnits, stream.child("h")).data;
      return leastFall(
        (means) => formula.step(rbm, means, 1),
        (s) => meanFieldFreeEnergy(rbm, s.m, s.n),
        { m, n },
      );
    });
    return bounded("βF_MF after the iteration in which it falls least, against before", steps, {
      allowed: 1e-11,
      because: "rounding; each of the two steps is to a minimum, whatever the machine",
      everyDraw: true,
    });
  },
};

/** F after and before the iteration in which it falls least. */
function leastFall(step: (s: LayerMeans) => LayerMeans, F: (s: LayerMeans) => number, start: LayerMeans): Bound {
  let means = start;
  let upper = F(means);
  let worst: Bound = { lower: Number.NEGATIVE_INFINITY, upper };
  for (let k = 0; k < 200; k++) {
    means = step(means);
    const lower = F(means);
    if (!(lower - upper <= worst.lower - worst.upper)) worst = { lower, upper }; // takes a NaN
    if (Number.isNaN(lower)) break;
    upper = lower;
  }
  return worst;
}

const NUDGE = 1e-5;
const RATE_ERROR: Allowance = {
  allowed: 1e-5,
  because: `the third order of a nudge of ${NUDGE}, and rounding over it`,
  unit: "scale",
};

/**
 * Shrinking of a nudge along the slowest direction, D_h^½ times the leading right singular vector of D_v^½ W D_h^½,
 * in one iteration, against the predicted factor.
 */
function ratePair(formula: Ascent, rbm: Rbm): Pair {
  const { m, n } = solveMeanField(rbm, { tolerance: 1e-14 });
  const slowest = column(singularModes(fluctuationCoupling(rbm, m, n), { count: 1 }).V, 0);
  const { variance } = unitLaw(rbm.hiddenUnits);
  const nudge = n.map((t, j) => NUDGE * Math.sqrt(variance(t)) * slowest[j]!);
  const [up, down] = [1, -1].map((side) => formula.step(rbm, { m, n: n.map((t, j) => t + side * nudge[j]!) }, 1).n);
  const after = up!.map((t, j) => (t - down![j]!) / 2);
  return { expected: formula.rate(rbm, m, n, 1), found: Math.hypot(...after) / Math.hypot(...nudge) };
}

const rates: Evidence<Ascent> = {
  id: "rate",
  says: "factor by which the distance to the solution shrinks in an iteration along the slowest direction",
  judge(formula, { rng }) {
    const pairs = gentleMachines(rng).map((rbm) => ratePair(formula, rbm));
    return agree("rate of convergence", pairs, { ...RATE_ERROR, everyDraw: true });
  },
};

const trained: Evidence<Ascent> = {
  id: "trained machine",
  says: "the same rate on the weights of the trained machine with all but twelve hidden units held fast, around three digits",
  needs: "machine",
  judge(formula, { machine }) {
    const pairs = clampedMachines(machine!, 3).map((rbm) => ratePair(formula, rbm));
    return onMachine(machine!.name, agree("rate of convergence", pairs, RATE_ERROR));
  },
};

const ascentClaim: Claim<Ascent> = {
  id: `${ROOM}/ascent`,
  room: ROOM,
  labels: ["B17"],
  title: "Updating the layers by turns never raises the free energy",
  statement: gathered(
    String.raw`F_{\rm MF}[m^{t+1},n^{t+1}]\le F_{\rm MF}[m^t,n^t]`,
    String.raw`\lVert\delta n^{t+1}\rVert\simeq\rho\,\lVert\delta n^t\rVert,\qquad\rho=\beta^2\sigma_{\max}^2\big(D_v^{1/2}WD_h^{1/2}\big)`,
  ),
  source: fromThermodynamics("B17", "reconstruction: derived here, not read in the paper"),
  status: "reconstruction",
  expect: "checked",
  formula: ascent,
  evidence: [monotone, rates, trained],
  mutants: [
    {
      id: "both layers at once",
      says: "m and n from the old means",
      formula: { ...ascent, step: (r, s, beta) => equations(r, s, beta) },
    },
    {
      id: "half the weights",
      says: "an update with W/2",
      formula: { ...ascent, step: (r, s, beta) => ascent.step(withWeights(r, 0.5), s, beta) },
    },
    {
      id: "rate of half a step",
      says: "ρ = βσ_max",
      formula: { ...ascent, rate: (...args) => Math.sqrt(ascent.rate(...args)) },
    },
    {
      id: "bare weights",
      says: "ρ = β²λ₁²",
      formula: { ...ascent, rate: (r, _m, _n, beta) => (beta * singularModes(r, { count: 1 }).lambda[0]!) ** 2 },
    },
  ],
};

export const equationClaims: readonly Claim[] = [equationClaim, ascentClaim];
