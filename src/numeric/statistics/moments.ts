/** Moments of samples, by two passes and compensated sums so that neither a large mean nor a large sample costs digits. */
import { BoltzproofError } from "../../errors.ts";
import { type Interval, studentInterval } from "./intervals.ts";
import { compensatedSum, deviations, preciseMean } from "./sums.ts";

/** A mean with its error bar. */
export interface MeanEstimate {
  readonly mean: number;
  readonly standardError: number;
  /** Integrated autocorrelation time in steps, 1 for independent values. */
  readonly tau: number;
  /** Effective sample size, n/τ. */
  readonly ess: number;
  /** 95 % interval by Student's law with as many degrees of freedom as the standard error has; all numbers where it is ∞. */
  readonly interval: Interval;
}

/** @throws BoltzproofError "not-finite" for a NaN or infinite value, "shape" for an empty sample. */
export function mean(x: ArrayLike<number>): number {
  requireSample("a mean", x, 1);
  return preciseMean(x)[0];
}

/**
 * Unbiased variance Σ(x − x̄)²/(n − 1).
 * @throws BoltzproofError "not-finite" for a NaN or infinite value, "shape" for fewer than two values.
 */
export function variance(x: ArrayLike<number>): number {
  requireSample("a variance", x, 2);
  return (centralMoment(x, 2) * x.length) / (x.length - 1);
}

/**
 * Kurtosis m₄/m₂², which is 3 for a normal law (not the excess); its standard error there is √(24/n).
 * @throws BoltzproofError "not-finite" for a NaN or infinite value, "shape" for fewer than two values, "domain"
 * when all values are equal.
 */
export function kurtosis(x: ArrayLike<number>): number {
  requireSample("a kurtosis", x, 2);
  const m2 = centralMoment(x, 2);
  if (m2 > 0) return centralMoment(x, 4) / (m2 * m2);
  throw new BoltzproofError("domain", {
    found: `${x.length} values all equal to ${x[0]}`,
    expected: "a sample that varies",
    advice: "leave constant variables out of kurtosis statistics",
  });
}

/**
 * Mean of independent values with its standard error s/√n, and an interval with n − 1 degrees of freedom. Values that are
 * all equal know nothing about their error: standard error ∞, ess 1.
 * @throws BoltzproofError "not-finite" for a NaN or infinite value, "shape" for fewer than two values.
 */
export function independentMean(x: ArrayLike<number>): MeanEstimate {
  const [n, spread] = [x.length, variance(x)];
  if (!(spread > 0)) return withoutScatter(mean(x), n);
  return meanEstimate(mean(x), Math.sqrt(spread / n), 1, n, n - 1);
}

/** A mean with its error bar and interval, from the steps that one independent value takes. */
export function meanEstimate(
  value: number,
  standardError: number,
  tau: number,
  n: number,
  degreesOfFreedom: number,
): MeanEstimate {
  const interval = studentInterval(value, standardError, degreesOfFreedom);
  return { mean: value, standardError, tau, ess: n / tau, interval };
}

/** What a series that never moves knows: its value, and nothing about the error of that. */
export function withoutScatter(value: number, n: number): MeanEstimate {
  return meanEstimate(value, Number.POSITIVE_INFINITY, n, n, 1);
}

/**
 * What every statistic asks of its input.
 * @throws BoltzproofError "shape" for fewer values than needed, "not-finite" for a NaN or infinite value.
 */
export function requireSample(purpose: string, x: ArrayLike<number>, atLeast: number): void {
  if (x.length < atLeast) {
    throw new BoltzproofError("shape", {
      found: `${x.length} value${x.length === 1 ? "" : "s"} for ${purpose}`,
      expected: `at least ${atLeast}`,
      advice: "draw more samples",
    });
  }
  for (let i = 0; i < x.length; i++) {
    if (Number.isFinite(x[i]!)) continue;
    throw new BoltzproofError("not-finite", {
      found: `${x[i]} at position ${i} of a sample for ${purpose}`,
      expected: "finite values",
      advice: "look for a division by zero or a diverged simulation upstream",
    });
  }
}

function centralMoment(x: ArrayLike<number>, order: 2 | 4): number {
  const d = deviations(x);
  return compensatedSum(d.length, (i) => d[i]! ** order)[0] / d.length;
}
