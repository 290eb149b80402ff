/**
 * Eigenvalues and vectors of a symmetric matrix on the kernels: Householder tridiagonalisation, then divide and
 * conquer. Backward stable: values and vectors of a matrix within a few roundings of the largest eigenvalue.
 */
import type { Matrix } from "../../matrix.ts";
import type { SymmetricEigen } from "../../svd.ts";
import { numbersAt, Workspace } from "./module.ts";
import { descendingOrder, loadColumns, storeRowsAsColumns } from "./transfer.ts";

/** Of a symmetric matrix with entries of order 1; undefined when the iteration does not converge. */
export function diagonaliseOnKernels(a: Matrix): SymmetricEigen | undefined {
  const n = a.rows;
  const space = new Workspace();
  const rows = space.vector(n * n);
  const [reflectors, v, Q] = [space.columns(n, n), space.columns(n, n), space.columns(n, n)];
  const [d, e] = [space.vector(n), space.vector(n)];
  const room = space.vector((3 * (n + 4) * v.stride) / 8 + 72 * n + 2048);
  return space.use((kernels) => {
    storeRowsAsColumns(kernels, a, reflectors);
    kernels.tridiagonalise(reflectors.at, reflectors.stride, n, d, e, room);
    if (!kernels.divideTridiagonal(d, e, n, v.at, v.stride, n, room)) return undefined;
    const found = numbersAt(kernels, d, n);
    const order = descendingOrder(found);
    const values = Float64Array.from(order, (k) => found[k]!);
    new Uint32Array(kernels.memory.buffer, room, n).set(order);
    kernels.pickColumns(Q.at, Q.stride, v.at, v.stride, n, room, n);
    kernels.applyReflectors(Q.at, Q.stride, n, reflectors.at, reflectors.stride, n, n - 1, 1, room);
    return { values, vectors: loadColumns(kernels, Q, n, n, rows) };
  });
}
