/**
 * Shapes in which kernels keep things. Weights lie in panels of 16 columns, a cache line a row, so that a block of
 * 16 units streams through contiguous memory; rows are padded to 16, bits of a row to 128.
 */
import { type BitMatrix, bitMatrix } from "../bits.ts";

export function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}

/** Blocks of 16 units. */
export function blocksOf(units: number): number {
  return Math.ceil(units / 16);
}

/** Bytes of a panel of so many rows. */
export function panelBytes(rows: number): number {
  return 64 * roundUp(rows, 16);
}

/** Bytes of a row of states. */
export function stateBytes(units: number): number {
  return roundUp(units, 128) / 8;
}

/** Chunks of 128 contracted units. */
export function chunksOf(contracted: number): number {
  return Math.ceil(contracted / 128);
}

/** Bytes of a chunk of a plan: at most 32 lines and a count for every row. */
export function planBytes(rows: number): number {
  return roundUp(66 * rows, 64);
}

/** Bytes of a block of means: rows in whole groups of four. */
export function meansBytes(rows: number): number {
  return 64 * roundUp(rows, 4);
}

/** Row-major W (rows × cols), times a power of two, into panels. */
export function packPanels(panels: Float32Array, W: Float32Array, rows: number, cols: number, scale: number): void {
  const panel = panelBytes(rows) / 4;
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) panels[(j >>> 4) * panel + 16 * i + (j & 15)] = scale * W[k]!;
  }
}

/** The inverse of packPanels. */
export function unpackPanels(panels: Float32Array, rows: number, cols: number, scale: number): Float32Array {
  const panel = panelBytes(rows) / 4;
  const W = new Float32Array(rows * cols);
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) W[k] = panels[(j >>> 4) * panel + 16 * i + (j & 15)]! / scale;
  }
  return W;
}

/** Rows of bits with the padding of kernels. */
export function packStates(words: Uint32Array, bits: BitMatrix): void {
  const stride = stateBytes(bits.cols) / 4;
  for (let r = 0; r < bits.rows; r++) {
    words.set(bits.words.subarray(r * bits.stride, (r + 1) * bits.stride), r * stride);
  }
}

/** The inverse of packStates. */
export function unpackStates(words: Uint32Array, rows: number, cols: number): BitMatrix {
  const stride = stateBytes(cols) / 4;
  const out = bitMatrix(rows, cols);
  for (let r = 0; r < rows; r++) out.words.set(words.subarray(r * stride, r * stride + out.stride), r * out.stride);
  return out;
}
