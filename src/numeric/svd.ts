/**
 * Singular values and vectors, symmetric eigenvalues, and the completion of an orthonormal set. Our own kernels
 * (kernels/linear) do the work where there is WebAssembly with SIMD, otherwise Jacobi rotations and, for symmetric
 * matrices, ml-matrix (tridiagonal QL): the same decompositions to rounding.
 */
import { BoltzproofError } from "../errors.ts";
import { diagonaliseByMlMatrix } from "./kernels/linear/fallback.ts";
import { decomposeByJacobi } from "./kernels/linear/jacobi.ts";
import { leadingTriples } from "./kernels/linear/leading-triples.ts";
import { linearKernelsWork } from "./kernels/linear/module.ts";
import { singularTriplesOnKernels, singularValuesOnKernels } from "./kernels/linear/singular-values.ts";
import { diagonaliseOnKernels } from "./kernels/linear/symmetric-eigen.ts";
import { dot, type Matrix, matrix, matrixFrom, row, transpose } from "./matrix.ts";

/** A = U diag(s) Vᵀ with L = min(N, M). */
export interface Svd {
  /** Left singular vectors as columns, N×L (N×0 when no vectors were asked for). */
  readonly U: Matrix;
  /** Singular values, descending, all ≥ 0, length L. */
  readonly s: Float64Array;
  /** Right singular vectors as columns, M×L (M×0 when no vectors were asked for). */
  readonly V: Matrix;
}

/** Eigenvalues of a symmetric n×n matrix, and its orthonormal eigenvectors, one a column. */
export interface SymmetricEigen {
  /** Descending. */
  readonly values: Float64Array;
  /** Column k belongs to values[k]; orthonormal. */
  readonly vectors: Matrix;
}

/** Which part of the decomposition is wanted. */
export interface SvdOptions {
  /** "none" finds singular values alone, in less than half the time. */
  readonly vectors?: "thin" | "none";
  /** Only so many of the largest singular values, with their vectors: then U is N×count and V is M×count. */
  readonly count?: number;
  /** With count: right singular vectors of a matrix near by, as columns, from which to start. Changes rounding only. */
  readonly start?: Matrix;
}

/**
 * Thin singular value decomposition A = U diag(s) Vᵀ of any shape and rank, backward stable: to a few roundings of
 * the largest value. Columns that belong to a zero singular value are orthonormal too, but otherwise arbitrary, as
 * are rotations among equal singular values and the common sign of (U_α, V_α). With `count`, few values that stand
 * out are found without the others, to residuals of 1e-12 of the largest value.
 * @throws BoltzproofError "shape" for an empty matrix or a start of another length, "not-finite" for a NaN or
 * infinite entry, "domain" for a count that is not in 1 … L, "not-converged" when the singular values miss ‖A‖².
 */
export function singularValueDecomposition(a: Matrix, options: SvdOptions = {}): Svd {
  requireEntries(a);
  requireOptions(a, options);
  const { scaled, scale } = scaleToUnity(a);
  const { U, s, V } = decompose(scaled, options);
  return { U, s: s.map((x) => x * scale), V };
}

function decompose(a: Matrix, { vectors = "thin", count = Math.min(a.rows, a.cols), start }: SvdOptions): Svd {
  const near = vectors === "thin" && start && linearKernelsWork() ? leadingTriples(a, count, start) : undefined;
  const { U, s, V } = near ?? decomposeFully(a, vectors === "thin" ? count : 0);
  return { U, s: s.slice(0, count), V };
}

/** All singular values, and vectors of the largest so many. */
function decomposeFully(a: Matrix, vectors: number): Svd {
  if (!linearKernelsWork()) return decomposeByJacobi(a, vectors);
  const found = vectors === 0 ? singularValuesOnKernels(a) : singularTriplesOnKernels(a, vectors);
  requireSameNorm(a, found?.s);
  return found;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix.
 * @throws BoltzproofError "shape" when a is empty or not square, "domain" when it is not symmetric to 1e-12 of
 * its largest entry, "not-finite" for a NaN or infinite entry, "not-converged" when the eigenvalues miss ‖A‖².
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  requireEntries(a);
  const { scaled, scale } = scaleToUnity(symmetrised(a));
  const found = linearKernelsWork() ? diagonaliseOnKernels(scaled) : diagonaliseByMlMatrix(scaled);
  requireSameNorm(scaled, found?.values);
  return { values: found.values.map((x) => x * scale), vectors: found.vectors };
}

/**
 * Orthonormal basis, N×(N−L), of the complement of the columns of U (N×L, orthonormal), by Householder
 * reflections. The result is a deterministic function of U and is not Haar distributed even when U is, so
 * statistics over singular vectors must leave these columns out (sheet A18; Toledo-Marín et al. 2025).
 * @throws BoltzproofError "shape" when L > N, "domain" when the columns are not orthonormal to 1e-8.
 */
export function completeBasis(U: Matrix): Matrix {
  if (U.cols > U.rows) {
    throw new BoltzproofError("shape", {
      found: `${U.cols} columns of length ${U.rows}`,
      expected: "at most as many columns as rows",
      advice: "pass a tall matrix of orthonormal columns",
    });
  }
  const reflectors = householderReflectors(U);
  const out = matrix(U.rows - U.cols, U.rows);
  for (let j = 0; j < out.rows; j++) {
    const e = row(out, j);
    e[U.cols + j] = 1;
    for (let k = reflectors.length - 1; k >= 0; k--) reflect(e, reflectors[k]!, k);
  }
  return transpose(out);
}

/** Unit vectors of the reflections that turn U into an upper triangle, which for orthonormal columns is diag(±1). */
function householderReflectors(U: Matrix): Float64Array[] {
  const columns = transpose(U);
  return Array.from({ length: U.cols }, (_, k) => {
    const x = row(columns, k);
    const tail = norm2(x.subarray(k));
    if (!(Math.abs(tail - 1) < 1e-8)) throw notOrthonormal(k, tail);
    const v = x.slice();
    v.fill(0, 0, k);
    v[k]! += v[k]! < 0 ? -tail : tail; // the sign that adds, so nothing cancels
    const norm = norm2(v.subarray(k));
    for (let i = k; i < v.length; i++) v[i]! /= norm;
    for (let j = k + 1; j < U.cols; j++) reflect(row(columns, j), v, k);
    return v;
  });
}

/** x ← (1 − 2vvᵀ)x for a unit vector v that is zero before position `from`. */
function reflect(x: Float64Array, v: Float64Array, from: number): void {
  let s = 0;
  for (let i = from; i < x.length; i++) s += x[i]! * v[i]!;
  for (let i = from; i < x.length; i++) x[i]! -= 2 * s * v[i]!;
}

/** @throws BoltzproofError "not-finite" naming the first bad entry, "shape" for no entries at all. */
export function requireEntries(a: Matrix): void {
  let at = 0;
  while (at < a.data.length && Number.isFinite(a.data[at]!)) at++;
  if (at < a.data.length) {
    throw new BoltzproofError("not-finite", {
      found: `${a.data[at]} in row ${Math.floor(at / a.cols)}, column ${at % a.cols} of a ${a.rows}×${a.cols} matrix`,
      expected: "finite entries",
      advice: "look for a diverged training or a division by zero upstream",
    });
  }
  if (a.data.length === 0) {
    throw new BoltzproofError("shape", {
      found: `a ${a.rows}×${a.cols} matrix`,
      expected: "at least one row and one column",
      advice: "leave out the decomposition of an empty matrix",
    });
  }
}

/**
 * The mean of a and aᵀ, which removes rounding asymmetry.
 * @throws BoltzproofError "shape" when a is not square, "domain" when a − aᵀ exceeds 1e-12 of the largest entry.
 */
export function symmetrised(a: Matrix): Matrix {
  requireSquare(a);
  const bound = 1e-12 * largestEntry(a);
  return matrixFrom(a.rows, a.cols, (i, j) => {
    const [x, y] = [a.data[i * a.cols + j]!, a.data[j * a.cols + i]!];
    if (Math.abs(x - y) <= bound) return x === y ? x : x / 2 + y / 2;
    throw new BoltzproofError("domain", {
      found: `${x} at (${i}, ${j}) but ${y} at (${j}, ${i})`,
      expected: "a symmetric matrix",
      advice: "symmetrise it, or use singularValueDecomposition",
    });
  });
}

/** @throws BoltzproofError "shape" when a is not square. */
export function requireSquare(a: Matrix): void {
  if (a.rows === a.cols) return;
  throw new BoltzproofError("shape", {
    found: `a ${a.rows}×${a.cols} matrix`,
    expected: "a square one",
    advice: "check for a missing product with the transpose",
  });
}

const norm2 = (x: Float64Array): number => Math.sqrt(dot(x, x));

function largestEntry(a: Matrix): number {
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) largest = Math.max(largest, Math.abs(a.data[i]!));
  return largest;
}

/** Divides by a power of two (exactly), so that no square under- or overflows inside the decomposition. */
function scaleToUnity(a: Matrix): { scaled: Matrix; scale: number } {
  const largest = largestEntry(a);
  const scale = largest === 0 ? 1 : 2 ** Math.max(-1000, Math.min(1000, Math.round(Math.log2(largest))));
  const scaled = matrix(a.rows, a.cols);
  for (let i = 0; i < a.data.length; i++) scaled.data[i] = a.data[i]! / scale;
  return { scaled, scale };
}

/** Σs² = ‖A‖² holds for every matrix; it catches a decomposition that stopped early. */
function requireSameNorm(a: Matrix, s: Float64Array | undefined): asserts s {
  const [found, expected] = [s ? dot(s, s) : Number.NaN, dot(a.data, a.data)];
  if (Math.abs(found - expected) <= 1e-10 * expected) return;
  throw new BoltzproofError("not-converged", {
    found: s ? `a decomposition with squared norm ${found}` : "an iteration that does not end",
    expected: `the squared norm of the matrix, ${expected}`,
    advice: "report the matrix as a bug of the decomposition",
  });
}

function requireOptions(a: Matrix, { count, start }: SvdOptions): void {
  const L = Math.min(a.rows, a.cols);
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= L)) {
    throw new BoltzproofError("domain", {
      found: `a request for ${count} singular values of a ${a.rows}×${a.cols} matrix`,
      expected: `a whole number from 1 to ${L}`,
      advice: "leave count out to get every value",
    });
  }
  if (start && start.rows !== a.cols) {
    throw new BoltzproofError("shape", {
      found: `a start with columns of length ${start.rows}`,
      expected: `right singular vectors of length ${a.cols}`,
      advice: "pass the V of a decomposition of a matrix of the same shape",
    });
  }
}

function notOrthonormal(k: number, norm: number): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `column ${k} with ${norm} left of its norm outside the columns before it`,
    expected: "orthonormal columns",
    advice: "pass the U or V of a singular value decomposition",
  });
}
