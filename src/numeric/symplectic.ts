/**
 * Normal modes of any positive definite quadratic Hamiltonian H = ½qᵀKq + ½pᵀPp + qᵀCp: a canonical transformation
 * (q, p) = S (Q, P) with H = Σ ½ω(Q² + P²), which is the Bogoliubov transformation of its bosons. Without mixed terms
 * it is the symmetric eigenproblem of LᵀKL, P = LLᵀ; with them, of the square of the antisymmetric LᵀJL, where LLᵀ is
 * the whole form (J. Williamson, Amer. J. Math. 58, 141 (1936); J. H. P. Colpa, Physica A 93, 327 (1978)).
 */
import { BoltzproofError } from "../errors.ts";
import { decomposeByJacobi } from "./kernels/linear/jacobi.ts";
import { cholesky } from "./linear-systems.ts";
import {
  dot,
  identity,
  type Matrix,
  matrix,
  matrixFrom,
  multiply,
  multiplyTransposed,
  row,
  transpose,
} from "./matrix.ts";
import { type SymmetricEigen, symmetricEigen } from "./svd.ts";

/** n positions q and n momenta p. */
export interface QuadraticHamiltonian {
  /** K, n×n, symmetric. */
  readonly position: Matrix;
  /** P, n×n, symmetric; 1 when left out. */
  readonly momentum?: Matrix;
  /** C, n×n; 0 when left out. */
  readonly mixed?: Matrix;
}

/** q = qq Q + qp P and p = pq Q + pp P; blocks left out are 0. */
export interface LinearMap {
  readonly qq: Matrix;
  readonly pp: Matrix;
  readonly qp?: Matrix;
  readonly pq?: Matrix;
}

/** Normal modes of a quadratic Hamiltonian: frequencies, and the canonical map to their coordinates. */
export interface SymplecticModes {
  /** ω, descending. */
  readonly frequencies: Float64Array;
  readonly map: LinearMap;
  /** Largest violation of the canonical relations. */
  readonly canonicalError: number;
}

/** Beyond this the map that was found is not believed. */
const CANONICAL = 1e-7;

/**
 * Frequencies and canonical map of the normal modes, the map checked before it is handed out.
 * @throws BoltzproofError "shape" for matrices that do not fit, "domain" when H is not positive definite and so has no
 * vacuum, "not-converged" when rounding spoils the canonical relations beyond 1e-7.
 */
export function symplecticModes(hamiltonian: QuadraticHamiltonian): SymplecticModes {
  requireShapes(hamiltonian);
  const found = hamiltonian.mixed ? modesOfForm(hamiltonian, hamiltonian.mixed) : modesWithoutMixing(hamiltonian);
  const error = canonicalError(found.map);
  if (error <= CANONICAL) return { ...found, canonicalError: error };
  throw new BoltzproofError("not-converged", {
    found: `normal modes that violate the canonical relations by ${error}`,
    expected: `at most ${CANONICAL}`,
    advice: "the frequencies span too many decades for double precision; separate the modes",
  });
}

/** Largest deviation from [Q, P] = 1, [Q, Q] = [P, P] = 0: of SᵀJS from J. */
export function canonicalError({ qq, pp, qp, pq }: LinearMap): number {
  const mixed = pq && qp && multiplyTransposed(pq, qp);
  const unit = multiplyTransposed(qq, pp);
  let worst = 0;
  for (let i = 0, at = 0; i < unit.rows; i++) {
    for (let j = 0; j < unit.cols; j++, at++) {
      worst = Math.max(worst, Math.abs(unit.data[at]! - (mixed?.data[at] ?? 0) - (i === j ? 1 : 0)));
    }
  }
  if (pq) worst = Math.max(worst, asymmetry(multiplyTransposed(qq, pq)));
  if (qp) worst = Math.max(worst, asymmetry(multiplyTransposed(qp, pp)));
  return worst;
}

/** @throws BoltzproofError "domain" for a map that does not keep the canonical relations to the tolerance. */
export function requireCanonical(map: LinearMap, tolerance = 1e-10): void {
  const error = canonicalError(map);
  if (error <= tolerance) return;
  throw new BoltzproofError("domain", {
    found: `a transformation that violates the canonical relations by ${error}`,
    expected: "qqᵀpp − pqᵀqp = 1 with qqᵀpq and qpᵀpp symmetric, so that [Q, P] = 1",
    advice: "scale momenta inversely to positions; for one squeezed mode e^r and e^−r",
  });
}

function modesWithoutMixing({ position: K, momentum }: QuadraticHamiltonian): Omit<SymplecticModes, "canonicalError"> {
  const L = momentum && cholesky(momentum);
  const { values, vectors } = positiveEigen(L ? symmetric(multiplyTransposed(L, multiply(K, L))) : K);
  const frequencies = values.map(Math.sqrt);
  const scaled = (A: Matrix, power: number): Matrix =>
    matrixFrom(A.rows, A.cols, (i, k) => A.data[i * A.cols + k]! * frequencies[k]! ** power);
  const directions = L ? multiply(L, vectors) : vectors;
  // L⁻ᵀ times the vectors is K L times them over ω²: no system is solved.
  const pp = L ? scaled(multiply(K, directions), -1.5) : scaled(vectors, 0.5);
  return { frequencies, map: { qq: scaled(directions, -0.5), pp } };
}

/** The general case, in twice the dimension. */
function modesOfForm(hamiltonian: QuadraticHamiltonian, C: Matrix): Omit<SymplecticModes, "canonicalError"> {
  const { position: K, momentum: P = identity(K.rows) } = hamiltonian;
  const n = K.rows;
  const L = cholesky(
    matrixFrom(2 * n, 2 * n, (i, j) => {
      if (i < n) return j < n ? K.data[i * n + j]! : C.data[i * n + j - n]!;
      return j < n ? C.data[j * n + i - n]! : P.data[(i - n) * n + j - n]!;
    }),
  );
  const A = multiplyTransposed(L, rotated(L));
  const pairs = canonicalPairs(A);
  // S = L⁻ᵀR√ω = J L R (…)⁻¹√ω: the pair (r, s) with As = ωr gives JLs/√ω and −JLr/√ω.
  const columns = (which: "r" | "s", sign: number): Matrix =>
    matrixFrom(2 * n, n, (i, k) => (sign * pairs[k]![which][i]!) / Math.sqrt(pairs[k]!.omega));
  const Q = rotated(multiply(L, columns("s", 1)));
  const Pp = rotated(multiply(L, columns("r", -1)));
  const block = (A2: Matrix, first: number): Matrix => matrix(n, n, A2.data.slice(first * n, (first + n) * n));
  const map = { qq: block(Q, 0), pq: block(Q, n), qp: block(Pp, 0), pp: block(Pp, n) };
  return { frequencies: Float64Array.from(pairs, (p) => p.omega), map };
}

/** J A with J = [[0, 1], [−1, 0]]. */
function rotated(A: Matrix): Matrix {
  const n = A.rows / 2;
  return matrixFrom(A.rows, A.cols, (i, j) => (i < n ? A.data[(i + n) * A.cols + j]! : -A.data[(i - n) * A.cols + j]!));
}

interface CanonicalPair {
  readonly omega: number;
  /** As = ωr, Ar = −ωs, both of unit length. */
  readonly r: Float64Array;
  readonly s: Float64Array;
}

/** Orthonormal pairs of an antisymmetric A from the eigenvectors of AᵀA, whose eigenvalues come at least twice each. */
function canonicalPairs(A: Matrix): CanonicalPair[] {
  const { values, vectors } = symmetricEigen(symmetric(multiplyTransposed(A, A)));
  const [candidates, images] = [transpose(vectors), transpose(multiply(A, vectors))];
  const pairs: CanonicalPair[] = [];
  for (let k = 0; k < A.rows && pairs.length < A.rows / 2; k++) {
    const near = pairs.filter(({ omega }) => Math.abs(omega ** 2 - values[k]!) <= NEAR * values[0]!);
    const pair = independentPair(row(candidates, k), row(images, k), near);
    if (pair) pairs.push(pair);
  }
  if (pairs.length === A.rows / 2) return pairs.sort((x, y) => y.omega - x.omega);
  throw new BoltzproofError("not-converged", {
    found: `${pairs.length} pairs of ${A.rows / 2}`,
    expected: "one pair a mode",
    advice: "the frequencies span too many decades for double precision; separate the modes",
  });
}

/** Eigenvalues nearer than this to each other, in units of the largest, may have vectors that are not orthogonal yet. */
const NEAR = 1e-8;
/** Below this length a vector counts as one of the span of the pairs before it. */
const DEPENDENT = 1e-3;

/** r less its part in the span of the pairs, with its image Ar; undefined when nothing is left. Changes r and Ar. */
function independentPair(
  r: Float64Array,
  image: Float64Array,
  pairs: readonly CanonicalPair[],
): CanonicalPair | undefined {
  for (let pass = 0; pass < 2; pass++) {
    for (const { omega, r: e, s } of pairs) {
      const [along, across] = [dot(r, e), dot(r, s)];
      for (let i = 0; i < r.length; i++) {
        r[i]! -= along * e[i]! + across * s[i]!;
        image[i]! += omega * (along * s[i]! - across * e[i]!);
      }
    }
    const norm = Math.sqrt(dot(r, r));
    if (norm < DEPENDENT) return undefined;
    for (let i = 0; i < r.length; i++) {
      r[i]! /= norm;
      image[i]! /= norm;
    }
  }
  const omega = Math.sqrt(dot(image, image));
  return { omega, r, s: image.map((t) => -t / omega) };
}

function symmetric(A: Matrix): Matrix {
  return matrixFrom(A.rows, A.cols, (i, j) => (A.data[i * A.cols + j]! + A.data[j * A.cols + i]!) / 2);
}

function asymmetry(A: Matrix): number {
  let worst = 0;
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < i; j++) worst = Math.max(worst, Math.abs(A.data[i * A.cols + j]! - A.data[j * A.cols + i]!));
  }
  return worst;
}

/**
 * Eigenvalues of a positive definite matrix. Where they span more decades than doubles have, the small ones drown in the
 * rounding of the large; those of a Cholesky factor, by one-sided Jacobi rotations, keep their digits as far as the
 * variables are only measured on different scales. Demmel, Veselić, SIAM J. Matrix Anal. Appl. 13, 1204 (1992).
 */
function positiveEigen(K: Matrix): SymmetricEigen {
  const found = symmetricEigen(K);
  const lowest = found.values.at(-1)!;
  if (lowest > 1e-10 * found.values[0]! || !(found.values[0]! > 0)) {
    requirePositive(found.values);
    return found;
  }
  const L = factorIfPositive(K);
  if (L === undefined) {
    requirePositive(found.values.map((t, k, all) => (k === all.length - 1 ? Math.min(t, 0) : t)));
    return found;
  }
  const { U, s } = decomposeByJacobi(L, K.rows);
  return { values: s.map((t) => t * t), vectors: U };
}

function factorIfPositive(K: Matrix): Matrix | undefined {
  try {
    return cholesky(K);
  } catch (error) {
    if (error instanceof BoltzproofError && error.code === "domain") return undefined;
    throw error;
  }
}

/** Values within rounding of 0 are those of a free direction, which has no vacuum either. */
function requirePositive(values: Float64Array): void {
  const lowest = values.at(-1)!;
  const rounding = values.length * Number.EPSILON * Math.max(values[0]!, -lowest);
  if (lowest > rounding) return;
  const count = values.filter((t) => !(t > rounding)).length;
  throw new BoltzproofError("domain", {
    found: `${count} of ${values.length} modes with ω² ≤ 0, the lowest ${Number(lowest.toPrecision(6))}`,
    expected: "a positive definite Hamiltonian, every mode of which has a vacuum",
    advice: "raise the temperature, or expand about a stable mean-field solution",
  });
}

function requireShapes({ position, momentum, mixed }: QuadraticHamiltonian): void {
  const n = position.rows;
  for (const [name, A] of Object.entries({ position, momentum, mixed })) {
    if (A === undefined || (A.rows === n && A.cols === n)) continue;
    throw new BoltzproofError("shape", {
      found: `${name} of ${A.rows}×${A.cols}`,
      expected: `${n}×${n}`,
      advice: "give every block one row and column a mode",
    });
  }
}
