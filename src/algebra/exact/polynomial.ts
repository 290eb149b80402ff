/**
 * Polynomials with rational coefficients in any number of named variables, in the recursive form: a polynomial
 * is a rational, or a list of coefficients in its alphabetically last variable, each free of that variable.
 * The form is canonical (no trailing zeros, no list of length one), so a polynomial is zero only as the number 0;
 * and division, pseudo-remainder and gcd are those of one variable (Knuth, The Art of Computer Programming 2, 4.6.1).
 */
import {
  addRationals,
  divideRationals,
  fromInteger,
  multiplyRationals,
  negateRational,
  ONE,
  type Rational,
  rationalToText,
  ZERO,
} from "./rational.ts";
import { type Domain, notDivisible, type Ring } from "./ring.ts";

/** A polynomial in any variables with rational coefficients, nested: its coefficients are polynomials in later ones. */
export type Polynomial = Rational | PolynomialInVariable;

/** Σ_k coefficients[k] variable^k with at least two coefficients, the last of them not zero. */
export interface PolynomialInVariable {
  readonly variable: string;
  readonly coefficients: readonly Polynomial[];
}

/** One term of the expanded form: coefficient times the product of variable^power. */
export interface Term {
  readonly coefficient: Rational;
  /** [variable, power ≥ 1], alphabetical. */
  readonly powers: readonly (readonly [variable: string, power: number])[];
}

export function isConstant(p: Polynomial): p is Rational {
  return !("variable" in p);
}

/** The polynomial that is the variable itself. */
export function variable(name: string): Polynomial {
  return { variable: name, coefficients: [ZERO, ONE] };
}

/** Σ_k coefficients[k] variable^k; the coefficients may hold any variables. */
export function polynomialIn(name: string, coefficients: readonly Polynomial[]): Polynomial {
  const x = variable(name);
  return coefficients.reduceRight<Polynomial>((sum, c) => add(multiply(sum, x), c), ZERO);
}

/** Trusted constructor: the coefficients must be free of `name` and of everything after it. */
export function canonical(name: string, coefficients: readonly Polynomial[]): Polynomial {
  let length = coefficients.length;
  while (length > 0 && isZero(coefficients[length - 1]!)) length--;
  if (length <= 1) return coefficients[0] === undefined || length === 0 ? ZERO : coefficients[0];
  return {
    variable: name,
    coefficients: length === coefficients.length ? coefficients : coefficients.slice(0, length),
  };
}

/** The coefficients of p as a polynomial in `name`, the alphabetically last variable of p or one after it. */
export function coefficientsInLast(p: Polynomial, name: string): readonly Polynomial[] {
  return !isConstant(p) && p.variable === name ? p.coefficients : [p];
}

function isZero(p: Polynomial): boolean {
  return isConstant(p) && p.numerator === 0n;
}

/** The alphabetically last variable of both, or undefined for two constants. */
export function lastVariable(p: Polynomial, q: Polynomial): string | undefined {
  if (isConstant(p)) return isConstant(q) ? undefined : q.variable;
  return isConstant(q) || p.variable > q.variable ? p.variable : q.variable;
}

function add(p: Polynomial, q: Polynomial): Polynomial {
  if (isConstant(p) && isConstant(q)) return addRationals(p, q);
  const name = lastVariable(p, q)!;
  const a = coefficientsInLast(p, name);
  const b = coefficientsInLast(q, name);
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  return canonical(
    name,
    long.map((c, k) => (k < short.length ? add(c, short[k]!) : c)),
  );
}

function negate(p: Polynomial): Polynomial {
  return isConstant(p) ? negateRational(p) : { variable: p.variable, coefficients: p.coefficients.map(negate) };
}

function multiply(p: Polynomial, q: Polynomial): Polynomial {
  if (isConstant(p)) return scale(q, p);
  if (isConstant(q)) return scale(p, q);
  const name = lastVariable(p, q)!;
  const a = coefficientsInLast(p, name);
  const b = coefficientsInLast(q, name);
  const out = new Array<Polynomial>(a.length + b.length - 1).fill(ZERO);
  for (const [i, x] of a.entries()) {
    if (isZero(x)) continue;
    for (const [j, y] of b.entries()) out[i + j] = add(out[i + j]!, multiply(x, y));
  }
  return canonical(name, out);
}

function scale(p: Polynomial, factor: Rational): Polynomial {
  if (factor.numerator === 0n) return ZERO;
  if (factor.numerator === 1n && factor.denominator === 1n) return p;
  if (isConstant(p)) return multiplyRationals(p, factor);
  return { variable: p.variable, coefficients: p.coefficients.map((c) => scale(c, factor)) };
}

function divide(p: Polynomial, q: Polynomial): Polynomial {
  const quotient = divideIfExact(p, q);
  if (quotient === undefined) throw notDivisible(polynomials.name, polynomialToText(p), polynomialToText(q));
  return quotient;
}

/** p / q, or undefined when q is 0 or does not divide p. */
export function divideIfExact(p: Polynomial, q: Polynomial): Polynomial | undefined {
  if (isConstant(q)) return q.numerator === 0n ? undefined : scale(p, divideRationals(ONE, q));
  if (isZero(p)) return ZERO;
  const name = lastVariable(p, q)!;
  const rest = [...coefficientsInLast(p, name)];
  const divisor = coefficientsInLast(q, name);
  if (divisor.length > rest.length) return undefined;
  const quotient = new Array<Polynomial>(rest.length - divisor.length + 1).fill(ZERO);
  for (let k = quotient.length - 1; k >= 0; k--) {
    const factor = divideIfExact(rest[k + divisor.length - 1]!, divisor[divisor.length - 1]!);
    if (factor === undefined) return undefined;
    quotient[k] = factor;
    for (const [j, c] of divisor.entries()) rest[k + j] = add(rest[k + j]!, negate(multiply(factor, c)));
  }
  return rest.every(isZero) ? canonical(name, quotient) : undefined;
}

/** Image of p under the ring homomorphism that sends each variable to its `image` (Horner's scheme). */
export function evaluatePolynomial<T>(ring: Ring<T>, p: Polynomial, image: (variable: string) => T): T {
  if (isConstant(p)) return ring.fromRational(p);
  const x = image(p.variable);
  return p.coefficients.reduceRight<T>(
    (sum, c) => ring.add(ring.multiply(sum, x), evaluatePolynomial(ring, c, image)),
    ring.zero,
  );
}

/** ∂p/∂name. */
export function differentiatePolynomial(p: Polynomial, name: string): Polynomial {
  if (isConstant(p) || p.variable < name) return ZERO;
  if (p.variable > name) {
    return canonical(
      p.variable,
      p.coefficients.map((c) => differentiatePolynomial(c, name)),
    );
  }
  return canonical(
    name,
    p.coefficients.slice(1).map((c, k) => scale(c, fromInteger(k + 1))),
  );
}

/** The coefficients of p as a polynomial in any one variable: p = Σ_k result[k] name^k; [0] for p = 0. */
export function coefficientsIn(p: Polynomial, name: string): readonly Polynomial[] {
  if (isConstant(p) || p.variable < name) return [p];
  if (p.variable === name) return p.coefficients;
  const columns = p.coefficients.map((c) => coefficientsIn(c, name));
  const height = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: height }, (_, k) =>
    canonical(
      p.variable,
      columns.map((column) => column[k] ?? ZERO),
    ),
  );
}

/** Highest power of `name` in p; 0 for constants and for 0. */
export function degreeIn(p: Polynomial, name: string): number {
  return coefficientsIn(p, name).length - 1;
}

/** Alphabetical names of the variables of p. */
export function variablesOf(p: Polynomial): readonly string[] {
  if (isConstant(p)) return [];
  return [...new Set([...p.coefficients.flatMap(variablesOf), p.variable])].sort();
}

/** Expanded form, highest power of the last variable first. */
export function termsOf(p: Polynomial): readonly Term[] {
  if (isConstant(p)) return p.numerator === 0n ? [] : [{ coefficient: p, powers: [] }];
  return p.coefficients
    .map((c, k) =>
      termsOf(c).map(
        ({ coefficient, powers }): Term => ({ coefficient, powers: k === 0 ? powers : [...powers, [p.variable, k]] }),
      ),
    )
    .reverse()
    .flat();
}

/** Whether two polynomials are the same; the form is canonical. */
export function polynomialsEqual(p: Polynomial, q: Polynomial): boolean {
  return isZero(add(p, negate(q)));
}

/** "3*c^2*x - 1/2". */
export function polynomialToText(p: Polynomial): string {
  const terms = termsOf(p).map(({ coefficient, powers }) => {
    const factors = powers.map(([name, k]) => (k === 1 ? name : `${name}^${k}`));
    const size = rationalToText(coefficient);
    if (factors.length > 0 && (size === "1" || size === "-1")) return `${size.slice(0, -1)}${factors.join("*")}`;
    return [size, ...factors].join("*");
  });
  return terms.length === 0 ? "0" : terms.join(" + ").replaceAll("+ -", "- ");
}

/** Q[x, y, …]: every name is a variable of this one ring. */
export const polynomials: Domain<Polynomial> = {
  name: "the polynomials with rational coefficients",
  zero: ZERO,
  one: ONE,
  add,
  negate,
  multiply,
  divide,
  conjugate: (p) => p,
  isZero,
  fromRational: (q) => q,
  toText: polynomialToText,
};
