/**
 * Truncated power series over any exact ring: the list of known coefficients, constant first. A series is known to
 * its own order, at most that of its ring; every operation returns as many coefficients as its operands justify,
 * so dividing by x costs one order instead of inventing a coefficient.
 */
import { type Domain, integerIn, notDivisible, type Ring, sum } from "../exact/index.ts";

/** c_0, c_1, … c_n of Σ c_k x^k + O(x^{n+1}). */
export type Series<T> = readonly T[];

/** Series in one variable, known to x^order at most. The base need not commute. */
export interface SeriesRing<T, B extends Ring<T> = Ring<T>> extends Ring<Series<T>> {
  readonly base: B;
  readonly order: number;
  /** The variable itself. */
  readonly x: Series<T>;
  constant(c: T): Series<T>;
}

/** Series over a commutative base, which can be divided. */
export type SeriesDomain<T> = SeriesRing<T, Domain<T>> & Domain<Series<T>>;

/** The ring of series to O(x^{order+1}). The zero test asks for every coefficient up to the order: a shorter series is not zero. */
export function seriesRing<T, B extends Ring<T>>(base: B & Ring<T>, order: number): SeriesRing<T, B> {
  const constant = (c: T): Series<T> => Array.from({ length: order + 1 }, (_, k) => (k === 0 ? c : base.zero));
  const one = constant(base.one);
  return {
    name: `the series to order ${order} over ${base.name}`,
    base,
    order,
    zero: constant(base.zero),
    one,
    x: one.map((_, k) => (k === 1 ? base.one : base.zero)),
    constant,
    add: (f, g) => known(f, g).map((_, k) => base.add(f[k]!, g[k]!)),
    negate: (f) => f.map((c) => base.negate(c)),
    multiply: (f, g) => known(f, g).map((_, k) => convolution(base, f, g, k)),
    isZero: (f) => f.length === order + 1 && f.every((c) => base.isZero(c)),
    fromRational: (q) => constant(base.fromRational(q)),
    toText: (f) => seriesToText(base, f),
  };
}

/** As `seriesRing`, with division: by a series that starts at x^v it costs v orders. */
export function seriesDomain<T>(base: Domain<T>, order: number): SeriesDomain<T> {
  const ring = seriesRing<T, Domain<T>>(base, order);
  return {
    ...ring,
    divide: (f, g) => {
      const v = valuation(base, g);
      if (v === g.length || f.slice(0, v).some((c) => !base.isZero(c))) {
        throw notDivisible(ring.name, ring.toText(f), ring.toText(g));
      }
      return quotient(base, f.slice(v), g.slice(v));
    },
    conjugate: (f) => f.map((c) => base.conjugate(c)),
  };
}

/** Number of leading coefficients that are zero. */
export function valuation<T>(base: Ring<T>, f: Series<T>): number {
  const at = f.findIndex((c) => !base.isZero(c));
  return at < 0 ? f.length : at;
}

/** df/dx, one order shorter. */
export function differentiateSeries<T>(ring: SeriesRing<T>, f: Series<T>): Series<T> {
  return f.slice(1).map((c, k) => ring.base.multiply(integerIn(ring.base, k + 1), c));
}

/** The antiderivative of f with the given constant term, one order longer within the ring. */
export function integrateSeries<T>(ring: SeriesRing<T, Domain<T>>, f: Series<T>, constant: T): Series<T> {
  const terms = f.map((c, k) => ring.base.divide(c, integerIn(ring.base, k + 1)));
  return [constant, ...terms].slice(0, ring.order + 1);
}

/** Σ_{i+j=k} f_i g_j. */
export function convolution<T>(base: Ring<T>, f: Series<T>, g: Series<T>, k: number): T {
  let total = base.zero;
  for (let i = 0; i <= k; i++) {
    if (base.isZero(f[i]!) || base.isZero(g[k - i]!)) continue;
    total = base.add(total, base.multiply(f[i]!, g[k - i]!));
  }
  return total;
}

function quotient<T>(base: Domain<T>, f: Series<T>, g: Series<T>): Series<T> {
  const out: T[] = [];
  for (const [k, c] of known(f, g).entries()) {
    const used = sum(
      base,
      out.map((q, i) => base.multiply(q, g[k - i]!)),
    );
    out.push(base.divide(base.add(c, base.negate(used)), g[0]!));
  }
  return out;
}

/** The part of f that is no longer than g. */
function known<T>(f: Series<T>, g: Series<T>): Series<T> {
  return f.length <= g.length ? f : f.slice(0, g.length);
}

function seriesToText<T>(base: Ring<T>, f: Series<T>): string {
  const terms = f.flatMap((c, k) => (base.isZero(c) ? [] : [`(${base.toText(c)})${k === 0 ? "" : `*x^${k}`}`]));
  return [...terms, `O(x^${f.length})`].join(" + ");
}
