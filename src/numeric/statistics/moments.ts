/** Moments of samples, by two passes so that a large mean costs no digits. */
import { BoltzproofError } from "../../errors.ts";

/** A mean with its error bar. */
export interface MeanEstimate {
  readonly mean: number;
  readonly standardError: number;
  /** Integrated autocorrelation time in steps, 1 for independent values. */
  readonly tau: number;
  /** Effective sample size, n/τ. */
  readonly ess: number;
}

/** @throws BoltzproofError "not-finite" for a NaN or infinite value, "shape" for an empty sample. */
export function mean(x: ArrayLike<number>): number {
  requireSample("a mean", x, 1);
  return rawMean(x);
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
 * Mean of independent values with its standard error s/√n.
 * @throws BoltzproofError "not-finite" for a NaN or infinite value, "shape" for fewer than two values.
 */
export function independentMean(x: ArrayLike<number>): MeanEstimate {
  return { mean: mean(x), standardError: Math.sqrt(variance(x) / x.length), tau: 1, ess: x.length };
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

function rawMean(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]!;
  return sum / x.length;
}

function centralMoment(x: ArrayLike<number>, order: 2 | 4): number {
  const m = rawMean(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const d2 = (x[i]! - m) ** 2;
    sum += order === 2 ? d2 : d2 * d2;
  }
  return sum / x.length;
}
