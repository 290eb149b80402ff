// Lookup tables of the method of the four Russians (Arlazarov, Dinic, Kronrod, Faradžev 1970): the contracted units
// in groups of four, and for each group the sixteen partial sums of four rows of values, 16 columns wide. A row of
// the product then adds one line a group, the line that its four bits select, and needs no multiplication.
//
// Legal because a bit is 0 or 1: the line of a code is the sum of exactly the values whose bit is on, in ascending
// order; line 0 is never read, since groups without a bit are not in the plan.

import { highPairs, highWords, lowPairs, lowWords } from "../arithmetic/lanes";

/** Groups of four units whose tables are in use at a time: 32 tables of 16 lines of 64 bytes fill the L1 cache. */
export const GROUPS: u32 = 32;
/** Contracted units a chunk. */
export const CHUNK: u32 = 128;
/** Bytes of a line: 16 float32. */
export const LINE: usize = 64;
const TABLE: usize = 1024;

@inline
function storeLines(p: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = f32x4.add(a, b);
  const ac = f32x4.add(a, c);
  const bc = f32x4.add(b, c);
  const abc = f32x4.add(ab, c);
  v128.store(p, a, 64);
  v128.store(p, b, 128);
  v128.store(p, ab, 192);
  v128.store(p, c, 256);
  v128.store(p, ac, 320);
  v128.store(p, bc, 384);
  v128.store(p, abc, 448);
  v128.store(p, d, 512);
  v128.store(p, f32x4.add(a, d), 576);
  v128.store(p, f32x4.add(b, d), 640);
  v128.store(p, f32x4.add(ab, d), 704);
  v128.store(p, f32x4.add(c, d), 768);
  v128.store(p, f32x4.add(ac, d), 832);
  v128.store(p, f32x4.add(bc, d), 896);
  v128.store(p, f32x4.add(abc, d), 960);
}

/** Tables of `groups` times four consecutive lines of values. */
export function tablesOfRows(values: usize, groups: u32, table: usize): void {
  for (let g: u32 = 0; g < groups; g++, values += 4 * LINE, table += TABLE) {
    for (let v: usize = 0; v < LINE; v += 16) {
      const p = values + v;
      storeLines(table + v, v128.load(p), v128.load(p, 64), v128.load(p, 128), v128.load(p, 192));
    }
  }
}

/**
 * Tables of columns: `values` points into the first of panels of 16 columns, `panel` bytes apart, at the row that
 * becomes column 0 of the tables; units from `first` on are contracted. Blocks of 4×4 are transposed on the way,
 * which is cheaper than keeping a transposed copy of the weights.
 */
export function tablesOfColumns(values: usize, panel: usize, first: u32, groups: u32, table: usize): void {
  for (let g: u32 = 0; g < groups; g++, table += TABLE) {
    const unit = first + 4 * g;
    let p = values + <usize>(unit >> 4) * panel + <usize>(unit & 15) * 4;
    for (let v: usize = 0; v < LINE; v += 16, p += 4 * LINE) {
      const r0 = v128.load(p);
      const r1 = v128.load(p, 64);
      const r2 = v128.load(p, 128);
      const r3 = v128.load(p, 192);
      const low01 = lowWords(r0, r1);
      const high01 = highWords(r0, r1);
      const low23 = lowWords(r2, r3);
      const high23 = highWords(r2, r3);
      const a = lowPairs(low01, low23);
      const c = lowPairs(high01, high23);
      storeLines(table + v, a, highPairs(low01, low23), c, highPairs(high01, high23));
    }
  }
}

/**
 * One chunk of the product: each of `rows` lines at `out` adds the table lines that its list names. A list is a
 * count and that many byte offsets into the tables, all uint16.
 */
export function addLines(list: usize, rows: u32, out: usize, table: usize): void {
  for (; rows; rows--, out += LINE) {
    const count = <usize>load<u16>(list);
    list += 2;
    if (count == 0) continue;
    const end = list + 2 * count;
    let s0 = v128.load(out);
    let s1 = v128.load(out, 16);
    let s2 = v128.load(out, 32);
    let s3 = v128.load(out, 48);
    do {
      const line = table + <usize>load<u16>(list);
      list += 2;
      s0 = f32x4.add(s0, v128.load(line));
      s1 = f32x4.add(s1, v128.load(line, 16));
      s2 = f32x4.add(s2, v128.load(line, 32));
      s3 = f32x4.add(s3, v128.load(line, 48));
    } while (list != end);
    v128.store(out, s0);
    v128.store(out, s1, 16);
    v128.store(out, s2, 32);
    v128.store(out, s3, 48);
  }
}
