/**
 * Linear algebra without fractions: Bareiss elimination divides only where the quotient is exact, so determinants
 * and adjugates of matrices of polynomials stay polynomials.
 * E. H. Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian elimination", Math. Comp. 22 (1968).
 */
import { BoltzproofError } from "../../errors.ts";
import { type Domain, integerIn, type Ring, subtract, sum } from "./ring.ts";

/** Rows of equal length. */
export type ExactMatrix<T> = readonly (readonly T[])[];

/** The n×n identity over a ring. */
export function identityMatrix<T>(ring: Ring<T>, n: number): ExactMatrix<T> {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? ring.one : ring.zero)));
}

/** @throws BoltzproofError "shape" when the inner sizes differ. */
export function multiplyMatrices<T>(ring: Ring<T>, a: ExactMatrix<T>, b: ExactMatrix<T>): ExactMatrix<T> {
  const inner = a[0]?.length ?? 0;
  if (inner !== b.length) throw wrongShape(a, `${b.length} columns, as many as the right factor has rows`);
  return a.map((row) =>
    (b[0] ?? []).map((_, j) =>
      sum(
        ring,
        row.map((x, k) => ring.multiply(x, b[k]![j]!)),
      ),
    ),
  );
}

/** Rows become columns. */
export function transposeMatrix<T>(a: ExactMatrix<T>): ExactMatrix<T> {
  return (a[0] ?? []).map((_, j) => a.map((row) => row[j]!));
}

/** Whether shapes and all entries agree in the ring. */
export function matricesEqual<T>(ring: Ring<T>, a: ExactMatrix<T>, b: ExactMatrix<T>): boolean {
  return (
    a.length === b.length &&
    a.every((row, i) => row.length === b[i]!.length && row.every((x, j) => ring.isZero(subtract(ring, x, b[i]![j]!))))
  );
}

/** Σ_i a_ii. @throws BoltzproofError "shape" unless square. */
export function trace<T>(ring: Ring<T>, a: ExactMatrix<T>): T {
  requireSquare(a);
  return sum(
    ring,
    a.map((row, i) => row[i]!),
  );
}

/** det a. @throws BoltzproofError "shape" unless square. */
export function determinant<T>(ring: Domain<T>, a: ExactMatrix<T>): T {
  requireSquare(a);
  return eliminate(ring, a).determinant;
}

/**
 * The X with a X = b, times det a: both stay in the ring. @throws BoltzproofError "shape" for sizes that do not fit,
 * "domain" when det a = 0.
 */
export function solveTimesDeterminant<T>(
  ring: Domain<T>,
  a: ExactMatrix<T>,
  b: ExactMatrix<T>,
): { readonly scaled: ExactMatrix<T>; readonly determinant: T } {
  requireSquare(a);
  if (a.length !== b.length) throw wrongShape(b, `${a.length} rows`);
  const result = eliminate(
    ring,
    a.map((row, i) => [...row, ...b[i]!]),
  );
  if (ring.isZero(result.determinant)) {
    throw new BoltzproofError("domain", {
      found: `a singular ${a.length}×${a.length} matrix`,
      expected: "one with a determinant that is not zero",
      advice: "check the parameters that it is built from",
    });
  }
  return { scaled: result.rows.map((row) => row.slice(a.length)), determinant: result.determinant };
}

/** a⁻¹. @throws BoltzproofError "shape" unless square, "domain" when the ring does not hold the inverse. */
export function inverse<T>(ring: Domain<T>, a: ExactMatrix<T>): ExactMatrix<T> {
  const { scaled, determinant: det } = solveTimesDeterminant(ring, a, identityMatrix(ring, a.length));
  return scaled.map((row) => row.map((x) => ring.divide(x, det)));
}

/**
 * Coefficients of det(z − a), constant first, leading 1, by Faddeev and LeVerrier (it divides by integers only).
 * @throws BoltzproofError "shape" unless square.
 */
export function characteristicPolynomial<T>(ring: Domain<T>, a: ExactMatrix<T>): readonly T[] {
  requireSquare(a);
  const n = a.length;
  const out = new Array<T>(n + 1).fill(ring.one);
  let m = identityMatrix(ring, n);
  for (let k = 1; k <= n; k++) {
    const am = multiplyMatrices(ring, a, m);
    const c = ring.divide(ring.negate(trace(ring, am)), integerIn(ring, k));
    out[n - k] = c;
    m = am.map((row, i) => row.map((x, j) => (i === j ? ring.add(x, c) : x)));
  }
  return out;
}

/**
 * Gauss–Jordan elimination of the leading square block. After step k every pivot row holds the same pivot, the
 * determinant of the leading k×k block, and every division is by the pivot before it, which Sylvester's identity
 * makes exact.
 */
function eliminate<T>(ring: Domain<T>, matrix: ExactMatrix<T>): { rows: T[][]; determinant: T } {
  const rows = matrix.map((row) => [...row]);
  let previous = ring.one;
  let sign = ring.one;
  for (let k = 0; k < rows.length; k++) {
    const at = rows.findIndex((row, i) => i >= k && !ring.isZero(row[k]!));
    if (at < 0) return { rows, determinant: ring.zero };
    if (at !== k) {
      [rows[k], rows[at]] = [rows[at]!, rows[k]!];
      sign = ring.negate(sign);
    }
    const pivotRow = rows[k]!;
    const pivot = pivotRow[k]!;
    for (const [i, row] of rows.entries()) {
      if (i === k) continue;
      const factor = row[k]!;
      rows[i] = row.map((x, j) =>
        ring.divide(subtract(ring, ring.multiply(pivot, x), ring.multiply(factor, pivotRow[j]!)), previous),
      );
    }
    previous = pivot;
  }
  // Row swaps changed the sign of the last pivot; the solution times det carries the same sign.
  const signed = rows.map((row) => row.map((x) => ring.multiply(sign, x)));
  return { rows: signed, determinant: ring.multiply(sign, previous) };
}

function requireSquare<T>(a: ExactMatrix<T>): void {
  if (a.some((row) => row.length !== a.length)) throw wrongShape(a, "a square matrix");
}

function wrongShape<T>(a: ExactMatrix<T>, expected: string): BoltzproofError {
  return new BoltzproofError("shape", {
    found: `a matrix of ${a.length} rows and ${a[0]?.length ?? 0} columns`,
    expected,
    advice: "check the sizes",
  });
}
