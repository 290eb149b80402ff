// Vectors of float64 in pairs of lanes. Matrices are kept column by column, `stride` bytes apart, each column padded
// with zeros to a multiple of eight numbers, and three columns of zeros follow the last: loops over rows and columns
// need no remainder, because a zero changes nothing. Lengths and offsets are in bytes.
//
// Two accumulators for each sum and no fused multiply–add: the same bits on every machine.

/** Bytes of a number. */
export const F64: usize = 8;
/** Loops over rows take four numbers at a time. */
export const QUAD: usize = 32;

/** The sum of both lanes. */
@inline
export function bothLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** The largest multiple of four numbers that is not beyond `offset`. */
@inline
export function quadBefore(offset: usize): usize {
  return offset & ~(QUAD - 1);
}

/** Σ x y over the offsets from `begin` to `end`, whole quads. */
export function dot(x: usize, y: usize, begin: usize, end: usize): f64 {
  let s = f64x2.splat(0);
  let t = f64x2.splat(0);
  for (let at = begin; at < end; at += QUAD) {
    s = f64x2.add(s, f64x2.mul(v128.load(x + at), v128.load(y + at)));
    t = f64x2.add(t, f64x2.mul(v128.load(x + at, 16), v128.load(y + at, 16)));
  }
  return bothLanes(f64x2.add(s, t));
}

/** x ← f x. */
export function scale(x: usize, f: f64, begin: usize, end: usize): void {
  const factor = f64x2.splat(f);
  for (let at = begin; at < end; at += 16) v128.store(x + at, f64x2.mul(factor, v128.load(x + at)));
}

/** x ← x + f y. */
export function addMultiple(x: usize, y: usize, f: f64, begin: usize, end: usize): void {
  const factor = f64x2.splat(f);
  for (let at = begin; at < end; at += 16) {
    v128.store(x + at, f64x2.add(v128.load(x + at), f64x2.mul(factor, v128.load(y + at))));
  }
}

/**
 * Two columns a ← a − u w − x v, with the two numbers at w and at v, and their products with `next`, once updated, to
 * `products`: what both reductions by reflections do with the matrix that remains.
 */
export function updatePair(
  a0: usize,
  a1: usize,
  u: usize,
  x: usize,
  next: usize,
  w: usize,
  v: usize,
  products: usize,
  begin: usize,
  end: usize,
): void {
  const w0 = v128.load64_splat(w);
  const w1 = v128.load64_splat(w, 8);
  const v0 = v128.load64_splat(v);
  const v1 = v128.load64_splat(v, 8);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let t0 = s0;
  let t1 = s0;
  for (let at = begin; at < end; at += QUAD) {
    let y = v128.load(u + at);
    let z = v128.load(x + at);
    let n = v128.load(next + at);
    let b = f64x2.sub(f64x2.sub(v128.load(a0 + at), f64x2.mul(y, w0)), f64x2.mul(z, v0));
    v128.store(a0 + at, b);
    s0 = f64x2.add(s0, f64x2.mul(b, n));
    b = f64x2.sub(f64x2.sub(v128.load(a1 + at), f64x2.mul(y, w1)), f64x2.mul(z, v1));
    v128.store(a1 + at, b);
    s1 = f64x2.add(s1, f64x2.mul(b, n));
    y = v128.load(u + at, 16);
    z = v128.load(x + at, 16);
    n = v128.load(next + at, 16);
    b = f64x2.sub(f64x2.sub(v128.load(a0 + at, 16), f64x2.mul(y, w0)), f64x2.mul(z, v0));
    v128.store(a0 + at, b, 16);
    t0 = f64x2.add(t0, f64x2.mul(b, n));
    b = f64x2.sub(f64x2.sub(v128.load(a1 + at, 16), f64x2.mul(y, w1)), f64x2.mul(z, v1));
    v128.store(a1 + at, b, 16);
    t1 = f64x2.add(t1, f64x2.mul(b, n));
  }
  store<f64>(products, bothLanes(f64x2.add(s0, t0)));
  store<f64>(products, bothLanes(f64x2.add(s1, t1)), 8);
}

/** The largest of n entries at d and the n − 1 at e, in size. */
export function largest(d: usize, e: usize, n: usize): f64 {
  let most = Math.abs(load<f64>(d));
  for (let i: usize = 1; i < n; i++) {
    most = Math.max(most, Math.max(Math.abs(load<f64>(d + i * F64)), Math.abs(load<f64>(e + (i - 1) * F64))));
  }
  return most;
}
