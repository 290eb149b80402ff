/**
 * Several runs at once. A run on two threads waits at half a dozen barriers an update; two runs on one thread
 * each never wait. So where several seeds or settings are wanted anyway, this is how to use the cores.
 */
import type { DataSet } from "../data/dataset.ts";
import { BoltzproofError } from "../errors.ts";
import type { BitMatrix } from "../numeric/bits.ts";
import { kernelsWork } from "../numeric/kernels/module.ts";
import { createBackgroundEngine } from "./engines/wasm.ts";
import { type TrainingRun, type TrainOptions, train } from "./train.ts";

/** Options that differ between replicas, on top of the common ones; usually the seed. */
export type Variation = Partial<Omit<TrainOptions, "engine" | "threads">>;

/**
 * One run for each variation, `atOnce` of them at a time on one thread each, in the order of the variations. Each has
 * the bits that `train` would give it alone. The first failure ends the others at their next stride and is thrown.
 * @throws BoltzproofError "domain" unless atOnce is a whole number above 0, and what `train` throws.
 */
export async function trainReplicas(
  data: BitMatrix | DataSet,
  common: Omit<TrainOptions, "engine" | "threads">,
  variations: readonly Variation[],
  atOnce: number,
): Promise<TrainingRun[]> {
  if (!Number.isSafeInteger(atOnce) || atOnce < 1) {
    throw new BoltzproofError("domain", {
      found: `${atOnce} replicas at once`,
      expected: "a whole number above 0",
      advice: "take the number of cores",
    });
  }
  const engine = kernelsWork() ? createBackgroundEngine : "reference";
  const runs: TrainingRun[] = [];
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < variations.length && !failed) {
      const i = next++;
      const options = { ...common, ...variations[i] };
      const shouldStop = (): boolean => failed || (options.shouldStop?.() ?? false);
      runs[i] = await train(data, { ...options, engine, threads: 1, shouldStop });
    }
  };
  const lanes = Array.from({ length: Math.min(atOnce, variations.length) }, () =>
    lane().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
  return runs;
}
