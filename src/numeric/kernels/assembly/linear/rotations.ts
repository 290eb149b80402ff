// Plane rotations, made and applied to columns in strips of eight rows.

import { F64 } from "./vectors";

/** Bytes of a rotation: cosine and sine. */
export const ROTATION: usize = 16;
const STRIP: usize = 64;

/** The rotation (c s; −s c) that maps (f, g) on (r, 0), all three left in these globals. */
export let rotationC: f64 = 1;
export let rotationS: f64 = 0;
export let rotationR: f64 = 0;

/** Squares of both f and g below this would lose digits. */
const SMALL: f64 = 1e-140;

export function rotate(f: f64, g: f64): void {
  if (g == 0) {
    rotationC = 1;
    rotationS = 0;
    rotationR = f;
    return;
  }
  let unit: f64 = 1;
  if (Math.abs(f) < SMALL && Math.abs(g) < SMALL) {
    unit = 1e-180;
    f *= 1e180;
    g *= 1e180;
  }
  const r = Math.sqrt(f * f + g * g);
  rotationC = f / r;
  rotationS = g / r;
  rotationR = r * unit;
}

/** Appends the rotation to a list. */
@inline
export function keep(list: usize): void {
  store<f64>(list, rotationC);
  store<f64>(list, rotationS, 8);
}

/** Applies the rotations of a sweep to neighbours from column `first` on, or down from it, in `rows` rows. */
export function applySweep(
  columns: usize,
  stride: usize,
  rows: usize,
  first: usize,
  count: usize,
  down: bool,
  list: usize,
): void {
  const step: usize = down ? 0 - stride : stride;
  for (let strip: usize = 0; strip < rows * F64; strip += STRIP) {
    rotateStrip(columns + first * stride + strip, step, list, list + count * ROTATION);
  }
}

/** Applies the rotation in the globals to columns i and j, in rows from `low` to before `end`; room for one rotation. */
export function rotateColumns(
  columns: usize,
  stride: usize,
  i: usize,
  j: usize,
  low: usize,
  end: usize,
  room: usize,
): void {
  keep(room);
  for (let strip = (low & ~7) * F64; strip < end * F64; strip += STRIP) {
    rotateStrip(columns + i * stride + strip, (j - i) * stride, room, room + ROTATION);
  }
}

/** Eight rows of one sweep; the column on the way from one rotation to the next stays in registers. */
export function rotateStrip(p: usize, step: usize, list: usize, end: usize): void {
  let x0 = v128.load(p);
  let x1 = v128.load(p, 16);
  let x2 = v128.load(p, 32);
  let x3 = v128.load(p, 48);
  for (; list != end; list += ROTATION) {
    const c = v128.load64_splat(list);
    const s = v128.load64_splat(list, 8);
    const q = p + step;
    let y = v128.load(q);
    v128.store(p, f64x2.add(f64x2.mul(c, x0), f64x2.mul(s, y)));
    x0 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x0));
    y = v128.load(q, 16);
    v128.store(p, f64x2.add(f64x2.mul(c, x1), f64x2.mul(s, y)), 16);
    x1 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x1));
    y = v128.load(q, 32);
    v128.store(p, f64x2.add(f64x2.mul(c, x2), f64x2.mul(s, y)), 32);
    x2 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x2));
    y = v128.load(q, 48);
    v128.store(p, f64x2.add(f64x2.mul(c, x3), f64x2.mul(s, y)), 48);
    x3 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x3));
    p = q;
  }
  v128.store(p, x0);
  v128.store(p, x1, 16);
  v128.store(p, x2, 32);
  v128.store(p, x3, 48);
}
