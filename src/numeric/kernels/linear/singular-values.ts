/**
 * Singular value decomposition on the kernels: Householder bidiagonalisation, then the implicit QR iteration. Backward
 * stable for every matrix: values and vectors are those of a matrix within a few roundings of the largest singular
 * value, small values included, which the shorter way over AᵀA does not give.
 */
import type { Matrix } from "../../matrix.ts";
import { numbersAt, Workspace } from "./module.ts";
import { descendingOrder, loadColumns, storeColumns, storeRowsAsColumns } from "./transfer.ts";

/** U (N×L) and V (M×L) row-major, or empty; s descending; L = min(N, M). */
export interface Decomposition {
  readonly U: Float64Array;
  readonly s: Float64Array;
  readonly V: Float64Array;
}

/** Of a matrix with entries of order 1 and at least one row and column; undefined when it does not converge. */
export function decomposeOnKernels(a: Matrix, vectors: boolean): Decomposition | undefined {
  const wide = a.rows < a.cols;
  const [m, n] = wide ? [a.cols, a.rows] : [a.rows, a.cols];
  const space = new Workspace();
  const rows = space.vector(m * n);
  const tall = space.columns(m, n);
  const right = space.columns(n, n);
  const U = vectors ? space.columns(m, n) : tall;
  const V = vectors ? space.columns(n, n) : right;
  const [d, e] = [space.vector(n), space.vector(n)];
  const scratch = space.vector(2 * m + 128 * n + 4096);
  return space.use((kernels) => {
    if (wide) storeRowsAsColumns(kernels, a, tall);
    else storeColumns(kernels, a, tall, rows);
    kernels.bidiagonalise(tall.at, tall.stride, m, n, right.at, right.stride, d, e, scratch);
    if (vectors) {
      kernels.formProduct(U.at, tall.at, tall.stride, m, n, 0, n, scratch);
      kernels.formProduct(V.at, right.at, right.stride, n, n - 1, 1, n, scratch);
    }
    const [uRows, vRows] = vectors ? [m, n] : [0, 0];
    if (!kernels.bidiagonalValues(d, e, n, U.at, U.stride, uRows, V.at, V.stride, vRows, scratch)) return undefined;
    const values = numbersAt(kernels, d, n);
    const order = descendingOrder(values);
    const s = Float64Array.from(order, (k) => values[k]!);
    if (!vectors) return { U: new Float64Array(0), s, V: new Float64Array(0) };
    const long = loadColumns(kernels, U, m, order, rows, scratch);
    const short = loadColumns(kernels, V, n, order, rows, scratch);
    return wide ? { U: short, s, V: long } : { U: long, s, V: short };
  });
}
