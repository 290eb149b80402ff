/**
 * Bit-packed states: one row a configuration, bit i of a row is unit i (1 = "on", or +1 for spin units).
 * 32 units a word, least significant bit first; the unused bits of the last word are always 0.
 */
import { BoltzproofError } from "../errors.ts";
import { type Matrix, matrix } from "./matrix.ts";

export interface BitMatrix {
  readonly rows: number;
  readonly cols: number;
  /** Words a row: ceil(cols / 32). */
  readonly stride: number;
  /** Length rows × stride. */
  readonly words: Uint32Array;
}

export function bitMatrix(rows: number, cols: number, words?: Uint32Array): BitMatrix {
  const stride = Math.ceil(cols / 32);
  const w = words ?? new Uint32Array(rows * stride);
  if (w.length !== rows * stride) {
    throw new BoltzproofError("shape", {
      found: `${w.length} words for ${rows}×${cols} bits`,
      expected: `${rows * stride}`,
      advice: "pack 32 units a word and pad each row to whole words",
    });
  }
  return { rows, cols, stride, words: w };
}

export function getBit(b: BitMatrix, i: number, j: number): 0 | 1 {
  return ((b.words[i * b.stride + (j >>> 5)]! >>> (j & 31)) & 1) as 0 | 1;
}

export function setBit(b: BitMatrix, i: number, j: number, on: boolean): void {
  const at = i * b.stride + (j >>> 5);
  const mask = 1 << (j & 31);
  b.words[at] = on ? b.words[at]! | mask : b.words[at]! & ~mask;
}

/** Bits of a matrix: on where the entry is > 0, which reads both {0,1} and ±1. */
export function packBits(a: Matrix): BitMatrix {
  const out = bitMatrix(a.rows, a.cols);
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < a.cols; j++) if (a.data[i * a.cols + j]! > 0) setBit(out, i, j, true);
  return out;
}

/** Float64 matrix with `off` (0 or −1) and 1, optionally of some rows only. */
export function unpackBits(b: BitMatrix, off: 0 | -1 = 0, rowsWanted?: ArrayLike<number>): Matrix {
  const n = rowsWanted?.length ?? b.rows;
  const out = matrix(n, b.cols);
  for (let i = 0; i < n; i++) {
    const r = rowsWanted ? rowsWanted[i]! : i;
    for (let j = 0; j < b.cols; j++) out.data[i * b.cols + j] = getBit(b, r, j) ? 1 : off;
  }
  return out;
}

export function popcountRow(b: BitMatrix, i: number): number {
  let n = 0;
  for (let k = 0; k < b.stride; k++) {
    let w = b.words[i * b.stride + k]!;
    w -= (w >>> 1) & 0x55555555;
    w = (w & 0x33333333) + ((w >>> 2) & 0x33333333);
    n += Math.imul((w + (w >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return n;
}
