import { expect, test } from "vitest";
import { limitOfHalving, orderOfHalving } from "../../theory/support/limits.ts";

test("values whose corrections are the powers left out give their limit exactly", () => {
  const at = (powers: readonly number[]) => [1, 1 / 2, 1 / 4].map((h) => powers.reduce((s, p) => s + h ** p, 5));
  expect(limitOfHalving(at([1, 2]))).toBeCloseTo(5, 13);
  expect(limitOfHalving(at([2, 4]), { first: 2, spacing: 2 })).toBeCloseTo(5, 13);
  expect(limitOfHalving(at([0.5, 1]), { first: 0.5, spacing: 0.5 })).toBeCloseTo(5, 13);
  expect(limitOfHalving([7])).toBe(7);
});

test("the order of errors is that of their leading power", () => {
  const errors = [0.1, 0.05, 0.025].map((h) => -3 * h ** 4 * (1 + h));
  expect(orderOfHalving(errors)).toBeCloseTo(4, 2);
  expect(orderOfHalving(errors.slice(0, 2))).not.toBeCloseTo(4, 2);
});
