/** Straight lines through points, with the errors of slope and intercept: growth rates and orders of convergence. */
import { BoltzproofError } from "../../errors.ts";
import { type Interval, studentInterval } from "./intervals.ts";
import { requireSample } from "./moments.ts";
import { compensatedSum, isConstant } from "./sums.ts";

/** Intercept and slope with their standard errors. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  readonly slopeError: number;
  readonly interceptError: number;
  /**
   * 95 % intervals: by Student's law with n − 2 degrees of freedom where the scatter gave the errors, by the normal law
   * where they were known. NaN for two points without known errors.
   */
  readonly slopeInterval: Interval;
  readonly interceptInterval: Interval;
  readonly degreesOfFreedom: number;
  /** Σ((y − fit)/σ)² with σ = 1 when no errors were given. */
  readonly chiSquare: number;
}

/**
 * Least squares y ≈ intercept + slope·x. With `sigma`, the known standard errors of y, the fit is weighted and its
 * errors are theirs propagated. Without, the scatter about the line gives the errors, so two points give NaN, and points
 * that all lie on a line to the last digit give errors of 0, which are those of rounding and not of what was measured.
 * @throws BoltzproofError "shape" when the lengths differ or there are fewer than two points, "not-finite" for a
 * NaN or infinite value, "domain" when all x are equal or a sigma is not positive.
 */
export function linearRegression(x: ArrayLike<number>, y: ArrayLike<number>, sigma?: ArrayLike<number>): LineFit {
  requirePoints(x, y, sigma);
  if (isConstant(x)) throw noSpread(x);
  // Weights relative to the best point, x and y relative to their largest deviation: no square over- or underflows.
  const best = sigma ? Float64Array.from(sigma).reduce((a, b) => Math.min(a, b)) : 1;
  const weights = Float64Array.from(x, (_, i) => (sigma ? (best / sigma[i]!) ** 2 : 1));
  const weighted = (f: (i: number) => number): number => compensatedSum(x.length, (i) => weights[i]! * f(i))[0];
  const total = weighted(() => 1);
  const [across, along] = [centred(x, weighted, total), centred(y, weighted, total)];
  const spread = weighted((i) => across.values[i]! ** 2);
  if (!(spread > 0)) throw noSpread(x);
  const tilt = weighted((i) => across.values[i]! * along.values[i]!) / spread;
  const rest = weighted((i) => (along.values[i]! - tilt * across.values[i]!) ** 2);
  const degreesOfFreedom = x.length - 2;
  const unknown = degreesOfFreedom === 0 ? Number.NaN : along.scale * Math.sqrt(rest / degreesOfFreedom);
  const deviation = sigma ? best : unknown;
  const slope = (tilt * along.scale) / across.scale;
  const intercept = along.centre - slope * across.centre;
  const slopeError = deviation / Math.sqrt(spread) / across.scale;
  const interceptError = deviation * Math.hypot(1 / Math.sqrt(total), across.centre / across.scale / Math.sqrt(spread));
  const freedom = sigma ? Number.POSITIVE_INFINITY : degreesOfFreedom;
  return {
    slope,
    intercept,
    slopeError,
    interceptError,
    slopeInterval: studentInterval(slope, slopeError, freedom),
    interceptInterval: studentInterval(intercept, interceptError, freedom),
    degreesOfFreedom,
    chiSquare: rest * (along.scale / best) ** 2,
  };
}

interface Centred {
  readonly centre: number;
  /** Largest deviation, 1 when there is none. */
  readonly scale: number;
  /** Deviations in units of it, with a weighted sum of 0. */
  readonly values: Float64Array;
}

function centred(x: ArrayLike<number>, weighted: (f: (i: number) => number) => number, total: number): Centred {
  // About the first value, so that a large common part costs no digits.
  const offset = x[0]!;
  const from = Float64Array.from(x, (t) => t - offset);
  const middle = weighted((i) => from[i]!) / total;
  const apart = from.map((t) => t - middle);
  const scale = apart.reduce((m, t) => Math.max(m, Math.abs(t)), 0) || 1;
  return { centre: offset + middle, scale, values: apart.map((t) => t / scale) };
}

/**
 * Line through (ln size, ln |error|): its slope is the order of convergence, −½ for Monte Carlo in the number of
 * samples, −1 for a 1/N correction, 4 for an error of O(β⁴). Its interval takes the scatter about the line for noise of
 * equal size; a bend of the line at the smallest sizes is no such noise.
 * @throws BoltzproofError as linearRegression, and "domain" when a size or an error is not positive in modulus.
 */
export function convergenceOrder(sizes: ArrayLike<number>, errors: ArrayLike<number>): LineFit {
  const logs = (name: string, x: ArrayLike<number>) =>
    Float64Array.from(x, (value, i) => {
      if (value !== 0) return Math.log(Math.abs(value));
      throw new BoltzproofError("domain", {
        found: `0 as ${name} ${i}`,
        expected: "sizes and errors that are not zero",
        advice: "leave out the points where the error is below rounding",
      });
    });
  return linearRegression(logs("size", sizes), logs("error", errors));
}

function requirePoints(x: ArrayLike<number>, y: ArrayLike<number>, sigma: ArrayLike<number> | undefined): void {
  for (const values of sigma ? [x, y, sigma] : [x, y]) {
    requireSample("a line fit", values, 2);
    if (values.length === x.length) continue;
    throw new BoltzproofError("shape", {
      found: `${x.length} abscissae with ${values.length} values`,
      expected: "one value a point",
      advice: "pass arrays of equal length",
    });
  }
  const bad = sigma ? Array.from(sigma).findIndex((s) => !(s > 0)) : -1;
  if (bad < 0) return;
  throw new BoltzproofError("domain", {
    found: `${sigma![bad]} as the standard error of point ${bad}`,
    expected: "a number > 0",
    advice: "leave sigma out when the errors are unknown",
  });
}

function noSpread(x: ArrayLike<number>): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `${x.length} points that all have x = ${x[0]}`,
    expected: "at least two different x",
    advice: "vary the abscissa",
  });
}
