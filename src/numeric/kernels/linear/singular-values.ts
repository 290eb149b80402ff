/**
 * Singular value decomposition on the kernels: Householder bidiagonalisation, then the implicit QR iteration. Backward
 * stable for every matrix: values and vectors are those of a matrix within a few roundings of the largest singular
 * value, small values included, which the shorter way over AᵀA does not give.
 */
import type { Matrix } from "../../matrix.ts";
import { type Columns, type LinearKernels, numbersAt, Workspace } from "./module.ts";

/** U (N×L) and V (M×L) row-major, or empty; s descending; L = min(N, M). */
export interface Decomposition {
  readonly U: Float64Array;
  readonly s: Float64Array;
  readonly V: Float64Array;
}

/** Of a matrix with entries of order 1 and at least one row and column; undefined when it does not converge. */
export function decomposeOnKernels(a: Matrix, vectors: boolean): Decomposition | undefined {
  const [m, n] = [Math.max(a.rows, a.cols), Math.min(a.rows, a.cols)];
  const space = new Workspace();
  const rows = space.vector(m * n);
  const tall = space.columns(m, n);
  const right = space.columns(n, n);
  const U = vectors ? space.columns(m, n) : tall;
  const V = vectors ? space.columns(n, n) : right;
  const [d, e] = [space.vector(n), space.vector(n)];
  const scratch = space.vector(2 * m + 128 * n + 4096);
  return space.use((kernels) => {
    loadTall(kernels, a, tall, rows);
    kernels.bidiagonalise(tall.at, tall.stride, m, n, right.at, right.stride, d, e, scratch);
    if (vectors) {
      kernels.formProduct(U.at, tall.at, tall.stride, m, n, 0, n, scratch);
      kernels.formProduct(V.at, right.at, right.stride, n, n - 1, 1, n, scratch);
    }
    const done = kernels.diagonalise(d, e, n, Number(vectors), U.at, U.stride, m, V.at, V.stride, n, scratch);
    if (!done) return undefined;
    const values = numbersAt(kernels, d, n);
    const order = Uint32Array.from(values.keys()).sort((i, j) => values[j]! - values[i]!);
    const s = Float64Array.from(order, (k) => values[k]!);
    if (!vectors) return { U: new Float64Array(0), s, V: new Float64Array(0) };
    const left = rowsOf(kernels, U, m, order, rows, scratch);
    const other = rowsOf(kernels, V, n, order, rows, scratch);
    return a.rows < a.cols ? { U: other, s, V: left } : { U: left, s, V: other };
  });
}

/** The matrix, transposed when it has more columns than rows, column by column. */
function loadTall(kernels: LinearKernels, a: Matrix, to: Columns, rows: number): void {
  const [m, n] = [Math.max(a.rows, a.cols), Math.min(a.rows, a.cols)];
  numbersAt(kernels, to.at, (to.stride / 8) * (n + 3)).fill(0);
  if (a.rows < a.cols) {
    const target = numbersAt(kernels, to.at, (to.stride / 8) * n);
    for (let j = 0; j < n; j++) target.set(a.data.subarray(j * m, (j + 1) * m), (j * to.stride) / 8);
    return;
  }
  numbersAt(kernels, rows, m * n).set(a.data);
  kernels.columnsOfRows(to.at, to.stride, rows, m, n);
}

/** Columns in the given order as a row-major matrix. */
function rowsOf(
  kernels: LinearKernels,
  from: Columns,
  length: number,
  order: Uint32Array,
  rows: number,
  scratch: number,
): Float64Array {
  new Uint32Array(kernels.memory.buffer, scratch, order.length).set(order);
  kernels.rowsOfColumns(rows, from.at, from.stride, length, scratch, order.length);
  return numbersAt(kernels, rows, length * order.length).slice();
}
