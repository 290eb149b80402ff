// Vectors of a bidiagonal or symmetric tridiagonal matrix by divide and conquer (Cuppen 1981; Gu & Eisenstat, SIAM J.
// Matrix Anal. Appl. 16, 1995): halves are solved, and what joins them is a matrix with one full row (secular.ts),
// whose vectors multiply those of the halves (merge.ts). The work is in dense products, and little of it is left where
// many values of a half hardly feel the other and stay as they are.
//
// A bidiagonal block has k rows and k + 1 columns; its last right vector spans the null space. The block from row
// `low` on has left vectors in columns and rows low … of u, right vectors likewise in v. Split at row `middle`, the
// halves leave column `middle` of u to the unit vector of that row, and in column `middle` of v is the null vector of
// the first half: entry `middle` is the pole 0. Of a tridiagonal matrix there is v alone.

import { bidiagonalValues, tridiagonalValues } from "./iteration";
import { mergeHalves, openMerges, setWeight } from "./merge";
import { applySweep, keep, ROTATION, rotate, rotateColumns, rotationC, rotationR, rotationS } from "./rotations";
import { F64, largest } from "./vectors";

/** Rows of a block that is left to the QR iteration. */
const LEAF: usize = 32;
/** Couplings and distances below this part of the largest entry are dropped. */
const DEFLATION: f64 = 8.881784197001252e-16;

let d: usize = 0;
let e: usize = 0;
let u: usize = 0;
let uStride: usize = 0;
let v: usize = 0;
let vStride: usize = 0;
let scratch: usize = 0;
let tolerance: f64 = 0;

/**
 * Singular values and vectors of the upper bidiagonal matrix of n entries at d and n − 1 above them at e, which has
 * room for n. Values come in no order; u takes n columns, v n + 1 of n + 1 rows, the last of them without meaning.
 * Vectors of the `wanted` largest values at least are right. `room` takes 3 (n + 4) columns of v and 16 n + 512
 * numbers. Returns 1, or 0 when an iteration does not converge.
 */
export function divideBidiagonal(
  diagonal: usize,
  off: usize,
  n: usize,
  left: usize,
  leftStride: usize,
  right: usize,
  rightStride: usize,
  wanted: usize,
  room: usize,
): u32 {
  store<f64>(off + (n - 1) * F64, 0);
  open(diagonal, off, n, left, leftStride, right, rightStride, room);
  openMerges(true, d, n, u, uStride, v, vStride, tolerance, wanted, room + (4 * LEAF + 64) * F64);
  memory.fill(u, 0, n * uStride);
  memory.fill(v, 0, (n + 1) * vStride);
  for (let i: usize = 0; i < n; i++) store<f64>(u + i * uStride + i * F64, 1);
  for (let i: usize = 0; i <= n; i++) store<f64>(v + i * vStride + i * F64, 1);
  return tolerance == 0 ? 1 : solveBidiagonal(0, n);
}

/** Eigenvalues and vectors of the symmetric tridiagonal matrix; the rest alike. */
export function divideTridiagonal(
  diagonal: usize,
  off: usize,
  n: usize,
  right: usize,
  rightStride: usize,
  wanted: usize,
  room: usize,
): u32 {
  open(diagonal, off, n, 0, 0, right, rightStride, room);
  openMerges(false, d, n, 0, 0, v, vStride, tolerance, wanted, room + (4 * LEAF + 64) * F64);
  memory.fill(v, 0, n * vStride);
  for (let i: usize = 0; i < n; i++) store<f64>(v + i * vStride + i * F64, 1);
  return tolerance == 0 ? 1 : solveTridiagonal(0, n);
}

function open(
  diagonal: usize,
  off: usize,
  n: usize,
  left: usize,
  leftStride: usize,
  right: usize,
  rightStride: usize,
  room: usize,
): void {
  d = diagonal;
  e = off;
  u = left;
  uStride = leftStride;
  v = right;
  vStride = rightStride;
  scratch = room;
  tolerance = DEFLATION * largest(d, e, n);
}

@inline
function entry(columns: usize, stride: usize, i: usize, j: usize): f64 {
  return load<f64>(columns + j * stride + i * F64);
}

function solveBidiagonal(low: usize, k: usize): u32 {
  if (k <= LEAF) return leafBidiagonal(low, k);
  const first = (k - 1) >> 1;
  const middle = low + first;
  const last = low + k;
  if (!solveBidiagonal(low, first) || !solveBidiagonal(middle + 1, k - 1 - first)) return 0;
  const alpha = load<f64>(d + middle * F64);
  const beta = load<f64>(e + middle * F64);
  rotate(alpha * entry(v, vStride, middle, middle), beta * entry(v, vStride, middle + 1, last));
  setWeight(middle, Math.abs(rotationR) <= tolerance ? tolerance : rotationR);
  rotateColumns(v, vStride, middle, last, low, last + 1, scratch);
  store<f64>(d + middle * F64, 0);
  for (let j = low; j < middle; j++) setWeight(j, alpha * entry(v, vStride, middle, j));
  for (let j = middle + 1; j < last; j++) setWeight(j, beta * entry(v, vStride, middle + 1, j));
  mergeHalves(low, k, middle + 1);
  return 1;
}

/** From the right, rotations make the block lower bidiagonal and square: the transpose of what the iteration takes. */
function leafBidiagonal(low: usize, k: usize): u32 {
  const diagonal = d + low * F64;
  const off = e + low * F64;
  for (let i: usize = 0; i < k; i++) {
    const at = i * F64;
    rotate(load<f64>(diagonal + at), load<f64>(off + at));
    keep(scratch + i * ROTATION);
    store<f64>(diagonal + at, rotationR);
    if (i + 1 == k) break;
    const next = load<f64>(diagonal + at, F64);
    store<f64>(off + at, rotationS * next);
    store<f64>(diagonal + at, rotationC * next, F64);
  }
  const base = low & ~7;
  const rows = low + k + 1 - base;
  const right = v + low * vStride + base * F64;
  applySweep(right, vStride, rows, 0, k, false, scratch);
  const left = u + low * uStride + base * F64;
  return bidiagonalValues(diagonal, off, k, right, vStride, rows, left, uStride, rows, scratch);
}

function solveTridiagonal(low: usize, k: usize): u32 {
  if (k <= LEAF) {
    const base = low & ~7;
    const vectors = v + low * vStride + base * F64;
    return tridiagonalValues(d + low * F64, e + low * F64, k, vectors, vStride, low + k - base, scratch);
  }
  const middle = low + (k >> 1);
  const at = middle * F64;
  const coupling = load<f64>(e + at - F64);
  const strength = Math.abs(coupling);
  store<f64>(d + at - F64, load<f64>(d + at - F64) - strength);
  store<f64>(d + at, load<f64>(d + at) - strength);
  if (!solveTridiagonal(low, middle - low) || !solveTridiagonal(middle, low + k - middle)) return 0;
  const weight = Math.sqrt(strength);
  for (let j = low; j < middle; j++) setWeight(j, weight * entry(v, vStride, middle - 1, j));
  const signed = copysign<f64>(weight, coupling);
  for (let j = middle; j < low + k; j++) setWeight(j, signed * entry(v, vStride, middle, j));
  mergeHalves(low, k, middle);
  return 1;
}
