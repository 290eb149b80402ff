/** The decompositions by ml-matrix (Golub–Reinsch and tridiagonal QL), for platforms without SIMD in WebAssembly. */
import { EigenvalueDecomposition, type Matrix as MlMatrix, SingularValueDecomposition } from "ml-matrix";
import { type Matrix, matrix, matrixFrom, row, transpose } from "../../matrix.ts";
import type { Svd, SymmetricEigen } from "../../svd.ts";
import { descendingOrder } from "./transfer.ts";

/** All singular values, and vectors of the largest so many. */
export function decomposeByMlMatrix(a: Matrix, vectors: number): Svd {
  const wide = a.rows < a.cols;
  const d = new SingularValueDecomposition(rowsOf(wide ? transpose(a) : a), {
    computeLeftSingularVectors: vectors > 0,
    computeRightSingularVectors: vectors > 0,
  });
  const order = descendingOrder(d.diagonal);
  const s = Float64Array.from(order, (k) => d.diagonal[k]!);
  if (vectors === 0) return { U: matrix(a.rows, 0), s, V: matrix(a.cols, 0) };
  const [long, short] = [d.leftSingularVectors, d.rightSingularVectors].map((x) =>
    pickColumns(x, order.subarray(0, vectors)),
  );
  return wide ? { U: short!, s, V: long! } : { U: long!, s, V: short! };
}

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
