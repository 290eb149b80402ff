// Householder reflections H = 1 − u uᵀ with ‖u‖² = 2, or u = 0 where there is nothing to do; products of 32 of them
// as 1 − U T Uᵀ (compact WY: Schreiber & Van Loan, SIAM J. Sci. Stat. Comput. 10, 1989), which are matrix products.

import { addProduct, innerProducts } from "./products";
import { addMultiple, dot, F64, quadBefore, scale } from "./vectors";

/** Reflections applied at a time. */
const BLOCK: usize = 32;
const BLOCK_BYTES: usize = BLOCK * F64;
/**
 * Squares below lose digits by underflow, and a reflection with them its orthogonality. Matrices come scaled to
 * entries of order 1, so what is left out is 2⁻⁴⁵⁰ of the largest entry.
 */
const NEGLIGIBLE: f64 = 3.4e-271;

/**
 * Turns x, from offset `first` on, into the u of the reflection that maps it on a multiple of the unit vector at
 * `first`, zeros before it, and returns that multiple.
 */
export function makeReflector(x: usize, first: usize, end: usize): f64 {
  memory.fill(x, 0, first);
  const head = load<f64>(x + first);
  store<f64>(x + first, 0);
  const begin = quadBefore(first);
  const tail = dot(x, x, begin, end);
  if (tail < NEGLIGIBLE) {
    memory.fill(x + first, 0, end - first);
    return head;
  }
  const image = -copysign<f64>(Math.sqrt(head * head + tail), head);
  store<f64>(x + first, head - image);
  scale(x, 1 / Math.sqrt(image * (image - head)), begin, end);
  return image;
}

/**
 * C ← H₀ H₁ … H₍count−1₎ C for `columns` columns of C. Column i of u is zero above row i + shift. `scratch` takes
 * 64 × columns + 2,048 numbers.
 */
export function applyReflectors(
  c: usize,
  stride: usize,
  columns: usize,
  u: usize,
  uStride: usize,
  rows: usize,
  count: usize,
  shift: usize,
  scratch: usize,
): void {
  const end = ((rows + 7) & ~7) * F64;
  while (count > 0) {
    const first: usize = ((count - 1) / BLOCK) * BLOCK;
    applyBlock(
      false,
      c,
      stride,
      columns,
      u + first * uStride,
      uStride,
      count - first,
      quadBefore((first + shift) * F64),
      end,
      scratch,
    );
    count = first;
  }
}

/**
 * A = Q R: overwrites the n columns of `a` (m ≥ n rows) with reflectors and writes R to n columns at `r`. `scratch` as
 * above.
 */
export function triangularise(
  a: usize,
  stride: usize,
  m: usize,
  n: usize,
  r: usize,
  rStride: usize,
  scratch: usize,
): void {
  const end = ((m + 7) & ~7) * F64;
  memory.fill(r, 0, (n + 3) * rStride);
  for (let first: usize = 0; first < n; first += BLOCK) {
    const next = min(first + BLOCK, n);
    for (let j = first; j < next; j++) {
      const column = a + j * stride;
      memory.copy(r + j * rStride, column, j * F64);
      store<f64>(r + j * rStride + j * F64, makeReflector(column, j * F64, end));
      const begin = quadBefore(j * F64);
      for (let k = j + 1; k < next; k++) {
        addMultiple(a + k * stride, column, -dot(a + k * stride, column, begin, end), begin, end);
      }
    }
    applyBlock(
      true,
      a + next * stride,
      stride,
      n - next,
      a + first * stride,
      stride,
      next - first,
      quadBefore(first * F64),
      end,
      scratch,
    );
  }
}

/** C ← (1 − U T Uᵀ) C for `size` reflections that are zero before the offset `begin`; Tᵀ for those of the inverse. */
function applyBlock(
  inverse: bool,
  c: usize,
  stride: usize,
  columns: usize,
  u: usize,
  uStride: usize,
  size: usize,
  begin: usize,
  end: usize,
  scratch: usize,
): void {
  const t = scratch;
  const inner = t + BLOCK * BLOCK_BYTES;
  const outer = inner + (columns + 3) * BLOCK_BYTES;
  const packed = outer + (columns + 3) * BLOCK_BYTES;
  triangle(t, inner, u, uStride, size, begin, end);
  if (inverse) transposeSquare(t);
  memory.fill(inner, 0, (columns + 3) * BLOCK_BYTES);
  innerProducts(inner, BLOCK_BYTES, c + begin, stride, columns, u + begin, uStride, size, end - begin);
  innerProducts(outer, BLOCK_BYTES, inner, BLOCK_BYTES, columns, t, BLOCK_BYTES, size, BLOCK_BYTES);
  for (let j: usize = 0; j < columns; j++) scale(outer + j * BLOCK_BYTES, -1, 0, BLOCK_BYTES);
  addProduct(c + begin, stride, outer, BLOCK_BYTES, columns, u + begin, uStride, size, end - begin, packed);
}

function transposeSquare(t: usize): void {
  for (let i: usize = 1; i < BLOCK; i++) {
    for (let j: usize = 0; j < i; j++) {
      const x = t + i * BLOCK_BYTES + j * F64;
      const y = t + j * BLOCK_BYTES + i * F64;
      const held = load<f64>(x);
      store<f64>(x, load<f64>(y));
      store<f64>(y, held);
    }
  }
}

/** T = (1 + the part of UᵀU above the diagonal)⁻¹, upper triangular, by rows (Puglisi 1992). */
function triangle(t: usize, gram: usize, u: usize, stride: usize, size: usize, begin: usize, end: usize): void {
  memory.fill(t, 0, BLOCK * BLOCK_BYTES);
  memory.fill(gram, 0, BLOCK * BLOCK_BYTES);
  innerProducts(gram, BLOCK_BYTES, u + begin, stride, size, u + begin, stride, size, end - begin);
  for (let i = size; i-- > 0; ) {
    store<f64>(t + i * BLOCK_BYTES + i * F64, 1);
    for (let k = i + 1; k < size; k++) {
      addMultiple(
        t + i * BLOCK_BYTES,
        t + k * BLOCK_BYTES,
        -load<f64>(gram + i * BLOCK_BYTES + k * F64),
        0,
        BLOCK_BYTES,
      );
    }
  }
}
