import { expect, test } from "vitest";
import { studentInterval } from "../../../src/numeric/statistics/index.ts";
import { refusalOf } from "../../refusal.ts";

test("an interval has the reach of its level, and of the normal law for a known error", () => {
  expect(studentInterval(1, 2, 3)[1]).toBeCloseTo(1 + 2 * 3.182446305283708, 12);
  expect(studentInterval(0, 1, Number.POSITIVE_INFINITY)[0]).toBeCloseTo(-1.959963984540054, 13);
  expect(studentInterval(0, 1, 1, 0.5)[1]).toBeCloseTo(1, 13);
  expect(studentInterval(5, 0, 4)).toEqual([5, 5]);
  expect(studentInterval(5, Number.POSITIVE_INFINITY, 1)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  expect(studentInterval(5, 1, 0)).toEqual([Number.NaN, Number.NaN]);
  expect(() => studentInterval(5, -1, 3)).toThrow(/standard error of -1/);
  expect(() => studentInterval(5, 1, 3, 1)).toThrow(/level 1/);
});

test("an interval of no level is its value, and a refusal says what is wrong", async () => {
  expect(studentInterval(5, 1, 3, 0)).toEqual([5, 5]);
  expect(studentInterval(5, 1, -1)).toEqual([Number.NaN, Number.NaN]);
  for (const [error, level] of [
    [-1, 0.95],
    [1, 1],
    [1, -0.1],
    [1, Number.NaN],
  ] as const) {
    expect(await refusalOf(() => studentInterval(5, error, 3, level))).toMatchObject({
      code: "domain",
      found: `an interval of level ${level} with a standard error of ${error}`,
      expected: "a level from 0 up to 1, and a standard error of at least 0",
      advice: "give 0.95 for a 95 % interval",
    });
  }
});
