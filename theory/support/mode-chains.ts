/** Modes of a machine measured over many independent Gibbs chains on the fast kernels. */

import type { Matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { independentMean, kurtosis, type MeanEstimate } from "../../src/numeric/statistics/index.ts";
import { gibbsRecords } from "../../src/rbm/chains.ts";
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { type JointStates, sampleHiddenGivenVisible, uniformStates } from "../../src/rbm/sampling.ts";
import { reciprocalVariables } from "../reciprocal-space/variables.ts";

export interface ChainLength {
  readonly chains: number;
  /** Sweeps of each chain before the first record. */
  readonly burnIn: number;
  /** Sweeps after that. */
  readonly sweeps: number;
  /** Sweeps between records. */
  readonly every: number;
}

/** x ± y over √2 of one mode. */
export interface MeasuredMode {
  readonly meanU: MeanEstimate;
  readonly varianceU: MeanEstimate;
  readonly meanW: MeanEstimate;
  readonly varianceW: MeanEstimate;
  readonly kurtosisU: number;
  /** All recorded values of u, chain by chain. */
  readonly u: Float64Array;
  readonly w: Float64Array;
  readonly chains: number;
}

/**
 * Every mode over independent chains from random states. Error bars come from the spread between chains, each averaged
 * over its records, so that the time correlations in a chain do not matter; that the chains have forgotten their start
 * is the caller's to see to.
 */
export async function measureModes(
  rbm: Rbm,
  modes: SingularModes,
  rng: Rng,
  length: ChainLength,
): Promise<MeasuredMode[]> {
  const records = await recordStates(rbm, rng, length);
  const mapped = records.map(({ v, h }) => reciprocalVariables(modes, v, h));
  return Array.from(modes.lambda, (_, mode) => {
    const along = (sign: 1 | -1): Float64Array[] =>
      Array.from({ length: length.chains }, (_, c) =>
        Float64Array.from(mapped, ({ x, y }) => {
          const at = c * modes.lambda.length + mode;
          return (y.data[at]! + sign * x.data[at]!) / Math.SQRT2;
        }),
      );
    const [u, w] = [along(1), along(-1)];
    const [meanU, varianceU] = momentsOver(u);
    const [meanW, varianceW] = momentsOver(w);
    const [allU, allW] = [u, w].map((chains) => Float64Array.from(chains.flatMap((chain) => [...chain])));
    const moments = { meanU, varianceU, meanW, varianceW, kurtosisU: kurtosis(allU!) };
    return { ...moments, u: allU!, w: allW!, chains: length.chains };
  });
}

/** The mean of f over the records of each chain: independent values. */
export function averagesByChain(values: Float64Array, chains: number, f: (t: number) => number): Float64Array {
  const records = values.length / chains;
  return Float64Array.from({ length: chains }, (_, c) => {
    return values.subarray(c * records, (c + 1) * records).reduce((s, t) => s + f(t), 0) / records;
  });
}

/** Mean and variance with error bars from independent chains of equal length. */
function momentsOver(chains: readonly Float64Array[]): [MeanEstimate, MeanEstimate] {
  const average = (f: (t: number) => number): MeanEstimate =>
    independentMean(chains.map((chain) => chain.reduce((s, t) => s + f(t), 0) / chain.length));
  const mean = average((t) => t);
  return [mean, average((t) => (t - mean.mean) ** 2)];
}

async function recordStates(
  rbm: Rbm,
  rng: Rng,
  { chains, burnIn, sweeps, every }: ChainLength,
): Promise<JointStates<Matrix>[]> {
  const start = uniformStates(chains, rbm.visible, rbm.visibleUnits, rng.child("start"));
  const states: JointStates<Matrix>[] = [];
  const run = { burnIn: burnIn + every, records: Math.floor(sweeps / every), thin: every };
  for await (const v of gibbsRecords(rbm, start, rng, run)) {
    const sweep = burnIn + every * (states.length + 1);
    states.push({ v, h: sampleHiddenGivenVisible(rbm, v, rng.child("hidden").child(sweep)) });
  }
  return states;
}
