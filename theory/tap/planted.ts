/** Large machines with one planted mode over random weights, and the course of an iteration on them. */
import type { Rng } from "../../src/numeric/random.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import {
  type FixedPoint,
  type IterationOptions,
  iterateToFixedPoint,
  type LayerMeans,
} from "../mean-field/fixed-point.ts";
import { drawSpikedWeights } from "../spikes/spiked-spectrum.ts";

/** Random weights of variance σ²/L, L = √(NM), and one planted mode of strength w; sheet B26 with κ = M/N = ½. */
export interface PlantedEnsemble {
  readonly w: number;
  readonly sigma: number;
}

export const PLANTED_SIZE = { visible: 320, hidden: 160 };

export interface PlantedMachine {
  /** ±1 units, no fields. */
  readonly rbm: Rbm;
  /** Variance of the random part of a weight. */
  readonly weightVariance: number;
  /** Means with some weight on the planted direction. */
  readonly start: LayerMeans;
}

export function plantedMachine(
  rng: Rng,
  { w, sigma }: PlantedEnsemble,
  { visible, hidden }: typeof PLANTED_SIZE = PLANTED_SIZE,
): PlantedMachine {
  const weightVariance = sigma ** 2 / Math.sqrt(visible * hidden);
  const { W, q } = drawSpikedWeights({ visible, hidden, sigma: Math.sqrt(weightVariance) }, w, rng);
  const n = q.map((t) => 0.5 * Math.tanh(3 * t * Math.sqrt(hidden)));
  return { rbm: new Rbm({ W, units: "spin" }), weightVariance, start: { m: new Float64Array(visible), n } };
}

/** Where an iteration ends, converged or not, and the Euclidean change of the hidden means in each step. */
export function followIteration(
  step: (means: LayerMeans) => LayerMeans,
  start: LayerMeans,
  options: Pick<IterationOptions, "tolerance" | "maxIterations">,
): FixedPoint & { readonly changes: readonly number[] } {
  const changes: number[] = [];
  let before = start;
  const onIteration = (now: LayerMeans): void => {
    changes.push(Math.hypot(...now.n.map((t, j) => t - before.n[j]!)));
    before = now;
  };
  const found = iterateToFixedPoint("the iteration", step, start, { ...options, onFailure: "report", onIteration });
  return { ...found, changes };
}
