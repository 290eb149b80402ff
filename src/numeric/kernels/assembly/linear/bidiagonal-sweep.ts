// One sweep of the implicit QR iteration for the singular values of an upper bidiagonal matrix (Golub & Kahan 1965;
// shift and zero-shift sweep of Demmel & Kahan, SIAM J. Sci. Stat. Comput. 11, 1990).
//
// A sweep runs from the first to the last row of a block, or with `step` negative from the last to the first, towards
// the smaller end of a graded matrix: upwards it is the same sweep over the matrix reversed and transposed, which is
// upper bidiagonal again, with left and right exchanged.

import { keep, ROTATION, rotate, rotationC, rotationR, rotationS } from "./rotations";

const EPSILON: f64 = 2.220446049250313e-16;

/**
 * Sweeps `count` + 1 diagonal entries from d on and the entries beside them from e on, `step` bytes apart; rotations
 * from the right (of the matrix as it is swept) go to `inner`, from the left to `outer`.
 */
export function sweepBidiagonal(d: usize, e: usize, step: usize, count: usize, inner: usize, outer: usize): void {
  const shift = shiftOf(d, e, step, count);
  if (shift == 0) sweepWithoutShift(d, e, step, count, inner, outer);
  else sweepWithShift(d, e, step, count, shift, inner, outer);
}

/** The smaller singular value of the last 2×2 block, or 0 where a shift would drown or the block is singular. */
function shiftOf(d: usize, e: usize, step: usize, count: usize): f64 {
  for (let k: usize = 0; k <= count; k++) if (load<f64>(d + k * step) == 0) return 0;
  const last = d + count * step;
  const shift = smallerSingularValue(load<f64>(last - step), load<f64>(e + (count - 1) * step), load<f64>(last));
  const ratio = shift / load<f64>(d);
  return ratio * ratio < EPSILON ? 0 : shift;
}

/** Of the matrix (f g; 0 h), without harm from over- or underflow. */
function smallerSingularValue(f: f64, g: f64, h: f64): f64 {
  const a = Math.abs(f);
  const b = Math.abs(g);
  const c = Math.abs(h);
  const least = Math.min(a, c);
  const most = Math.max(a, c);
  if (least == 0) return 0;
  const sum = 1 + least / most;
  const difference = (most - least) / most;
  if (b < most) {
    const t = (b / most) * (b / most);
    return least * (2 / (Math.sqrt(sum * sum + t) + Math.sqrt(difference * difference + t)));
  }
  const t = most / b;
  const p = sum * t;
  const q = difference * t;
  return 2 * (least * (1 / (Math.sqrt(1 + p * p) + Math.sqrt(1 + q * q))) * t);
}

function sweepWithShift(d: usize, e: usize, step: usize, count: usize, shift: f64, inner: usize, outer: usize): void {
  let di = load<f64>(d);
  let f = (Math.abs(di) - shift) * (copysign<f64>(1, di) + shift / di);
  let g = load<f64>(e);
  for (let k: usize = 0; k < count; k++, d += step, e += step, inner += ROTATION, outer += ROTATION) {
    rotate(f, g);
    keep(inner);
    if (k > 0) store<f64>(e - step, rotationR);
    const ei = load<f64>(e);
    const next = load<f64>(d + step);
    f = rotationC * di + rotationS * ei;
    const off = rotationC * ei - rotationS * di;
    g = rotationS * next;
    di = rotationC * next;
    rotate(f, g);
    keep(outer);
    store<f64>(d, rotationR);
    f = rotationC * off + rotationS * di;
    di = rotationC * di - rotationS * off;
    if (k + 1 < count) {
      g = rotationS * load<f64>(e + step);
      store<f64>(e + step, rotationC * load<f64>(e + step));
    }
  }
  store<f64>(d, di);
  store<f64>(e - step, f);
}

function sweepWithoutShift(d: usize, e: usize, step: usize, count: usize, inner: usize, outer: usize): void {
  let c: f64 = 1;
  let oldC: f64 = 1;
  let oldS: f64 = 0;
  for (let k: usize = 0; k < count; k++, d += step, e += step, inner += ROTATION, outer += ROTATION) {
    rotate(load<f64>(d) * c, load<f64>(e));
    keep(inner);
    c = rotationC;
    if (k > 0) store<f64>(e - step, oldS * rotationR);
    rotate(oldC * rotationR, load<f64>(d + step) * rotationS);
    keep(outer);
    oldC = rotationC;
    oldS = rotationS;
    store<f64>(d, rotationR);
  }
  const h = load<f64>(d) * c;
  store<f64>(d, h * oldC);
  store<f64>(e - step, h * oldS);
}
