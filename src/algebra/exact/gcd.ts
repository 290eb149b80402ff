/**
 * Greatest common divisor of polynomials in several variables, by primitive remainder sequences
 * (Knuth, The Art of Computer Programming 2, 4.6.1, Algorithm E), and with it the canonical form of a fraction.
 */
import {
  canonical,
  coefficientsInLast,
  divideIfExact,
  isConstant,
  lastVariable,
  type Polynomial,
  polynomials,
} from "./polynomial.ts";
import { gcdIntegers, negateRational, ONE, type Rational, rational, ZERO } from "./rational.ts";

/**
 * The greatest common divisor, with its rational content: gcd(4x, 6) = 2, gcd(x/2, x/3) = x/6.
 * Its leading coefficient is positive; gcd(0, 0) = 0.
 */
export function gcdPolynomials(p: Polynomial, q: Polynomial): Polynomial {
  const name = lastVariable(p, q);
  if (name === undefined) return gcdRationals(p as Rational, q as Rational);
  if (polynomials.isZero(p)) return positive(q);
  if (polynomials.isZero(q)) return positive(p);
  const a = coefficientsInLast(p, name);
  const b = coefficientsInLast(q, name);
  const common = contentOf([...a, ...b]);
  // One of the two is free of the last variable: only the coefficients can share a factor with it.
  if (a.length === 1 || b.length === 1) return common;
  return polynomials.multiply(common, gcdPrimitive(primitivePart(a), primitivePart(b), name));
}

/** Leading rational coefficient in the recursive order; 0 for 0. */
export function leadingCoefficient(p: Polynomial): Rational {
  return isConstant(p) ? p : leadingCoefficient(p.coefficients[p.coefficients.length - 1]!);
}

/** The rational r with the sign of the leading coefficient for which p / r has coprime integer coefficients; 0 for 0. */
export function numericContent(p: Polynomial): Rational {
  const size = contentOverRationals(p);
  return leadingCoefficient(p).numerator < 0n ? negateRational(size) : size;
}

function contentOverRationals(p: Polynomial): Rational {
  if (isConstant(p)) return gcdRationals(p, ZERO);
  return p.coefficients.reduce<Rational>((common, c) => gcdRationals(common, contentOverRationals(c)), ZERO);
}

function gcdRationals(x: Rational, y: Rational): Rational {
  const denominator = (x.denominator * y.denominator) / gcdIntegers(x.denominator, y.denominator);
  return rational(gcdIntegers(x.numerator, y.numerator), denominator);
}

function contentOf(coefficients: readonly Polynomial[]): Polynomial {
  return coefficients.reduce((common, c) => gcdPolynomials(common, c), ZERO as Polynomial);
}

function primitivePart(coefficients: readonly Polynomial[]): readonly Polynomial[] {
  const content = contentOf(coefficients);
  return coefficients.map((c) => polynomials.divide(c, content));
}

function positive(p: Polynomial): Polynomial {
  return leadingCoefficient(p).numerator < 0n ? polynomials.negate(p) : p;
}

function gcdPrimitive(a: readonly Polynomial[], b: readonly Polynomial[], name: string): Polynomial {
  if (coprimeModuloPrime(a, b)) return ONE;
  let [u, v] = a.length >= b.length ? [a, b] : [b, a];
  // A factor that divides outright is the common case in sums over one denominator.
  if (divideIfExact(canonical(name, u), canonical(name, v)) !== undefined) return positive(canonical(name, v));
  for (;;) {
    const r = pseudoRemainder(u, v);
    if (r.length === 0) return positive(canonical(name, v));
    [u, v] = [v, primitivePart(r)];
  }
}

/** Below 2^26, so that a product of two residues is an exact double. */
const prime = 67108859;

/**
 * A sufficient test that two polynomials have no common factor in their last variable: with numbers modulo a prime
 * for all the others, and leading coefficients that stay, the gcd can only grow. It settles almost every coprime pair
 * without the remainder sequence, whose coefficients would swell; "false" decides nothing.
 */
function coprimeModuloPrime(a: readonly Polynomial[], b: readonly Polynomial[]): boolean {
  let u = a.map(residue);
  let v = b.map(residue);
  for (const r of [u, v]) if (!r.every(Number.isFinite) || r[r.length - 1] === 0) return false;
  while (v.length > 0) [u, v] = [v, remainderModuloPrime(u, v)];
  return u.length === 1;
}

/** p modulo the prime, with a fixed number in place of each variable; NaN when a denominator vanishes. */
function residue(p: Polynomial): number {
  if (isConstant(p)) {
    const denominator = Number(p.denominator % BigInt(prime));
    return denominator === 0 ? Number.NaN : modulo(modulo(Number(p.numerator % BigInt(prime))) * invert(denominator));
  }
  const x = [...p.variable].reduce((hash, letter) => modulo(hash * 31 + letter.codePointAt(0)!), 123457);
  return p.coefficients.reduceRight((value, c) => modulo(value * x + residue(c)), 0);
}

function remainderModuloPrime(u: readonly number[], v: readonly number[]): number[] {
  const rest = [...u];
  const inverse = invert(v[v.length - 1]!);
  while (rest.length >= v.length) {
    const factor = modulo(rest[rest.length - 1]! * inverse);
    const shift = rest.length - v.length;
    for (const [k, c] of v.entries()) rest[shift + k] = modulo(rest[shift + k]! - modulo(factor * c));
    while (rest.length > 0 && rest[rest.length - 1] === 0) rest.pop();
  }
  return rest;
}

function modulo(x: number): number {
  const r = x % prime;
  return r < 0 ? r + prime : r;
}

/** x^{p−2}, the inverse modulo p by Fermat's little theorem. */
function invert(x: number): number {
  let out = 1;
  for (let base = x, e = prime - 2; e > 0; e = Math.floor(e / 2), base = modulo(base * base)) {
    if (e % 2 === 1) out = modulo(out * base);
  }
  return out;
}

/** Remainder of u after division by v, with u multiplied by leading coefficients of v as often as it is needed. */
function pseudoRemainder(u: readonly Polynomial[], v: readonly Polynomial[]): readonly Polynomial[] {
  const lead = v[v.length - 1]!;
  let rest = [...u];
  while (rest.length >= v.length) {
    const shift = rest.length - v.length;
    const top = rest[rest.length - 1]!;
    rest = rest.map((c, k) => {
      const scaled = polynomials.multiply(c, lead);
      return k < shift ? scaled : polynomials.add(scaled, polynomials.negate(polynomials.multiply(top, v[k - shift]!)));
    });
    while (rest.length > 0 && polynomials.isZero(rest[rest.length - 1]!)) rest.pop();
  }
  return rest;
}
