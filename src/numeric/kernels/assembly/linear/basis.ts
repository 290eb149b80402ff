// Orthonormal bases that grow, by Gram and Schmidt, each vector twice: the first pass leaves rounding that is not small
// beside a small remainder, the second removes it (Giraud, Langou & Rozložník, Comput. Math. Appl. 50, 2005).

import { addMultiple, dot, scale } from "./vectors";

/** Subtracts from `added` columns at x their projection on `count` orthonormal ones. */
export function project(basis: usize, stride: usize, count: usize, x: usize, added: usize, end: usize): void {
  for (let j: usize = 0; j < added; j++) projectTwice(basis, stride, count, x + j * stride, end);
}

/**
 * Makes the `added` columns that follow `count` orthonormal ones orthonormal to them and to each other; what is then
 * no longer than `least` before it gets its length 1 is left out. Returns how many there are in all.
 */
export function extend(basis: usize, stride: usize, count: usize, added: usize, end: usize, least: f64): usize {
  let kept = count;
  for (let j: usize = 0; j < added; j++) {
    const x = basis + kept * stride;
    if (kept < count + j) memory.copy(x, basis + (count + j) * stride, end);
    projectTwice(basis, stride, kept, x, end);
    const length = Math.sqrt(dot(x, x, 0, end));
    if (length <= least) continue;
    scale(x, 1 / length, 0, end);
    kept++;
  }
  return kept;
}

function projectTwice(basis: usize, stride: usize, count: usize, x: usize, end: usize): void {
  for (let pass = 0; pass < 2; pass++) {
    for (let i: usize = 0; i < count; i++) {
      const y = basis + i * stride;
      addMultiple(x, y, -dot(x, y, 0, end), 0, end);
    }
  }
}
