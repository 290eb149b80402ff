// A = Q T Qᵀ with a tridiagonal T, by Householder reflections (1958). A is kept whole, not as a triangle: each step
// then is the one pass over whole columns that the reduction to bidiagonal form makes too.

import { makeReflector } from "./reflectors";
import { addMultiple, dot, F64, quadBefore, updatePair } from "./vectors";

/**
 * Overwrites the columns of the symmetric n×n matrix at `a` with reflectors, number i of which acts on rows from
 * i + 1 on, and writes the diagonals of T. `work` takes 2n + 32 numbers.
 */
export function tridiagonalise(a: usize, stride: usize, n: usize, d: usize, e: usize, work: usize): void {
  memory.fill(work, 0, 2 * stride);
  let q = work;
  let p = work + stride;
  let u = q;
  for (let i: usize = 0; i < n; i++) {
    const at = i * F64;
    const column = a + i * stride;
    if (i > 0) {
      const begin = quadBefore(at);
      addMultiple(column, u, -load<f64>(q + at), begin, stride);
      addMultiple(column, q, -load<f64>(u + at), begin, stride);
    }
    store<f64>(d + at, load<f64>(column + at));
    if (i == n - 1) break;
    const first = at + F64;
    const begin = quadBefore(first);
    store<f64>(e + at, makeReflector(column, first, stride));
    memory.fill(p, 0, first);
    for (let j = first, c = column + stride; j < n * F64; j += 2 * F64, c += 2 * stride) {
      updatePair(c, c + stride, u, q, column, q + j, u + j, p + j, begin, stride);
    }
    addMultiple(p, column, -0.5 * dot(p, column, begin, stride), begin, stride);
    const old = q;
    q = p;
    p = old;
    u = column;
  }
}
