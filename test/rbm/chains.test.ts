import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { chiSquareGoodnessOfFit } from "../../src/numeric/statistics/index.ts";
import { type GibbsRun, gibbsRecords } from "../../src/rbm/chains.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { gibbsSweep, uniformStates } from "../../src/rbm/sampling.ts";
import { boltzmannLaw, countStates, KINDS, randomRbm, rowSums } from "./small.ts";

const root = Rng.fromSeed(17);

async function collect(rbm: Rbm, start: Matrix, rng: Rng, run: GibbsRun): Promise<Matrix[]> {
  const records: Matrix[] = [];
  for await (const v of gibbsRecords(rbm, start, rng, run)) records.push(v);
  return records;
}

describe("records of Gibbs chains", () => {
  test.each(KINDS)("follow the Boltzmann law at β, for %s visible and %s hidden units", async (...kinds) => {
    const rng = root.child(kinds.join());
    const rbm = randomRbm(rng.child("machine"), 4, 3, kinds, 0.7);
    const start = uniformStates(4000, 4, kinds[0], rng.child("start"));
    const expected = rowSums(boltzmannLaw(rbm, 0.8).P);
    for (const ensemble of ["auto", "plain"] as const) {
      const [last] = await collect(rbm, start, rng.child(ensemble), { beta: 0.8, burnIn: 30, ensemble });
      const law = chiSquareGoodnessOfFit(countStates(last!), expected);
      expect(law.p).toBeGreaterThan(1e-4);
      const [other] = await collect(rbm, start, rng.child(ensemble), { beta: 0.3, burnIn: 30, ensemble });
      expect(chiSquareGoodnessOfFit(countStates(other!), expected).p).toBeLessThan(1e-6);
    }
  });

  test("come after burnIn, burnIn + thin, … sweeps, the k-th on the k-th child of the stream", async () => {
    const rng = root.child("when");
    const rbm = randomRbm(rng.child("machine"), 5, 3, ["binary", "binary"]);
    const start = uniformStates(7, 5, "binary", rng.child("start"));
    const after: Matrix[] = [start];
    for (let sweep = 1; sweep <= 8; sweep++) after.push(gibbsSweep(rbm, after.at(-1)!, rng.child(sweep)).v);
    const run = { ensemble: "plain", records: 3, thin: 2 } as const;
    expect(await collect(rbm, start, rng, { ...run, burnIn: 4 })).toEqual([after[4], after[6], after[8]]);
    expect(await collect(rbm, start, rng, { ...run, burnIn: 0 })).toEqual([after[0], after[2], after[4]]);
  });

  test("are the same on any number of threads, and one record is no other's memory", async () => {
    const rng = root.child("threads");
    const rbm = randomRbm(rng.child("machine"), 40, 30, ["spin", "binary"], 0.2);
    const start = uniformStates(50, 40, "spin", rng.child("start"));
    const [one, two] = [1, 2].map((threads) => collect(rbm, start, rng, { burnIn: 1, records: 4, threads }));
    expect(await one).toEqual(await two);
    expect((await one)![0]).not.toEqual((await one)![3]);
  });

  test.each([
    [{ burnIn: -1 }, /-1 for burnIn/],
    [{ burnIn: 0.5 }, /0\.5 for burnIn/],
    [{ burnIn: 1, records: 0 }, /0 for records/],
    [{ burnIn: 1, thin: 0 }, /0 for thin/],
  ])("are refused for %o", async (run, message) => {
    const rbm = randomRbm(root, 3, 2, ["binary", "binary"]);
    await expect(collect(rbm, uniformStates(2, 3, "binary", root), root, run)).rejects.toThrow(message);
  });
});
