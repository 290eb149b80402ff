/**
 * Rational functions of named parameters, as coprime pairs of polynomials. The denominator is made primitive with a
 * positive leading coefficient, so the pair is unique: two rational functions are equal only if they look equal.
 */
import { gcdPolynomials, numericContent } from "./gcd.ts";
import {
  evaluatePolynomial,
  isConstant,
  type Polynomial,
  polynomials,
  polynomialToText,
  variable,
  variablesOf,
} from "./polynomial.ts";
import { ONE, type Rational, ZERO } from "./rational.ts";
import { type Domain, notDivisible } from "./ring.ts";

/** Numerator over denominator in lowest terms. */
export interface RationalFunction {
  readonly numerator: Polynomial;
  /** Not zero, coprime to the numerator, integer coefficients without common factor, leading one positive. */
  readonly denominator: Polynomial;
}

/** A named real parameter. */
export function parameter(name: string): RationalFunction {
  return fromPolynomial(variable(name));
}

/** The polynomial over 1. */
export function fromPolynomial(numerator: Polynomial): RationalFunction {
  return { numerator, denominator: ONE };
}

/** numerator / denominator in lowest terms. @throws BoltzproofError "domain" for a zero denominator. */
export function rationalFunction(numerator: Polynomial, denominator: Polynomial): RationalFunction {
  if (isOne(denominator)) return fromPolynomial(numerator);
  if (polynomials.isZero(denominator)) throw notDivisible(rationalFunctions.name, polynomialToText(numerator), "0");
  if (polynomials.isZero(numerator)) return rationalFunctions.zero;
  const common = gcdPolynomials(numerator, denominator);
  return withPrimitiveDenominator(polynomials.divide(numerator, common), polynomials.divide(denominator, common));
}

/** Image under the homomorphism that sends each parameter to its `image`. @throws BoltzproofError "domain" at a pole. */
export function evaluateRationalFunction<T>(ring: Domain<T>, f: RationalFunction, image: (name: string) => T): T {
  const numerator = evaluatePolynomial(ring, f.numerator, image);
  if (isOne(f.denominator)) return numerator;
  return ring.divide(numerator, evaluatePolynomial(ring, f.denominator, image));
}

/** Alphabetical names of the parameters of f. */
export function parametersOf(f: RationalFunction): readonly string[] {
  return [...new Set([...variablesOf(f.numerator), ...variablesOf(f.denominator)])].sort();
}

/** Whether f is free of parameters. */
export function isNumber(f: RationalFunction): f is { numerator: Rational; denominator: Rational } {
  return isConstant(f.numerator) && isOne(f.denominator);
}

function isOne(p: Polynomial): boolean {
  return isConstant(p) && p.numerator === 1n && p.denominator === 1n;
}

/** For coprime arguments: moves the rational factor of the denominator, sign included, to the numerator. */
function withPrimitiveDenominator(numerator: Polynomial, denominator: Polynomial): RationalFunction {
  const factor = numericContent(denominator);
  return { numerator: polynomials.divide(numerator, factor), denominator: polynomials.divide(denominator, factor) };
}

/** Henrici's sum: only a factor common to both denominators can cancel. */
function add(f: RationalFunction, g: RationalFunction): RationalFunction {
  if (isOne(f.denominator) && isOne(g.denominator)) return fromPolynomial(polynomials.add(f.numerator, g.numerator));
  const common = gcdPolynomials(f.denominator, g.denominator);
  const left = polynomials.divide(f.denominator, common);
  const right = polynomials.divide(g.denominator, common);
  const numerator = polynomials.add(polynomials.multiply(f.numerator, right), polynomials.multiply(g.numerator, left));
  const denominator = polynomials.multiply(left, g.denominator);
  return isOne(common) ? { numerator, denominator } : rationalFunction(numerator, denominator);
}

/** Cancels across the two fractions before it multiplies. */
function multiply(f: RationalFunction, g: RationalFunction): RationalFunction {
  if (isOne(f.denominator) && isOne(g.denominator)) {
    return fromPolynomial(polynomials.multiply(f.numerator, g.numerator));
  }
  const a = rationalFunction(f.numerator, g.denominator);
  const b = rationalFunction(g.numerator, f.denominator);
  return {
    numerator: polynomials.multiply(a.numerator, b.numerator),
    denominator: polynomials.multiply(a.denominator, b.denominator),
  };
}

function negate(f: RationalFunction): RationalFunction {
  return { numerator: polynomials.negate(f.numerator), denominator: f.denominator };
}

function divide(f: RationalFunction, g: RationalFunction): RationalFunction {
  if (polynomials.isZero(g.numerator)) throw notDivisible(rationalFunctions.name, rationalFunctionToText(f), "0");
  return multiply(f, withPrimitiveDenominator(g.denominator, g.numerator));
}

/** "(c + 1)/(c - 1)". */
export function rationalFunctionToText(f: RationalFunction): string {
  const numerator = polynomialToText(f.numerator);
  return isOne(f.denominator) ? numerator : `(${numerator})/(${polynomialToText(f.denominator)})`;
}

/** Q(x, y, …): every name is a parameter of this one field. */
export const rationalFunctions: Domain<RationalFunction> = {
  name: "the rational functions of named parameters",
  zero: { numerator: ZERO, denominator: ONE },
  one: { numerator: ONE, denominator: ONE },
  add,
  negate,
  multiply,
  divide,
  conjugate: (f) => f,
  isZero: (f) => polynomials.isZero(f.numerator),
  fromRational: (q: Rational) => fromPolynomial(q),
  toText: rationalFunctionToText,
};
