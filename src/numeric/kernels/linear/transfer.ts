/** Matrices on their way into the memory of the kernels and out of it. */
import { type Matrix, matrix } from "../../matrix.ts";
import { type Columns, type LinearKernels, numbersAt } from "./module.ts";

/** Rows of a, one after another as columns: its transpose, column by column. */
export function storeRowsAsColumns(kernels: LinearKernels, a: Matrix, to: Columns): void {
  const target = numbersAt(kernels, to.at, (to.stride / 8) * (a.rows + 3)).fill(0);
  for (let i = 0; i < a.rows; i++) target.set(a.data.subarray(i * a.cols, (i + 1) * a.cols), (i * to.stride) / 8);
}

/** Columns of a; `rows` is room for its entries on the way. */
export function storeColumns(kernels: LinearKernels, a: Matrix, to: Columns, rows: number): void {
  numbersAt(kernels, to.at, (to.stride / 8) * (a.cols + 3)).fill(0);
  numbersAt(kernels, rows, a.data.length).set(a.data);
  kernels.columnsOfRows(to.at, to.stride, rows, a.rows, a.cols);
}

/** Columns as a row-major matrix; `rows` is room for its entries on the way. */
export function loadColumns(
  kernels: LinearKernels,
  from: Columns,
  length: number,
  count: number,
  rows: number,
): Matrix {
  kernels.rowsOfColumns(rows, from.at, from.stride, length, count);
  return matrix(length, count, numbersAt(kernels, rows, length * count).slice());
}

/** Positions of the values from the largest to the smallest. */
export function descendingOrder(values: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: values.length }, (_, k) => k).sort((i, j) => values[j]! - values[i]!);
}
