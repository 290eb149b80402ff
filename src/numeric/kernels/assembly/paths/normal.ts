// Standard normals two at a time from two random words (Box and Muller, Ann. Math. Stat. 29, 610, 1958), float64
// throughout, the same operations in the same order as in ../../../paths/normal.ts. With u = (2w + 1)/2³³ and
// E = −ln u both normals are √E (cos y ∓ sin y) for an angle y in (−π/4, π/4), since √(2E) cos(y ± π/4) is that; two
// more bits of the second word give the signs. Tails end at √(2·33 ln 2) = 6.76 standard deviations.

/** √½ as a float64: numbers are taken apart into 2^k m with m in [√½, √2). */
const ROOT_HALF: i64 = 0x3fe6a09e667f3bcd;

/** −ln((2w + 1)/2³³) of two words in the low lanes. */
@inline
export function minusLog(words: v128): v128 {
  const x = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_u(words), f64x2.splat(2)), f64x2.splat(1));
  const k = i64x2.shr_s(i64x2.sub(x, i64x2.splat(ROOT_HALF)), 52);
  const m = i64x2.sub(x, i64x2.shl(k, 52));
  const s = f64x2.div(f64x2.sub(m, f64x2.splat(1)), f64x2.add(m, f64x2.splat(1)));
  const q = f64x2.mul(s, s);
  let p = f64x2.splat(2.0 / 15.0);
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(2.0 / 13.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(2.0 / 11.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(2.0 / 9.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(2.0 / 7.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(2.0 / 5.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(2.0 / 3.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(2));
  const exponent = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(k, k, 0, 2, 0, 2));
  const whole = f64x2.mul(f64x2.sub(f64x2.splat(33), exponent), f64x2.splat(0.6931471805599453));
  return f64x2.sub(whole, f64x2.mul(s, p));
}

/** The angle of two words in the low lanes: 30 bits, in (−π/4, π/4). */
@inline
export function angle(words: v128): v128 {
  const part = v128.and(words, i32x4.splat(0x3fffffff));
  const odd = i32x4.sub(i32x4.add(i32x4.add(part, part), i32x4.splat(1)), i32x4.splat(0x40000000));
  return f64x2.mul(f64x2.convert_low_i32x4_s(odd), f64x2.splat(7.314590396335798e-10));
}

/** sin y for |y| ≤ π/4, from q = y². */
@inline
export function sine(y: v128, q: v128): v128 {
  let p = f64x2.splat(1.0 / 6227020800.0);
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-1.0 / 39916800.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(1.0 / 362880.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-1.0 / 5040.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(1.0 / 120.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-1.0 / 6.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(1));
  return f64x2.mul(y, p);
}

/** cos y for |y| ≤ π/4, from q = y². */
@inline
export function cosine(q: v128): v128 {
  let p = f64x2.splat(1.0 / 479001600.0);
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-1.0 / 3628800.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(1.0 / 40320.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-1.0 / 720.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(1.0 / 24.0));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-1.0 / 2.0));
  return f64x2.add(f64x2.mul(p, q), f64x2.splat(1));
}

/** x with its sign turned where bit 31 of the word in the low lanes, moved up by `up`, is set. */
@inline
export function signed(x: v128, words: v128, up: i32): v128 {
  const wide = i64x2.shl(i64x2.extend_low_i32x4_u(words), 32 + up);
  return v128.xor(x, v128.and(wide, i64x2.splat(0x8000000000000000)));
}
