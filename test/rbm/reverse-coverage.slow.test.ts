/** Intervals of ln Z by reverse annealing of ±1 machines hold the exact value in 95 ± 4 % of 300 runs. */
import { expect, test } from "vitest";
import { Rng } from "../../src/numeric/random.ts";
import { logPartitionExact, logPartitionReverseAis } from "../../src/rbm/index.ts";
import { randomRbm } from "./small.ts";

const RUNS = 300;

test.each([1, 2, 3])("of 14×12 units with 200 chains and 200 temperatures, machine %i", async (seed) => {
  const root = Rng.fromSeed(seed).child("reverse");
  const rbm = randomRbm(root.child("machine"), 14, 12, ["spin", "spin"], 0.5);
  const exact = logPartitionExact(rbm);
  let [reliable, covered] = [0, 0];
  for (let run = 0; run < RUNS; run++) {
    const found = await logPartitionReverseAis(rbm, root.child(run), { chains: 200, temperatures: 200 });
    if (!found.reliable) continue;
    reliable++;
    if (found.low <= exact && exact <= found.high) covered++;
  }
  console.log(`machine ${seed}: ${covered} of ${reliable} reliable intervals hold ln Z, of ${RUNS} runs`);
  expect(reliable).toBeGreaterThan(RUNS / 2);
  expect(Math.abs(covered / reliable - 0.95)).toBeLessThanOrEqual(0.04);
});
