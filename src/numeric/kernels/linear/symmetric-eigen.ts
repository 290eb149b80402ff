/**
 * Eigenvalues and vectors of a symmetric matrix on the kernels: Householder tridiagonalisation, then the implicit QL
 * iteration. Backward stable: values and vectors of a matrix within a few roundings of the largest eigenvalue.
 */
import type { Matrix } from "../../matrix.ts";
import { numbersAt, Workspace } from "./module.ts";
import { descendingOrder, loadColumns, storeRowsAsColumns } from "./transfer.ts";

/** Eigenvalues descending; vectors as columns, row-major. */
export interface Eigensystem {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Of a symmetric matrix with entries of order 1; undefined when the iteration does not converge. */
export function eigensystemOnKernels(a: Matrix): Eigensystem | undefined {
  const n = a.rows;
  const space = new Workspace();
  const rows = space.vector(n * n);
  const [reflectors, Q] = [space.columns(n, n), space.columns(n, n)];
  const [d, e] = [space.vector(n), space.vector(n)];
  const scratch = space.vector(128 * n + 4096);
  return space.use((kernels) => {
    storeRowsAsColumns(kernels, a, reflectors);
    kernels.tridiagonalise(reflectors.at, reflectors.stride, n, d, e, scratch);
    kernels.formProduct(Q.at, reflectors.at, reflectors.stride, n, n - 1, 1, n, scratch);
    if (!kernels.tridiagonalValues(d, e, n, Q.at, Q.stride, n, scratch)) return undefined;
    const found = numbersAt(kernels, d, n);
    const order = descendingOrder(found);
    const values = Float64Array.from(order, (k) => found[k]!);
    return { values, vectors: loadColumns(kernels, Q, n, order, rows, scratch) };
  });
}
