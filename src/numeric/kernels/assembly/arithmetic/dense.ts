// C += α A·B for dense matrices, float32 or float64, in blocks that fit the caches (Goto, van de Geijn, ACM TOMS 34,
// 2008): panels of A and B are copied so that a tile of C, four rows by two vectors, stays in registers while both
// stream past. Strides in elements say where the next row and the next column are, so a transpose costs nothing.

/** Rows of A, contracted length and columns of B that are copied at a time. */
const ROWS: u32 = 64;
const DEPTH: u32 = 256;
const COLUMNS: u32 = 256;

/** Bytes of scratch: the copies of A and B in float64, and one tile. */
export const PRODUCT_SCRATCH: usize = 8 * (64 * 256 + 256 * 256) + 256;

@inline
function lanes<T>(): u32 {
  return 16 / sizeof<T>();
}

/** Columns of a tile: two vectors. */
@inline
function width<T>(): u32 {
  return 2 * lanes<T>();
}

/** m×n of C, k contracted. */
function addProduct<T>(
  m: u32,
  n: u32,
  k: u32,
  alpha: T,
  a: usize,
  aRow: u32,
  aColumn: u32,
  b: usize,
  bRow: u32,
  bColumn: u32,
  c: usize,
  cRow: u32,
  scratch: usize,
): void {
  const size = sizeof<T>();
  const packedB = scratch + 8 * ROWS * DEPTH;
  const tile = packedB + 8 * DEPTH * COLUMNS;
  for (let p: u32 = 0; p < k; p += DEPTH) {
    const depth = min<u32>(DEPTH, k - p);
    for (let j: u32 = 0; j < n; j += COLUMNS) {
      const columns = min<u32>(COLUMNS, n - j);
      pack<T>(b + size * <usize>(p * bRow + j * bColumn), bColumn, bRow, columns, depth, width<T>(), packedB);
      for (let i: u32 = 0; i < m; i += ROWS) {
        const rows = min<u32>(ROWS, m - i);
        pack<T>(a + size * <usize>(i * aRow + p * aColumn), aRow, aColumn, rows, depth, 4, scratch);
        addBlock<T>(rows, columns, depth, alpha, scratch, packedB, c + size * <usize>(i * cRow + j), cRow, tile);
      }
    }
  }
}

/** Copies `lines` lines of a matrix in groups of `group`, the lines of a group interleaved, missing ones zero. */
function pack<T>(from: usize, line: u32, next: u32, lines: u32, depth: u32, group: u32, to: usize): void {
  const size = sizeof<T>();
  for (let first: u32 = 0; first < lines; first += group) {
    for (let g: u32 = 0; g < group; g++) {
      let p = from + size * <usize>((first + g) * line);
      let q = to + size * <usize>g;
      const step = size * <usize>group;
      const inside = first + g < lines;
      for (let d: u32 = 0; d < depth; d++, p += size * <usize>next, q += step) store<T>(q, inside ? load<T>(p) : <T>0);
    }
    to += size * <usize>(group * depth);
  }
}

function addBlock<T>(m: u32, n: u32, depth: u32, alpha: T, a: usize, b: usize, c: usize, cRow: u32, tile: usize): void {
  const size = sizeof<T>();
  for (let j: u32 = 0; j < n; j += width<T>()) {
    for (let i: u32 = 0; i < m; i += 4) {
      const left = a + size * <usize>(i * depth);
      const right = b + size * <usize>(j * depth);
      const to = c + size * <usize>(i * cRow + j);
      if (i + 4 <= m && j + width<T>() <= n) {
        addTile<T>(depth, alpha, left, right, to, size * <usize>cRow);
      } else {
        memory.fill(tile, 0, 128);
        addTile<T>(depth, alpha, left, right, tile, 32);
        addPart<T>(min<u32>(4, m - i), min<u32>(width<T>(), n - j), tile, to, cRow);
      }
    }
  }
}

function addTile<T>(depth: u32, alpha: T, a: usize, b: usize, c: usize, row: usize): void {
  let s00 = v128.splat<T>(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (; depth; depth--, a += 4 * sizeof<T>(), b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<T>(a);
    s00 = v128.add<T>(s00, v128.mul<T>(a0, b0));
    s01 = v128.add<T>(s01, v128.mul<T>(a0, b1));
    const a1 = v128.load_splat<T>(a, sizeof<T>());
    s10 = v128.add<T>(s10, v128.mul<T>(a1, b0));
    s11 = v128.add<T>(s11, v128.mul<T>(a1, b1));
    const a2 = v128.load_splat<T>(a, 2 * sizeof<T>());
    s20 = v128.add<T>(s20, v128.mul<T>(a2, b0));
    s21 = v128.add<T>(s21, v128.mul<T>(a2, b1));
    const a3 = v128.load_splat<T>(a, 3 * sizeof<T>());
    s30 = v128.add<T>(s30, v128.mul<T>(a3, b0));
    s31 = v128.add<T>(s31, v128.mul<T>(a3, b1));
  }
  const factor = v128.splat<T>(alpha);
  addLine<T>(c, factor, s00, s01);
  addLine<T>(c + row, factor, s10, s11);
  addLine<T>(c + 2 * row, factor, s20, s21);
  addLine<T>(c + 3 * row, factor, s30, s31);
}

@inline
function addLine<T>(c: usize, factor: v128, s0: v128, s1: v128): void {
  v128.store(c, v128.add<T>(v128.load(c), v128.mul<T>(factor, s0)));
  v128.store(c, v128.add<T>(v128.load(c, 16), v128.mul<T>(factor, s1)), 16);
}

function addPart<T>(rows: u32, columns: u32, tile: usize, c: usize, cRow: u32): void {
  const size = sizeof<T>();
  for (let i: u32 = 0; i < rows; i++) {
    for (let j: u32 = 0; j < columns; j++) {
      const to = c + size * <usize>(i * cRow + j);
      store<T>(to, load<T>(to) + load<T>(tile + 32 * <usize>i + size * <usize>j));
    }
  }
}

/** C = A·B with A m×k, B k×n and C m×n, row-major unless `aRow` … say otherwise; C is overwritten. */
export function multiply64(
  m: u32,
  n: u32,
  k: u32,
  a: usize,
  aRow: u32,
  aColumn: u32,
  b: usize,
  bRow: u32,
  bColumn: u32,
  c: usize,
  scratch: usize,
): void {
  memory.fill(c, 0, 8 * <usize>(m * n));
  addProduct<f64>(m, n, k, 1, a, aRow, aColumn, b, bRow, bColumn, c, n, scratch);
}

/** The same in float32. */
export function multiply32(
  m: u32,
  n: u32,
  k: u32,
  a: usize,
  aRow: u32,
  aColumn: u32,
  b: usize,
  bRow: u32,
  bColumn: u32,
  c: usize,
  scratch: usize,
): void {
  memory.fill(c, 0, 4 * <usize>(m * n));
  addProduct<f32>(m, n, k, 1, a, aRow, aColumn, b, bRow, bColumn, c, n, scratch);
}
