/**
 * Both tails of the gamma law, to full relative precision for every shape: with t = x e^s the integrals of its density
 * are x^a e^−x/Γ(a) times
 *
 *   above: ∫₀^∞ exp(−(x − a) s − x (e^s − 1 − s)) ds,    below: ∫₀^∞ exp(−(a − x) s − x (e^−s − 1 + s)) ds,
 *
 * with concave exponents in which nothing cancels, and a factor whose exponent is kept in double-double.
 */
import { exp2, negate2, twoSum } from "./double-double.ts";
import { deviance, scaledInverseGamma } from "./scaled-gamma.ts";
import { type Exponent, expRest, PANEL_DROP, tailIntegral } from "./tail-integral.ts";

export interface Tails {
  /** Probability below, and above. */
  readonly lower: number;
  readonly upper: number;
}

export const NO_TAILS: Tails = { lower: Number.NaN, upper: Number.NaN };
export const ALL_BELOW: Tails = { lower: 1, upper: 0 };
export const ALL_ABOVE: Tails = { lower: 0, upper: 1 };

/** From here on two neighbouring doubles lie more than 38 standard deviations √a apart. */
const SHARP = 1e36;

/** P(X ≤ x) and P(X > x) for the gamma law of shape a ≥ 0 and scale 1 at x ≥ 0; NaN elsewhere, and at a = x = 0 or ∞. */
export function gammaTails(a: number, x: number): Tails {
  if (!(a >= 0 && x >= 0) || (a === x && (a === 0 || a === Number.POSITIVE_INFINITY))) return NO_TAILS;
  if (a === 0 || x === Number.POSITIVE_INFINITY) return ALL_BELOW;
  if (x === 0) return ALL_ABOVE;
  if (a > SHARP || x > SHARP) return x > a ? ALL_BELOW : x < a ? ALL_ABOVE : { lower: 0.5, upper: 0.5 };
  const factor = scaledInverseGamma(a) * exp2(negate2(deviance(a, [x, 0], twoSum(x, -a))));
  const above = (): number => factor * tailIntegral(exponentAbove(a, x));
  if (x >= a) return { lower: 1 - above(), upper: above() };
  const lower = factor * tailIntegral(exponentBelow(a, x));
  // For a small shape most lies below its mean, and the difference from 1 would lose the digits of the rest.
  return { lower, upper: lower < 0.75 ? 1 - lower : above() };
}

function exponentAbove(a: number, x: number): Exponent {
  const gap = x - a;
  return {
    at: (s) => -gap * s - x * expRest(s),
    slope: (s) => -gap - x * Math.expm1(s),
    reach(s) {
      const curvature = x * Math.exp(s);
      // While x e^s is below rounding, the exponent is a straight line.
      const straight = -Math.log(x) - s - 40;
      return panel(this.slope(s), curvature, Math.max(3, straight));
    },
  };
}

function exponentBelow(a: number, x: number): Exponent {
  const gap = a - x;
  return {
    at: (s) => -gap * s - x * expRest(-s),
    slope: (s) => -gap + x * Math.expm1(-s),
    reach(s) {
      return panel(this.slope(s), x * Math.exp(-s), s > 40 ? Number.POSITIVE_INFINITY : 3);
    },
  };
}

/** Length of a panel over which slope and curvature change the exponent little, and no more than the most. */
export function panel(slope: number, curvature: number, most: number): number {
  return Math.min(PANEL_DROP / Math.abs(slope), Math.sqrt(PANEL_DROP / curvature), most);
}
