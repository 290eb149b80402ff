// Products of matrices in registers: blocks of 4×2 inner products, and of 4×4 entries of a product. Vectors that are
// contracted or added lie along memory, so that the same two loops serve every layout by exchanging the factors.

import { F64, QUAD } from "./vectors";

/** Vectors of coefficients that stay in the second-level cache while all of b streams past. */
const CHUNK: usize = 64;

/**
 * c[i][j] = Σ a[i][k] b[j][k] for `m` vectors a and `n` vectors b of `length` bytes. Writes whole blocks of 4×2:
 * up to three vectors more of c and one entry more of each; a and b are followed by zeros or by whatever may be read.
 */
export function innerProducts(
  c: usize,
  cStride: usize,
  a: usize,
  aStride: usize,
  m: usize,
  b: usize,
  bStride: usize,
  n: usize,
  length: usize,
): void {
  for (let i: usize = 0; i < m; i += 4) {
    for (let j: usize = 0; j < n; j += 2) {
      innerBlock(c + i * cStride + j * F64, cStride, a + i * aStride, aStride, b + j * bStride, bStride, length);
    }
  }
}

function innerBlock(c: usize, cStride: usize, a: usize, aStride: usize, b: usize, bStride: usize, length: usize): void {
  const a1 = a + aStride;
  const a2 = a1 + aStride;
  const a3 = a2 + aStride;
  const b1 = b + bStride;
  let s00 = f64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (let at: usize = 0; at < length; at += 16) {
    const y0 = v128.load(b + at);
    const y1 = v128.load(b1 + at);
    let x = v128.load(a + at);
    s00 = f64x2.add(s00, f64x2.mul(x, y0));
    s01 = f64x2.add(s01, f64x2.mul(x, y1));
    x = v128.load(a1 + at);
    s10 = f64x2.add(s10, f64x2.mul(x, y0));
    s11 = f64x2.add(s11, f64x2.mul(x, y1));
    x = v128.load(a2 + at);
    s20 = f64x2.add(s20, f64x2.mul(x, y0));
    s21 = f64x2.add(s21, f64x2.mul(x, y1));
    x = v128.load(a3 + at);
    s30 = f64x2.add(s30, f64x2.mul(x, y0));
    s31 = f64x2.add(s31, f64x2.mul(x, y1));
  }
  storePair(c, s00, s01);
  storePair(c + cStride, s10, s11);
  storePair(c + 2 * cStride, s20, s21);
  storePair(c + 3 * cStride, s30, s31);
}

@inline
function storePair(at: usize, s: v128, t: v128): void {
  v128.store(at, f64x2.add(v128.shuffle<i64>(s, t, 0, 2), v128.shuffle<i64>(s, t, 1, 3)));
}

/**
 * c[i] += Σ a[i][k] b[k] for `m` vectors c of `length` bytes (whole quads) and `n` vectors b. `packed` takes 4 n
 * numbers. Up to three vectors c more than m are read and written.
 */
export function addProduct(
  c: usize,
  cStride: usize,
  a: usize,
  aStride: usize,
  m: usize,
  b: usize,
  bStride: usize,
  n: usize,
  length: usize,
  packed: usize,
): void {
  for (let first: usize = 0; first < m; first += CHUNK) {
    const end = min(first + CHUNK, m);
    for (let at: usize = 0; at < length; at += QUAD) {
      pack(packed, b + at, bStride, n);
      for (let i = first; i < end; i += 4) {
        addBlock(c + i * cStride + at, cStride, a + i * aStride, aStride, packed, n);
      }
    }
  }
}

/** Four neighbouring numbers of each vector b in a row, so that a block streams through the first-level cache. */
function pack(packed: usize, b: usize, bStride: usize, n: usize): void {
  for (let k: usize = 0; k < n; k++, b += bStride, packed += QUAD) {
    v128.store(packed, v128.load(b));
    v128.store(packed, v128.load(b, 16), 16);
  }
}

function addBlock(c: usize, cStride: usize, a: usize, aStride: usize, packed: usize, n: usize): void {
  const a1 = a + aStride;
  const a2 = a1 + aStride;
  const a3 = a2 + aStride;
  const c1 = c + cStride;
  const c2 = c1 + cStride;
  const c3 = c2 + cStride;
  let s00 = f64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (let at: usize = 0, end = n * F64; at < end; at += F64, packed += QUAD) {
    const y0 = v128.load(packed);
    const y1 = v128.load(packed, 16);
    let x = v128.load64_splat(a + at);
    s00 = f64x2.add(s00, f64x2.mul(x, y0));
    s01 = f64x2.add(s01, f64x2.mul(x, y1));
    x = v128.load64_splat(a1 + at);
    s10 = f64x2.add(s10, f64x2.mul(x, y0));
    s11 = f64x2.add(s11, f64x2.mul(x, y1));
    x = v128.load64_splat(a2 + at);
    s20 = f64x2.add(s20, f64x2.mul(x, y0));
    s21 = f64x2.add(s21, f64x2.mul(x, y1));
    x = v128.load64_splat(a3 + at);
    s30 = f64x2.add(s30, f64x2.mul(x, y0));
    s31 = f64x2.add(s31, f64x2.mul(x, y1));
  }
  addPair(c, s00, s01);
  addPair(c1, s10, s11);
  addPair(c2, s20, s21);
  addPair(c3, s30, s31);
}

@inline
function addPair(at: usize, s: v128, t: v128): void {
  v128.store(at, f64x2.add(v128.load(at), s));
  v128.store(at, f64x2.add(v128.load(at, 16), t), 16);
}
