import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cholesky } from "../../../src/numeric/linear-systems.ts";
import { matrixFrom } from "../../../src/numeric/matrix.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { independentMean, kurtosis, mean, sampleMoments, variance } from "../../../src/numeric/statistics/index.ts";
import { refusalOf } from "../../refusal.ts";

const sample = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 40 });

describe("moments", () => {
  test("mean and variance follow shifts and scales", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: -9, max: 9 }), fc.integer({ min: -1000, max: 1000 }), (x, scale, shift) => {
        const y = x.map((t) => scale * t + shift);
        expect(mean(y)).toBeCloseTo(scale * mean(x) + shift, 8);
        expect(Math.abs(variance(y) - scale ** 2 * variance(x))).toBeLessThan(
          1e-9 * (1 + scale ** 2 * variance(x)) * 1e3,
        );
      }),
      { seed: 1 },
    );
  });

  test("known samples have known moments", () => {
    expect(mean([1, 2, 3, 6])).toBe(3);
    expect(variance([1, 2, 3, 6])).toBeCloseTo(14 / 3, 14);
    expect(kurtosis([-1, 1, -1, 1])).toBe(1);
    expect(kurtosis([0, 0, 0, 1])).toBeCloseTo(7 / 3, 14);
    expect(kurtosis(Rng.fromSeed(1).normals(100_000))).toBeCloseTo(3, 1);
  });

  test("a mean of 10⁹ costs the variance no digits", () => {
    const x = [1, 2, 3, 6].map((t) => t + 1e9);
    expect(variance(x)).toBeCloseTo(14 / 3, 9);
    expect(kurtosis(x)).toBeCloseTo(kurtosis([1, 2, 3, 6]), 9);
  });

  test.each([0, 1, 0.1, 1e9 + 0.1, -1e12, 1e12, 123456789012345])(
    "a mean of %f costs a large sample no digits",
    (offset) => {
      // Halves at offset and offset + 1; the rounding of offset + 1 is a rounding of the data, not of the mean.
      for (const n of [10, 1000, 100_000]) {
        const x = Float64Array.from({ length: n }, (_, i) => offset + (i % 2));
        const step = offset + 1 - offset;
        expect(mean(x)).toBe((offset + (offset + 1)) / 2);
        expect(variance(x) / ((step ** 2 / 4) * (n / (n - 1)))).toBeCloseTo(1, 13);
        expect(kurtosis(x)).toBeCloseTo(1, 13);
      }
    },
  );

  test("a sum beyond the largest double has a mean all the same, and so does one of very unequal terms", () => {
    expect(mean([1.5e308, 1.7e308])).toBeCloseTo(1.6e308, -295);
    expect(mean([1e308, 1e308, 1e308])).toBe(1e308);
    expect(mean([1e100, 1, -1e100, 3])).toBe(1);
    expect(mean([5e-324, 5e-324])).toBe(5e-324);
    expect(mean([0.1, 0.2, 0.3, 0.4])).toBe(0.25);
  });

  test("moments of columns are those of the columns, and a constant one has no covariance with anything", () => {
    const rng = Rng.fromSeed(3);
    const rows = matrixFrom(200, 3, (_, j) => (j === 1 ? 0.1 : 1e10 + rng.normal()));
    const { mean: means, covariance } = sampleMoments(rows);
    const column = (j: number): Float64Array => Float64Array.from({ length: 200 }, (_, s) => rows.data[3 * s + j]!);
    for (let j = 0; j < 3; j++) {
      expect(means[j]).toBe(mean(column(j)));
      expect(covariance.data[4 * j]! - variance(column(j))).toBeCloseTo(0, 12);
      expect(covariance.data[3 + j]).toBe(0);
    }
    expect(() => cholesky(covariance)).toThrow(/not positive definite/);
  });

  test("the interval of an independent mean covers in 95 % of 300 runs", () => {
    const rng = Rng.fromSeed(2);
    let covered = 0;
    for (let run = 0; run < 300; run++) {
      const { mean: m, standardError, ess } = independentMean(rng.normals(200, 3));
      if (Math.abs(m) < 1.96 * standardError) covered++;
      expect(ess).toBe(200);
    }
    expect(covered / 300).toBeGreaterThan(0.91);
    expect(covered / 300).toBeLessThan(0.99);
  });

  test("NaN, infinity, emptiness and constancy are refused where they decide", () => {
    expect(() => mean([])).toThrow(/0 values for a mean, expected at least 1/);
    expect(() => variance([1])).toThrow(/1 value for a variance/);
    expect(() => mean([1, Number.NaN])).toThrow(/NaN at position 1/);
    expect(() => variance([1, Number.POSITIVE_INFINITY])).toThrow(/Infinity at position 1/);
    expect(() => kurtosis([5, 5, 5])).toThrow(/3 values all equal to 5/);
    expect(variance([5, 5, 5])).toBe(0);
  });
});

describe("two values", () => {
  test("have moments and an interval by Cauchy's law", () => {
    expect(variance([1, 3])).toBe(2);
    expect(kurtosis([1, 3])).toBe(1);
    const found = independentMean([1, 3]);
    expect(found).toMatchObject({ mean: 2, standardError: 1, tau: 1, ess: 2 });
    expect(found.interval[0]).toBeCloseTo(2 - Math.tan(0.475 * Math.PI), 10);
    expect(found.interval[1]).toBeCloseTo(2 + Math.tan(0.475 * Math.PI), 10);
  });

  test("no digit is lost to a later term that is larger", () => {
    expect(mean([1, 1e100, 1, -1e100])).toBe(0.5);
    expect(mean([1e100, 1, 1, -1e100])).toBe(0.5);
    expect(mean([1, -1e100, 1, 1e100])).toBe(0.5);
  });

  test("are what a variance needs, and every refusal says what was found, what was expected and what to do", async () => {
    const more = { code: "shape", advice: "draw more samples" };
    const upstream = {
      code: "not-finite",
      expected: "finite values",
      advice: "look for a division by zero or a diverged simulation upstream",
    };
    for (const [call, found, rest] of [
      [() => mean([]), "0 values for a mean", { ...more, expected: "at least 1" }],
      [() => variance([1]), "1 value for a variance", { ...more, expected: "at least 2" }],
      [() => independentMean([1]), "1 value for a variance", { ...more, expected: "at least 2" }],
      [() => kurtosis([1]), "1 value for a kurtosis", { ...more, expected: "at least 2" }],
      [() => mean([1, Number.NaN]), "NaN at position 1 of a sample for a mean", upstream],
      [() => kurtosis([-1 / 0, 1]), "-Infinity at position 0 of a sample for a kurtosis", upstream],
    ] as const) {
      expect(await refusalOf(call)).toMatchObject({ found, ...rest });
    }
    expect(await refusalOf(() => kurtosis([5, 5, 5]))).toMatchObject({
      code: "domain",
      found: "3 values all equal to 5",
      expected: "a sample that varies",
      advice: "leave constant variables out of kurtosis statistics",
    });
  });
});
