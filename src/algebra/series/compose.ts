/**
 * Series from other series: composition, the inverse function, and branches of algebraic equations.
 */
import { BoltzproofError } from "../../errors.ts";
import { type Domain, integerIn, subtract } from "../exact/index.ts";
import { type Series, type SeriesDomain, valuation } from "./series.ts";

/** f(g(x)), f a series about 0. @throws BoltzproofError "domain" unless g starts at 0. */
export function composeSeries<T>(ring: SeriesDomain<T>, f: Series<T>, g: Series<T>): Series<T> {
  requireVanishing(ring, g, "the inner series of a composition");
  // What f does not know begins at x^{f.length}, because g starts at x or later.
  return f
    .reduceRight<Series<T>>((total, c) => ring.add(ring.multiply(total, g), ring.constant(c)), ring.zero)
    .slice(0, f.length);
}

/**
 * The inverse function: the g with f(g(x)) = x, by Lagrange's formula n g_n = [x^{n−1}] (x/f)^n.
 * @throws BoltzproofError "domain" unless f starts at 0 with a slope that can be divided by.
 */
export function revertSeries<T>(ring: SeriesDomain<T>, f: Series<T>): Series<T> {
  const { base } = ring;
  requireVanishing(ring, f, "the series to be inverted");
  const ratio = ring.divide(ring.one, f.slice(1));
  const out = [base.zero];
  let powers = ratio;
  for (let n = 1; n < f.length; n++) {
    out.push(base.divide(powers[n - 1]!, integerIn(base, n)));
    powers = ring.multiply(powers, ratio);
  }
  return out;
}

/**
 * The branch y(x) of Σ_k coefficients[k](x) y^k = 0 with y(0) = start, by Newton's iteration.
 * @example the moments of Marchenko and Pastur: c x M² − (1 + (c−1) x) M + 1 = 0 from M(0) = 1.
 * @throws BoltzproofError "domain" when start is no root at x = 0, or a double one, where branches meet.
 */
export function algebraicBranch<T>(ring: SeriesDomain<T>, coefficients: readonly Series<T>[], start: T): Series<T> {
  const derivative = coefficients.slice(1).map((c, k) => ring.multiply(integerIn(ring, k + 1), c));
  requireSimpleRoot(ring, coefficients, derivative, start);
  let y = ring.constant(start);
  for (let correct = 1; correct <= ring.order; correct *= 2) {
    const step = ring.divide(evaluateAt(ring, coefficients, y), evaluateAt(ring, derivative, y));
    y = subtract(ring, y, step);
  }
  return y;
}

/** Σ_k coefficients[k] y^k: the residual of an algebraic branch. */
export function evaluateAt<T>(ring: Domain<T>, coefficients: readonly T[], y: T): T {
  return coefficients.reduceRight<T>((total, c) => ring.add(ring.multiply(total, y), c), ring.zero);
}

function requireSimpleRoot<T>(
  { base }: SeriesDomain<T>,
  coefficients: readonly Series<T>[],
  derivative: readonly Series<T>[],
  start: T,
): void {
  const at = (polynomial: readonly Series<T>[]): T =>
    evaluateAt(
      base,
      polynomial.map((c) => c[0]!),
      start,
    );
  const isRoot = base.isZero(at(coefficients));
  if (isRoot && !base.isZero(at(derivative))) return;
  throw new BoltzproofError("domain", {
    found: `${base.toText(start)} as ${isRoot ? "a double root" : "no root"} of the equation at the point of expansion`,
    expected: "a simple root, where exactly one branch starts",
    advice: "choose another starting value or another point of expansion",
  });
}

function requireVanishing<T>(ring: SeriesDomain<T>, g: Series<T>, role: string): void {
  if (valuation(ring.base, g) > 0) return;
  throw new BoltzproofError("domain", {
    found: `${role} with constant term ${ring.base.toText(g[0]!)}`,
    expected: "a series that starts at 0",
    advice: "shift it to the point of expansion first",
  });
}
