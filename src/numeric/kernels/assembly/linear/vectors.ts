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
// @ts-ignore: decorator
@inline
export function bothLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** The largest multiple of four numbers that is not beyond `offset`. */
// @ts-ignore: decorator
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
