import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BoltzproofError } from "../../src/errors.ts";
import * as m from "../../src/numeric/matrix.ts";

/** Small whole numbers, so that every order of summation gives the same bits; many zeros, which kernels skip. */
const entry = fc.oneof(fc.constant(0), fc.integer({ min: -9, max: 9 }));

const matrices = (rows: number, cols: number): fc.Arbitrary<m.Matrix> =>
  fc
    .array(entry, { minLength: rows * cols, maxLength: rows * cols })
    .map((x) => m.matrix(rows, cols, Float64Array.from(x)));

const size = fc.integer({ min: 0, max: 6 });
const chain = fc.tuple(size, size, size).chain(([n, k, p]) =>
  fc.tuple(
    matrices(n, k),
    matrices(k, p),
    matrices(k, 1).map((x) => x.data),
  ),
);

const at = (a: m.Matrix, i: number, j: number): number => a.data[i * a.cols + j]!;

/** The definition, element by element. */
function obviousProduct(a: m.Matrix, b: m.Matrix): m.Matrix {
  return m.matrixFrom(a.rows, b.cols, (i, j) => {
    let sum = 0;
    for (let k = 0; k < a.cols; k++) sum += at(a, i, k) * at(b, k, j);
    return sum;
  });
}

/** Equality that takes 0 and −0 for the same number. */
function expectSame(found: m.Matrix, expected: m.Matrix): void {
  expect([found.rows, found.cols]).toEqual([expected.rows, expected.cols]);
  expect(m.maxAbsDifference(found.data, expected.data)).toBe(0);
}

describe("products", () => {
  test("every product equals the sum over the inner index that defines it", () => {
    fc.assert(
      fc.property(chain, ([a, b, x]) => {
        expectSame(m.multiply(a, b), obviousProduct(a, b));
        expectSame(m.multiplyTransposed(m.transpose(a), b), obviousProduct(a, b));
        const asColumn = obviousProduct(a, m.matrix(a.cols, 1, x));
        expectSame(m.matrix(a.rows, 1, m.multiplyVector(a, x)), asColumn);
        expectSame(m.matrix(a.rows, 1, m.multiplyVectorTransposed(m.transpose(a), x)), asColumn);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("the transpose reverses products and the identity changes nothing", () => {
    fc.assert(
      fc.property(chain, ([a, b]) => {
        expectSame(m.transpose(m.multiply(a, b)), m.multiply(m.transpose(b), m.transpose(a)));
        expectSame(m.multiply(a, m.identity(a.cols)), a);
        expectSame(m.multiply(m.identity(a.rows), a), a);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("inner dimensions that do not match are refused by name", () => {
    const [a, x] = [m.matrix(2, 3), new Float64Array(2)];
    expect(() => m.multiply(a, a)).toThrow(/2×3 and 2×3 in multiply/);
    expect(() => m.multiplyTransposed(a, m.matrix(3, 2))).toThrow(/multiplyTransposed/);
    expect(() => m.multiplyVector(a, x)).toThrow(/2 entries for a 2×3 matrix in multiplyVector, expected 3/);
    expect(() => m.multiplyVectorTransposed(a, new Float64Array(3))).toThrow(BoltzproofError);
  });
});

describe("parts and norms", () => {
  test("rows are views, columns and leading columns are copies", () => {
    const a = m.matrixFromRows([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const copies = [m.column(a, 1), m.leadingColumns(a, 2).data];
    m.row(a, 1)[1] = 50;
    expect(a.data[4]).toBe(50);
    expect(copies.map((x) => Array.from(x))).toEqual([
      [2, 5],
      [1, 2, 4, 5],
    ]);
  });

  test("the Frobenius norm is the root of the trace of AᵀA, and dot of a vector with itself its square", () => {
    fc.assert(
      fc.property(matrices(4, 3), (a) => {
        const gram = m.multiplyTransposed(a, a);
        const trace = at(gram, 0, 0) + at(gram, 1, 1) + at(gram, 2, 2);
        expect(m.frobeniusNorm(a)).toBe(Math.sqrt(trace));
        expect(m.dot(a.data, a.data)).toBe(trace);
      }),
      { seed: 1 },
    );
  });

  test("a NaN never looks like agreement", () => {
    expect(m.maxAbsDifference([1, Number.NaN, 3], [1, 2, 3])).toBeNaN();
    expect(m.maxAbsDifference([Number.NaN, 9], [0, 0])).toBeNaN();
    expect(m.maxAbsDifference([1, 5], [1, 2])).toBe(3);
    expect(() => m.maxAbsDifference([1], [1, 2])).toThrow(/1 and 2 entries/);
  });

  test("entries that do not fill the shape are refused", () => {
    expect(() => m.matrix(2, 2, new Float64Array(3))).toThrow(/3 entries for a 2×2 matrix, expected 4/);
    expect(() => m.matrixFromRows([[1, 2], [3]])).toThrow(/row 1 with 1 entries/);
    expect(m.matrixFromRows([])).toEqual(m.matrix(0, 0));
  });
});
