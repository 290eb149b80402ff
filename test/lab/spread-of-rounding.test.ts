import { expect, test } from "vitest";
import { drawnMean } from "../../src/lab/comparisons/index.ts";

test("a spread of rounding alone is no error bar: the mean is left undecided, right or wrong", () => {
  const values = Float64Array.from({ length: 64 }, (_, k) => 120 + (k % 3) * 1.4e-14);
  for (const predicted of [120, 120 + 1e-12, 7]) {
    const { verdict } = drawnMean("a constant", values, predicted);
    expect(verdict).toMatchObject({ kind: "undecided", why: expect.stringContaining("do not vary") });
  }
  expect(drawnMean("a mean", [...values, 120.001], 120.001 / 65 + (64 * 120) / 65).verdict.kind).toBe("sampled");
});
