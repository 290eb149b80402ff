// A = Q B Pᵀ with an upper bidiagonal B, by Householder reflections from the left and the right in turn (Golub &
// Kahan 1965). Each step reads and writes the remaining matrix once: while a pair of columns is in the first-level
// cache it takes the update of the step before, its product with the new left reflector, and with that its part in
// the product that the right reflector needs (Howell et al., ACM Trans. Math. Softw. 34, 2008).

import { makeReflector } from "./reflectors";
import { addMultiple, dot, F64, quadBefore, scale, updatePair } from "./vectors";

/**
 * Overwrites the n columns of `a` (m ≥ n rows) with left reflectors, writes right reflector i, which acts on columns
 * from i + 1 on, to column i of `right`, and the diagonals of B. `work` takes 2m + n + 32 numbers.
 */
export function bidiagonalise(
  a: usize,
  stride: usize,
  m: usize,
  n: usize,
  right: usize,
  rightStride: usize,
  d: usize,
  e: usize,
  work: usize,
): void {
  const end = ((m + 7) & ~7) * F64;
  const w = work + 2 * end;
  memory.fill(work, 0, 2 * end + rightStride);
  let x = work;
  let z = work + end;
  let u = x;
  let v = w;
  for (let i: usize = 0; i < n; i++) {
    const at = i * F64;
    const column = a + i * stride;
    const next = right + i * rightStride;
    const begin = quadBefore(at);
    if (i > 0) {
      addMultiple(column, u, -load<f64>(w + at), begin, end);
      addMultiple(column, x, -load<f64>(v + at), begin, end);
    }
    store<f64>(d + at, makeReflector(column, at, end));
    memory.fill(next, 0, rightStride);
    if (i == n - 1) break;
    memory.fill(z, 0, end);
    for (let j = at + F64, p = column + stride; j < n * F64; j += 2 * F64, p += 2 * stride) {
      updatePair(p, p + stride, u, x, column, w + j, v + j, w + j, begin, end);
      multiplyPair(p, p + stride, column, z, w + j, next + j, at, begin, end);
    }
    store<f64>(e + at, reflectRow(next, at + F64, rightStride, z, column, column + stride, w, begin, end));
    const old = x;
    x = z;
    z = old;
    u = column;
    v = next;
  }
}

/**
 * Turns the row r at `row` into the right reflector v = (r − image e₁)/c, and z = A r into x = (A − u wᵀ) v, where
 * `second` is the first column of A that v acts on. Returns the image.
 */
function reflectRow(
  row: usize,
  first: usize,
  length: usize,
  z: usize,
  u: usize,
  second: usize,
  w: usize,
  begin: usize,
  end: usize,
): f64 {
  const head = load<f64>(row + first);
  const image = makeReflector(row, first, length);
  if (load<f64>(row + first) == 0) {
    memory.fill(z, 0, end);
    return image;
  }
  addMultiple(z, second, -image, begin, end);
  scale(z, 1 / Math.sqrt(image * (image - head)), begin, end);
  addMultiple(z, u, -dot(w, row, quadBefore(first), length), begin, end);
  memory.fill(z, 0, first);
  return image;
}

/** r = the entry of a in the row of the new reflector u after it has acted, z ← z + a r; for two columns. */
function multiplyPair(
  a0: usize,
  a1: usize,
  u: usize,
  z: usize,
  w: usize,
  r: usize,
  row: usize,
  begin: usize,
  end: usize,
): void {
  const r0 = load<f64>(a0 + row) - load<f64>(u + row) * load<f64>(w);
  const r1 = load<f64>(a1 + row) - load<f64>(u + row) * load<f64>(w, 8);
  store<f64>(r, r0);
  store<f64>(r, r1, 8);
  const f0 = f64x2.splat(r0);
  const f1 = f64x2.splat(r1);
  for (let at = begin; at < end; at += 16) {
    const sum = f64x2.add(f64x2.mul(v128.load(a0 + at), f0), f64x2.mul(v128.load(a1 + at), f1));
    v128.store(z + at, f64x2.add(v128.load(z + at), sum));
  }
}
