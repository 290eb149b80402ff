/**
 * Bit-packed states: one row a configuration, bit i of a row is unit i (1 = "on", or +1 for spin units).
 * 32 units a word, least significant bit first; the unused bits of the last word are always 0.
 */
import { requireRoom } from "../arguments.ts";
import { BoltzproofError } from "../errors.ts";
import { type Matrix, matrix } from "./matrix.ts";

/** rows × cols bits, 32 units a word; see the head of this file for their order. */
export interface BitMatrix {
  readonly rows: number;
  readonly cols: number;
  /** Words a row: ceil(cols / 32). */
  readonly stride: number;
  /** Length rows × stride. */
  readonly words: Uint32Array;
}

/**
 * rows × cols bits, all off, or the given words of rows × ceil(cols/32).
 * @throws BoltzproofError "shape" for another number of words.
 */
export function bitMatrix(rows: number, cols: number, words?: Uint32Array): BitMatrix {
  const stride = Math.ceil(cols / 32);
  if (words === undefined) requireRoom(`${rows}×${cols} bits`, rows * stride);
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

/** Bit of row i, column j. Neither index is checked: both must lie inside. */
export function getBit(b: BitMatrix, i: number, j: number): 0 | 1 {
  return ((b.words[i * b.stride + (j >>> 5)]! >>> (j & 31)) & 1) as 0 | 1;
}

/** Sets the bit of row i, column j in place. Neither index is checked: both must lie inside. */
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

/** How many bits of row i are on. The index is not checked: it must lie inside. */
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

/**
 * Σ of the entries of x at the set bits, of every row of packed words. Eight units share a table of their 256 partial
 * sums, built once, so that a row costs one addition a byte. Bytes are read off the words, whatever the machine's order.
 * @param wordsPerRow at least ceil(length of x / 32); bits beyond x must be 0
 */
export function sumsOverSetBits(
  words: Uint32Array,
  wordsPerRow: number,
  rows: number,
  x: ArrayLike<number>,
): Float64Array {
  const tables = partialSums(x);
  const used = Math.ceil(x.length / 32);
  const sums = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let k = 0; k < used; k++) {
      const word = words[r * wordsPerRow + k]!;
      const at = k << 10;
      sum += tables[at + (word & 255)]! + tables[at + 256 + ((word >>> 8) & 255)]!;
      sum += tables[at + 512 + ((word >>> 16) & 255)]! + tables[at + 768 + (word >>> 24)]!;
    }
    sums[r] = sum;
  }
  return sums;
}

/** For every eight units, padded to whole words, the sums over all of their subsets. */
function partialSums(x: ArrayLike<number>): Float64Array {
  const bytes = 4 * Math.ceil(x.length / 32);
  const tables = new Float64Array(256 * bytes);
  for (let byte = 0; byte < bytes; byte++) {
    const at = 256 * byte;
    for (let bit = 0; bit < 8; bit++) {
      const value = x[8 * byte + bit] ?? 0;
      const half = 1 << bit;
      for (let n = 0; n < half; n++) tables[at + half + n] = tables[at + n]! + value;
    }
  }
  return tables;
}
