// The implicit QR iteration on a tridiagonal matrix for its eigenvalues or a bidiagonal one for its singular values:
// which rows to sweep, when to stop, and the rotations of the vectors. Entries of order 1 expected.

import { sweepBidiagonal } from "./bidiagonal-sweep";
import { applySweep, ROTATION } from "./rotations";
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

let symmetric: bool = false;
let d: usize = 0;
let e: usize = 0;
let u: usize = 0;
let uStride: usize = 0;
let uRows: usize = 0;
let v: usize = 0;
let vStride: usize = 0;
let vRows: usize = 0;
/** Rotations of one sweep from the left and from the right. */
let leftList: usize = 0;
let rightList: usize = 0;

/**
 * Singular values of the upper bidiagonal matrix of n entries at `diagonal` and n − 1 above them at `off`, which
 * become the values, not negative, in no order, and zeros. The columns of `left` and `right`, which have so many rows
 * (0: none wanted), rotate along. `scratch` takes 4 n numbers. Returns 1, or 0 when it does not converge.
 */
export function bidiagonalValues(
  diagonal: usize,
  off: usize,
  n: usize,
  left: usize,
  leftStride: usize,
  leftRows: usize,
  right: usize,
  rightStride: usize,
  rightRows: usize,
  scratch: usize,
): u32 {
  u = left;
  uStride = leftStride;
  uRows = leftRows;
  open(false, diagonal, off, n, right, rightStride, rightRows, scratch);
  if (!iterate(n)) return 0;
  for (let i: usize = 0; i < n; i++) {
    const value = load<f64>(d + i * F64);
    if (value >= 0) continue;
    store<f64>(d + i * F64, -value);
    scale(v + i * vStride, -1, 0, ((vRows + 7) & ~7) * F64);
  }
  return 1;
}

/** Eigenvalues of the symmetric tridiagonal matrix of such entries; the rest alike. */
export function tridiagonalValues(
  diagonal: usize,
  off: usize,
  n: usize,
  right: usize,
  rightStride: usize,
  rightRows: usize,
  scratch: usize,
): u32 {
  open(true, diagonal, off, n, right, rightStride, rightRows, scratch);
  return iterate(n);
}

function open(
  isSymmetric: bool,
  diagonal: usize,
  off: usize,
  n: usize,
  right: usize,
  rightStride: usize,
  rightRows: usize,
  scratch: usize,
): void {
  symmetric = isSymmetric;
  d = diagonal;
  e = off;
  v = right;
  vStride = rightStride;
  vRows = rightRows;
  leftList = scratch;
  rightList = scratch + n * ROTATION;
}

function iterate(n: usize): u32 {
  const threshold = DROP * largest(d, e, n);
  let tolerance = EPSILON;
  let stalled: usize = 0;
  let high = n - 1;
  let oldLow = n;
  let oldHigh = n;
  let up = false;
  while (high > 0) {
    const low = blockStart(high, threshold, tolerance);
    if (low == high) {
      high--;
      continue;
    }
    if (low != oldLow || high != oldHigh) {
      stalled = 0;
      tolerance = EPSILON;
    } else if (++stalled % PATIENCE == 0) {
      tolerance *= 2;
      if (tolerance > LAST_DOUBLING) return 0;
    }
    // The direction stays while a block shrinks, or two sweeps could undo each other's work.
    if (low > oldHigh || high < oldLow || oldLow == n) {
      up = Math.abs(load<f64>(d + low * F64)) < Math.abs(load<f64>(d + high * F64));
    }
    oldLow = low;
    oldHigh = high;
    sweep(low, high, up);
  }
  return 1;
}

/** The first row of the unreduced block that ends at row `high`; sets the entry above it to zero. */
function blockStart(high: usize, threshold: f64, tolerance: f64): usize {
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

/** One sweep over rows low to high, from the last to the first when it goes up. */
function sweep(low: usize, high: usize, up: bool): void {
  const count = high - low;
  const first = up ? high : low;
  const step: usize = up ? 0 - F64 : F64;
  const diagonal = d + first * F64;
  const off = e + (up ? high - 1 : low) * F64;
  if (symmetric) {
    sweepTridiagonal(diagonal, off, step, count, rightList);
  } else {
    sweepBidiagonal(diagonal, off, step, count, up ? leftList : rightList, up ? rightList : leftList);
    applySweep(u, uStride, uRows, first, count, up, leftList);
  }
  applySweep(v, vStride, vRows, first, count, up, rightList);
}
