/**
 * Singular values and vectors, symmetric eigenvalues, and the completion of an orthonormal set. ml-matrix does
 * the work (Golub–Reinsch and tridiagonal QL); the two `decompose…` constants are the only lines that a faster
 * library would replace.
 */
import { EigenvalueDecomposition, type Matrix as MlMatrix, SingularValueDecomposition } from "ml-matrix";
import { BoltzproofError } from "../errors.ts";
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

export interface SymmetricEigen {
  /** Descending. */
  readonly values: Float64Array;
  /** Column k belongs to values[k]; orthonormal. */
  readonly vectors: Matrix;
}

/** Decomposes a tall matrix (N ≥ M) of entries of order 1; U is N×M, V is M×M, in any order. */
type SvdBackend = (a: Matrix, vectors: boolean) => Svd;
type EigenBackend = (a: Matrix) => SymmetricEigen;

const decomposeTall: SvdBackend = (a, vectors) => {
  const d = new SingularValueDecomposition(rowsOf(a), {
    computeLeftSingularVectors: vectors,
    computeRightSingularVectors: vectors,
  });
  const s = Float64Array.from(d.diagonal);
  if (!vectors) return { U: matrix(a.rows, 0), s, V: matrix(a.cols, 0) };
  return { U: fromMl(d.leftSingularVectors), s, V: fromMl(d.rightSingularVectors) };
};

const decomposeSymmetric: EigenBackend = (a) => {
  const d = new EigenvalueDecomposition(rowsOf(a), { assumeSymmetric: true });
  return { values: Float64Array.from(d.realEigenvalues), vectors: fromMl(d.eigenvectorMatrix) };
};

/**
 * Thin singular value decomposition A = U diag(s) Vᵀ of any shape and rank. Columns that belong to a zero
 * singular value are orthonormal too, but otherwise arbitrary, as are rotations among equal singular values
 * and the common sign of (U_α, V_α).
 * @throws BoltzproofError "shape" for an empty matrix, "not-finite" for a NaN or infinite entry,
 * "not-converged" when the singular values miss ‖A‖².
 */
export function singularValueDecomposition(a: Matrix, options: { readonly vectors?: "thin" | "none" } = {}): Svd {
  requireEntries(a);
  const wide = a.rows < a.cols;
  const { scaled, scale } = scaleToUnity(wide ? transpose(a) : a);
  const d = decomposeTall(scaled, options.vectors !== "none");
  requireSameNorm(scaled, d.s);
  const order = descending(d.s);
  const s = Float64Array.from(order, (k) => d.s[k]! * scale);
  const [U, V] = [pickColumns(d.U, order), pickColumns(d.V, order)];
  return wide ? { U: V, s, V: U } : { U, s, V };
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix.
 * @throws BoltzproofError "shape" when a is empty or not square, "domain" when it is not symmetric to 1e-12 of
 * its largest entry, "not-finite" for a NaN or infinite entry, "not-converged" when the eigenvalues miss ‖A‖².
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  requireEntries(a);
  const { scaled, scale } = scaleToUnity(symmetrised(a));
  const d = decomposeSymmetric(scaled);
  requireSameNorm(scaled, d.values);
  const order = descending(d.values);
  return { values: Float64Array.from(order, (k) => d.values[k]! * scale), vectors: pickColumns(d.vectors, order) };
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
  const at = a.data.findIndex((x) => !Number.isFinite(x));
  if (at >= 0) {
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

/** Rows in the form that ml-matrix copies from. */
export function rowsOf(a: Matrix): Float64Array[] {
  return Array.from({ length: a.rows }, (_, i) => row(a, i));
}

export function fromMl(m: MlMatrix): Matrix {
  return matrixFrom(m.rows, m.columns, (i, j) => m.get(i, j));
}

const norm2 = (x: Float64Array): number => Math.sqrt(dot(x, x));

function largestEntry(a: Matrix): number {
  return a.data.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
}

/** Divides by a power of two (exactly), so that no square under- or overflows inside the decomposition. */
function scaleToUnity(a: Matrix): { scaled: Matrix; scale: number } {
  const largest = largestEntry(a);
  const scale = largest === 0 ? 1 : 2 ** Math.max(-1000, Math.min(1000, Math.round(Math.log2(largest))));
  return {
    scaled: matrix(
      a.rows,
      a.cols,
      a.data.map((x) => x / scale),
    ),
    scale,
  };
}

/** Σs² = ‖A‖² holds for every matrix; it catches a decomposition that stopped early. */
function requireSameNorm(a: Matrix, s: Float64Array): void {
  const squared = (x: Float64Array) => x.reduce((sum, t) => sum + t * t, 0);
  const [found, expected] = [squared(s), squared(a.data)];
  if (Math.abs(found - expected) <= 1e-10 * expected) return;
  throw new BoltzproofError("not-converged", {
    found: `a decomposition with squared norm ${found}`,
    expected: `that of the matrix, ${expected}`,
    advice: "report the matrix as a bug of the decomposition",
  });
}

function descending(x: Float64Array): number[] {
  return Array.from(x.keys()).sort((i, j) => x[j]! - x[i]!);
}

function pickColumns(a: Matrix, order: readonly number[]): Matrix {
  if (a.cols === 0) return a;
  return matrixFrom(a.rows, order.length, (i, k) => a.data[i * a.cols + order[k]!]!);
}

function notOrthonormal(k: number, norm: number): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `column ${k} with ${norm} left of its norm outside the columns before it`,
    expected: "orthonormal columns",
    advice: "pass the U or V of a singular value decomposition",
  });
}
