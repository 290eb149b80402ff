// Singular values and vectors of an upper bidiagonal matrix by the implicit QR iteration (Golub & Kahan 1965; shift
// and zero-shift sweep of Demmel & Kahan, SIAM J. Sci. Stat. Comput. 11, 1990). Entries of order 1 expected.
//
// A sweep can run down or up, towards the smaller end of a graded matrix. Upwards it is the same sweep over the
// matrix reversed and transposed, which is upper bidiagonal again with left and right exchanged.

import { applySweeps, ROTATION, rotate, rotationC, rotationR, rotationS, SWEEP } from "./rotations";
import { F64, scale } from "./vectors";

/**
 * Off-diagonals below this fraction of the largest entry are dropped: together they move no singular value further
 * than the rounding of the reduction to bidiagonal form did.
 */
const DROP: f64 = 1.3877787807814457e-17;
const EPSILON: f64 = 2.220446049250313e-16;
/** Sweeps a singular value may take; about two are the rule. */
const PATIENCE: usize = 40;
/** Sweeps that are collected before they are applied. */
const COLLECT: usize = 24;
const MOST_SWEEPS: usize = 256;

let sweeps: usize = 0;
let sweepCount: usize = 0;
let leftList: usize = 0;
let rightList: usize = 0;
let used: usize = 0;
let capacity: usize = 0;

/**
 * Diagonalises the matrix of n diagonal entries at `d` and n − 1 above them at `e`; d becomes the singular values,
 * not negative, in no order. `vectors`: 1 rotates the columns of u and v along. `scratch` takes 96 n + 512 numbers.
 * Returns 1, or 0 when it does not converge.
 */
export function diagonalise(d: usize, e: usize, n: usize, vectors: u32, u: usize, uStride: usize, uRows: usize, v: usize, vStride: usize, vRows: usize, scratch: usize): u32 {
  sweeps = scratch;
  leftList = sweeps + MOST_SWEEPS * SWEEP;
  capacity = COLLECT * n * ROTATION;
  rightList = leftList + capacity;
  sweepCount = 0;
  used = 0;
  const threshold = DROP * largest(d, e, n);
  let budget = PATIENCE * n;
  let high = n - 1;
  let oldLow = n;
  let oldHigh = n;
  let up = false;
  while (high > 0) {
    const low = blockStart(d, e, high, threshold);
    if (low == high) {
      high--;
      continue;
    }
    if (budget-- == 0) return 0;
    if (low > oldHigh || high < oldLow || oldLow == n) up = Math.abs(load<f64>(d + low * F64)) < Math.abs(load<f64>(d + high * F64));
    oldLow = low;
    oldHigh = high;
    if (vectors && (used + (high - low) * ROTATION > capacity || sweepCount == MOST_SWEEPS)) flush(u, uStride, uRows, v, vStride, vRows);
    sweep(d, e, low, high, up);
    if (vectors) record(low, high, up);
  }
  if (vectors) flush(u, uStride, uRows, v, vStride, vRows);
  for (let i: usize = 0; i < n; i++) {
    const value = load<f64>(d + i * F64);
    if (value >= 0) continue;
    store<f64>(d + i * F64, -value);
    if (vectors) scale(v + i * vStride, -1, 0, (vRows + 7 & ~7) * F64);
  }
  return 1;
}

function largest(d: usize, e: usize, n: usize): f64 {
  let most = Math.abs(load<f64>(d));
  for (let i: usize = 1; i < n; i++) {
    most = Math.max(most, Math.max(Math.abs(load<f64>(d + i * F64)), Math.abs(load<f64>(e + (i - 1) * F64))));
  }
  return most;
}

/** The first row of the unreduced block that ends at row `high`; sets the entry above it to zero. */
function blockStart(d: usize, e: usize, high: usize, threshold: f64): usize {
  let low = high;
  while (low > 0) {
    const at = (low - 1) * F64;
    const off = Math.abs(load<f64>(e + at));
    if (off <= threshold || off <= 0.25 * EPSILON * (Math.abs(load<f64>(d + at)) + Math.abs(load<f64>(d + at, F64)))) {
      store<f64>(e + at, 0);
      break;
    }
    low--;
  }
  return low;
}

/** One sweep over rows low to high. Its rotations are at the ends of the lists, not yet counted in. */
function sweep(d: usize, e: usize, low: usize, high: usize, up: bool): void {
  const step: usize = up ? 0 - F64 : F64;
  const count = high - low;
  const dp = d + (up ? high : low) * F64;
  const ep = e + (up ? high - 1 : low) * F64;
  const shift = shiftOf(dp, ep, step, count);
  const inner = (up ? leftList : rightList) + used;
  const outer = (up ? rightList : leftList) + used;
  if (shift == 0) sweepWithoutShift(dp, ep, step, count, inner, outer);
  else sweepWithShift(dp, ep, step, count, shift, inner, outer);
}

function record(low: usize, high: usize, up: bool): void {
  const at = sweeps + sweepCount * SWEEP;
  store<u32>(at, <u32>(up ? high : low));
  store<u32>(at, <u32>(high - low), 4);
  store<u32>(at, up ? 1 : 0, 8);
  sweepCount++;
  used += (high - low) * ROTATION;
}

function flush(u: usize, uStride: usize, uRows: usize, v: usize, vStride: usize, vRows: usize): void {
  applySweeps(u, uStride, uRows, sweeps, sweepCount, leftList);
  applySweeps(v, vStride, vRows, sweeps, sweepCount, rightList);
  sweepCount = 0;
  used = 0;
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

// @ts-ignore: decorator
@inline
function keep(list: usize): void {
  store<f64>(list, rotationC);
  store<f64>(list, rotationS, 8);
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
