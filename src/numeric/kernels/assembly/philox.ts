// Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC11) of four counters at a time, one a lane.

/** Bytes of the round keys that expandKey writes: two vectors a round. */
export const ROUND_KEYS: usize = 320;

/** Key of round i is key + i·(Weyl constants), the same in all lanes. */
export function expandKey(key0: u32, key1: u32, out: usize): void {
  for (let i: u32 = 0; i < 10; i++, out += 32) {
    v128.store(out, i32x4.splat(key0 + i * 0x9e3779b9));
    v128.store(out, i32x4.splat(key1 + i * 0xbb67ae85), 16);
  }
}

/** Writes four vectors: output word w of counter (first + lane, c1, c2, c3) is lane `lane` of vector w. */
export function philox4(first: u32, c1: u32, c2: u32, c3: u32, keys: usize, out: usize): void {
  let x0 = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  let x1 = i32x4.splat(c1);
  let x2 = i32x4.splat(c2);
  let x3 = i32x4.splat(c3);
  const m0 = i32x4.splat(0xd2511f53);
  const m1 = i32x4.splat(0xcd9e8d57);
  for (const end = keys + ROUND_KEYS; keys != end; keys += 32) {
    const low0 = i64x2.extmul_low_i32x4_u(x0, m0);
    const high0 = i64x2.extmul_high_i32x4_u(x0, m0);
    const low1 = i64x2.extmul_low_i32x4_u(x2, m1);
    const high1 = i64x2.extmul_high_i32x4_u(x2, m1);
    x0 = v128.xor(v128.xor(v128.shuffle<i32>(low1, high1, 1, 3, 5, 7), x1), v128.load(keys));
    x1 = v128.shuffle<i32>(low1, high1, 0, 2, 4, 6);
    x2 = v128.xor(v128.xor(v128.shuffle<i32>(low0, high0, 1, 3, 5, 7), x3), v128.load(keys, 16));
    x3 = v128.shuffle<i32>(low0, high0, 0, 2, 4, 6);
  }
  v128.store(out, x0);
  v128.store(out, x1, 16);
  v128.store(out, x2, 32);
  v128.store(out, x3, 48);
}
