/**
 * Laurent series: a power series times a power of the variable, so that 1/x and functions at infinity have their
 * place. Known coefficients only, as for `Series`; a quotient is normalised by the first coefficient that is not 0.
 */
import { BoltzproofError } from "../../errors.ts";
import { type Domain, notDivisible } from "../exact/index.ts";
import { convolution, type Series, seriesDomain, valuation } from "./series.ts";

/** Σ_k coefficients[k] x^{start+k} + O(x^{start + coefficients.length}). */
export interface Laurent<T> {
  readonly start: number;
  readonly coefficients: Series<T>;
}

/** Laurent series over a base, each with at most `precision` known coefficients. */
export function laurentDomain<T>(base: Domain<T>, precision: number): Domain<Laurent<T>> {
  const zeros = new Array<T>(precision).fill(base.zero);
  const constant = (c: T): Laurent<T> => ({ start: 0, coefficients: zeros.with(0, c) });
  const map = (f: Laurent<T>, change: (c: T) => T): Laurent<T> => ({ ...f, coefficients: f.coefficients.map(change) });
  const toText = (f: Laurent<T>): string =>
    `x^${f.start} (${seriesDomain(base, precision - 1).toText(f.coefficients)})`;
  const ring: Domain<Laurent<T>> = {
    name: `the Laurent series over ${base.name}`,
    zero: constant(base.zero),
    one: constant(base.one),
    add: (f, g) => {
      const start = Math.min(f.start, g.start);
      const length = Math.min(precision, knownTo(f) - start, knownTo(g) - start);
      const coefficients = Array.from({ length: Math.max(0, length) }, (_, k) =>
        base.add(laurentCoefficient(base, f, start + k), laurentCoefficient(base, g, start + k)),
      );
      return { start, coefficients };
    },
    negate: (f) => map(f, (c) => base.negate(c)),
    multiply: (f, g) => ({
      start: f.start + g.start,
      coefficients: f.coefficients
        .slice(0, g.coefficients.length)
        .map((_, k) => convolution(base, f.coefficients, g.coefficients, k)),
    }),
    divide: (f, g) => {
      const divisor = withoutLeadingZeros(base, g);
      if (divisor.coefficients.length === 0) throw notDivisible(ring.name, toText(f), toText(g));
      const coefficients = seriesDomain(base, precision - 1).divide(f.coefficients, divisor.coefficients);
      return { start: f.start - divisor.start, coefficients };
    },
    conjugate: (f) => map(f, (c) => base.conjugate(c)),
    isZero: (f) => knownTo(f) >= precision && f.coefficients.every((c) => base.isZero(c)),
    fromRational: (q) => constant(base.fromRational(q)),
    toText,
  };
  return ring;
}

/** x^power times a constant. */
export function laurentMonomial<T>(ring: Domain<Laurent<T>>, c: T, power: number): Laurent<T> {
  return { start: power, coefficients: ring.zero.coefficients.with(0, c) };
}

/** The first power whose coefficient is not known. */
export function knownTo<T>(f: Laurent<T>): number {
  return f.start + f.coefficients.length;
}

/** The coefficient of x^k. @throws BoltzproofError "domain" when it is not known. */
export function laurentCoefficient<T>(base: Domain<T>, f: Laurent<T>, k: number): T {
  if (k < f.start) return base.zero;
  const c = f.coefficients[k - f.start];
  if (c !== undefined) return c;
  throw new BoltzproofError("domain", {
    found: `order ${k} of a series that is known below order ${knownTo(f)}`,
    expected: "an order that is known",
    advice: "work to a higher order",
  });
}

/** The same series with its first coefficient not 0; without coefficients when all known ones are 0. */
export function withoutLeadingZeros<T>(base: Domain<T>, f: Laurent<T>): Laurent<T> {
  const v = valuation(base, f.coefficients);
  return { start: f.start + v, coefficients: f.coefficients.slice(v) };
}

/** The power series that f is. @throws BoltzproofError "domain" when it has a pole. */
export function regularPart<T>(base: Domain<T>, f: Laurent<T>): Series<T> {
  const g = f.start < 0 ? withoutLeadingZeros(base, f) : f;
  if (g.start < 0) {
    throw new BoltzproofError("domain", {
      found: `a pole of order ${-g.start} where a function is expanded`,
      expected: "a finite value at the point of expansion",
      advice: "expand about another point",
    });
  }
  return [...new Array<T>(g.start).fill(base.zero), ...g.coefficients].slice(0, Math.max(f.coefficients.length, 1));
}
