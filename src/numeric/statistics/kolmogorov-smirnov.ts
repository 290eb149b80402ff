/**
 * Kolmogorov–Smirnov tests. One sample: exact to n = 500 and in the tail for every n, elsewhere the limit law with
 * Vrbik's finite-n argument. Two samples: exact by counting lattice paths while that is quick, else the limit law.
 */
import { requireWholeWithin } from "../../arguments.ts";
import { BoltzproofError } from "../../errors.ts";
import { matrixFrom, multiply } from "../matrix.ts";
import { gammaln } from "../special.ts";
import { requireSample } from "./moments.ts";

/** The largest distance of the distribution functions, and its p-value. */
export interface KolmogorovSmirnov {
  /** sup |F̂ − F|. */
  readonly statistic: number;
  /** P(D ≥ statistic) if the hypothesis holds and the law is continuous; too large, never too small, with ties. */
  readonly p: number;
}

/**
 * Independent values against a continuous distribution function.
 * @throws BoltzproofError "not-finite" or "shape" for a bad sample, "domain" when the cdf leaves 0 … 1 or falls.
 */
export function ksOneSample(x: ArrayLike<number>, cdf: (x: number) => number): KolmogorovSmirnov {
  requireSample("a Kolmogorov–Smirnov test", x, 1);
  const sorted = Float64Array.from(x).sort();
  const n = sorted.length;
  let statistic = 0;
  let last = 0;
  sorted.forEach((value, i) => {
    const f = cdf(value);
    // A cdf by quadrature may step back by its rounding error, but not by more.
    if (!(f >= last - 1e-9 && f <= 1 + 1e-9)) throw notDistribution(value, f, last);
    statistic = Math.max(statistic, (i + 1) / n - f, f - i / n);
    last = f;
  });
  return { statistic, p: kolmogorovSf(n, statistic) };
}

/**
 * Two independent samples against each other.
 * @throws BoltzproofError "not-finite" or "shape" for a bad sample.
 */
export function ksTwoSample(x: ArrayLike<number>, y: ArrayLike<number>): KolmogorovSmirnov {
  requireSample("a Kolmogorov–Smirnov test", x, 1);
  requireSample("a Kolmogorov–Smirnov test", y, 1);
  const [n, m] = [x.length, y.length];
  const divisor = greatestCommonDivisor(n, m);
  const steps = largestGap(Float64Array.from(x).sort(), Float64Array.from(y).sort()) / divisor;
  const statistic = (steps * divisor) / (n * m);
  const cells = n * Math.min(m + 1, (2 * steps * divisor) / n + 1);
  const p =
    cells <= MOST_CELLS ? smirnovTwoSampleSf(n, m, steps) : kolmogorovLimitSf(statistic * Math.sqrt((n / (n + m)) * m));
  return { statistic, p };
}

/** Lattice points of the exact two-sample count; about a tenth of a second. */
const MOST_CELLS = 2e7;

/** Beyond so many lattice points, some seconds, the exact count is refused: `kolmogorovLimitSf` is as good there. */
const MOST_COUNTED = 1e9;

/** Size up to which the exact one-sample law is computed for every d. */
const LARGEST_EXACT = 500;

/** Size up to which a sum over the sample is worth its time. */
const LARGEST_SUM = 2_000_000;

/**
 * P(D_n ≥ d) for n independent values of a continuous law: relative error < 1e-9 to n = 500, < 1e-3 beyond, and
 * from two million on, where the limit law takes over, down to a probability of 1e-38. n may be infinite.
 */
export function kolmogorovSf(n: number, d: number): number {
  if (d <= 0.5 / n) return 1;
  if (d >= 1 || n === Number.POSITIVE_INFINITY) return 0;
  // Both sides deviate together with a probability of relative size exp(−6nd²): far out, twice one side is exact.
  const exact = n <= LARGEST_EXACT;
  if (n <= LARGEST_SUM && n * d * d >= (exact ? 4 : 2.2)) return Math.min(1, 2 * smirnovOneSidedSf(n, d));
  if (exact) return 1 - durbinCdf(n, d);
  const x = Math.sqrt(n) * d;
  return kolmogorovLimitSf(x + 1 / (6 * Math.sqrt(n)) + (x - 1) / (4 * n));
}

/** Limit of P(√n D_n ≥ x) (Kolmogorov 1933), by whichever of its two theta series converges at once. */
export function kolmogorovLimitSf(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1) {
    for (let k = 1; k <= 9; k += 2) sum += Math.exp((-k * k * Math.PI * Math.PI) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k <= 5; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return sum;
}

/** P(D_n⁺ ≥ d), a sum of positive terms (Birnbaum and Tingey, Ann. Math. Stat. 22, 592, 1951). */
function smirnovOneSidedSf(n: number, d: number): number {
  let sum = 0;
  for (let j = 0; j <= Math.floor(n * (1 - d)); j++) {
    const below = 1 - d - j / n;
    if (below <= 0) continue;
    const logBinomial = gammaln(n + 1) - gammaln(j + 1) - gammaln(n - j + 1);
    sum += Math.exp(logBinomial + (n - j) * Math.log(below) + (j - 1) * Math.log(d + j / n));
  }
  return d * sum;
}

/** P(D_n < d) from the n-th power of Durbin's matrix (Marsaglia, Tsang and Wang, J. Stat. Softw. 8(18), 2003). */
function durbinCdf(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const m = 2 * k - 1;
  const h = k - n * d;
  const step = matrixFrom(m, m, (i, j) => {
    if (i - j + 1 < 0) return 0;
    let x = 1;
    if (j === 0) x -= h ** (i + 1);
    if (i === m - 1) x -= h ** (m - j);
    if (j === 0 && i === m - 1) x += Math.max(0, 2 * h - 1) ** m;
    return x * Math.exp(-gammaln(i - j + 2));
  });
  // n!/nⁿ is spread over the factors, so that no power overflows.
  let state = matrixFrom(1, m, (_, j) => (j === k - 1 ? 1 : 0));
  for (let i = 1; i <= n; i++) {
    state = multiply(state, step);
    for (let j = 0; j < m; j++) state.data[j]! *= i / n;
  }
  return state.data[k - 1]!;
}

/**
 * P(D ≥ steps/lcm(n, m)) for samples of sizes n and m: the share of lattice paths from (0, 0) to (n, m) that touch
 * |i/n − j/m| ≥ D. q[j] is the share among the paths to (i, j); only the band inside the bounds is visited.
 */
export function smirnovTwoSampleSf(n: number, m: number, steps: number): number {
  requireWholeWithin("n", n, 1, MOST_COUNTED);
  requireWholeWithin("m", m, 1, MOST_COUNTED);
  if (steps <= 0) return 1;
  requireWholeWithin("n·m", n * m, 1, MOST_COUNTED);
  const divisor = greatestCommonDivisor(n, m);
  const [perColumn, perRow] = [n / divisor, m / divisor];
  const q = new Float64Array(m + 1).fill(1);
  let low = 0;
  for (let i = 0; i <= n; i++) {
    const first = Math.max(0, Math.floor((i * perRow - steps) / perColumn) + 1);
    const last = Math.min(m, Math.ceil((i * perRow + steps) / perColumn) - 1);
    for (; low < first; low++) q[low] = 1;
    for (let j = first; j <= last; j++) {
      q[j] = i + j === 0 ? 0 : (i * q[j]! + (j > 0 ? j * q[j - 1]! : 0)) / (i + j);
    }
  }
  return q[m]!;
}

/** max |i·m − j·n| over the merged samples, in whole numbers; equal values move together. */
function largestGap(x: Float64Array, y: Float64Array): number {
  const [n, m] = [x.length, y.length];
  let worst = 0;
  for (let i = 0, j = 0; i < n && j < m; ) {
    const value = Math.min(x[i]!, y[j]!);
    while (i < n && x[i]! === value) i++;
    while (j < m && y[j]! === value) j++;
    worst = Math.max(worst, Math.abs(i * m - j * n));
  }
  return worst;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function notDistribution(at: number, f: number, before: number): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `a distribution function with value ${f} at ${at}, after ${before} to the left`,
    expected: "values that rise from 0 to 1",
    advice: "pass the cumulative distribution, not the density",
  });
}
