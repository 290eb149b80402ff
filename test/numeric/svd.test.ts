import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BoltzproofError } from "../../src/errors.ts";
import {
  identity,
  type Matrix,
  matrix,
  matrixFrom,
  matrixFromRows,
  maxAbsDifference,
  multiply,
  multiplyTransposed,
  transpose,
} from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { completeBasis, type Svd, singularValueDecomposition, symmetricEigen } from "../../src/numeric/svd.ts";
import { distanceToOrthonormal, gaussian, rebuilt, scaleColumns } from "./svd-matrices.ts";

function randomOfRank(seed: number, n: number, m: number, rank: number): Matrix {
  const rng = Rng.fromSeed(seed);
  return multiply(gaussian(rng.child("left"), n, rank), gaussian(rng.child("right"), rank, m));
}

function expectDecomposition(a: Matrix, d: Svd): void {
  const L = Math.min(a.rows, a.cols);
  expect([d.U.rows, d.U.cols, d.s.length, d.V.rows, d.V.cols]).toEqual([a.rows, L, L, a.cols, L]);
  expect(distanceToOrthonormal(d.U)).toBeLessThan(1e-12);
  expect(distanceToOrthonormal(d.V)).toBeLessThan(1e-12);
  expect(maxAbsDifference(rebuilt(d).data, a.data)).toBeLessThanOrEqual(1e-12 * d.s[0]!);
  d.s.forEach((x, k) => {
    expect(x).toBeGreaterThanOrEqual(0);
    if (k > 0) expect(x).toBeLessThanOrEqual(d.s[k - 1]!);
  });
}

describe("singularValueDecomposition", () => {
  test("rebuilds matrices of every shape and rank from orthonormal vectors and descending values", () => {
    const shape = fc.record({
      n: fc.integer({ min: 1, max: 14 }),
      m: fc.integer({ min: 1, max: 14 }),
      rank: fc.integer({ min: 0, max: 14 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ n, m, rank, seed }) => {
        const a = randomOfRank(seed, n, m, Math.min(rank, n, m));
        expectDecomposition(a, singularValueDecomposition(a));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("is accurate at the size of a small machine on MNIST, 784×100, and gives its values alone unchanged", () => {
    const a = randomOfRank(7, 784, 100, 100);
    const d = singularValueDecomposition(a);
    expectDecomposition(a, d);
    const { s, U, V } = singularValueDecomposition(a, { vectors: "none" });
    expect(maxAbsDifference(s, d.s)).toBeLessThan(1e-12 * d.s[0]!);
    expect([U.rows, U.cols, V.rows, V.cols]).toEqual([784, 0, 100, 0]);
  });

  test("finds exactly rank-deficient, repeated, and binary structures", () => {
    const ones = matrixFrom(6, 3, () => 1);
    expectDecomposition(ones, singularValueDecomposition(ones));
    expect(singularValueDecomposition(ones).s[0]).toBeCloseTo(Math.sqrt(18), 13);
    const repeated = matrixFromRows([
      [0, 2, 0],
      [-2, 0, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);
    const d = singularValueDecomposition(repeated);
    expectDecomposition(repeated, d);
    expect(maxAbsDifference(d.s, [2, 2, 1])).toBeLessThan(1e-14);
  });

  test("recovers a known spectrum over twelve decades to the precision of the largest value", () => {
    const n = 12;
    const spectrum = Float64Array.from({ length: n }, (_, k) => 10 ** -k);
    const left = singularValueDecomposition(randomOfRank(3, 20, n, n)).U;
    const right = singularValueDecomposition(randomOfRank(4, n, n, n)).V;
    const s = singularValueDecomposition(multiply(scaleColumns(left, spectrum), transpose(right))).s;
    expect(maxAbsDifference(s, spectrum)).toBeLessThan(1e-14);
  });

  test("scales exactly with the matrix, at magnitudes whose squares overflow or vanish", () => {
    const a = randomOfRank(5, 6, 4, 4);
    const s = singularValueDecomposition(a).s;
    for (const power of [-900, -300, 300, 900]) {
      const b = matrix(
        a.rows,
        a.cols,
        a.data.map((x) => x * 2 ** power),
      );
      expect(singularValueDecomposition(b).s).toEqual(s.map((x) => x * 2 ** power));
    }
  });

  test("refuses NaN, infinity and emptiness with the place of the fault", () => {
    const bad = matrixFromRows([
      [1, 2],
      [3, Number.NaN],
    ]);
    expect(() => singularValueDecomposition(bad)).toThrow(/NaN in row 1, column 1 of a 2×2 matrix/);
    expect(() => singularValueDecomposition(matrixFromRows([[Number.POSITIVE_INFINITY]]))).toThrow(BoltzproofError);
    expect(() => singularValueDecomposition(matrix(0, 3))).toThrow(/at least one row/);
  });
});

describe("symmetricEigen", () => {
  test("diagonalises symmetric matrices, eigenvalues descending, vectors orthonormal", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (n, seed) => {
        const b = gaussian(Rng.fromSeed(seed), n, n);
        const a = matrixFrom(n, n, (i, j) => b.data[i * n + j]! + b.data[j * n + i]!);
        const { values, vectors } = symmetricEigen(a);
        expect(distanceToOrthonormal(vectors)).toBeLessThan(1e-12);
        const size = Math.max(Math.abs(values[0]!), Math.abs(values[n - 1]!));
        const rebuilt = multiply(scaleColumns(vectors, values), transpose(vectors));
        expect(maxAbsDifference(rebuilt.data, a.data)).toBeLessThan(1e-12 * size);
        expect(Array.from(values)).toEqual(Array.from(values).sort((x, y) => y - x));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("gives the squared singular values for the Gram matrix", () => {
    const a = randomOfRank(11, 30, 8, 8);
    const s = singularValueDecomposition(a).s;
    const squares = s.map((x) => x * x);
    expect(maxAbsDifference(symmetricEigen(multiplyTransposed(a, a)).values, squares)).toBeLessThan(
      1e-12 * squares[0]!,
    );
  });

  test("has ±λ and |N − M| zeros on the Hessian of a bilinear energy", () => {
    const w = randomOfRank(12, 5, 3, 3);
    const s = Array.from(singularValueDecomposition(w).s);
    const hessian = matrixFrom(8, 8, (i, j) => {
      if (i < 5 && j >= 5) return -w.data[i * 3 + j - 5]!;
      return i >= 5 && j < 5 ? -w.data[j * 3 + i - 5]! : 0;
    });
    const expected = [...s, 0, 0, ...s.map((x) => -x).reverse()];
    expect(maxAbsDifference(symmetricEigen(hessian).values, expected)).toBeLessThan(1e-13);
  });

  test("refuses what is not square or not symmetric, and forgives rounding", () => {
    expect(() => symmetricEigen(matrix(2, 3))).toThrow(/square/);
    expect(() =>
      symmetricEigen(
        matrixFromRows([
          [1, 2],
          [2.1, 1],
        ]),
      ),
    ).toThrow(/2.1 at \(1, 0\)|symmetric/);
    const nearly = matrixFromRows([
      [1, 2],
      [2 + 4e-16, 1],
    ]);
    expect(maxAbsDifference(symmetricEigen(nearly).values, [3, -1])).toBeLessThan(1e-14);
  });
});

describe("completeBasis", () => {
  test("gives the orthonormal complement for every number of columns, none and all included", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), fc.nat(), (n, k, seed) => {
        const L = Math.min(n, k);
        const U = L === 0 ? matrix(n, 0) : singularValueDecomposition(randomOfRank(seed, n, L, L)).U;
        const C = completeBasis(U);
        expect([C.rows, C.cols]).toEqual([n, n - L]);
        expect(maxAbsDifference(multiplyTransposed(C, C).data, identity(n - L).data)).toBeLessThan(1e-13);
        expect(maxAbsDifference(multiplyTransposed(C, U).data, matrix(n - L, L).data)).toBeLessThan(1e-13);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("completes coordinate axes, where a reflection without the stable sign would divide by zero", () => {
    const U = matrixFromRows([
      [1, 0],
      [0, -1],
      [0, 0],
    ]);
    expect(Array.from(completeBasis(U).data, Math.abs)).toEqual([0, 0, 1]);
  });

  test("refuses columns that are too many, not normalised, or not orthogonal", () => {
    expect(() => completeBasis(matrixFromRows([[1, 0]]))).toThrow(/at most as many columns/);
    expect(() => completeBasis(matrixFromRows([[2], [0]]))).toThrow(/orthonormal/);
    const oblique = matrixFromRows([
      [1, Math.SQRT1_2],
      [0, Math.SQRT1_2],
    ]);
    expect(() => completeBasis(oblique)).toThrow(/column 1/);
    expect(() => completeBasis(matrixFromRows([[Number.NaN], [1]]))).toThrow(BoltzproofError);
  });
});
