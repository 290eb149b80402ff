/** Claim B20: the iteration of the TAP equations and its rate. */
import { drawnMean } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { mean } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { iterateToFixedPoint, type LayerMeans } from "../mean-field/fixed-point.ts";
import { meanFieldStep } from "../mean-field/solve.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { rememberedByObject } from "../support/remember.ts";
import { fromThermodynamics } from "../support/source.ts";
import { type PlantedEnsemble, type PlantedMachine, plantedMachine } from "./planted.ts";
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

/** Iterations to a fixed point, as far as there is one. */
const STEPS = 200;
const MACHINES = 48;
const NUDGES = 6;
/** Small enough for second orders to vanish beside the finite size. */
const NUDGE = 1e-5;

/** Machines of the comparison: small ones, and more of them, cost less for the same error bar. */
const SIZE = { visible: 160, hidden: 80 };

interface NudgedMachine extends PlantedMachine {
  readonly nudges: readonly Float64Array[];
}

const drawMachines = sharedDraw((rng: Rng, ensemble: PlantedEnsemble, count: number): NudgedMachine[] =>
  Array.from({ length: count }, (_, k) => {
    const machine = plantedMachine(rng.child(k), ensemble, SIZE);
    const stream = rng.child(k).child("nudges");
    const nudges = Array.from({ length: NUDGES }, (_z, z) => stream.child(z).normals(SIZE.visible, NUDGE));
    // Without a planted mode zero means are the fixed point at issue, stable or not.
    const zero = { m: new Float64Array(SIZE.visible), n: new Float64Array(SIZE.hidden) };
    return { ...machine, start: ensemble.w === 0 ? zero : machine.start, nudges };
  }),
);

/**
 * Factor by which an iteration shrinks random distances to the fixed point: root mean square over nudges of the visible means
 * that go with their variances, as a passing iteration makes them. One iteration, in which the reaction cancels the echo of the
 * nudge: in more of them a single mode that relaxes slowly, as small machines have now and then, outgrows the bulk.
 */
const measuredRate = rememberedByObject((step: Iteration["step"]) =>
  rememberedByObject(({ rbm, start, nudges }: NudgedMachine) => {
    const iterate = step(rbm);
    const options = { tolerance: 1e-10, maxIterations: STEPS, onFailure: "report" } as const;
    const fixed = iterateToFixedPoint("the iteration", iterate, start, options);
    const first = iterate(fixed);
    const second = iterate(first);
    const distance = (x: LayerMeans, y: LayerMeans): number => x.n.reduce((s, t, j) => s + (t - y.n[j]!) ** 2, 0);
    let [before, after] = [0, 0];
    for (const z of nudges) {
      const nudged = iterate({ m: fixed.m.map((t, i) => t + (1 - t * t) * z[i]!), n: fixed.n });
      before += distance(nudged, first);
      after += distance(iterate(nudged), second);
    }
    return { fixed, rate: Math.sqrt(after / before) };
  }),
);

function rateEvidence(id: string, ensemble: PlantedEnsemble, phase: string): Evidence<Iteration> {
  return {
    id,
    says: `factor by which an iteration changes ${NUDGES} small random distances ${phase}, ${SIZE.visible}×${SIZE.hidden} with σ = ${ensemble.sigma} and a planted mode w = ${ensemble.w}: measured over predicted, ${MACHINES} machines; notices 5 %`,
    judge({ step, rate }, { rng, scale }) {
      const rates = drawMachines(rng, ensemble, MACHINES * scale).map((machine) => {
        const { fixed, rate: found } = measuredRate(step)(machine);
        return found / rate(machine.rbm, machine.weightVariance, fixed.m, fixed.n);
      });
      // Averaged over weights, ‖δn‖² of zero means changes by ρ²(1 − 1/N − 1/M + 16/NM): Σ_i W_ij³ δm_i is what is left of the echo.
      const size = 0.75 * (1 / SIZE.visible + 1 / SIZE.hidden);
      const systematic = {
        size,
        because: "1/N and 1/M corrections, (1/N + 1/M)/2 for zero means and half as much again",
      };
      return drawnMean("measured over predicted rate", rates, 1, systematic);
    },
  };
}

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
  expect: "sampled",
  formula: iteration,
  evidence: [
    rateEvidence("paramagnet", { w: 0, sigma: 0.8 }, "from zero means"),
    rateEvidence("ferromagnet", { w: 2.2, sigma: 1 }, "from broken means"),
    rateEvidence(
      "unstable",
      { w: 0, sigma: 1.3 },
      "from zero means, beyond the line of de Almeida and Thouless, where it is above 1,",
    ),
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
