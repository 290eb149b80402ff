/**
 * Exact rationals over BigInt, always in lowest terms with a positive denominator, so equality is equality of
 * the two integers. The plain functions are for code that has only rationals; `rationals` is the same as a ring.
 */
import { BoltzproofError } from "../../errors.ts";
import { type Domain, notDivisible } from "./ring.ts";

/** An exact rational number in lowest terms, the denominator positive. */
export interface Rational {
  readonly numerator: bigint;
  /** > 0 and coprime to the numerator. */
  readonly denominator: bigint;
}

/** 0. */
export const ZERO: Rational = { numerator: 0n, denominator: 1n };
/** 1. */
export const ONE: Rational = { numerator: 1n, denominator: 1n };

/** A whole number as a rational. @throws BoltzproofError or RangeError for a double that is not whole. */
export function fromInteger(n: number | bigint): Rational {
  if (typeof n === "number" && !Number.isSafeInteger(n)) throw notExact(`the number ${n}`);
  return { numerator: BigInt(n), denominator: 1n };
}

/** numerator / denominator in lowest terms. @throws BoltzproofError "domain" for a zero denominator or an inexact number. */
export function rational(numerator: number | bigint, denominator: number | bigint = 1n): Rational {
  const n = fromInteger(numerator).numerator;
  const d = fromInteger(denominator).numerator;
  if (d === 0n) throw notDivisible(rationals.name, `${n}`, "0");
  return reduced(n, d);
}

/** Reads "3", "-3/4", "0.125", "1e-14" without rounding. @throws BoltzproofError "parse" for anything else. */
export function rationalFromText(text: string): Rational {
  const match = /^\s*([+-]?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?(?:\s*\/\s*(\d+))?\s*$/.exec(text);
  if (!match || (match[4] !== undefined && BigInt(match[4]) === 0n)) {
    throw new BoltzproofError("parse", {
      found: `"${text}" where a number was expected`,
      expected: "an integer, a fraction like -3/4 or a decimal like 1e-14",
      advice: "write the number in one of these forms",
    });
  }
  const [, whole = "0", decimals = "", exponent = "0", denominator = "1"] = match;
  const shift = BigInt(exponent) - BigInt(decimals.length);
  const scale = 10n ** (shift < 0n ? -shift : shift);
  const digits = BigInt(whole + decimals);
  return shift < 0n ? reduced(digits, scale * BigInt(denominator)) : reduced(digits * scale, BigInt(denominator));
}

/** x + y. */
export function addRationals(x: Rational, y: Rational): Rational {
  if (x.denominator === 1n && y.denominator === 1n) {
    return { numerator: x.numerator + y.numerator, denominator: 1n };
  }
  return reduced(x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator);
}

/** −x. */
export function negateRational(x: Rational): Rational {
  return { numerator: -x.numerator, denominator: x.denominator };
}

/** x·y. */
export function multiplyRationals(x: Rational, y: Rational): Rational {
  const numerator = x.numerator * y.numerator;
  if (x.denominator === 1n && y.denominator === 1n) return { numerator, denominator: 1n };
  return reduced(numerator, x.denominator * y.denominator);
}

/** @throws BoltzproofError "domain" for y = 0. */
export function divideRationals(x: Rational, y: Rational): Rational {
  if (y.numerator === 0n) throw notDivisible(rationals.name, rationalToText(x), "0");
  return reduced(x.numerator * y.denominator, x.denominator * y.numerator);
}

/** Whether x = y. */
export function rationalsEqual(x: Rational, y: Rational): boolean {
  return x.numerator === y.numerator && x.denominator === y.denominator;
}

/** "3", "-3/4". */
export function rationalToText(x: Rational): string {
  return x.denominator === 1n ? `${x.numerator}` : `${x.numerator}/${x.denominator}`;
}

/** The double nearest to x up to one rounding of the quotient of two 64-bit integers; never overflows in between. */
export function rationalToNumber(x: Rational): number {
  const shift = BigInt(bitLength(x.numerator) - bitLength(x.denominator) - 64);
  const scaled = shift < 0n ? (x.numerator << -shift) / x.denominator : x.numerator / (x.denominator << shift);
  // Two halves of the exponent: 2^shift alone may under- or overflow where the product does not.
  const half = Math.trunc(Number(shift) / 2);
  return Number(scaled) * 2 ** half * 2 ** (Number(shift) - half);
}

/** n! */
export function factorial(n: number): bigint {
  let out = 1n;
  for (let k = 2n; k <= BigInt(n); k++) out *= k;
  return out;
}

/** "n choose k"; 0 outside 0 ≤ k ≤ n. */
export function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let out = 1n;
  for (let i = 1; i <= k; i++) out = (out * BigInt(n - k + i)) / BigInt(i);
  return out;
}

/** The greatest common divisor, not negative; gcd(0, 0) = 0. */
export function gcdIntegers(x: bigint, y: bigint): bigint {
  let a = x < 0n ? -x : x;
  let b = y < 0n ? -y : y;
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The field Q. */
export const rationals: Domain<Rational> = {
  name: "the rationals",
  zero: ZERO,
  one: ONE,
  add: addRationals,
  negate: negateRational,
  multiply: multiplyRationals,
  divide: divideRationals,
  conjugate: (x) => x,
  isZero: (x) => x.numerator === 0n,
  fromRational: (q) => q,
  toText: rationalToText,
};

function reduced(numerator: bigint, denominator: bigint): Rational {
  const common = gcdIntegers(numerator, denominator);
  const sign = denominator < 0n ? -common : common;
  return { numerator: numerator / sign, denominator: denominator / sign };
}

function bitLength(n: bigint): number {
  return (n < 0n ? -n : n).toString(16).length * 4;
}

function notExact(found: string): BoltzproofError {
  return new BoltzproofError("domain", {
    found,
    expected: "an integer that a double holds exactly",
    advice: "pass a BigInt or a fraction of integers",
  });
}
