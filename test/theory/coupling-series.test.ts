import { describe, expect, test } from "vitest";
import { SERIES_ERROR, seriesOf, seriesPairs } from "../../theory/support/coupling-scan.ts";

describe("series in the coupling", () => {
  test("of a polynomial are its coefficients", () => {
    const values = [...Array(10).keys()].map((k) => {
      const t = Math.cos((Math.PI * (k + 0.5)) / 10);
      return 1 - 2 * t + 0.5 * t ** 3;
    });
    [1, -2, 0, 0.5, 0].forEach((c, p) => {
      expect(seriesOf(values)[p]!).toBeCloseTo(c, 12);
    });
  });

  test("are compared in units of the expected coefficients of each power", () => {
    const expected = Float64Array.of(10, 1e-3);
    const found = Float64Array.of(10, 1.02e-3);
    const [zeroth, first] = seriesPairs(2, [{ name: "m", found, expected }]);
    expect(zeroth).toMatchObject({ expected: 1, found: 1 });
    expect(first!.found - first!.expected).toBeCloseTo(0.02, 12);
    expect(first!.found - first!.expected).toBeGreaterThan(100 * SERIES_ERROR.allowed);
  });
});
