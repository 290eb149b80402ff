import { describe, expect, test } from "vitest";
import { Rng } from "../../src/numeric/random.ts";
import { trainReplicas } from "../../src/rbm/replicas.ts";
import { train } from "../../src/rbm/train.ts";
import { randomBits } from "./engines/samples.ts";

const data = randomBits(120, 30, 0.4, Rng.fromSeed(9));
const common = { hidden: 8, epochs: 2, batch: 20 };

describe("replicas", () => {
  test("have the bits of runs alone, whatever runs beside them", async () => {
    const variations = [1, 2, 3, 4, 5].map((seed) => ({
      seed,
      ...(seed === 3 && { hidden: 17, units: "spin" as const }),
    }));
    const replicas = await trainReplicas(data, common, variations, 2);
    for (const [i, variation] of variations.entries()) {
      const alone = await train(data, { ...common, ...variation });
      expect(replicas[i]!.rbm).toEqual(alone.rbm);
      expect(replicas[i]!.snapshots).toEqual(alone.snapshots);
    }
    expect(replicas[0]!.rbm.W).not.toEqual(replicas[1]!.rbm.W);
  });

  test("end together when one of them fails", async () => {
    const runs = trainReplicas(data, { ...common, epochs: 5000 }, [{ seed: 1 }, { batch: 1000 }], 2);
    await expect(runs).rejects.toThrow(/1000/);
  });

  test("of no number at once are refused", async () => {
    await expect(trainReplicas(data, common, [{}], 0)).rejects.toThrow(/0 replicas at once/);
  });
});
