import { describe, expect, test } from "vitest";
import { plantedPatternData } from "../../src/data/synthetic.ts";
import { Rng } from "../../src/numeric/random.ts";
import { train, trainingCourse } from "../../src/rbm/index.ts";
import { refusalOf } from "../refusal.ts";

const { bits } = plantedPatternData({ units: 12, rows: 90, patterns: 3, overlap: 0.8 }, Rng.fromSeed(3));

describe("the first updates of a run, gone through again", () => {
  for (const variant of [
    {},
    { centred: true, rate: { start: 0.1, end: 0 } },
    { optimizer: "adam", algorithm: "cd" },
  ] as const) {
    test(`are bit for bit those of the run: ${JSON.stringify(variant)}`, async () => {
      const options = { hidden: 5, epochs: 3, batch: 4, seed: 11, engine: "reference", ...variant } as const;
      const run = await train(bits, options);
      const [first, , last] = await trainingCourse(bits, run.state.settings, [0, 7, 66], "reference");
      expect(first!.rbm).toEqual(run.initial);
      expect(last!.rbm).toEqual(run.rbm); // 66 = 3 epochs of 22 updates
    });
  }

  test("are refused beyond the last update of the run, or out of order", async () => {
    const { state } = await train(bits, { hidden: 5, epochs: 0, batch: 4, engine: "reference" });
    const settings = { ...state.settings, epochs: 1 };
    for (const updates of [[23], [4, 4], [-1], [0.5]]) {
      const refusal = await refusalOf(() => trainingCourse(bits, settings, updates, "reference"));
      expect(refusal.code).toBe("domain");
      expect(refusal.expected).toContain("at most 22");
    }
  });
});
