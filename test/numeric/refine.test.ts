import { describe, expect, test } from "vitest";
import { refineUntilStill } from "../../src/numeric/index.ts";

describe("raising a cut-off until the result stands still", () => {
  const partialSum = (n: number): number => Array.from({ length: n }, (_, k) => 2 ** -k).reduce((s, t) => s + t, 0);
  const distance = (a: number, b: number): number => Math.abs(a - b);

  test("stops at the first size that moves it by no more than the tolerance", () => {
    expect(refineUntilStill([1, 2, 3, 4, 5, 6], partialSum, distance, 0.13)).toEqual({
      value: 1.875,
      size: 4,
      change: 0.125,
      still: true,
    });
  });

  test("says so when it never does, for one size and for a result that is not a number too", () => {
    expect(refineUntilStill([1, 2], partialSum, distance, 0.1)).toMatchObject({ change: 0.5, still: false });
    expect(refineUntilStill([3], partialSum, distance, 1)).toMatchObject({ size: 3, still: false });
    expect(refineUntilStill([1, 2], () => Number.NaN, distance, 1).still).toBe(false);
  });
});
