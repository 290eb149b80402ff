import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cholesky, logDeterminant, solveLinear } from "../../src/numeric/linear-systems.ts";
import {
  identity,
  type Matrix,
  matrix,
  matrixFrom,
  matrixFromRows,
  maxAbsDifference,
  multiply,
  multiplyTransposed,
  multiplyVector,
  transpose,
} from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { singularValueDecomposition, symmetricEigen } from "../../src/numeric/svd.ts";

const gaussian = (seed: number, n: number, m: number): Matrix => matrix(n, m, Rng.fromSeed(seed).normals(n * m));
const sizes = fc.integer({ min: 1, max: 10 });

/** Determinant by the Leibniz expansion along the first row. */
function obviousDeterminant(a: Matrix): number {
  if (a.rows === 0) return 1;
  let sum = 0;
  for (let k = 0; k < a.cols; k++) {
    const minor = matrixFrom(a.rows - 1, a.cols - 1, (i, j) => a.data[(i + 1) * a.cols + (j < k ? j : j + 1)]!);
    sum += (k % 2 === 0 ? 1 : -1) * a.data[k]! * obviousDeterminant(minor);
  }
  return sum;
}

describe("cholesky", () => {
  test("gives the lower factor of every positive definite matrix", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (n, seed) => {
        const g = gaussian(seed, n + 3, n);
        const a = multiplyTransposed(g, g);
        const l = cholesky(a);
        expect(maxAbsDifference(multiply(l, transpose(l)).data, a.data)).toBeLessThan(1e-13 * (n + 3) * 10);
        for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(l.data[i * n + j]).toBe(0);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("takes variables on any scale, and refuses one that depends on the others or does not vary", () => {
    for (const s of [1e-100, 1e-16, 1, 1e16, 1e150]) {
      const wide = matrixFromRows([
        [s * s, 0.5 * s],
        [0.5 * s, 1],
      ]);
      expect(cholesky(wide).data[3]).toBeCloseTo(Math.sqrt(0.75), 14);
      const dependent = matrixFromRows([
        [s * s, s * 3],
        [s * 3, 9 + 1e-15],
      ]);
      expect(() => cholesky(dependent)).toThrow(/not positive definite/);
      const still = matrixFromRows([
        [s * s, 0],
        [0, 0],
      ]);
      expect(() => cholesky(still)).toThrow(/not positive definite/);
    }
  });

  test("refuses indefinite, semidefinite and asymmetric matrices", () => {
    expect(() => cholesky(matrixFrom(2, 2, (i, j) => (i === j ? 1 : 2)))).toThrow(/not positive definite/);
    expect(() => cholesky(matrixFrom(2, 2, () => 1))).toThrow(/not positive definite/);
    expect(() => cholesky(matrixFrom(2, 2, (i, j) => (i === j ? 3 : i)))).toThrow(/symmetric/);
    expect(() => cholesky(matrix(2, 3))).toThrow(/square/);
  });
});

describe("solveLinear", () => {
  test("solves random systems up to their condition, for a vector and for several columns", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (n, seed) => {
        const a = gaussian(seed, n, n);
        const s = singularValueDecomposition(a, { vectors: "none" }).s;
        const x = gaussian(seed + 1, n, 3);
        const bound = (100 * Number.EPSILON * n * s[0]!) / s[n - 1]!;
        expect(maxAbsDifference(solveLinear(a, multiply(a, x)).data, x.data)).toBeLessThan(Math.max(bound, 1e-14));
        const v = x.data.slice(0, n);
        expect(maxAbsDifference(solveLinear(a, multiplyVector(a, v)), v)).toBeLessThan(Math.max(bound, 1e-14));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("accepts badly scaled but regular systems", () => {
    const a = matrixFromRows([
      [1, 1e-20],
      [1, 2e-20],
    ]);
    expect(maxAbsDifference(solveLinear(a, Float64Array.of(2, 3)), [1, 1e20])).toBeLessThan(1e6);
    const diagonal = matrixFrom(3, 3, (i, j) => (i === j ? 1e-100 ** i : 0));
    expect(Array.from(solveLinear(diagonal, Float64Array.of(1, 1e-100, 1e-200)))).toEqual([1, 1, 1]);
  });

  test("refuses systems that are singular, exactly or but for rounding, and right-hand sides that do not fit", () => {
    const counting = matrixFrom(3, 3, (i, j) => 3 * i + j + 1);
    expect(() => solveLinear(counting, new Float64Array(3).fill(1))).toThrow(/singular to working precision/);
    expect(() => solveLinear(matrix(2, 2), new Float64Array(2))).toThrow(/singular/);
    expect(() => solveLinear(identity(2), new Float64Array(3))).toThrow(/3 equations on the right, 2/);
    expect(() => solveLinear(matrix(2, 3), new Float64Array(2))).toThrow(/square/);
    expect(() => solveLinear(identity(2), Float64Array.of(1, Number.NaN))).toThrow(/NaN/);
  });
});

describe("logDeterminant", () => {
  test("agrees with the expansion into minors, sign included", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (n, seed) => {
        const a = gaussian(seed, n, n);
        const exact = obviousDeterminant(a);
        const { sign, logAbs } = logDeterminant(a);
        expect(sign).toBe(Math.sign(exact));
        expect(logAbs).toBeCloseTo(Math.log(Math.abs(exact)), 9);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("is the sum of the logarithms of the eigenvalues, far beyond the range of doubles", () => {
    const g = gaussian(5, 60, 40);
    const a = multiplyTransposed(g, g);
    const scaled = matrix(
      40,
      40,
      a.data.map((x) => 1e30 * x),
    );
    const expected = symmetricEigen(a).values.reduce((s, x) => s + Math.log(x), 0) + 40 * 30 * Math.LN10;
    expect(logDeterminant(scaled).logAbs / expected).toBeCloseTo(1, 13);
    expect(logDeterminant(scaled).sign).toBe(1);
  });

  test("a singular matrix has sign 0 and logarithm −∞", () => {
    const zeroRow = matrixFromRows([
      [-1, 0],
      [5, 0],
    ]);
    expect(logDeterminant(zeroRow)).toEqual({ sign: 0, logAbs: Number.NEGATIVE_INFINITY });
  });
});
