/** Linear systems, Cholesky factors and determinants of small and medium matrices, through ml-matrix. */
import { CholeskyDecomposition, LuDecomposition, Matrix as MlMatrix } from "ml-matrix";
import { BoltzproofError } from "../errors.ts";
import { fromMl, rowsOf } from "./kernels/linear/fallback.ts";
import { column, dot, type Matrix, matrix, row } from "./matrix.ts";
import { requireEntries, requireSquare, symmetrised } from "./svd.ts";

/** det A = sign · exp(logAbs). */
export interface LogDeterminant {
  readonly sign: -1 | 0 | 1;
  /** −∞ for a singular matrix. */
  readonly logAbs: number;
}

/**
 * Lower triangular L with L Lᵀ = A.
 * @throws BoltzproofError "shape" when a is empty or not square, "not-finite" for a NaN or infinite entry, "domain"
 * when a is not symmetric to 1e-12 or not positive definite: a variable does not vary, or depends on those before it to
 * rounding on its own scale.
 */
export function cholesky(a: Matrix): Matrix {
  requireEntries(a);
  const d = new CholeskyDecomposition(rowsOf(symmetrised(a)));
  const L = fromMl(d.lowerTriangularMatrix);
  // What elimination leaves of a diagonal entry is rounding below this, whatever the scale of that variable.
  const rounding = 2 * a.rows * Number.EPSILON;
  const regular = (i: number): boolean => L.data[i * (L.cols + 1)]! ** 2 > rounding * a.data[i * (a.cols + 1)]!;
  if (d.isPositiveDefinite() && Array.from({ length: a.rows }, (_, i) => i).every(regular)) return L;
  throw new BoltzproofError("domain", {
    found: `a ${a.rows}×${a.cols} matrix that is not positive definite`,
    expected: "positive eigenvalues only",
    advice: "look at symmetricEigen; a covariance needs more samples than variables",
  });
}

/** x with L Lᵀ x = b for the factor of `cholesky`: forwards through L, back through Lᵀ. */
export function solveWithFactor(L: Matrix, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < x.length; i++) {
    x[i] = (x[i]! - dot(L.data.subarray(i * L.cols, i * L.cols + i), x.subarray(0, i))) / L.data[i * L.cols + i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    x[i]! /= L.data[i * L.cols + i]!;
    for (let k = 0; k < i; k++) x[k]! -= L.data[i * L.cols + k]! * x[i]!;
  }
  return x;
}

/**
 * x with A x = b, for one right-hand side or the columns of a matrix, by LU with row exchanges.
 * @throws BoltzproofError "shape" when a is empty or not square or b does not fit, "not-finite" for a NaN or
 * infinite entry, "domain" when a is singular to working precision.
 */
export function solveLinear(a: Matrix, b: Float64Array): Float64Array;
export function solveLinear(a: Matrix, b: Matrix): Matrix;
export function solveLinear(a: Matrix, b: Matrix | Float64Array): Matrix | Float64Array {
  const right = b instanceof Float64Array ? matrix(b.length, 1, b) : b;
  requireEntries(a);
  requireEntries(right);
  requireSquare(a);
  if (right.rows !== a.rows) {
    throw new BoltzproofError("shape", {
      found: `${right.rows} equations on the right, ${a.rows} on the left`,
      expected: "as many",
      advice: "check for a missing transpose",
    });
  }
  const lu = new LuDecomposition(rowsOf(a));
  requireRegular(a, lu);
  const x = fromMl(lu.solve(new MlMatrix(rowsOf(right))));
  return b instanceof Float64Array ? x.data : x;
}

/**
 * Sign and logarithm of the determinant, which itself would over- or underflow.
 * @throws BoltzproofError "shape" when a is empty or not square, "not-finite" for a NaN or infinite entry.
 */
export function logDeterminant(a: Matrix): LogDeterminant {
  requireEntries(a);
  requireSquare(a);
  const lu = new LuDecomposition(rowsOf(a));
  let sign = parity(lu.pivotPermutationVector);
  let logAbs = 0;
  for (const pivot of lu.upperTriangularMatrix.diagonal()) {
    sign *= Math.sign(pivot);
    logAbs += Math.log(Math.abs(pivot));
  }
  return { sign: (sign || 0) as LogDeterminant["sign"], logAbs }; // −0 becomes 0
}

/** A pivot within rounding of zero, on the scale of its own row and column, makes every solution noise. */
function requireRegular(a: Matrix, lu: LuDecomposition): void {
  const source = lu.pivotPermutationVector;
  lu.upperTriangularMatrix.diagonal().forEach((pivot, k) => {
    const scale = Math.min(largestOf(row(a, source[k]!)), largestOf(column(a, k)));
    if (Math.abs(pivot) > a.rows * Number.EPSILON * scale) return;
    throw new BoltzproofError("domain", {
      found: `a ${a.rows}×${a.cols} matrix that is singular to working precision (pivot ${k} is ${pivot})`,
      expected: "a regular matrix",
      advice: "remove dependent equations, or use the singular value decomposition",
    });
  });
}

function largestOf(x: Float64Array): number {
  return x.reduce((m, t) => Math.max(m, Math.abs(t)), 0);
}

/** Sign of a permutation: a cycle of even length is odd. */
function parity(permutation: readonly number[]): number {
  const seen = new Set<number>();
  let sign = 1;
  for (let start = 0; start < permutation.length; start++) {
    let length = 0;
    for (let i = start; !seen.has(i); i = permutation[i]!, length++) seen.add(i);
    if (length > 0 && length % 2 === 0) sign = -sign;
  }
  return sign;
}
