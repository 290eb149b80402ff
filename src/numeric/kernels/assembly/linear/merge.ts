// One step of divide and conquer: from the vectors of two halves, the weights z and poles d of what joins them, to the
// vectors of the whole (Gu & Eisenstat 1995; dropping as in Dongarra & Sorensen, SIAM J. Sci. Stat. Comput. 8, 1987).
// Slots low … low + k of d, u and v belong to a block; `split` is the first row of its second half.

import { addProduct } from "./products";
import { rotate, rotateColumns, rotationR } from "./rotations";
import { exactWeights, secularRoot, secularVectors } from "./secular";
import { F64, QUAD, quadBefore } from "./vectors";

/** Where a column has entries other than zero. Sorted by this, columns of each half are neighbours. */
const FIRST: u32 = 0;
const BOTH: u32 = 1;
const SECOND: u32 = 2;

let bidiagonal: bool = false;
let total: usize = 0;
let wanted: usize = 0;
let tolerance: f64 = 0;
let d: usize = 0;
let u: usize = 0;
let uStride: usize = 0;
let v: usize = 0;
let vStride: usize = 0;

/** By slot: weight, kind. */
let weights: usize = 0;
let kinds: usize = 0;
/** Slots by ascending pole; those that take part, those that stay as they are. */
let sorted: usize = 0;
let kept: usize = 0;
let dropped: usize = 0;
let keptCount: usize = 0;
let droppedCount: usize = 0;
/** By number among those kept: pole, weight, root, place among the sorted kinds. */
let poles: usize = 0;
let z: usize = 0;
let roots: usize = 0;
let place: usize = 0;
let firstCount: usize = 0;
let bothCount: usize = 0;
/** Distances of poles and roots, then room for a copy of the columns; coefficients of new vectors; all as columns. */
let copies: usize = 0;
let rightFactors: usize = 0;
let leftFactors: usize = 0;
let stride: usize = 0;
let packed: usize = 0;

/** `room` takes 3 (n + 4) columns of v and 13 n + 91 numbers. */
export function openMerges(
  squared: bool,
  diagonal: usize,
  n: usize,
  left: usize,
  leftStride: usize,
  right: usize,
  rightStride: usize,
  least: f64,
  largestWanted: usize,
  room: usize,
): void {
  bidiagonal = squared;
  total = n;
  wanted = largestWanted;
  tolerance = least;
  d = diagonal;
  u = left;
  uStride = leftStride;
  v = right;
  vStride = rightStride;
  stride = rightStride;
  const list = ((n + 7) & ~7) * F64;
  weights = room;
  kinds = weights + list;
  sorted = kinds + list;
  kept = sorted + list;
  dropped = kept + list;
  poles = dropped + list;
  z = poles + list;
  roots = z + list;
  place = roots + list;
  packed = place + list;
  copies = packed + 4 * list;
  rightFactors = copies + (n + 4) * stride;
  leftFactors = rightFactors + (n + 4) * stride;
}

export function setWeight(slot: usize, weight: f64): void {
  store<f64>(weights + slot * F64, weight);
}

@inline
function at32(list: usize, i: usize): usize {
  return <usize>load<u32>(list + i * 4);
}

@inline
function put32(list: usize, i: usize, x: usize): void {
  store<u32>(list + i * 4, <u32>x);
}

@inline
function at64(list: usize, i: usize): f64 {
  return load<f64>(list + i * F64);
}

export function mergeHalves(low: usize, k: usize, split: usize): void {
  sortPoles(low, k, split);
  dropUncoupled(low, k);
  const n = keptCount;
  if (n == 0) return;
  placeByKind(n);
  let norm2: f64 = 0;
  for (let j: usize = 0; j < n; j++) {
    const slot = at32(kept, j);
    const weight = at64(weights, slot);
    store<f64>(poles + j * F64, at64(d, slot));
    store<f64>(z + j * F64, weight);
    norm2 += weight * weight;
  }
  for (let r: usize = 0; r < n; r++) {
    store<f64>(roots + r * F64, secularRoot(r, n, poles, z, norm2, bidiagonal, copies + r * stride));
  }
  exactWeights(n, poles, z, bidiagonal, copies, stride, packed);
  const skipped: usize = k == total && wanted < n ? n - wanted : 0;
  for (let r = skipped; r < n; r++) {
    secularVectors(
      n,
      poles,
      z,
      bidiagonal,
      copies + r * stride,
      place,
      rightFactors + r * stride,
      leftFactors + r * stride,
    );
  }
  replaceColumns(v, vStride, rightFactors, low, k, split, skipped);
  if (bidiagonal) replaceColumns(u, uStride, leftFactors, low, k, split, skipped);
  for (let j: usize = 0; j < droppedCount; j++) store<f64>(packed + j * F64, at64(d, at32(dropped, j)));
  memory.copy(d + (low + n) * F64, packed, droppedCount * F64);
  memory.copy(d + low * F64, roots, n * F64);
}

/** Slots by ascending pole (insertion: they are two sorted lists, nearly), the pole 0 of a bidiagonal block first. */
function sortPoles(low: usize, k: usize, split: usize): void {
  const zero = split - 1;
  let count: usize = 0;
  if (bidiagonal) {
    put32(sorted, 0, zero);
    put32(kinds, zero, BOTH);
    count = 1;
  }
  for (let slot = low; slot < low + k; slot++) {
    if (bidiagonal && slot == zero) continue;
    put32(kinds, slot, slot < split ? FIRST : SECOND);
    const pole = at64(d, slot);
    let i = count++;
    for (const least: usize = bidiagonal ? 1 : 0; i > least && at64(d, at32(sorted, i - 1)) > pole; i--) {
      put32(sorted, i, at32(sorted, i - 1));
    }
    put32(sorted, i, slot);
  }
}

/** Of those without weight, and of each pair of equal poles after a rotation one, vector and value are final. */
function dropUncoupled(low: usize, k: usize): void {
  const fixed: usize = bidiagonal ? 1 : 0;
  keptCount = fixed;
  droppedCount = 0;
  if (fixed) put32(kept, 0, at32(sorted, 0));
  for (let i = fixed; i < k; i++) {
    const slot = at32(sorted, i);
    if (Math.abs(at64(weights, slot)) <= tolerance) {
      put32(dropped, droppedCount++, slot);
      continue;
    }
    const before = keptCount > fixed ? at32(kept, keptCount - 1) : slot;
    if (keptCount > fixed && at64(d, slot) - at64(d, before) <= tolerance) {
      joinEqual(slot, before, low, k);
      put32(dropped, droppedCount++, before);
      put32(kept, keptCount - 1, slot);
      continue;
    }
    // Squared poles need a distance from the pole 0.
    if (bidiagonal && keptCount == 1) store<f64>(d + slot * F64, Math.max(at64(d, slot), 0.5 * tolerance));
    put32(kept, keptCount++, slot);
  }
}

/** Rotates the weight of the slot before into this one. */
function joinEqual(slot: usize, before: usize, low: usize, k: usize): void {
  rotate(at64(weights, slot), at64(weights, before));
  setWeight(slot, rotationR);
  rotateColumns(v, vStride, slot, before, low, low + k + 1, packed);
  if (bidiagonal) rotateColumns(u, uStride, slot, before, low, low + k, packed);
  if (at32(kinds, slot) == at32(kinds, before)) return;
  put32(kinds, slot, BOTH);
  put32(kinds, before, BOTH);
}

function placeByKind(n: usize): void {
  let count: usize = 0;
  for (let kind = FIRST; kind <= SECOND; kind++) {
    if (kind == BOTH) firstCount = count;
    if (kind == SECOND) bothCount = count - firstCount;
    for (let j: usize = 0; j < n; j++) if (at32(kinds, at32(kept, j)) == kind) put32(place, j, count++);
  }
}

/**
 * New columns of the block: products of those kept with the factors, from number `skipped` on, then those dropped.
 * Rows of one half take no part of the columns of the other; the four rows with the split in them take all.
 */
function replaceColumns(
  columns: usize,
  columnStride: usize,
  factors: usize,
  low: usize,
  k: usize,
  split: usize,
  skipped: usize,
): void {
  const n = keptCount;
  const begin = quadBefore(low * F64);
  const end = quadBefore((low + k + 1) * F64 + QUAD - 1);
  const border = quadBefore(split * F64);
  const size = end - begin;
  for (let j: usize = 0; j < n; j++) {
    memory.copy(copies + at32(place, j) * columnStride + begin, columns + at32(kept, j) * columnStride + begin, size);
  }
  for (let j: usize = 0; j < droppedCount; j++) {
    memory.copy(copies + (n + j) * columnStride + begin, columns + at32(dropped, j) * columnStride + begin, size);
  }
  for (let j: usize = 0; j < n; j++) memory.fill(columns + (low + j) * columnStride + begin, 0, size);
  // The product works on four columns at a time: factors of zero leave those beyond unchanged.
  memory.fill(factors + n * stride, 0, 3 * stride);
  const out = columns + (low + skipped) * columnStride;
  const rows = factors + skipped * stride;
  const second = firstCount * F64;
  const shared = copies + firstCount * columnStride;
  const m = n - skipped;
  addProduct(
    out + begin,
    columnStride,
    rows,
    stride,
    m,
    copies + begin,
    columnStride,
    firstCount + bothCount,
    border - begin,
    packed,
  );
  addProduct(out + border, columnStride, rows, stride, m, copies + border, columnStride, n, QUAD, packed);
  addProduct(
    out + border + QUAD,
    columnStride,
    rows + second,
    stride,
    m,
    shared + border + QUAD,
    columnStride,
    n - firstCount,
    end - border - QUAD,
    packed,
  );
  for (let j: usize = 0; j < droppedCount; j++) {
    memory.copy(columns + (low + n + j) * columnStride + begin, copies + (n + j) * columnStride + begin, size);
  }
}
