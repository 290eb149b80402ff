/** Claim B20: the iteration of the TAP equations and its rate. */
import { errorBelow, within } from "../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { mean } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { LayerMeans } from "../mean-field/fixed-point.ts";
import { meanFieldStep } from "../mean-field/solve.ts";
import { gathered } from "../support/latex.ts";
import { fromThermodynamics } from "../support/source.ts";
import { followIteration, PLANTED_SIZE, type PlantedEnsemble, plantedMachine } from "./planted.ts";
import { tapEquations, tapStep } from "./solve.ts";
import { messagePassingRate } from "./stability.ts";

const ROOM = "tap";
interface Iteration {
  /** One iteration without damping. */
  step(rbm: Rbm): (means: LayerMeans) => LayerMeans;
  /** The factor by which it shrinks a small distance to the fixed point. */
  rate(rbm: Rbm, weightVariance: number, m: Float64Array, n: Float64Array): number;
}

const iteration: Iteration = { step: (rbm) => tapStep(rbm, { damping: 0 }), rate: messagePassingRate };

/** Measured over predicted factor, while the change of the hidden means falls from 10⁻² to 10⁻⁶. */
function relativeRate(formula: Iteration, rng: Rng, ensemble: PlantedEnsemble): number {
  const { rbm, weightVariance, start } = plantedMachine(rng, ensemble);
  const options = { tolerance: 1e-8, maxIterations: STEPS };
  const { m, n, converged, changes } = followIteration(formula.step(rbm), start, options);
  if (!converged) return Number.POSITIVE_INFINITY; // no rate of convergence, which refutes one below 1
  const first = changes.findLastIndex((t) => t > 1e-2);
  const last = changes.findLastIndex((t) => t > 1e-6);
  const measured = (changes[last]! / changes[first]!) ** (1 / (last - first));
  return measured / formula.rate(rbm, weightVariance, m, n);
}

const STEPS = 100;
const DRAWS = 5;

function rateEvidence(id: string, ensemble: PlantedEnsemble, phase: string): Evidence<Iteration> {
  return {
    id,
    says: `rate of convergence ${phase}, ${PLANTED_SIZE.visible}×${PLANTED_SIZE.hidden} with σ = ${ensemble.sigma} and a planted mode w = ${ensemble.w}: measured over predicted, median of ${DRAWS} draws, within 12 %`,
    judge(formula, { rng }) {
      // The median: in one machine in many the planted mode itself relaxes more slowly than the bulk.
      const rates = Array.from({ length: DRAWS }, (_, k) => relativeRate(formula, rng.child(k), ensemble));
      const median = rates.sort((p, q) => p - q)[(DRAWS - 1) / 2]!;
      return within("measured over predicted rate", median, 0.88, 1.12, DRAWS);
    },
  };
}

/** A failure to converge is what is predicted here, so it is asked for as a result. */
const unstable: Evidence<Iteration> = {
  id: "unstable",
  says: `beyond the line of de Almeida and Thouless, in the spin glass (σ = 2, w = 0), the iteration does not converge in ${STEPS} steps, two draws`,
  judge(formula, { rng }) {
    const converged = [0, 1].map((k) => {
      const { rbm, start } = plantedMachine(rng.child(k), { w: 0, sigma: 2 });
      return followIteration(formula.step(rbm), start, { tolerance: 1e-8, maxIterations: STEPS }).converged;
    });
    return errorBelow("draws that converge", converged.filter(Boolean).length, 0, converged.length);
  },
};

const iterationClaim: Claim<Iteration> = {
  id: `${ROOM}/iteration`,
  room: ROOM,
  labels: ["B20"],
  title: "The iteration that converges where the solution is stable",
  statement: gathered(
    String.raw`n^t=\tanh\big(b+W^{\mathsf T}m^t-n^{t-1}\circ(W^{\circ2})^{\mathsf T}(1-m^{t\,2})\big),\quad m^{t+1}=\tanh\big(a+Wn^t-m^t\circ W^{\circ2}(1-n^{t\,2})\big)`,
    String.raw`\lVert\delta^{t+1}\rVert\simeq\rho\lVert\delta^t\rVert,\quad\rho^2=\sigma^4\,\overline{(1-m^2)^2}\;\overline{(1-n^2)^2}<1`,
  ),
  source: fromThermodynamics("B20", "standard; the criterion is sheet B33"),
  status: "standard",
  expect: "checked",
  formula: iteration,
  evidence: [
    rateEvidence("paramagnet", { w: 0, sigma: 0.8 }, "to zero means"),
    rateEvidence("ferromagnet", { w: 1.8, sigma: 1 }, "to broken means"),
    unstable,
  ],
  mutants: [
    {
      id: "no reaction",
      says: "the iteration of mean field",
      formula: { ...iteration, step: (rbm) => (s) => meanFieldStep(rbm, s.n) },
    },
    {
      id: "time indices",
      says: "both layers from the means of the step before",
      formula: {
        ...iteration,
        step: (rbm) => {
          const { visible, hidden } = tapEquations(rbm);
          return ({ m, n }) => ({ m: visible(n, m), n: hidden(m, n) });
        },
      },
    },
    {
      id: "squared rate",
      says: "ρ² for ρ, the product of de Almeida and Thouless itself",
      formula: { ...iteration, rate: (...args) => messagePassingRate(...args) ** 2 },
    },
    {
      id: "variances, not squared",
      says: "ρ² = σ⁴ times the means of 1 − m² and 1 − n²",
      formula: {
        ...iteration,
        rate: (rbm, weightVariance, m, n) => {
          const meanVariance = (x: Float64Array): number => mean(x.map((t) => 1 - t * t));
          return weightVariance * Math.sqrt(rbm.visible * rbm.hidden * meanVariance(m) * meanVariance(n));
        },
      },
    },
  ],
};

export const iterationClaims: readonly Claim[] = [iterationClaim];
