import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kernelsPay, multiplyDense } from "../../../src/numeric/kernels/dense.ts";
import {
  type Matrix,
  matrix,
  maxAbsDifference,
  multiply,
  multiplyTransposed,
  transpose,
} from "../../../src/numeric/matrix.ts";
import { Rng } from "../../../src/numeric/random.ts";

/** The textbook product, one dot product an entry. */
function product(a: Matrix, b: Matrix): Float64Array {
  const out = new Float64Array(a.rows * b.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.cols; j++) {
      let sum = 0;
      for (let k = 0; k < a.cols; k++) sum += a.data[i * a.cols + k]! * b.data[k * b.cols + j]!;
      out[i * b.cols + j] = sum;
    }
  }
  return out;
}

const random = (rows: number, cols: number, rng: Rng): Matrix => matrix(rows, cols, rng.normals(rows * cols));
const size = fc.integer({ min: 1, max: 90 });
const length = fc.integer({ min: 1, max: 600 });

describe("dense products on the kernels", () => {
  test("agree with the textbook product on any shape, in float64 and float32, transposed or not", () => {
    fc.assert(
      fc.property(size, size, length, fc.nat(), (m, n, k, seed) => {
        const rng = Rng.fromSeed(seed);
        const [a, b] = [random(m, k, rng), random(k, n, rng)];
        const expected = product(a, b);
        const scale = Math.sqrt(k) + k / 100;
        expect(maxAbsDifference(multiplyDense(a, b), expected)).toBeLessThan(1e-14 * scale);
        const left = { rows: m, cols: k, data: transpose(a).data, transposed: true };
        const right = { rows: k, cols: n, data: transpose(b).data, transposed: true };
        expect(maxAbsDifference(multiplyDense(left, right), expected)).toBeLessThan(1e-14 * scale);
        const single = (x: Matrix) => ({ rows: x.rows, cols: x.cols, data: Float32Array.from(x.data) });
        expect(maxAbsDifference(multiplyDense(single(a), single(b)), expected)).toBeLessThan(3e-6 * scale);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test("matrix products that are large enough to run on them agree with the textbook product", () => {
    const rng = Rng.fromSeed(3);
    const [a, b] = [random(150, 90, rng), random(90, 101, rng)];
    expect(kernelsPay(150, 101, 90)).toBe(true);
    expect(maxAbsDifference(multiply(a, b).data, product(a, b))).toBeLessThan(1e-12);
    expect(maxAbsDifference(multiplyTransposed(transpose(a), b).data, product(a, b))).toBeLessThan(1e-12);
  });

  test("factors that do not fit are refused", () => {
    expect(() => multiplyDense(matrix(2, 3), matrix(2, 3))).toThrow(/2×3 and 2×3 in multiplyDense/);
  });
});
