/**
 * Both tails of the beta law, to full relative precision for all parameters: in the logarithm s of the odds its density
 * is x^a y^b, with y = 1 − x, whose logarithm is concave. With n = a + b and λ = a y − b x,
 *
 *   I_x(a, b) = x^a y^b/B(a, b) ∫₀^∞ e^h(s) ds,   h(s) = −a s − n ln(y + x e^−s),
 *
 * where h is written so that its leading terms −λ s do not cancel, and the factor's exponent is kept in double-double.
 */
import { add2, type Double2, exp2, multiply2, negate2, subtract2, twoSum } from "./double-double.ts";
import { ALL_ABOVE, ALL_BELOW, gammaTails, NO_TAILS, panel, type Tails } from "./gamma-law.ts";
import { deviance, scaledInverseGamma } from "./scaled-gamma.ts";
import { type Exponent, expRest, logRest, tailIntegral } from "./tail-integral.ts";

/** From here on products of parameters lose their low parts, and the other parameter sees a limit law. */
const HUGE = 1e150;

/** P(X ≤ x) and P(X > x) for Beta(a, b) with a, b ≥ 0 at 0 ≤ x ≤ 1. */
export function betaTails(a: number, b: number, x: number): Tails {
  if (!(x >= 0 && x <= 1)) return NO_TAILS;
  return betaTailsAt(a, b, [x, 0], twoSum(1, -x));
}

/** The same at x given with its complement y = 1 − x, each to more digits than a double near 1 has. */
export function betaTailsAt(a: number, b: number, x: Double2, y: Double2): Tails {
  if (!(a >= 0 && b >= 0) || (a === b && (a === 0 || a === Number.POSITIVE_INFINITY))) return NO_TAILS;
  if (a === 0 || b === Number.POSITIVE_INFINITY) return x[0] === 0 ? (a === 0 ? NO_TAILS : ALL_ABOVE) : ALL_BELOW;
  if (b === 0 || a === Number.POSITIVE_INFINITY) return y[0] === 0 ? (b === 0 ? NO_TAILS : ALL_BELOW) : ALL_ABOVE;
  if (x[0] === 0) return ALL_ABOVE;
  if (y[0] === 0) return ALL_BELOW;
  if (Math.max(a, b) > HUGE) return limitTails(a, b, x, y);
  const lambda = subtract2(multiply2([a, 0], y), multiply2([b, 0], x));
  if (lambda[0] >= 0) return tailsFromBelow(a, b, x, y, lambda);
  return swapped(tailsFromBelow(b, a, y, x, negate2(lambda)));
}

/** For x at or below the mean. */
function tailsFromBelow(a: number, b: number, x: Double2, y: Double2, lambda: Double2): Tails {
  const factor = densityFactor(a, b, x, y, lambda);
  const lower = factor * tailIntegral(exponentBelow(a, b, x[0], y[0], lambda[0]));
  // Small parameters leave little above the mean, and the difference from 1 would lose its digits.
  if (lower < 0.75) return { lower, upper: 1 - lower };
  return { lower, upper: factor * tailIntegral(exponentBelow(b, a, y[0], x[0], -lambda[0])) };
}

const swapped = ({ lower, upper }: Tails): Tails => ({ lower: upper, upper: lower });

/** x^a y^b / B(a, b). */
function densityFactor(a: number, b: number, x: Double2, y: Double2, lambda: Double2): number {
  const n = twoSum(a, b);
  const scale = (scaledInverseGamma(a) / scaledInverseGamma(n[0])) * scaledInverseGamma(b);
  if (n[0] < 1e-20) return scale; // the exponent is below rounding
  const first = deviance(a, multiply2(n, x), negate2(lambda));
  return scale * exp2(negate2(add2(first, deviance(b, multiply2(n, y), lambda))));
}

/** h, by whichever of x and y is small: x e^−s + y = 1 − x (1 − e^−s) = e^−s (1 + y (e^s − 1)). */
function exponentBelow(a: number, b: number, x: number, y: number, lambda: number): Exponent {
  const n = a + b;
  const byX = (s: number): number => -lambda * s - n * x * expRest(-s) + n * logRest(x * Math.expm1(-s));
  const byY = (s: number): number => -lambda * s - n * y * expRest(s) + n * logRest(y * Math.expm1(s));
  const far = (s: number): number => -a * s - n * Math.log(y + x * Math.exp(-s));
  // The odds x/y e^−s pass 1 here, above a point of the complex plane where h is singular.
  const turn = Math.log(x) - Math.log(y);
  // x_s y_s, each in a form that does not round away the small one of the two.
  const spread = (s: number): number => 1 / (1 + Math.exp(s - turn)) / (1 + Math.exp(turn - s));
  return {
    at: x <= 0.5 ? byX : (s) => (y * Math.expm1(s) < 0.4 ? byY(s) : far(s)),
    slope: (s) => -lambda - n * x * y * fall(s, x, y),
    reach(s) {
      const curvature = n * spread(s);
      if (s > turn) return panel(this.slope(s), curvature, Math.max(4, s - turn));
      // Before the turn the curvature grows like e^s from below rounding, and the singularity has to stay at a distance.
      return panel(this.slope(s), curvature, Math.max(3, Math.min(-Math.log(curvature) - 40, (turn - s) / 2)));
    },
  };
}

/** (x − x_s)/(x y) for x_s = x e^−s/(y + x e^−s). */
function fall(s: number, x: number, y: number): number {
  return -Math.expm1(-s) / (y + x * Math.exp(-s));
}

/** One parameter is beyond all bounds: a gamma law, or a point. */
function limitTails(a: number, b: number, x: Double2, y: Double2): Tails {
  if (a > b) return swapped(limitTails(b, a, y, x));
  if (a > 1e36) {
    const difference = a * (y[0] / b) - x[0]; // of the mean and x, in units of (a + b)/b
    return difference > 0 ? ALL_ABOVE : difference < 0 ? ALL_BELOW : { lower: 0.5, upper: 0.5 };
  }
  return gammaTails(a, -b * (x[0] < 0.5 ? Math.log1p(-x[0]) : Math.log(y[0])));
}
