/** Simulated paths of one direction, drawn once per stream however many formulas are held against them. */
import { independentMean, type MeanEstimate, openPaths } from "../../../src/numeric/index.ts";
import type { LangevinStep } from "../../../src/numeric/paths/index.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { sharedDraw } from "../../support/draws.ts";

export interface Walk {
  readonly paths: number;
  readonly step: LangevinStep;
  /** Numbers of steps after which the paths are looked at, ascending. */
  readonly looks: readonly number[];
  /** 0 when left out. */
  readonly start?: number;
  /** Accept or reject each step. */
  readonly metropolis?: boolean;
}

/** Mean and variance over the paths with their standard errors; `ess` is the number of paths. */
export interface Look {
  readonly steps: number;
  readonly mean: MeanEstimate;
  readonly variance: MeanEstimate;
  /** Where the paths are, one a path. */
  readonly positions: Float64Array;
}

export const simulate: (rng: Rng, walk: Walk) => Promise<Look[]> = sharedDraw(async (rng, walk) => {
  const { paths: count, step, looks, start = 0, metropolis = false } = walk;
  const paths = await openPaths({ paths: count, start }, rng);
  const seen: Look[] = [];
  let done = 0;
  for (const steps of looks) {
    if (metropolis) await paths.propose(steps - done, step);
    else await paths.advance(steps - done, step);
    done = steps;
    const positions = paths.positions();
    seen.push({ steps, positions, ...momentsOf(positions) });
  }
  await paths.dispose();
  return seen;
});

/** The variance as the mean of squared deviations, so that its error bar comes from the fourth moment. */
export function momentsOf(z: Float64Array): { readonly mean: MeanEstimate; readonly variance: MeanEstimate } {
  const mean = independentMean(z);
  return { mean, variance: independentMean(z.map((t) => (t - mean.mean) ** 2)) };
}

/** The law after so many Euler steps of dz = (f − kz)dt + √2 dW, exactly: what simulated paths follow at every step. */
export function eulerLaw(
  rate: number,
  force: number,
  tau: number,
  steps: number,
  start = 0,
): { readonly mean: number; readonly variance: number } {
  const g = 1 - tau * rate;
  const sum = (q: number): number => (q === 1 ? steps : (1 - q ** steps) / (1 - q));
  return { mean: start * g ** steps + force * tau * sum(g), variance: 2 * tau * sum(g * g) };
}
