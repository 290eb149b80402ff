/**
 * The Lyapunov equation A C + C Aᵀ = Q of a linear stochastic process dz = −A z dt + noise of covariance Q dt: its
 * solution is the stationary covariance. By the squared Smith method: with V = (p + A)⁻¹(p − A) and
 * Q₀ = 2p (p + A)⁻¹ Q (p + A)⁻ᵀ the solution is Σ_k V^k Q₀ Vᵀ^k, whose partial sums double their length in each
 * iteration. Smith, SIAM J. Appl. Math. 16, 198 (1968).
 */
import { BoltzproofError } from "../errors.ts";
import { solveLinear } from "./linear-systems.ts";
import { frobeniusNorm, identity, type Matrix, matrix, multiply, transpose } from "./matrix.ts";
import { requireEntries, requireSquare } from "./svd.ts";

export interface LyapunovSolution {
  /** C, symmetric for symmetric Q. */
  readonly covariance: Matrix;
  /** |AC + CAᵀ − Q| / (2|A||C| + |Q|), Frobenius norms. */
  readonly residual: number;
  readonly iterations: number;
}

/** Doublings; 2⁶⁰ terms would not converge for a slower mode either. */
const ITERATIONS = 60;
const TOLERANCE = 1e-15;
/** A larger residual is not a solution. */
const ACCEPTED = 1e-9;

/**
 * C with A C + C Aᵀ = Q for any real A, symmetric or not, whose eigenvalues have positive real parts.
 * @throws BoltzproofError "shape" when A is not square or Q does not fit, "not-finite" for a NaN or infinite entry,
 * "domain" when an eigenvalue of A has no positive real part, so that the process has no stationary law,
 * "not-converged" when rounding leaves a residual above 1e-9.
 */
export function solveLyapunov(a: Matrix, q: Matrix): LyapunovSolution {
  requireEntries(a);
  requireEntries(q);
  requireSquare(a);
  requireSameShape(a, q);
  const n = a.rows;
  const p = frobeniusNorm(a) / Math.sqrt(n);
  const shifted = combine(1, a, p, identity(n));
  let step = solved(shifted, combine(-1, a, p, identity(n)));
  const half = solved(shifted, q);
  let sum = scaled(2 * p, transpose(solved(shifted, transpose(half))));
  for (let k = 1; k <= ITERATIONS; k++) {
    const added = multiply(multiply(step, sum), transpose(step));
    sum = combine(1, sum, 1, added);
    step = multiply(step, step);
    const size = frobeniusNorm(sum);
    if (!Number.isFinite(size)) break;
    if (frobeniusNorm(added) <= TOLERANCE * size && frobeniusNorm(step) < 1) return accepted(a, q, sum, k);
  }
  throw unstable(a);
}

/** AC + CAᵀ − Q relative to its terms. */
export function lyapunovResidual(a: Matrix, c: Matrix, q: Matrix): number {
  const ac = multiply(a, c);
  const left = combine(1, ac, 1, multiply(c, transpose(a)));
  return frobeniusNorm(combine(1, left, -1, q)) / (2 * frobeniusNorm(a) * frobeniusNorm(c) + frobeniusNorm(q));
}

function accepted(a: Matrix, q: Matrix, covariance: Matrix, iterations: number): LyapunovSolution {
  const residual = lyapunovResidual(a, covariance, q);
  if (residual <= ACCEPTED) return { covariance, residual, iterations };
  throw new BoltzproofError("not-converged", {
    found: `a residual of ${residual}`,
    expected: `at most ${ACCEPTED}`,
    advice: "scale the variables so that their rates are of similar size",
  });
}

/** B⁻¹ X; a singular B = p + A has −p as an eigenvalue of A. */
function solved(b: Matrix, x: Matrix): Matrix {
  try {
    return solveLinear(b, x);
  } catch (error) {
    if (error instanceof BoltzproofError && error.code === "domain") throw unstable(b);
    throw error;
  }
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
