import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import { convergenceOrder, linearRegression, mean, variance } from "../../../src/numeric/statistics/index.ts";
import { refusalOf } from "../../refusal.ts";

describe("linearRegression", () => {
  test("finds an exact line through any points that differ in x", () => {
    const coordinate = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(
        fc.uniqueArray(coordinate, { minLength: 2, maxLength: 20 }),
        coordinate,
        coordinate,
        (x, slope, level) => {
          const fit = linearRegression(
            x,
            x.map((t) => slope * t + level),
          );
          expect(fit.slope).toBeCloseTo(slope, 9);
          expect(fit.intercept).toBeCloseTo(level, 7);
          expect(fit.chiSquare).toBeCloseTo(0, 9);
        },
      ),
      { seed: 1 },
    );
  });

  test("agrees with a case worked by hand", () => {
    // x̄ = 1, ȳ = 4/3, Sxx = 2, Sxy = 3; residuals 1/6, −1/3, 1/6.
    const fit = linearRegression([0, 1, 2], [0, 1, 3]);
    expect(fit.slope).toBeCloseTo(1.5, 14);
    expect(fit.intercept).toBeCloseTo(-1 / 6, 14);
    expect(fit.slopeError).toBeCloseTo(Math.sqrt(1 / 6 / 2), 14);
    expect(fit.interceptError).toBeCloseTo(Math.sqrt((1 / 6) * (1 / 3 + 1 / 2)), 14);
    expect(fit.degreesOfFreedom).toBe(1);
  });

  test("its errors are the scatter of the estimates, with known and with unknown noise", () => {
    const rng = Rng.fromSeed(1);
    const x = Float64Array.from({ length: 12 }, (_, i) => i);
    const sigma = x.map((t) => 0.2 + 0.1 * t);
    const slopes: number[] = [];
    const levels: number[] = [];
    const estimated: number[] = [];
    for (let run = 0; run < 2000; run++) {
      const fit = linearRegression(
        x,
        x.map((t, i) => 3 - 0.7 * t + sigma[i]! * rng.normal()),
        sigma,
      );
      slopes.push(fit.slope);
      levels.push(fit.intercept);
      estimated.push(
        linearRegression(
          x,
          x.map((t) => t + 0.5 * rng.normal()),
        ).slopeError ** 2,
      );
    }
    const fit = linearRegression(x, x, sigma);
    expect(Math.sqrt(variance(slopes)) / fit.slopeError).toBeCloseTo(1, 1);
    expect(Math.sqrt(variance(levels)) / fit.interceptError).toBeCloseTo(1, 1);
    expect(Math.abs(mean(slopes) + 0.7)).toBeLessThan((3 * fit.slopeError) / Math.sqrt(2000));
    expect(mean(estimated) / (0.25 / 143)).toBeCloseTo(1, 1); // Sxx = 143
  });

  test("two points have no scatter to judge by", () => {
    expect(linearRegression([0, 1], [1, 3]).slopeError).toBeNaN();
    expect(linearRegression([0, 1], [1, 3], [0.3, 0.4]).slopeError).toBeCloseTo(0.5, 14);
  });

  test.each([0.1, 1 / 3, 1e12 + 0.1, -3e-200])(
    "refuses points that all stand at x = %f, however rounded their mean",
    (at) => {
      for (const n of [2, 3, 7, 1000]) {
        const y = Float64Array.from({ length: n }, (_, i) => i);
        expect(() => linearRegression(new Float64Array(n).fill(at), y)).toThrow(/all have x/);
      }
    },
  );

  test("costs no digits at any offset or scale of x, y and sigma", () => {
    const x = [0, 1, 2, 4];
    const y = [1, 3, 4, 10];
    const sigma = [1, 2, 1, 3];
    const plain = linearRegression(x, y, sigma);
    for (const [sx, sy, offset] of [
      [1, 1, 2 ** 40],
      [1e-200, 1, 0],
      [1e150, 1e-150, 0],
      [1, 1e200, 0],
      [2 ** -20, 1, 1024],
    ] as const) {
      const fit = linearRegression(
        x.map((t) => offset + t * sx),
        y.map((t) => t * sy),
        sigma.map((t) => t * sy),
      );
      expect(fit.slope / ((plain.slope * sy) / sx)).toBeCloseTo(1, 13);
      expect(fit.slopeError / ((plain.slopeError * sy) / sx)).toBeCloseTo(1, 13);
      expect(fit.chiSquare / plain.chiSquare).toBeCloseTo(1, 12);
    }
  });

  test("refuses one abscissa, different lengths, NaN and errors that are not positive", () => {
    expect(() => linearRegression([2, 2], [1, 3])).toThrow(/all have x = 2/);
    expect(() => linearRegression([1, 2], [1, 3, 4])).toThrow(/2 abscissae with 3 values/);
    expect(() => linearRegression([1, Number.NaN], [1, 3])).toThrow(/NaN at position 1/);
    expect(() => linearRegression([1, 2], [1, 3], [1, 0])).toThrow(/0 as the standard error of point 1/);
    expect(() => linearRegression([1], [1])).toThrow(/at least 2/);
  });
});

describe("convergenceOrder", () => {
  test("reads the power off errors of either sign", () => {
    const sizes = [10, 20, 40, 80];
    const fit = convergenceOrder(
      sizes,
      sizes.map((n, k) => (k % 2 ? -5 : 5) / n),
    );
    expect(fit.slope).toBeCloseTo(-1, 12);
    expect(Math.exp(fit.intercept)).toBeCloseTo(5, 10);
  });

  test("sees the −½ of Monte Carlo", () => {
    const rng = Rng.fromSeed(2);
    const sizes = [100, 400, 1600, 6400];
    const spread = (n: number) => Math.sqrt(mean(Array.from({ length: 100 }, () => mean(rng.normals(n)) ** 2)));
    const { slope, slopeError } = convergenceOrder(sizes, sizes.map(spread));
    expect(Math.abs(slope + 0.5)).toBeLessThan(0.1);
    expect(slopeError).toBeLessThan(0.1);
  });

  test("an error of exactly zero has no order", () => {
    expect(() => convergenceOrder([1, 2], [1, 0])).toThrow(/0 as error 1/);
  });
});

describe("exact values and refusals", () => {
  test("a weighted fit worked by hand", () => {
    // Weights 1, 1/4, 1 at x = 0, 1, 2: total 9/4, x̄ = 1, ȳ = (0 + 1/4 + 3)/(9/4) = 13/9, Sxx = 2, Sxy = 3.
    const fit = linearRegression([0, 1, 2], [0, 1, 3], [1, 2, 1]);
    const level = 13 / 9 - 3 / 2;
    expect(fit.slope).toBeCloseTo(1.5, 14);
    expect(fit.intercept).toBeCloseTo(level, 14);
    expect(fit.slopeError).toBeCloseTo(Math.sqrt(1 / 2), 14);
    expect(fit.interceptError).toBeCloseTo(Math.sqrt(4 / 9 + 1 / 2), 14);
    expect(fit.degreesOfFreedom).toBe(1);
    expect(fit.chiSquare).toBeCloseTo(level ** 2 + (1 - level - 1.5) ** 2 / 4 + (3 - level - 3) ** 2, 14);
    // The errors were known: the normal law gives the intervals.
    expect(fit.slopeInterval[1]).toBeCloseTo(1.5 + 1.959963984540054 * Math.sqrt(1 / 2), 12);
    expect(fit.interceptInterval[0]).toBeCloseTo(level - 1.959963984540054 * Math.sqrt(17 / 18), 12);
  });

  test("without known errors the intervals are those of Student's law with n − 2 degrees of freedom", () => {
    const fit = linearRegression([0, 1, 2], [0, 1, 3]);
    const cauchy = Math.tan(0.475 * Math.PI);
    expect(fit.chiSquare).toBeCloseTo(1 / 6, 14);
    expect(fit.slopeInterval[0]).toBeCloseTo(1.5 - cauchy * Math.sqrt(1 / 12), 11);
    expect(fit.interceptInterval[1]).toBeCloseTo(-1 / 6 + cauchy * Math.sqrt(5 / 36), 11);
  });

  test("points of one height have a level line without errors", () => {
    const fit = linearRegression([0, 1, 2], [4, 4, 4]);
    expect([fit.slope, fit.intercept, fit.slopeError, fit.interceptError, fit.chiSquare]).toEqual([0, 4, 0, 0, 0]);
  });

  test("every refusal says what was found, what was expected and what to do", async () => {
    const vary = { code: "domain", expected: "at least two different x", advice: "vary the abscissa" };
    const equal = { code: "shape", expected: "one value a point", advice: "pass arrays of equal length" };
    const sigma = { code: "domain", expected: "a number > 0", advice: "leave sigma out when the errors are unknown" };
    const zero = {
      code: "domain",
      expected: "sizes and errors that are not zero",
      advice: "leave out the points where the error is below rounding",
    };
    for (const [call, found, rest] of [
      [() => linearRegression([2, 2, 2], [1, 3, 4]), "3 points that all have x = 2", vary],
      [() => linearRegression([1, 2], [1, 3, 4]), "2 abscissae with 3 values", equal],
      [() => linearRegression([1, 2], [1, 3], [1, 1, 1]), "2 abscissae with 3 values", equal],
      [() => linearRegression([1, 2], [1, 3], [0, 1]), "0 as the standard error of point 0", sigma],
      [() => linearRegression([1, 2], [1, 3], [1, -2]), "-2 as the standard error of point 1", sigma],
      [() => convergenceOrder([0, 2], [1, 1]), "0 as size 0", zero],
      [() => convergenceOrder([1, 2], [1, 0]), "0 as error 1", zero],
      [() => linearRegression([1], [1]), "1 value for a line fit", { code: "shape", expected: "at least 2" }],
    ] as const) {
      expect(await refusalOf(call)).toMatchObject({ found, ...rest });
    }
  });
});
