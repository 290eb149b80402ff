import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import { normalSf, normalTwoSided } from "../../../src/numeric/special.ts";
import { holm, holmAdjusted, zTest } from "../../../src/numeric/statistics/index.ts";
import { refusalOf } from "../../refusal.ts";

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });

/** Holm's procedure as he wrote it: step down through the sorted p-values until one is too large. */
function obviousHolm(p: readonly number[], level: number): boolean[] {
  const order = p.map((_, i) => i).sort((i, j) => p[i]! - p[j]!);
  const rejected = p.map(() => false);
  for (const [k, i] of order.entries()) {
    if ((p.length - k) * p[i]! > level) break;
    rejected[i] = true;
  }
  return rejected;
}

describe("p-values", () => {
  test("the two-sided p-value is twice one tail, also where the distribution function rounds to 1", () => {
    for (const z of [0, 0.5, 2, 5, 9, 20, 35]) {
      expect(normalTwoSided(z) / (2 * normalSf(z))).toBeCloseTo(1, 14);
      expect(normalTwoSided(-z)).toBe(normalTwoSided(z));
    }
    expect(normalTwoSided(Number.NaN)).toBeNaN();
    expect(normalTwoSided(Number.POSITIVE_INFINITY)).toBe(0);
  });

  test("a z-test counts standard errors and refuses a missing one", () => {
    expect(zTest(5, 0.5, 4).z).toBe(2);
    expect(zTest(5, 0.5, 4).p).toBeCloseTo(0.0455002638963584, 15);
    expect(zTest(5, Number.POSITIVE_INFINITY, 4)).toEqual({ z: 0, p: 1 });
    for (const [x, se, mu] of [
      [5, 0, 4],
      [5, -1, 4],
      [5, Number.NaN, 4],
      [Number.NaN, 1, 4],
    ] as const) {
      expect(() => zTest(x, se, mu)).toThrow(/standard error > 0/);
    }
  });
});

describe("Holm's correction", () => {
  test("rejects what the step-down procedure rejects", () => {
    fc.assert(
      fc.property(pValues, fc.double({ min: 1e-4, max: 0.99, noNaN: true }), (p, level) => {
        expect(holm(p, level)).toEqual(obviousHolm(p, level));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("adjusted p-values keep the order, never fall below the plain ones, and reach at most 1", () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const adjusted = holmAdjusted(p);
        p.forEach((x, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(x);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          p.forEach((y, j) => {
            if (x < y) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
          });
        });
      }),
      { seed: 1 },
    );
    expect(Array.from(holmAdjusted([0.01, 0.04, 0.03]))).toEqual([0.03, 0.06, 0.06]);
  });

  test("keeps the false alarms of a family of 20 true hypotheses at the level", () => {
    const rng = Rng.fromSeed(3);
    let alarms = 0;
    for (let run = 0; run < 5000; run++)
      if (
        holm(
          Array.from({ length: 20 }, () => rng.uniform()),
          0.05,
        ).includes(true)
      )
        alarms++;
    // Exactly 1 − (1 − 0.05/20)²⁰ = 0.0488 for independent tests.
    expect(Math.abs(zTest(alarms / 5000, Math.sqrt((0.0488 * 0.9512) / 5000), 0.0488).z)).toBeLessThan(3);
  });

  test("an empty family rejects nothing, and no number is taken for a p-value that is none", () => {
    expect(holm([], 0.05)).toEqual([]);
    expect(() => holm([0.5, Number.NaN], 0.05)).toThrow(/NaN as p-value 1/);
    expect(() => holm([-0.1], 0.05)).toThrow(/from 0 to 1/);
  });
});

test("the ends of a family are held exactly, and every refusal says what was found and what to do", async () => {
  expect(Array.from(holmAdjusted([0, 1]))).toEqual([0, 1]);
  expect(holm([0.025, 0.5], 0.05)).toEqual([true, false]);
  expect(holm([0.03, 0.04], 0.05)).toEqual([false, false]);
  for (const [call, found] of [
    [() => holm([0.5, 1.5], 0.05), "1.5 as p-value 1"],
    [() => holmAdjusted([-0.1, 0.5]), "-0.1 as p-value 0"],
  ] as const) {
    expect(await refusalOf(call)).toMatchObject({
      code: "domain",
      found,
      expected: "a number from 0 to 1",
      advice: "leave tests without a p-value out of the family",
    });
  }
  const infinite = Number.POSITIVE_INFINITY;
  expect(zTest(infinite, 1, 4)).toEqual({ z: infinite, p: 0 });
  for (const [x, se, found] of [
    [5, 0, "5 ± 0 against 4"],
    [infinite, infinite, "Infinity ± Infinity against 4"],
  ] as const) {
    expect(await refusalOf(() => zTest(x, se, 4))).toMatchObject({
      code: "domain",
      found,
      expected: "numbers, and a standard error > 0",
      advice: "compare exact quantities by a tolerance instead",
    });
  }
});
