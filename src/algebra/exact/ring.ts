/**
 * Rings as dictionaries: the arithmetic of a coefficient is an argument, so series, bosons and matrices are
 * written once and run over rationals, polynomials, rational functions and their extensions alike.
 * Every ring here contains the rationals, and every zero test is exact: there is no tolerance anywhere.
 */
import { BoltzproofError } from "../../errors.ts";
import { fromInteger, type Rational } from "./rational.ts";

/** A ring that contains the rationals; multiplication need not commute. */
export interface Ring<T> {
  /** For messages: "the rationals", "series in x to order 10 over the rationals". */
  readonly name: string;
  readonly zero: T;
  readonly one: T;
  add(x: T, y: T): T;
  negate(x: T): T;
  multiply(x: T, y: T): T;
  /** Exact. */
  isZero(x: T): boolean;
  fromRational(q: Rational): T;
  toText(x: T): string;
}

/** A commutative ring with exact division where the quotient exists, and with complex conjugation. */
export interface Domain<T> extends Ring<T> {
  /** x / y. @throws BoltzproofError "domain" when y is 0 or y does not divide x in this ring. */
  divide(x: T, y: T): T;
  /** Named parameters are real; only an imaginary unit changes. */
  conjugate(x: T): T;
}

/** x − y in the ring. */
export function subtract<T>(ring: Ring<T>, x: T, y: T): T {
  return ring.add(x, ring.negate(y));
}

/** Whether x − y is zero in the ring. */
export function equals<T>(ring: Ring<T>, x: T, y: T): boolean {
  return ring.isZero(subtract(ring, x, y));
}

/** The sum of the terms; zero of the ring for none. */
export function sum<T>(ring: Ring<T>, terms: Iterable<T>): T {
  let total = ring.zero;
  for (const term of terms) total = ring.add(total, term);
  return total;
}

/** In the order given, which matters for operators. */
export function product<T>(ring: Ring<T>, factors: Iterable<T>): T {
  let total = ring.one;
  for (const factor of factors) total = ring.multiply(total, factor);
  return total;
}

/** x^n for a whole number n ≥ 0, by squaring. @throws BoltzproofError "domain" for another n. */
export function power<T>(ring: Ring<T>, x: T, n: number): T {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new BoltzproofError("domain", {
      found: `the power ${n} in ${ring.name}`,
      expected: "a whole number ≥ 0",
      advice: "invert first, or use a power series for fractional powers",
    });
  }
  if (n === 0) return ring.one;
  const half = power(ring, x, n >> 1);
  const square = ring.multiply(half, half);
  return n % 2 === 0 ? square : ring.multiply(square, x);
}

/** The whole number n as an element of the ring. */
export function integerIn<T>(ring: Ring<T>, n: number | bigint): T {
  return ring.fromRational(fromInteger(n));
}

/** The refusal every `divide` shares. */
export function notDivisible(ring: string, numerator: string, denominator: string): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `(${numerator}) / (${denominator}) in ${ring}`,
    expected: "a divisor that is not zero and divides exactly",
    advice: "work over the rational functions, or expand about another point",
  });
}
