// Roots of the secular equation 1 + Σ z_j² / (p_j − x) = 0, one between any two neighbouring poles p_j and one above
// the last, and the vectors that belong to them.
//
// The poles are the numbers d_j themselves (eigenvalues of diag(d) + z zᵀ) or their squares (singular values of the
// matrix with first row z and diagonal d, d_0 = 0). A root is kept as the distances p_j − x of all poles from it, each
// to high relative precision, by measuring from the nearer pole: the condition under which the vectors below are
// orthogonal to rounding (Gu & Eisenstat, SIAM J. Matrix Anal. Appl. 15, 1994, and 16, 1995).

import { F64 } from "./vectors";

const ROUNDING: f64 = 1.1102230246251565e-16;
const MOST_STEPS: i32 = 100;

/** Sums over the poles below and above the root, and their derivatives. */
let below: f64 = 0;
let belowSlope: f64 = 0;
let above: f64 = 0;
let aboveSlope: f64 = 0;

/** p_i − p_j. */
@inline
function gap(squared: bool, di: f64, dj: f64): f64 {
  return squared ? (di - dj) * (di + dj) : di - dj;
}

function measureFrom(squared: bool, origin: f64, d: usize, n: usize, distances: usize): void {
  for (let at: usize = 0; at < n * F64; at += F64) store<f64>(distances + at, gap(squared, load<f64>(d + at), origin));
}

/** The left side of the equation at x, where `split` poles count as below. */
function evaluate(distances: usize, z: usize, split: usize, n: usize, x: f64): f64 {
  let sum: f64 = 0;
  let slope: f64 = 0;
  let at: usize = 0;
  for (const end = split * F64; at < end; at += F64) {
    const q = load<f64>(z + at) / (load<f64>(distances + at) - x);
    sum += load<f64>(z + at) * q;
    slope += q * q;
  }
  below = sum;
  belowSlope = slope;
  sum = 0;
  slope = 0;
  for (const end = n * F64; at < end; at += F64) {
    const q = load<f64>(z + at) / (load<f64>(distances + at) - x);
    sum += load<f64>(z + at) * q;
    slope += q * q;
  }
  above = sum;
  aboveSlope = slope;
  return 1 + below + above;
}

/**
 * Root number i, above pole i: returns the eigenvalue or singular value, and writes the n distances p_j − x.
 * `norm2` is Σ z².
 */
export function secularRoot(i: usize, n: usize, d: usize, z: usize, norm2: f64, squared: bool, distances: usize): f64 {
  const last = i == n - 1;
  let origin = load<f64>(d + i * F64);
  measureFrom(squared, origin, d, n, distances);
  // Rational interpolation uses the two poles around the root, or the last two.
  const split = last ? max<usize>(i, 1) : i + 1;
  let low: f64 = 0;
  let high = last ? norm2 : load<f64>(distances + (i + 1) * F64);
  let x = last && n == 1 ? norm2 : 0.5 * high;
  let f = evaluate(distances, z, min<usize>(split, n), n, x);
  if (!last && f < 0) {
    origin = load<f64>(d + (i + 1) * F64);
    measureFrom(squared, origin, d, n, distances);
    low = -high;
    high = 0;
    x = 0.5 * low;
    f = evaluate(distances, z, split, n, x);
  }
  for (let step = 0; step < MOST_STEPS && n > 1; step++) {
    if (f < 0) low = x;
    else high = x;
    const noise = ROUNDING * ((8 + <f64>n / 16) * (1 + above - below) + Math.abs(x) * (belowSlope + aboveSlope));
    if (Math.abs(f) <= noise) break;
    const p = load<f64>(distances + (split - 1) * F64) - x;
    const q = load<f64>(distances + split * F64) - x;
    let next = x + interpolate(p, q, f, last);
    if (!(next > low && next < high)) next = between(low, high);
    if (next == x) break;
    x = next;
    f = evaluate(distances, z, split, n, x);
  }
  for (let at: usize = 0; at < n * F64; at += F64) store<f64>(distances + at, load<f64>(distances + at) - x);
  return squared ? origin + x / (origin + Math.sqrt(origin * origin + x)) : origin + x;
}

/** Where the bracket is cut when interpolation leaves it; an end at 0 is a pole, and the root may be close to it. */
function between(low: f64, high: f64): f64 {
  if (low == 0) return 0.125 * high;
  if (high == 0) return 0.125 * low;
  return 0.5 * (low + high);
}

/** Step to the root of a function with two poles at the distances p and q that has the sums' values and slopes here. */
function interpolate(p: f64, q: f64, f: f64, last: bool): f64 {
  const c = f - p * belowSlope - q * aboveSlope;
  const a = (p + q) * f - p * q * (belowSlope + aboveSlope);
  const b = p * q * f;
  const root = Math.sqrt(Math.max(a * a - 4 * b * c, 0));
  if (last) return a >= 0 ? (a + root) / (2 * c) : (2 * b) / (a - root);
  return a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
}

/**
 * Replaces z by the vector for which the computed roots are exact: distances of root r are at r × stride. Their
 * difference is rounding, and it makes the vectors orthogonal. `product` takes n numbers.
 */
export function exactWeights(
  n: usize,
  d: usize,
  z: usize,
  squared: bool,
  distances: usize,
  stride: usize,
  product: usize,
): void {
  const end = n * F64;
  const lastRoot = distances + (n - 1) * stride;
  for (let at: usize = 0; at < end; at += F64) store<f64>(product + at, -load<f64>(lastRoot + at));
  for (let r: usize = 0; r + 1 < n; r++) {
    const root = distances + r * stride;
    const dr = load<f64>(d + r * F64);
    const dnext = load<f64>(d + (r + 1) * F64);
    for (let at: usize = 0; at < end; at += F64) {
      const di = load<f64>(d + at);
      const pole = at <= r * F64 ? gap(squared, di, dnext) : gap(squared, di, dr);
      store<f64>(product + at, load<f64>(product + at) * (load<f64>(root + at) / pole));
    }
  }
  for (let at: usize = 0; at < end; at += F64) {
    const weight = Math.sqrt(Math.abs(load<f64>(product + at)));
    store<f64>(z + at, copysign<f64>(weight, load<f64>(z + at)));
  }
}

/**
 * Unit vectors of the root with these distances: the right singular vector or the eigenvector to v and, where
 * `squared`, the left singular vector to u, entry j at position place[j].
 */
export function secularVectors(
  n: usize,
  d: usize,
  z: usize,
  squared: bool,
  distances: usize,
  place: usize,
  v: usize,
  u: usize,
): void {
  let vNorm: f64 = 0;
  let uNorm: f64 = 1;
  for (let j: usize = 0; j < n; j++) {
    const x = load<f64>(z + j * F64) / load<f64>(distances + j * F64);
    const y = load<f64>(d + j * F64) * x;
    store<f64>(distances + j * F64, x);
    vNorm += x * x;
    if (j > 0) uNorm += y * y;
  }
  const vScale = 1 / Math.sqrt(vNorm);
  const uScale = 1 / Math.sqrt(uNorm);
  for (let j: usize = 0; j < n; j++) {
    const at = <usize>load<u32>(place + j * 4) * F64;
    const x = load<f64>(distances + j * F64);
    store<f64>(v + at, x * vScale);
    if (squared) store<f64>(u + at, j == 0 ? -uScale : load<f64>(d + j * F64) * x * uScale);
  }
}
