/** Roots of functions of one variable inside a bracket. */
import { BoltzproofError } from "../errors.ts";

/** A root with the bracket that is left around it. */
export interface Root {
  readonly root: number;
  /** f(root). */
  readonly residual: number;
  /** The sign of f changes between these; the root is one of them. */
  readonly bracket: readonly [number, number];
  readonly evaluations: number;
}

/** Tolerance of a root, and the number of steps after which the search gives up. */
export interface RootOptions {
  /** Width of the bracket, absolute; rounding (4 spacings of doubles) bounds it from below. 0 when left out. */
  readonly tolerance?: number;
  /** 2000 when left out: bisection reaches the smallest double from any bracket. */
  readonly maxEvaluations?: number;
}

/**
 * A root of f between low and high, where f must change sign: inverse quadratic interpolation where it is safe,
 * else bisection (Chandrupatla, Adv. Eng. Softw. 28, 145, 1997). For a function that jumps through zero, the place
 * of the jump: look at the residual.
 * @throws BoltzproofError "domain" when the ends are not finite or have one sign, "not-converged" when f gives NaN
 * or the evaluations run out.
 */
export function findRoot(f: (x: number) => number, low: number, high: number, options: RootOptions = {}): Root {
  const { tolerance = 0, maxEvaluations = 2000 } = options;
  // b is the newest point, a lies across the root from it, c is the point that b or a replaced.
  let [a, b] = [high, low];
  let [fa, fb] = [f(a), f(b)];
  requireBracket(low, high, fb, fa);
  let [c, fc] = [a, fa];
  let fraction = 0.5;
  for (let evaluations = 2; ; evaluations++) {
    const [root, residual] = Math.abs(fa) < Math.abs(fb) ? [a, fa] : [b, fb];
    const width = Math.abs(b - a);
    const resolution = 2 * Number.EPSILON * Math.abs(root) + tolerance / 2 + Number.MIN_VALUE;
    if (residual === 0 || width <= 2 * resolution) {
      return { root, residual, bracket: [Math.min(a, b), Math.max(a, b)], evaluations };
    }
    if (evaluations >= maxEvaluations) throw notConverged(root, residual, width);
    const least = Math.min(0.5, resolution / width);
    const x = a + Math.min(1 - least, Math.max(least, fraction)) * (b - a);
    const fx = f(x);
    if (Number.isNaN(fx)) throw notConverged(x, fx, width);
    if (Math.sign(fx) === Math.sign(fa)) [c, fc] = [a, fa];
    else [c, fc, b, fb] = [b, fb, a, fa];
    [a, fa] = [x, fx];
    fraction = nextFraction(a, b, c, fa, fb, fc);
  }
}

/** Where between a and b to look next: Chandrupatla's test admits the quadratic only where it is monotone. */
function nextFraction(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const xi = (a - b) / (c - b);
  const phi = (fa - fb) / (fc - fb);
  if (!(phi * phi < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;
  return (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
}

function requireBracket(low: number, high: number, atLow: number, atHigh: number): void {
  if (Number.isFinite(high - low) && atLow * Math.sign(atHigh) <= 0) return;
  throw new BoltzproofError("domain", {
    found: `f(${low}) = ${atLow} and f(${high}) = ${atHigh}`,
    expected: "finite ends between which f changes sign",
    advice: "widen the bracket, or plot the function to find one",
  });
}

function notConverged(x: number, value: number, width: number): BoltzproofError {
  return new BoltzproofError("not-converged", {
    found: `f(${x}) = ${value} with a bracket still ${width} wide`,
    expected: "a root within the tolerance",
    advice: "raise maxEvaluations or the tolerance, or check f for NaN",
  });
}
