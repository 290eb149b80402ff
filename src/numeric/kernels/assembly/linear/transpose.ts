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

/** The row-major matrix of `count` columns. */
export function rowsOfColumns(a: usize, columns: usize, stride: usize, rows: usize, count: usize): void {
  for (let j: usize = 0; j < count; j += 8) {
    const end = min(j + 8, count);
    for (let i: usize = 0; i < rows; i++) {
      for (let k = j; k < end; k++) store<f64>(a + (i * count + k) * F64, load<f64>(columns + k * stride + i * F64));
    }
  }
}

/** Copies of `rows` rows of the columns whose numbers stand at `order`, zeros below, and three columns of zeros. */
export function pickColumns(
  to: usize,
  toStride: usize,
  from: usize,
  fromStride: usize,
  rows: usize,
  order: usize,
  count: usize,
): void {
  memory.fill(to, 0, (count + 3) * toStride);
  for (let j: usize = 0; j < count; j++) {
    memory.copy(to + j * toStride, from + <usize>load<u32>(order + j * 4) * fromStride, rows * F64);
  }
}
