/**
 * Integrals of functions of one variable: adaptive Gauss–Kronrod with an error estimate, and the rules of Gauss
 * for sums over fixed nodes (tensor products, expectations over a normal law).
 */
import { requireWholeWithin } from "../arguments.ts";
import { BoltzproofError } from "../errors.ts";
import { matrixFrom } from "./matrix.ts";
import { symmetricEigen } from "./svd.ts";

/** An integral with the estimate of its error. */
export interface Integral {
  readonly value: number;
  /** Estimate of |value − exact|, usually far too large for smooth integrands. */
  readonly error: number;
  readonly evaluations: number;
}

/** Tolerances of the adaptive rule, and the number of pieces after which it gives up. */
export interface IntegrateOptions {
  /** 1e-10 when left out. */
  readonly relativeTolerance?: number;
  /** 0 when left out; give one where the integral may vanish. */
  readonly absoluteTolerance?: number;
  /** Halvings of the interval before giving up, 2000 when left out. */
  readonly maxIntervals?: number;
}

/**
 * ∫ f from a to b; either end may be infinite, and f may be singular at an end if the singularity is integrable.
 * Stops when the estimated error is below the larger tolerance, or below 1e-14 ∫|f|, where rounding rules; the
 * error is returned either way. A peak that falls between the first 21 points is not seen: split a long range at
 * it. Piessens et al., QUADPACK (Springer, 1983), rule QAG with 10 and 21 points.
 * @throws BoltzproofError "not-converged" when the tolerance is not met or f gives NaN or ∞ inside the interval,
 * "domain" when a limit is NaN.
 */
export function integrate(f: (x: number) => number, a: number, b: number, options: IntegrateOptions = {}): Integral {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    throw new BoltzproofError("domain", {
      found: `an integral from ${a} to ${b}`,
      expected: "limits that are numbers or infinite",
      advice: "check how the limits were computed",
    });
  }
  if (a === b) return { value: 0, error: 0, evaluations: 0 };
  if (a > b) {
    const reversed = integrate(f, b, a, options);
    return { ...reversed, value: -reversed.value };
  }
  const [g, low, high] = onFiniteInterval(f, a, b);
  return refine(g, low, high, `from ${a} to ${b}`, options);
}

interface Piece {
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly error: number;
  /** ∫|f| over the piece. */
  readonly size: number;
}

/** Halves the piece with the largest error until the sum of errors is small. */
function refine(g: (t: number) => number, low: number, high: number, where: string, o: IntegrateOptions): Integral {
  const { relativeTolerance = 1e-10, absoluteTolerance = 0, maxIntervals = 2000 } = o;
  requireWholeWithin("maxIntervals", maxIntervals, 1, Number.MAX_SAFE_INTEGER);
  const pieces = [kronrod(g, low, high)];
  for (;;) {
    const total = (of: "value" | "error" | "size") => pieces.reduce((s, piece) => s + piece[of], 0);
    const [value, error] = [total("value"), total("error")];
    const allowed = Math.max(absoluteTolerance, relativeTolerance * Math.abs(value), 1e-14 * total("size"));
    if (error <= allowed && Number.isFinite(error)) return { value, error, evaluations: 21 * (2 * pieces.length - 1) };
    const worst = pieces.reduce((k, piece, i) => (piece.error > pieces[k]!.error ? i : k), 0);
    const { low, high } = pieces[worst]!;
    const middle = low + (high - low) / 2;
    if (!Number.isFinite(error) || pieces.length >= maxIntervals || !(low < middle && middle < high)) {
      throw notConverged(where, value, error, allowed);
    }
    pieces.splice(worst, 1, kronrod(g, low, middle), kronrod(g, middle, high));
  }
}

/** Maps an infinite range to a finite one; the Jacobian goes into the integrand. */
function onFiniteInterval(f: (x: number) => number, a: number, b: number): [(t: number) => number, number, number] {
  if (Number.isFinite(a) && Number.isFinite(b)) return [f, a, b];
  if (Number.isFinite(a)) return [(t) => f(a + t / (1 - t)) / (1 - t) ** 2, 0, 1];
  if (Number.isFinite(b)) return [(t) => f(b - t / (1 - t)) / (1 - t) ** 2, 0, 1];
  return [(t) => (f(t / (1 - t * t)) * (1 + t * t)) / (1 - t * t) ** 2, -1, 1];
}

/** Positive nodes of the 21-point Kronrod rule, and the weights at them, then at 0 (QUADPACK, qk21). */
const KRONROD_NODES = [
  0.9956571630258081, 0.9739065285171717, 0.9301574913557082, 0.8650633666889845, 0.7808177265864169,
  0.6794095682990244, 0.5627571346686047, 0.4333953941292472, 0.2943928627014602, 0.14887433898163122,
];
const KRONROD_WEIGHTS = [
  0.011694638867371874, 0.032558162307964725, 0.054755896574351995, 0.07503967481091996, 0.0931254545836976,
  0.10938715880229764, 0.12349197626206584, 0.13470921731147334, 0.14277593857706009, 0.14773910490133849,
];
const KRONROD_CENTRE = 0.1494455540029169;
/** Weights of the 10-point Gauss rule, whose nodes are every second one above. */
const GAUSS_WEIGHTS = [
  0.06667134430868814, 0.1494513491505806, 0.21908636251598204, 0.26926671930999635, 0.29552422471475287,
];

function kronrod(f: (x: number) => number, low: number, high: number): Piece {
  const half = (high - low) / 2;
  const centre = low + half;
  const middle = f(centre);
  let [fine, coarse, size] = [KRONROD_CENTRE * middle, 0, KRONROD_CENTRE * Math.abs(middle)];
  const values = [middle];
  KRONROD_NODES.forEach((node, k) => {
    const [left, right] = [f(centre - half * node), f(centre + half * node)];
    fine += KRONROD_WEIGHTS[k]! * (left + right);
    size += KRONROD_WEIGHTS[k]! * (Math.abs(left) + Math.abs(right));
    if (k % 2 === 1) coarse += GAUSS_WEIGHTS[k >> 1]! * (left + right);
    values.push(left, right);
  });
  const spread = meanDeviation(values, fine / 2) * half;
  const error = kronrodError(Math.abs(fine - coarse) * half, spread, size * half);
  return { low, high, value: fine * half, error, size: size * half };
}

/** ∫|f − mean|, the scale against which QUADPACK judges the difference of its two rules. */
function meanDeviation(values: readonly number[], mean: number): number {
  let sum = KRONROD_CENTRE * Math.abs(values[0]! - mean);
  KRONROD_WEIGHTS.forEach((w, k) => {
    sum += w * (Math.abs(values[2 * k + 1]! - mean) + Math.abs(values[2 * k + 2]! - mean));
  });
  return sum;
}

/**
 * The difference of the rules is the error of the coarse one; the fine one gains half as many orders again. Rounding
 * bounds the error from below.
 */
function kronrodError(difference: number, spread: number, size: number): number {
  const truncation = spread > 0 ? spread * Math.min(1, ((200 * difference) / spread) ** 1.5) : difference;
  return Math.max(truncation, 5 * Number.EPSILON * size);
}

/** Nodes, ascending, and weights: ∫ f(x) w(x) dx ≈ Σ weights[k] f(nodes[k]). */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss–Legendre rule on [a, b], [−1, 1] when left out, exact for polynomials of degree 2n − 1.
 * @throws BoltzproofError "domain" unless n is a whole number from 1 to 512.
 */
export function gaussLegendre(n: number, a = -1, b = 1): QuadratureRule {
  const { nodes, weights } = gaussRule(n, (k) => k / Math.sqrt(4 * k * k - 1), 2);
  const half = (b - a) / 2;
  return { nodes: nodes.map((x) => a + half + half * x), weights: weights.map((w) => half * w) };
}

/**
 * Gauss–Hermite rule for the weight exp(−x²) on the line. For an expectation over a standard normal law, take
 * Σ weights[k] f(√2 nodes[k]) / √π.
 * @throws BoltzproofError "domain" unless n is a whole number from 1 to 512.
 */
export function gaussHermite(n: number): QuadratureRule {
  return gaussRule(n, (k) => Math.sqrt(k / 2), Math.sqrt(Math.PI));
}

/**
 * The rule whose orthonormal polynomials obey x p_k = β_{k+1} p_{k+1} + β_k p_{k−1}: nodes are the eigenvalues of the
 * Jacobi matrix (Golub and Welsch, Math. Comp. 23, 221, 1969); the weights 1/Σ p_k² are sums of positive terms and
 * so keep their relative precision where the eigenvectors would lose it.
 */
function gaussRule(n: number, beta: (k: number) => number, total: number): QuadratureRule {
  if (!(Number.isInteger(n) && n >= 1 && n <= 512)) {
    throw new BoltzproofError("domain", {
      found: `a Gauss rule of ${n} nodes`,
      expected: "a whole number from 1 to 512",
      advice: "split the interval for more points",
    });
  }
  const jacobi = matrixFrom(n, n, (i, j) => (Math.abs(i - j) === 1 ? beta(Math.max(i, j)) : 0));
  const rough = symmetricEigen(jacobi).values.reverse();
  // The law is even, so the nodes come in pairs ±x.
  const nodes = rough.map((x, k) => (x - rough[n - 1 - k]!) / 2);
  return { nodes, weights: nodes.map((x) => total / sumOfSquares(x, n, beta)) };
}

/** Σ_{k<n} p_k(x)², where p_0 = 1. */
function sumOfSquares(x: number, n: number, beta: (k: number) => number): number {
  let [before, p, sum] = [0, 1, 1];
  for (let k = 1; k < n; k++) {
    [before, p] = [p, (x * p - (k > 1 ? beta(k - 1) * before : 0)) / beta(k)];
    sum += p * p;
  }
  return sum;
}

function notConverged(where: string, value: number, error: number, allowed: number): BoltzproofError {
  return new BoltzproofError("not-converged", {
    found: `an integral ${where} of ${value} ± ${error}`,
    expected: Number.isFinite(error) ? `an error of at most ${allowed}` : "a finite integrand",
    advice: "split the range at kinks and poles, raise the tolerance, or check the integrand for NaN",
  });
}
