// The implicit QR iteration on a tridiagonal matrix for its eigenvalues or a bidiagonal one for its singular values:
// which rows to sweep, when to stop, and the rotations handed to the vectors. Entries of order 1 expected.

import { sweepBidiagonal } from "./bidiagonal-sweep";
import { applySweeps, ROTATION, SWEEP } from "./rotations";
import { sweepTridiagonal } from "./tridiagonal-sweep";
import { F64, largest, scale } from "./vectors";

/**
 * Off-diagonals below this fraction of the largest entry are dropped: together they move no value further than the
 * rounding of the reduction to bidiagonal or tridiagonal form did.
 */
const DROP: f64 = 1.3877787807814457e-17;
const EPSILON: f64 = 2.220446049250313e-16;
/**
 * About two sweeps a value are the rule. Where values lie closer together than rounding, the last off-diagonals can
 * stay at the level of rounding for ever: after so many sweeps in vain the tolerance doubles, up to 2⁻⁴².
 */
const PATIENCE: usize = 12;
const LAST_DOUBLING: f64 = 2.3e-13;
/** Sweeps over the whole matrix that are collected before they are applied to the vectors. */
const COLLECT: usize = 24;
const MOST_SWEEPS: usize = 256;

let sweeps: usize = 0;
let sweepCount: usize = 0;
let left: usize = 0;
let right: usize = 0;
let used: usize = 0;
let capacity: usize = 0;

/**
 * Singular values of the upper bidiagonal matrix of n entries at d and n − 1 above them at e; d becomes the values,
 * not negative, in no order. The columns of u and v, which have so many rows (0: none wanted), rotate along.
 * `scratch` takes 96 n + 512 numbers. Returns 1, or 0 when it does not converge.
 */
export function bidiagonalValues(d: usize, e: usize, n: usize, u: usize, uStride: usize, uRows: usize, v: usize, vStride: usize, vRows: usize, scratch: usize): u32 {
  if (!iterate(false, d, e, n, u, uStride, uRows, v, vStride, vRows, scratch)) return 0;
  for (let i: usize = 0; i < n; i++) {
    const value = load<f64>(d + i * F64);
    if (value >= 0) continue;
    store<f64>(d + i * F64, -value);
    scale(v + i * vStride, -1, 0, (vRows + 7 & ~7) * F64);
  }
  return 1;
}

/** Eigenvalues of the symmetric tridiagonal matrix of n entries at d and n − 1 beside them at e; the rest alike. */
export function tridiagonalValues(d: usize, e: usize, n: usize, v: usize, vStride: usize, vRows: usize, scratch: usize): u32 {
  return iterate(true, d, e, n, 0, 0, 0, v, vStride, vRows, scratch);
}

function iterate(symmetric: bool, d: usize, e: usize, n: usize, u: usize, uStride: usize, uRows: usize, v: usize, vStride: usize, vRows: usize, scratch: usize): u32 {
  sweeps = scratch;
  left = sweeps + MOST_SWEEPS * SWEEP;
  capacity = COLLECT * n * ROTATION;
  right = left + capacity;
  sweepCount = 0;
  used = 0;
  const threshold = DROP * largest(d, e, n);
  let tolerance = EPSILON;
  let stalled: usize = 0;
  let high = n - 1;
  let oldLow = n;
  let oldHigh = n;
  let up = false;
  while (high > 0) {
    const low = blockStart(d, e, high, threshold, tolerance);
    if (low == high) {
      high--;
      continue;
    }
    if (low == oldLow && high == oldHigh) {
      if (++stalled % PATIENCE == 0) tolerance *= 2;
      if (tolerance > LAST_DOUBLING) return 0;
    } else {
      stalled = 0;
      tolerance = EPSILON;
    }
    // The direction stays while a block shrinks, or two sweeps could undo each other's work.
    if (low > oldHigh || high < oldLow || oldLow == n) {
      up = Math.abs(load<f64>(d + low * F64)) < Math.abs(load<f64>(d + high * F64));
    }
    oldLow = low;
    oldHigh = high;
    if (used + (high - low) * ROTATION > capacity || sweepCount == MOST_SWEEPS) {
      flush(u, uStride, uRows, v, vStride, vRows);
    }
    sweep(symmetric, d, e, low, high, up);
  }
  flush(u, uStride, uRows, v, vStride, vRows);
  return 1;
}

/** The first row of the unreduced block that ends at row `high`; sets the entry above it to zero. */
function blockStart(d: usize, e: usize, high: usize, threshold: f64, tolerance: f64): usize {
  let low = high;
  while (low > 0) {
    const at = (low - 1) * F64;
    const off = Math.abs(load<f64>(e + at));
    if (off <= threshold || off <= tolerance * (Math.abs(load<f64>(d + at)) + Math.abs(load<f64>(d + at, F64)))) {
      store<f64>(e + at, 0);
      break;
    }
    low--;
  }
  return low;
}

/** One sweep over rows low to high, its rotations at the ends of the lists. */
function sweep(symmetric: bool, d: usize, e: usize, low: usize, high: usize, up: bool): void {
  const step: usize = up ? 0 - F64 : F64;
  const count = high - low;
  const dp = d + (up ? high : low) * F64;
  const ep = e + (up ? high - 1 : low) * F64;
  if (symmetric) sweepTridiagonal(dp, ep, step, count, right + used);
  else sweepBidiagonal(dp, ep, step, count, (up ? left : right) + used, (up ? right : left) + used);
  const record = sweeps + sweepCount * SWEEP;
  store<u32>(record, <u32>(up ? high : low));
  store<u32>(record, <u32>count, 4);
  store<u32>(record, up ? 1 : 0, 8);
  sweepCount++;
  used += count * ROTATION;
}

function flush(u: usize, uStride: usize, uRows: usize, v: usize, vStride: usize, vRows: usize): void {
  applySweeps(u, uStride, uRows, sweeps, sweepCount, left);
  applySweeps(v, vStride, vRows, sweeps, sweepCount, right);
  sweepCount = 0;
  used = 0;
}
