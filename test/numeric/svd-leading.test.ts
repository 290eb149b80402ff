import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  identity,
  leadingColumns,
  type Matrix,
  matrix,
  matrixFrom,
  maxAbsDifference,
  multiply,
  multiplyTransposed,
  transpose,
} from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { type Svd, singularValueDecomposition } from "../../src/numeric/svd.ts";
import { fillKernelMemory, gaussian, scaleColumns } from "./svd-matrices.ts";

const sum = (a: Matrix, b: Matrix): Matrix =>
  matrixFrom(a.rows, a.cols, (i, j) => a.data[i * a.cols + j]! + b.data[i * a.cols + j]!);

/** Largest entry of A v − s u, Aᵀu − s v and of the distances from orthonormality. */
function violation(a: Matrix, { U, s, V }: Svd): number {
  return Math.max(
    maxAbsDifference(multiply(a, V).data, scaleColumns(U, s).data),
    maxAbsDifference(multiplyTransposed(a, U).data, scaleColumns(V, s).data),
    maxAbsDifference(multiplyTransposed(U, U).data, identity(U.cols).data),
    maxAbsDifference(multiplyTransposed(V, V).data, identity(V.cols).data),
  );
}

/** A few large singular values over a bulk, as trained weights have them; the left vectors of the large ones too. */
function spiked(rng: Rng, n: number, m: number, spikes: readonly number[]): Matrix {
  const left = singularValueDecomposition(gaussian(rng.child("left"), n, spikes.length)).U;
  const right = singularValueDecomposition(gaussian(rng.child("right"), m, spikes.length)).U;
  const bulk = gaussian(rng.child("bulk"), n, m, 1 / (Math.sqrt(n) + Math.sqrt(m)));
  return sum(multiply(scaleColumns(left, spikes), transpose(right)), bulk);
}

describe("the largest singular values alone", () => {
  test("are those of the whole decomposition, bit for bit, in every shape", () => {
    const shape = fc.record({ n: fc.integer({ min: 1, max: 90 }), m: fc.integer({ min: 1, max: 90 }), seed: fc.nat() });
    fc.assert(
      fc.property(shape, fc.double({ min: 0, max: 1, noNaN: true }), ({ n, m, seed }, part) => {
        const L = Math.min(n, m);
        const count = 1 + Math.floor(part * (L - 1));
        const a = gaussian(Rng.fromSeed(seed), n, m, 1 / Math.sqrt(n + m));
        const few = singularValueDecomposition(a, { count });
        expect([few.U.rows, few.U.cols, few.s.length, few.V.rows, few.V.cols]).toEqual([n, count, count, m, count]);
        const all = singularValueDecomposition(a);
        expect(few).toEqual({
          U: leadingColumns(all.U, count),
          s: all.s.slice(0, count),
          V: leadingColumns(all.V, count),
        });
        expect(violation(a, few)).toBeLessThan(1e-13);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("come without vectors on request", () => {
    const a = gaussian(Rng.fromSeed(1), 20, 30);
    const { U, s, V } = singularValueDecomposition(a, { count: 3, vectors: "none" });
    expect([U.cols, V.cols]).toEqual([0, 0]);
    expect(maxAbsDifference(s, singularValueDecomposition(a).s.slice(0, 3))).toBeLessThan(1e-13 * s[0]!);
  });

  test("refuse a count that is no number of singular values, and a start of another length", () => {
    const a = gaussian(Rng.fromSeed(1), 6, 4);
    for (const count of [0, 5, 1.5, Number.NaN]) {
      expect(() => singularValueDecomposition(a, { count })).toThrow(/whole number from 1 to 4/);
    }
    expect(() => singularValueDecomposition(a, { count: 1, start: matrix(6, 1) })).toThrow(/length 4/);
  });
});

describe("a start from a matrix near by", () => {
  const shapes = [
    [460, 400],
    [380, 470],
  ] as const;

  test("leads to the same triples, to 1e-12", () => {
    for (const [n, m] of shapes) {
      const rng = Rng.fromSeed(n);
      const before = spiked(rng, n, m, [9, 7, 5]);
      const after = sum(before, gaussian(rng.child("change"), n, m, 1e-4));
      const start = singularValueDecomposition(before, { count: 3 }).V;
      fillKernelMemory(Number.NaN);
      const found = singularValueDecomposition(after, { count: 3, start });
      const direct = singularValueDecomposition(after, { count: 3 });
      expect(found).not.toEqual(direct); // or the start was not used at all
      expect(maxAbsDifference(found.s, direct.s)).toBeLessThan(1e-12 * found.s[0]!);
      expect(violation(after, found)).toBeLessThan(2e-12 * found.s[0]!);
    }
  });

  test("does not hide a new direction that is orthogonal to it, whatever its size", () => {
    for (const [n, m] of shapes) {
      for (const size of [20, 8, 6.9, 5.1]) {
        const rng = Rng.fromSeed(m);
        const before = spiked(rng, n, m, [9, 7, 5]);
        const { U, V } = singularValueDecomposition(before);
        const outer = multiply(
          leadingColumns(
            scaleColumns(
              U,
              U.data.map((_, k) => (k === 60 ? size : 0)),
            ),
            61,
          ),
          transpose(leadingColumns(V, 61)),
        );
        const after = sum(before, outer);
        const found = singularValueDecomposition(after, { count: 3, start: leadingColumns(V, 3) });
        expect(maxAbsDifference(found.s, singularValueDecomposition(after).s.slice(0, 3))).toBeLessThan(1e-11);
        expect(violation(after, found)).toBeLessThan(2e-11);
      }
    }
  });

  test("does not stop at exact singular vectors while a larger value still emerges", () => {
    const [n, m] = [460, 400];
    const { U, V } = singularValueDecomposition(gaussian(Rng.fromSeed(1), n, m));
    for (const hidden of [1.31, 1.55, 2]) {
      const values = Float64Array.from({ length: m }, (_, k) => [2.2, 1.6, 1.5, 1.3][k] ?? 1 - (0.9 * k) / m);
      values[60] = hidden;
      const a = multiply(scaleColumns(U, values), transpose(V));
      const expected = values.sort().reverse();
      for (const count of [2, 4]) {
        const { s } = singularValueDecomposition(a, { count, start: leadingColumns(V, count) });
        expect(maxAbsDifference(s, expected.subarray(0, count))).toBeLessThan(1e-12);
      }
    }
  });

  test("gives way to the full decomposition where nothing stands out, bit for bit", () => {
    const a = gaussian(Rng.fromSeed(3), 260, 240);
    const direct = singularValueDecomposition(a, { count: 5 });
    expect(singularValueDecomposition(a, { count: 5, start: gaussian(Rng.fromSeed(4), 240, 5) })).toEqual(direct);
    expect(singularValueDecomposition(a, { count: 240, start: direct.V })).toEqual(singularValueDecomposition(a));
  });

  test("survives matrices of low rank, zero matrices and starts without columns", () => {
    const low = multiply(gaussian(Rng.fromSeed(5), 200, 2), gaussian(Rng.fromSeed(6), 2, 150));
    for (const a of [low, matrix(200, 150)]) {
      for (const start of [matrix(150, 0), singularValueDecomposition(a, { count: 4 }).V, matrix(150, 4)]) {
        const found = singularValueDecomposition(a, { count: 4, start });
        expect(violation(a, found)).toBeLessThan(1e-12 * Math.max(1, found.s[0]!));
        expect(maxAbsDifference(found.s, singularValueDecomposition(a).s.slice(0, 4))).toBeLessThan(1e-12 * 200);
      }
    }
  });
});
