/** Straight lines through points, with the errors of slope and intercept: growth rates and orders of convergence. */
import { BoltzproofError } from "../../errors.ts";
import { requireSample } from "./moments.ts";

export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  readonly slopeError: number;
  readonly interceptError: number;
  readonly degreesOfFreedom: number;
  /** Σ((y − fit)/σ)² with σ = 1 when no errors were given. */
  readonly chiSquare: number;
}

/**
 * Least squares y ≈ intercept + slope·x. With `sigma`, the known standard errors of y, the fit is weighted and its
 * errors are theirs propagated. Without, the scatter about the line gives the errors, so two points give NaN.
 * @throws BoltzproofError "shape" when the lengths differ or there are fewer than two points, "not-finite" for a
 * NaN or infinite value, "domain" when all x are equal or a sigma is not positive.
 */
export function linearRegression(x: ArrayLike<number>, y: ArrayLike<number>, sigma?: ArrayLike<number>): LineFit {
  requirePoints(x, y, sigma);
  const weights = Float64Array.from(x, (_, i) => (sigma ? 1 / sigma[i]! ** 2 : 1));
  const weighted = (f: (i: number) => number) => weights.reduce((s, w, i) => s + w * f(i), 0);
  const total = weighted(() => 1);
  const [centre, level] = [weighted((i) => x[i]!) / total, weighted((i) => y[i]!) / total];
  const spread = weighted((i) => (x[i]! - centre) ** 2);
  if (!(spread > 0)) throw noSpread(x);
  const slope = weighted((i) => (x[i]! - centre) * (y[i]! - level)) / spread;
  const chiSquare = weighted((i) => (y[i]! - level - slope * (x[i]! - centre)) ** 2);
  const degreesOfFreedom = x.length - 2;
  const scale = sigma ? 1 : chiSquare / degreesOfFreedom;
  return {
    slope,
    intercept: level - slope * centre,
    slopeError: degreesOfFreedom === 0 && !sigma ? Number.NaN : Math.sqrt(scale / spread),
    interceptError:
      degreesOfFreedom === 0 && !sigma ? Number.NaN : Math.sqrt(scale * (1 / total + (centre * centre) / spread)),
    degreesOfFreedom,
    chiSquare,
  };
}

/**
 * Line through (ln size, ln |error|): its slope is the order of convergence, −½ for Monte Carlo in the number of
 * samples, −1 for a 1/N correction, 4 for an error of O(β⁴).
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
