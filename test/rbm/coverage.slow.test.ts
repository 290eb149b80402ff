/**
 * Intervals of ln Z on machines trained on MNIST: inside an effective sample size of more than 100 they have to hold
 * the exact value in 95 ± 4 % of the runs.
 */
import { describe, expect, test } from "vitest";
import { baseRateBias } from "../../src/data/statistics.ts";
import { loadMnist } from "../../src/node/mnist.ts";
import { Rng } from "../../src/numeric/random.ts";
import { independentMean } from "../../src/numeric/statistics/index.ts";
import {
  type AisEstimate,
  type AnnealingOptions,
  logPartitionAis,
  logPartitionExact,
  type Rbm,
  train,
} from "../../src/rbm/index.ts";
import { officialMnist, WITHOUT_OFFICIAL_FILES } from "../data/official.ts";
import { trainedMachine } from "./golden.ts";

/** Runs of an effective sample size over 100 that are looked for, and how many runs that may take. */
const LARGE = 100;
const RUNS = 150;

/** Some ten minutes of two cores. */
const { BOLTZPROOF_LONG } = process.env;

test.skipIf(BOLTZPROOF_LONG !== "1")(
  "[set BOLTZPROOF_LONG=1] annealing covers the exact ln Z of a 784×16 machine trained for 50 epochs",
  { timeout: 7_200_000 },
  async () => {
    const { rbm, known } = trainedMachine();
    const start = baseRateBias((await loadMnist({ folder: null })).bits);
    await expectCoverage(rbm, known.logZ_exact, { chains: 300, temperatures: 8000, start, threads: 2 });
  },
);

describe.skipIf(!officialMnist)(`on all of MNIST (${officialMnist ? "found" : WITHOUT_OFFICIAL_FILES})`, () => {
  test.each([2, 10])("annealing covers the exact ln Z of 784×16 machines after %i epochs of PCD-1", async (epochs) => {
    const data = await loadMnist({ folder: officialMnist! });
    const { rbm } = await train(data, { hidden: 16, epochs, batch: 500, seed: 3, measure: { every: epochs } });
    const start = baseRateBias(data.bits);
    await expectCoverage(rbm, logPartitionExact(rbm), { chains: 300, temperatures: 100 * epochs, start, threads: 2 });
  });
});

/** Runs that are reliable have to cover; runs that are not have to be few, or the test would show nothing. */
async function expectCoverage(rbm: Rbm, exact: number, options: AnnealingOptions): Promise<void> {
  const runs: AisEstimate[] = [];
  const large = (): AisEstimate[] => runs.filter((r) => r.ess > 100);
  const covers = (r: AisEstimate): boolean => r.low <= exact && exact <= r.high;
  while (runs.length < RUNS && large().length < LARGE) {
    runs.push(await logPartitionAis(rbm, Rng.fromSeed(8).child(runs.length), options));
  }
  const covered = large().filter(covers).length;
  const misled = runs.filter((r) => r.reliable && !covers(r)).length;
  const sizes = independentMean(runs.map((r) => r.ess));
  console.log(
    `${covered} of ${large().length} intervals with an effective sample size over 100 hold ln Z (mean size ` +
      `${sizes.mean.toFixed(0)} of ${options.chains}, ${runs.length} runs); ${misled} were called reliable and do not`,
  );
  expect(large().length).toBe(LARGE);
  expect(Math.abs(covered / LARGE - 0.95)).toBeLessThanOrEqual(0.04);
  expect(misled).toBeLessThanOrEqual(0.09 * runs.length);
}
