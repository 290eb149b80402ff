/**
 * The Lyapunov equation A C + C Aᵀ = Q of a linear stochastic process dz = −A z dt + noise of covariance Q dt: its
 * solution is the stationary covariance. By the matrix sign iteration A ← (A/c + c A⁻¹)/2, Q ← (Q/c + c A⁻¹QA⁻ᵀ)/2,
 * which carries A to 1 and Q to 2C when all eigenvalues of A have positive real parts; c is the geometric mean of their
 * moduli, so that rates of very different size come together from both sides. Roberts, Int. J. Control 32, 677 (1980);
 * Byers, Linear Algebra Appl. 85, 267 (1987).
 */
import { BoltzproofError } from "../errors.ts";
import { logDeterminant, solveLinear } from "./linear-systems.ts";
import { frobeniusNorm, identity, type Matrix, matrix, multiply, transpose } from "./matrix.ts";
import { requireEntries, requireSquare } from "./svd.ts";

/** C of AC + CAᵀ = Q with its residual. */
export interface LyapunovSolution {
  /** C, symmetric for symmetric Q. */
  readonly covariance: Matrix;
  /** |AC + CAᵀ − Q| / (2|A||C| + |Q|), Frobenius norms. */
  readonly residual: number;
  /**
   * 2|A| times the norm of the equation's inverse: relative changes of A and Q by ε change C by at most about this times
   * ε. Rounding is such a change of 10⁻¹⁶, unless the variables hardly mix.
   */
  readonly condition: number;
  readonly iterations: number;
}

const ITERATIONS = 200;
const TOLERANCE = 1e-14;
/** A larger residual is not a solution. */
const ACCEPTED = 1e-9;

/**
 * C with A C + C Aᵀ = Q for any real A, symmetric or not, whose eigenvalues have positive real parts, at any scale of A
 * and Q.
 * @throws BoltzproofError "shape" when A is not square or Q does not fit, "not-finite" for a NaN or infinite entry,
 * "domain" when an eigenvalue of A has no positive real part, so that the process has no stationary law, or when C
 * exceeds the range of doubles, "not-converged" when rounding leaves a residual above 1e-9.
 */
export function solveLyapunov(a: Matrix, q: Matrix): LyapunovSolution {
  requireEntries(a);
  requireEntries(q);
  requireSquare(a);
  requireSameShape(a, q);
  const [sizeA, sizeQ] = [sizeOf(a), sizeOf(q) || 1];
  if (sizeA === 0) throw unstable(a);
  const unitA = scaled(1 / sizeA, a);
  const unitQ = scaled(1 / sizeQ, q);
  const found = bySignIteration(unitA, unitQ);
  const residual = lyapunovResidual(unitA, found.covariance, unitQ);
  if (!(residual <= ACCEPTED)) throw inaccurate(residual);
  // The inverse of the equation is largest on Q = 1 (Hewer, Kenney, SIAM J. Control Optim. 26, 321, 1988).
  const condition = 2 * frobeniusNorm(unitA) * frobeniusNorm(found.ofUnitNoise);
  // In two factors: the quotient of the scales may leave the range of doubles where C does not.
  const covariance = scaled(1 / sizeA, scaled(sizeQ, found.covariance));
  if (covariance.data.every(Number.isFinite)) return { covariance, residual, condition, iterations: found.iterations };
  throw new BoltzproofError("domain", {
    found: `a covariance beyond the range of doubles, for rates of ${sizeA} and noise of ${sizeQ}`,
    expected: "entries below 1.8e308",
    advice: "measure the variables in larger units",
  });
}

interface Iterated {
  readonly covariance: Matrix;
  /** The solution for Q = 1. */
  readonly ofUnitNoise: Matrix;
  readonly iterations: number;
}

function bySignIteration(a: Matrix, q: Matrix): Iterated {
  const n = a.rows;
  const one = identity(n);
  let [A, Q, unit] = [a, q, one];
  for (let k = 1; k <= ITERATIONS; k++) {
    const inverse = inverseOf(A, a);
    const c = Math.exp(logDeterminant(A).logAbs / n);
    const half = scaled(c / 2, inverse);
    const next = (X: Matrix): Matrix => combine(0.5 / c, X, 1, multiply(multiply(half, X), transpose(inverse)));
    const moved = combine(0.5 / c, A, 1, half);
    const change = frobeniusNorm(combine(1, moved, -1, A)) / frobeniusNorm(moved);
    [A, Q, unit] = [moved, next(Q), next(unit)];
    if (!A.data.every(Number.isFinite)) break;
    if (change > TOLERANCE * n) continue;
    // The iteration ends at the sign of A: 1 on the stable part, −1 on the other.
    if (frobeniusNorm(combine(1, A, -1, one)) > 1e-6 * n) break;
    return { covariance: scaled(0.5, Q), ofUnitNoise: scaled(0.5, unit), iterations: k };
  }
  throw unstable(a);
}

/** On the way to the sign only matrices with an eigenvalue on the imaginary axis come to be singular. */
function inverseOf(b: Matrix, a: Matrix): Matrix {
  try {
    return solveLinear(b, identity(b.rows));
  } catch (error) {
    if (error instanceof BoltzproofError && error.code === "domain") throw unstable(a);
    throw error;
  }
}

/** The largest entry down to a power of two, by which division rounds nothing; 0 for a matrix of zeros. */
function sizeOf(a: Matrix): number {
  const largest = a.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return largest && 2 ** Math.max(-1022, Math.floor(Math.log2(largest)));
}

/** AC + CAᵀ − Q relative to its terms. */
export function lyapunovResidual(a: Matrix, c: Matrix, q: Matrix): number {
  const ac = multiply(a, c);
  const left = combine(1, ac, 1, multiply(c, transpose(a)));
  return frobeniusNorm(combine(1, left, -1, q)) / (2 * frobeniusNorm(a) * frobeniusNorm(c) + frobeniusNorm(q));
}

function inaccurate(residual: number): BoltzproofError {
  return new BoltzproofError("not-converged", {
    found: `a residual of ${residual}`,
    expected: `at most ${ACCEPTED}`,
    advice: "scale the variables so that their rates are of similar size",
  });
}

function combine(s: number, a: Matrix, t: number, b: Matrix): Matrix {
  return matrix(
    a.rows,
    a.cols,
    a.data.map((x, k) => s * x + t * b.data[k]!),
  );
}

function scaled(s: number, a: Matrix): Matrix {
  return combine(s, a, 0, a);
}

function requireSameShape(a: Matrix, q: Matrix): void {
  if (a.rows === q.rows && a.cols === q.cols) return;
  throw new BoltzproofError("shape", {
    found: `A of ${a.rows}×${a.cols} and Q of ${q.rows}×${q.cols}`,
    expected: "the same shape",
    advice: "give the noise one row and column a variable",
  });
}

function unstable(a: Matrix): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `a drift matrix of ${a.rows}×${a.cols} with an eigenvalue without positive real part`,
    expected: "eigenvalues with positive real parts, where a stationary covariance exists",
    advice: "raise the temperature until every mode is stable, or ask for the covariance at a finite time",
  });
}
