/**
 * Annealed importance sampling and its reverse.
 *
 * Neal, Stat. Comput. 11, 125 (2001): the estimator.
 * Salakhutdinov, Murray, ICML 2008: for restricted Boltzmann machines, from the base-rate model, hidden units
 *   summed out of the weights.
 * Burda, Grosse, Salakhutdinov, AISTATS 2015: reverse annealing from samples of the machine; stochastic upper bound.
 * Krause, Fischer, Igel, Artif. Intell. 278, 103195 (2020): comparison of estimators; why the start matters.
 *
 * Forward and reverse annealing can agree and both be wrong, when both miss a mode of the machine far from their
 * starts. Reverse chains therefore start from parallel tempering and not from data, and no result here calls
 * agreement a proof.
 */
import type { Matrix } from "../../numeric/matrix.ts";
import type { Rng } from "../../numeric/random.ts";
import { mean } from "../../numeric/statistics/index.ts";
import type { Rbm } from "../rbm.ts";
import { requireSetting, requireWhole } from "../require.ts";
import { type EnsembleChoice, ensembleOf } from "./create-ensemble.ts";
import { type EnsembleFactory, startStates } from "./ensemble.ts";
import { type AisEstimate, doubtsAbout, logEstimate, summariseWeights, type WeightSummary } from "./estimate.ts";
import type { AnnealingPath } from "./path.ts";
import { type Barrier, barrierOf, linearSchedule } from "./schedule.ts";
import { annealingPath, type PathOptions } from "./start.ts";

/** Chains, temperatures and start of annealed importance sampling. */
export interface AnnealingOptions extends PathOptions {
  /** Independent chains; 100 when left out. */
  readonly chains?: number;
  /** Equal intervals between t = 0 and t = 1; 1,000 when left out. Or the points themselves. */
  readonly temperatures?: number | Float64Array;
  /** Called after every temperature with the fraction that is done. */
  readonly onProgress?: (fraction: number) => void;
  /** How chains are moved: "plain" is the obvious float64 version, "auto", the default, the fastest that works here. */
  readonly ensemble?: EnsembleChoice;
  /** Threads of the fast version; 1 when left out. */
  readonly threads?: number;
}

/** What both directions share. */
export interface Annealing {
  readonly path: AnnealingPath;
  readonly schedule: Float64Array;
  readonly chains: number;
  readonly ensemble: EnsembleFactory;
  readonly onProgress: (fraction: number) => void;
}

/**
 * ln Z by annealed importance sampling from independent units, with a 95 % interval and effective sample size.
 * ⟨w⟩ is unbiased; ln⟨w⟩ falls short of ln Z on average, and much so when modes are missed.
 * @throws BoltzproofError "domain" for fewer than 2 chains or a schedule that does not go from 0 to 1.
 */
export async function logPartitionAis(rbm: Rbm, rng: Rng, options: AnnealingOptions = {}): Promise<AisEstimate> {
  return forwardEstimate(await prepareAnnealing(rbm, rng.child("path"), options), rng.child("forward"));
}

/** Path and schedule. */
export async function prepareAnnealing(rbm: Rbm, rng: Rng, options: AnnealingOptions): Promise<Annealing> {
  const { chains = 100, temperatures = 1000, onProgress = () => {} } = options;
  requireWhole("chains", chains, 2);
  requireSchedule(temperatures);
  const ensemble = ensembleOf(options);
  const path = await annealingPath(rbm, rng, options, ensemble);
  const schedule = typeof temperatures === "number" ? linearSchedule(temperatures) : temperatures;
  return { path, schedule, chains, ensemble, onProgress };
}

/** Annealing from exact samples at t = 0. */
export async function forwardEstimate(annealing: Annealing, rng: Rng): Promise<AisEstimate> {
  const { path, schedule, chains } = annealing;
  const logWeights = await sumIncrements(annealing, startStates(path, chains, rng.child("states")), schedule, rng);
  const summary = summariseWeights(logWeights);
  return estimateOf("forward", annealing, logWeights, summary, doubtsAbout(summary, chains));
}

/** Samples of the machine for annealing backwards. */
export interface ReverseStart {
  /** One a row. */
  readonly states: Matrix;
  /** Number of equal runs of consecutive rows that are independent of each other. */
  readonly groups: number;
  /** Reasons to distrust the samples; empty when there are none. */
  readonly doubts: readonly string[];
}

/** Annealing from samples at t = 1 back to t = 0. */
export async function reverseEstimate(annealing: Annealing, start: ReverseStart, rng: Rng): Promise<AisEstimate> {
  const logWeights = await sumIncrements(annealing, start.states, annealing.schedule.toReversed(), rng);
  const summary = summariseWeights(logWeights, start.groups);
  return estimateOf("reverse", annealing, logWeights, summary, [
    ...doubtsAbout(summary, start.states.rows),
    ...start.doubts,
  ]);
}

async function sumIncrements(
  annealing: Annealing,
  states: Matrix,
  schedule: Float64Array,
  rng: Rng,
): Promise<Float64Array> {
  const sum = new Float64Array(states.rows);
  let done = 0;
  await anneal(annealing, states, schedule, rng, (increments) => {
    increments.forEach((x, c) => {
      sum[c]! += x;
    });
    annealing.onProgress(++done / (schedule.length - 1));
  });
  return sum;
}

/**
 * Walks the chains along the schedule, in either direction: the weight picks up p*_{next}/p*_{now}, then the chains
 * move at the next temperature. Block Gibbs is reversible, so walking back reverses the walk there. (The last move
 * is for nothing, but a sweep yields the density that the weight needs.)
 */
async function anneal(
  { path, ensemble }: Pick<Annealing, "path" | "ensemble">,
  states: Matrix,
  schedule: Float64Array,
  rng: Rng,
  onStep: (increments: Float64Array) => void,
): Promise<void> {
  const chains = await ensemble(path, states);
  try {
    for (let k = 1; k < schedule.length; k++) {
      onStep(await chains.step(schedule[k - 1]!, schedule[k]!, rng.child(k)));
    }
  } finally {
    await chains.dispose();
  }
}

/** A short annealing run that measures how hard the path is. */
export async function measureBarrier(path: AnnealingPath, ensemble: EnsembleFactory, rng: Rng): Promise<Barrier> {
  const [chains, intervals] = [20, 100];
  const schedule = linearSchedule(intervals);
  const steps: Float64Array[] = [];
  const states = startStates(path, chains, rng.child("states"));
  await anneal({ path, ensemble }, states, schedule, rng, (x) => steps.push(x));
  return barrierOf(schedule, steps);
}

/** Half a unit in the last place of a float32, in which the fast chains keep their densities, with room for their sums. */
const ROUNDING = 2 ** -22;

function estimateOf(
  direction: "forward" | "reverse",
  { path, schedule }: Annealing,
  logWeights: Float64Array,
  summary: WeightSummary,
  doubts: readonly string[],
): AisEstimate {
  const sign = direction === "forward" ? 1 : -1;
  const { logMean, ess, degreesOfFreedom } = summary;
  const value = path.logPartitionStart + sign * logMean;
  // Weights that all agree, as for weak couplings, are still sums in float32, and no exact value.
  const standardError = Math.hypot(summary.standardError, ROUNDING * Math.abs(value));
  return {
    ...logEstimate(value, { standardError, degreesOfFreedom }, doubts),
    direction,
    standardError,
    ess,
    bound: path.logPartitionStart + sign * mean(logWeights),
    logWeights,
    schedule,
  };
}

function requireSchedule(temperatures: number | Float64Array): void {
  if (typeof temperatures === "number") {
    requireWhole("temperatures", temperatures, 1);
    return;
  }
  const rising = temperatures.every((t, k) => k === 0 || t > temperatures[k - 1]!);
  const ends = temperatures[0] === 0 && temperatures.at(-1) === 1 && temperatures.length > 1;
  requireSetting("temperatures", `[${temperatures}]`, rising && ends, "rising points from 0 to 1");
}
