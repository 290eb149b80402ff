// Plans of a product: for each chunk of 128 contracted units and each output row, the table lines to add. Built once
// for a bit matrix and used for every block of columns; groups of four zeros are left out, which is where sparse
// states gain.
import {
  PLAN_BITS,
  PLAN_BITS_STRIDE,
  PLAN_COUNT,
  PLAN_COUNTS,
  PLAN_INDEX,
  PLAN_ONES,
  PLAN_OUT,
  PLAN_STRIDE,
  PLAN_UNITS,
} from "../../commands";
import { argument } from "../command";
import { CHUNK } from "./tables";

const NIBBLES: u64 = 0x1111111111111111;

/** Appends the lines of 64 bits, the first group of which has its table at `table`. */
@inline
function appendLines(list: usize, bits: u64, table: u32): usize {
  let some = bits | (bits >> 1);
  some = (some | (some >> 2)) & NIBBLES;
  while (some != 0) {
    const at = ctz(some);
    some &= some - 1;
    store<u16>(list, table + (<u32>at << 8) + ((<u32>(bits >> at) & 15) << 6));
    list += 2;
  }
  return list;
}

/** Appends a list: its count, then its lines. */
@inline
function appendList(list: usize, low: u64, high: u64): usize {
  const end = appendLines(appendLines(list + 2, low, 0), high, 16 << 10);
  store<u16>(list, <u32>(end - list - 2) >> 1);
  return end;
}

/** Rows of the bit matrix are rows of the product. */
export function planRows(command: usize, chunk: u32): void {
  const bits = argument(command, PLAN_BITS) + <usize>chunk * (CHUNK / 8);
  const stride = argument(command, PLAN_BITS_STRIDE);
  const index = argument(command, PLAN_INDEX);
  const rows = <u32>argument(command, PLAN_COUNT);
  let list = argument(command, PLAN_OUT) + <usize>chunk * argument(command, PLAN_STRIDE);
  for (let r: u32 = 0; r < rows; r++) {
    const p = bits + <usize>(index ? load<u32>(index + ((<usize>r) << 2)) : r) * stride;
    list = appendList(list, load<u64>(p), load<u64>(p, 8));
  }
}

/** Transposes 32×32 bits in place (Warren, Hacker's Delight, 7-3, mirrored for least significant bit first). */
function transpose32(p: usize): void {
  let mask: u32 = 0x0000ffff;
  for (let j: u32 = 16; j != 0; j >>= 1, mask ^= mask << j) {
    for (let k: u32 = 0; k < 32; k = (k + j + 1) & ~j) {
      const a = p + ((<usize>k) << 2);
      const b = a + ((<usize>j) << 2);
      const t = ((load<u32>(a) >> j) ^ load<u32>(b)) & mask;
      store<u32>(a, load<u32>(a) ^ (t << j));
      store<u32>(b, load<u32>(b) ^ t);
    }
  }
}

/**
 * Columns of the bit matrix are rows of the product, rows are contracted. After the columns come two rows that are
 * on in all or none of the contracted rows: their products are column sums of the values (PLAN_ONES says which of
 * the two is on). How many rows have a column on goes to PLAN_COUNTS, a uint32 a column and chunk.
 */
export function planColumns(command: usize, chunk: u32, scratch: usize): void {
  const units = <u32>argument(command, PLAN_UNITS);
  let counts = argument(command, PLAN_COUNTS) + <usize>(chunk * units) * 4;
  let list = argument(command, PLAN_OUT) + <usize>chunk * argument(command, PLAN_STRIDE);
  for (let unit: u32 = 0; unit < units; unit += 32) {
    transposeWords(command, chunk, unit, scratch);
    for (let i: u32 = 0; i < min<u32>(32, units - unit); i++, counts += 4) {
      const p = scratch + ((<usize>i) << 2);
      const low = <u64>load<u32>(p) | ((<u64>load<u32>(p, 128)) << 32);
      const high = <u64>load<u32>(p, 256) | ((<u64>load<u32>(p, 384)) << 32);
      list = appendList(list, low, high);
      store<u32>(counts, <u32>(popcnt(low) + popcnt(high)));
    }
  }
  const here = min<u32>(CHUNK, <u32>argument(command, PLAN_COUNT) - chunk * CHUNK);
  const low = here >= 64 ? ~(<u64>0) : ((<u64>1) << here) - 1;
  const high = here == 128 ? ~(<u64>0) : here > 64 ? ((<u64>1) << (here - 64)) - 1 : 0;
  const ones = argument(command, PLAN_ONES);
  list = appendList(list, ones ? 0 : low, ones ? 0 : high);
  appendList(list, ones ? low : 0, ones ? high : 0);
}

/** 32 columns, from `unit` on, of the chunk's 128 rows, transposed in four squares; rows beyond the last are 0. */
function transposeWords(command: usize, chunk: u32, unit: u32, out: usize): void {
  const rows = <u32>argument(command, PLAN_COUNT);
  const bits = argument(command, PLAN_BITS) + ((<usize>unit) >> 3);
  const stride = argument(command, PLAN_BITS_STRIDE);
  const index = argument(command, PLAN_INDEX);
  for (let q: u32 = 0; q < CHUNK; q++) {
    const r = chunk * CHUNK + q;
    let word: u32 = 0;
    if (r < rows) word = load<u32>(bits + <usize>(index ? load<u32>(index + ((<usize>r) << 2)) : r) * stride);
    store<u32>(out + ((<usize>q) << 2), word);
  }
  for (let square: usize = 0; square < 4; square++) transpose32(out + (square << 7));
}
