/** Symmetric eigenproblems by ml-matrix (tridiagonal QL), for platforms without SIMD in WebAssembly. */
import { EigenvalueDecomposition, type Matrix as MlMatrix } from "ml-matrix";
import { type Matrix, matrixFrom, row } from "../../matrix.ts";
import type { SymmetricEigen } from "../../svd.ts";
import { descendingOrder } from "./transfer.ts";

export function diagonaliseByMlMatrix(a: Matrix): SymmetricEigen {
  const d = new EigenvalueDecomposition(rowsOf(a), { assumeSymmetric: true });
  const order = descendingOrder(d.realEigenvalues);
  const values = Float64Array.from(order, (k) => d.realEigenvalues[k]!);
  return { values, vectors: pickColumns(d.eigenvectorMatrix, order) };
}

/** Rows in the form that ml-matrix copies from. */
export function rowsOf(a: Matrix): Float64Array[] {
  return Array.from({ length: a.rows }, (_, i) => row(a, i));
}

export function fromMl(m: MlMatrix): Matrix {
  return matrixFrom(m.rows, m.columns, (i, j) => m.get(i, j));
}

function pickColumns(m: MlMatrix, order: Uint32Array): Matrix {
  return matrixFrom(m.rows, order.length, (i, k) => m.get(i, order[k]!));
}
