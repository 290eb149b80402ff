/**
 * Exponentials of linear operators, e^κ e^{p·a†} e^{q·a}, as the triple (κ, p, q). Because [q·a, p·a†] = q·p is a
 * number, they form a group with an exact product, and no exponential is ever expanded:
 *
 *   (κ, p, q)(κ', p', q') = (κ + κ' + q·p', p + p', q + q'),    ⟨0|(κ, p, q)|0⟩ = e^κ.
 *
 * The partition function of a machine is such an expectation (R. J. Glauber, Phys. Rev. 131 (1963), for coherent
 * states; the bosonic form of Z is a reconstruction, sheet A46). `seriesOfExponential` expands them for a check.
 */
import { BoltzproofError } from "../../errors.ts";
import { type Domain, factorial, power, product, rational, sum } from "../exact/index.ts";
import { type Series, type SeriesRing, seriesRing } from "../series/index.ts";
import type { BosonAlgebra, BosonOperator } from "./algebra.ts";
import { linear } from "./bogoliubov.ts";

/** e^{log} e^{creation · a†} e^{annihilation · a}, one entry a mode. */
export interface LinearExponential<T> {
  readonly log: T;
  readonly creation: readonly T[];
  readonly annihilation: readonly T[];
}

/** exp(creation · a† + annihilation · a + constant) in that form: splitting the exponent costs creation·annihilation/2. */
export function exponentialOfLinear<T>(
  ring: Domain<T>,
  creation: readonly T[],
  annihilation: readonly T[],
  constant: T = ring.zero,
): LinearExponential<T> {
  const half = ring.fromRational(rational(1, 2));
  const log = ring.add(constant, ring.multiply(half, dotProduct(ring, creation, annihilation)));
  return { log, creation, annihilation };
}

/** The product of two exponentials of linear operators as one, by Baker, Campbell and Hausdorff. */
export function multiplyExponentials<T>(
  ring: Domain<T>,
  x: LinearExponential<T>,
  y: LinearExponential<T>,
): LinearExponential<T> {
  const plus = (f: readonly T[], g: readonly T[]): readonly T[] => f.map((c, mode) => ring.add(c, g[mode]!));
  return {
    log: sum(ring, [x.log, y.log, dotProduct(ring, x.annihilation, y.creation)]),
    creation: plus(x.creation, y.creation),
    annihilation: plus(x.annihilation, y.annihilation),
  };
}

/** Π_k (1 + x_k) as a sum of exponentials, one for each subset in the order of its binary number. */
export function expandProduct<T>(
  ring: Domain<T>,
  modes: number,
  factors: readonly LinearExponential<T>[],
): readonly LinearExponential<T>[] {
  const none = new Array<T>(modes).fill(ring.zero);
  const unit: LinearExponential<T> = { log: ring.zero, creation: none, annihilation: none };
  return factors.reduce<readonly LinearExponential<T>[]>(
    (terms, factor) => terms.flatMap((term) => [term, multiplyExponentials(ring, term, factor)]),
    [unit],
  );
}

/** The exponents κ of ⟨0|Σ_s x_s Σ_t y_t|0⟩ = Σ_{s,t} e^κ, row by row of s. */
export function vacuumExponents<T>(
  ring: Domain<T>,
  left: readonly LinearExponential<T>[],
  right: readonly LinearExponential<T>[],
): readonly (readonly T[])[] {
  return left.map((x) => right.map((y) => multiplyExponentials(ring, x, y).log));
}

/**
 * The exponential as a formal series of operators in t, with t·p, t·q and t²·κ for p, q, κ: the coefficient of t^n
 * is a polynomial in the ladder operators, and the product law can be checked order by order.
 */
export function seriesOfExponential<T>(
  algebra: BosonAlgebra<T>,
  x: LinearExponential<T>,
  order: number,
): { readonly ring: SeriesRing<BosonOperator<T>>; readonly series: Series<BosonOperator<T>> } {
  const ring = seriesRing(algebra, order);
  const none = x.creation.map(() => algebra.coefficients.zero);
  const series = product(ring, [
    exponentiate(ring, algebra.scalar(x.log), 2),
    exponentiate(ring, linear(algebra, x.creation, none), 1),
    exponentiate(ring, linear(algebra, none, x.annihilation), 1),
  ]);
  return { ring, series };
}

/** Σ_k (t^step x)^k / k!. */
function exponentiate<X>(ring: SeriesRing<X>, x: X, step: number): Series<X> {
  return ring.zero.map((zero, n) => {
    if (n % step !== 0) return zero;
    const k = n / step;
    return ring.base.multiply(ring.base.fromRational(rational(1n, factorial(k))), power(ring.base, x, k));
  });
}

function dotProduct<T>(ring: Domain<T>, p: readonly T[], q: readonly T[]): T {
  if (p.length !== q.length) {
    throw new BoltzproofError("shape", {
      found: `${p.length} and ${q.length} modes in one exponential`,
      expected: "one coefficient a mode in both",
      advice: "pad with zeros",
    });
  }
  return sum(
    ring,
    p.map((c, mode) => ring.multiply(c, q[mode]!)),
  );
}
