// Between the rows of the host and the columns of the kernels.

import { F64 } from "./vectors";

/** Columns of a row-major matrix, one by one `stride` bytes apart; in blocks, so that no cache line is read twice. */
export function columnsOfRows(columns: usize, stride: usize, a: usize, rows: usize, count: usize): void {
  for (let j: usize = 0; j < count; j += 8) {
    const end = min(j + 8, count);
    for (let i: usize = 0; i < rows; i++) {
      for (let k = j; k < end; k++) store<f64>(columns + k * stride + i * F64, load<f64>(a + (i * count + k) * F64));
    }
  }
}

/** The row-major matrix of the columns whose numbers stand at `order`. */
export function rowsOfColumns(a: usize, columns: usize, stride: usize, rows: usize, order: usize, count: usize): void {
  for (let j: usize = 0; j < count; j += 8) {
    const end = min(j + 8, count);
    for (let i: usize = 0; i < rows; i++) {
      for (let k = j; k < end; k++) {
        const column = columns + <usize>load<u32>(order + k * 4) * stride;
        store<f64>(a + (i * count + k) * F64, load<f64>(column + i * F64));
      }
    }
  }
}
