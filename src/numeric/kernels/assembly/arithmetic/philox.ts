// Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC11), four counters a vector and two vectors at a time, since the
// rounds of one are a chain of multiplications that leave the processor waiting.

/** Bytes of the round keys that expandKey writes: two vectors a round. */
export const ROUND_KEYS: usize = 320;
/** Bytes of the words of one call. */
export const PHILOX_WORDS: usize = 128;

/** Key of round i is key + i·(Weyl constants), the same in all lanes. */
export function expandKey(key0: u32, key1: u32, out: usize): void {
  for (let i: u32 = 0; i < 10; i++, out += 32) {
    v128.store(out, i32x4.splat(key0 + i * 0x9e3779b9));
    v128.store(out, i32x4.splat(key1 + i * 0xbb67ae85), 16);
  }
}

/**
 * Writes four vectors for c1 and four for c1 + 1: output word w of counter (first + lane, c1, c2, c3) is lane `lane`
 * of vector w.
 */
export function philox(first: u32, c1: u32, c2: u32, c3: u32, keys: usize, out: usize): void {
  let x0 = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  let x1 = i32x4.splat(c1);
  let x2 = i32x4.splat(c2);
  let x3 = i32x4.splat(c3);
  let y0 = x0;
  let y1 = i32x4.splat(c1 + 1);
  let y2 = x2;
  let y3 = x3;
  const m0 = i32x4.splat(0xd2511f53);
  const m1 = i32x4.splat(0xcd9e8d57);
  for (const end = keys + ROUND_KEYS; keys != end; keys += 32) {
    const key0 = v128.load(keys);
    const key1 = v128.load(keys, 16);
    const a = i64x2.extmul_low_i32x4_u(x0, m0);
    const b = i64x2.extmul_high_i32x4_u(x0, m0);
    const c = i64x2.extmul_low_i32x4_u(x2, m1);
    const d = i64x2.extmul_high_i32x4_u(x2, m1);
    x0 = v128.xor(v128.xor(highHalves(c, d), x1), key0);
    x1 = lowHalves(c, d);
    x2 = v128.xor(v128.xor(highHalves(a, b), x3), key1);
    x3 = lowHalves(a, b);
    const e = i64x2.extmul_low_i32x4_u(y0, m0);
    const f = i64x2.extmul_high_i32x4_u(y0, m0);
    const g = i64x2.extmul_low_i32x4_u(y2, m1);
    const h = i64x2.extmul_high_i32x4_u(y2, m1);
    y0 = v128.xor(v128.xor(highHalves(g, h), y1), key0);
    y1 = lowHalves(g, h);
    y2 = v128.xor(v128.xor(highHalves(e, f), y3), key1);
    y3 = lowHalves(e, f);
  }
  v128.store(out, x0);
  v128.store(out, x1, 16);
  v128.store(out, x2, 32);
  v128.store(out, x3, 48);
  v128.store(out, y0, 64);
  v128.store(out, y1, 80);
  v128.store(out, y2, 96);
  v128.store(out, y3, 112);
}

/** High halves of four 64-bit products. */
@inline
function highHalves(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(low, high, 1, 3, 5, 7);
}

@inline
function lowHalves(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(low, high, 0, 2, 4, 6);
}
