import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as special from "../../src/numeric/special.ts";
import golden from "../golden/special.json" with { type: "json" };

const { dawson, erfi, logistic, logit, logSumExp, logTwoCosh, normalCdf, normalQuantile, normalSf, softplus } = special;

/** Relative error; below the smallest normal number, where doubles have fewer digits, absolute in its units. */
function relativeError(found: number, expected: number): number {
  return found === expected ? 0 : Math.abs(found - expected) / Math.max(Math.abs(expected), 2.3e-308);
}

type Golden = readonly (readonly [readonly number[], string])[];
const { logSumExp: _ofOneArray, ...ofNumbers } = special;
const functions: Readonly<Record<string, (...x: number[]) => number>> = ofNumbers;
const tables = Object.entries(golden as unknown as Record<string, Golden>).filter(([name]) => name in functions);

describe("special functions against mpmath", () => {
  test.each(tables)("%s agrees to 1e-13 relative, tails included", (name, rows) => {
    for (const [x, digits] of rows) {
      const found = functions[name]!(...x);
      expect(relativeError(found, Number(digits)), `${name}(${x}) = ${found}, expected ${digits}`).toBeLessThan(1e-13);
    }
  });

  test("erfi keeps fifteen digits up to its overflow, where a rounded x² would leave thirteen", () => {
    for (const [x, digits] of (golden as unknown as Record<string, Golden>)["erfi"]!) {
      expect(relativeError(erfi(x[0]!), Number(digits))).toBeLessThan(2e-15);
    }
  });

  test("every function that computes is covered by a table or by a law below", () => {
    expect(
      Object.keys(functions)
        .filter((name) => name !== "normalSf")
        .sort(),
    ).toEqual(tables.map(([name]) => name).sort());
  });
});

describe("laws", () => {
  const real = fc.double({ min: -800, max: 800, noNaN: true });

  test("softplus(x) − softplus(−x) = x and its derivative is the logistic function", () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(softplus(x) - softplus(-x)).toBeCloseTo(x, 12);
        const h = 1e-5;
        expect((softplus(x + h) - softplus(x - h)) / (2 * h)).toBeCloseTo(logistic(x), 7);
      }),
      { seed: 1 },
    );
  });

  test("softplus and logistic rise strictly through the points where implementations cut", () => {
    for (const x of [-700, -37, -36.7, -20, -1, 0, 1, 20, 30, 35]) {
      expect(softplus(x + 0.01)).toBeGreaterThan(softplus(x));
      // Beyond 30 a step of 0.01 changes the logistic by less than the spacing of doubles below 1.
      if (x <= 30) expect(logistic(x + 0.01)).toBeGreaterThan(logistic(x));
    }
    expect(softplus(1e308)).toBe(1e308);
    expect(softplus(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(softplus(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(softplus(Number.NaN)).toBeNaN();
  });

  test("logistic(x) + logistic(−x) = 1 and logit inverts logistic", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expect(logistic(x) + logistic(-x)).toBeCloseTo(1, 15);
        if (x < 0) expect(logit(logistic(x))).toBeCloseTo(x, 12);
      }),
      { seed: 1 },
    );
    expect(logit(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(logit(1)).toBe(Number.POSITIVE_INFINITY);
    expect(logit(1.1)).toBeNaN();
  });

  test("ln 2 cosh x is even and is the softplus of 2x less x", () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(logTwoCosh(x)).toBe(logTwoCosh(-x));
        expect(logTwoCosh(x)).toBeCloseTo(softplus(2 * x) - x, 10);
      }),
      { seed: 1 },
    );
  });

  test("logSumExp shifts with its arguments, adds two terms like softplus, and treats infinities as limits", () => {
    fc.assert(
      fc.property(fc.array(real, { minLength: 1, maxLength: 20 }), real, (x, shift) => {
        expect(logSumExp(x.map((t) => t + shift))).toBeCloseTo(logSumExp(x) + shift, 10);
        expect(logSumExp([x[0]!, shift])).toBeCloseTo(x[0]! + softplus(shift - x[0]!), 10);
      }),
      { seed: 1 },
    );
    expect(logSumExp([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
    expect(logSumExp([Number.NaN, 1])).toBeNaN();
    expect(logSumExp([1, Number.NaN])).toBeNaN();
    expect(logSumExp([Number.NaN, Number.POSITIVE_INFINITY])).toBeNaN();
    expect(logSumExp([1e4, 1e4])).toBe(1e4 + Math.LN2);
  });

  test("the survival function mirrors the distribution, and the quantile inverts it in both tails", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 5, noNaN: true }), (z) => {
        expect(normalSf(z)).toBe(normalCdf(-z));
        expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 8);
      }),
      { seed: 1 },
    );
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(-0.1)).toBeNaN();
  });

  test("Dawson's integral solves D' = 1 − 2xD across the seam of its two series", () => {
    fc.assert(
      fc.property(fc.double({ min: 6, max: 8, noNaN: true }), (x) => {
        const h = 1e-4;
        const slope = (dawson(x + h) - dawson(x - h)) / (2 * h);
        expect(slope).toBeCloseTo(1 - 2 * x * dawson(x), 9);
      }),
      { seed: 1 },
    );
    expect(erfi(30)).toBe(Number.POSITIVE_INFINITY);
    expect(erfi(-30)).toBe(Number.NEGATIVE_INFINITY);
    expect(dawson(Number.POSITIVE_INFINITY)).toBe(0);
    expect(dawson(Number.NaN)).toBeNaN();
    expect(erfi(Number.NaN)).toBeNaN();
  });
});
