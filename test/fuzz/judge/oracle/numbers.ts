/**
 * Numbers of the oracle: complex numbers of 60 digits over mathjs's BigNumber, with the conventions of the house at
 * the edges: log 0 has no value, 0^c = 0 for c > 0, sign 0 = 0, principal values where the formula holds i, real odd
 * roots where it does not.
 */
import { bignumberDependencies, create, type BigNumber as MathBigNumber } from "mathjs";

/** The methods of decimal.js that are used, which mathjs's BigNumber is. */
export interface Decimal {
  plus(x: Decimal | number): Decimal;
  minus(x: Decimal | number): Decimal;
  times(x: Decimal | number): Decimal;
  div(x: Decimal | number): Decimal;
  pow(x: Decimal | number): Decimal;
  exp(): Decimal;
  ln(): Decimal;
  sin(): Decimal;
  cos(): Decimal;
  asin(): Decimal;
  acos(): Decimal;
  atan(): Decimal;
  sqrt(): Decimal;
  abs(): Decimal;
  neg(): Decimal;
  round(): Decimal;
  isZero(): boolean;
  isFinite(): boolean;
  lt(x: Decimal | number): boolean;
  gt(x: Decimal | number): boolean;
  toNumber(): number;
  toString(): string;
}

const digits = 64;
const { bignumber } = create(
  { bignumberDependencies: bignumberDependencies! },
  { number: "BigNumber", precision: digits },
);
const decimal = (x: number | string): Decimal => bignumber!(x) as MathBigNumber as unknown as Decimal;

/** What is below this is 0 or too small to tell from it: what 64 digits leave of 0 by rounding, or e^{-742}. */
const tiny = decimal("1e-50");
/** Stands for positive values that are too small to compute. */
const belowAll = decimal("1e-1000");
const zero = decimal(0);
const one = decimal(1);
export const pi: Decimal = one.atan().times(4);
/** Exponents beyond this are too large to compare. */
const largestExponent = 4000;

export interface Value {
  readonly re: Decimal;
  readonly im: Decimal;
}

/** A formula without a value at the point. */
export class Undefined extends Error {}
/** A value that the oracle does not know. */
export class Unknown extends Error {}

export const real = (re: Decimal): Value => ({ re, im: zero });
export const fromText = (text: string): Value => real(decimal(text));
export const fromNumber = (x: number): Value => real(decimal(x));
export const imaginary: Value = { re: zero, im: one };

const clean = (x: Decimal): Decimal => (x.abs().lt(tiny) ? zero : x);
/** A sum whose digits have all cancelled is 0; one of small terms is not. */
const cancelled = (sum: Decimal, term: Decimal): Decimal => (sum.abs().lt(term.abs().times(tiny)) ? zero : sum);
const cleaned = ({ re, im }: Value): Value => ({ re: clean(re), im: clean(im) });
export const isZero = ({ re, im }: Value): boolean => re.abs().lt(tiny) && im.abs().lt(tiny);
export const isReal = ({ im }: Value): boolean => im.abs().lt(tiny);

/** Whether the value is exactly 0. @throws Unknown for one that may be 0 or only small, of which no quotient is told. */
function isExactlyZero({ re, im }: Value): boolean {
  if (re.isZero() && im.isZero()) return true;
  if (isZero({ re, im })) throw new Unknown("a value too small to tell from 0");
  return false;
}

export function add(a: Value, b: Value): Value {
  if (a.im.isZero() && b.im.isZero()) return real(cancelled(a.re.plus(b.re), a.re));
  return cleaned({ re: a.re.plus(b.re), im: a.im.plus(b.im) });
}
export const negate = (a: Value): Value => ({ re: a.re.neg(), im: a.im.neg() });
export const subtract = (a: Value, b: Value): Value => add(a, negate(b));

export function multiply(a: Value, b: Value): Value {
  if (a.im.isZero() && b.im.isZero()) return real(a.re.times(b.re));
  return cleaned({
    re: a.re.times(b.re).minus(a.im.times(b.im)),
    im: a.re.times(b.im).plus(a.im.times(b.re)),
  });
}

export function divide(a: Value, b: Value): Value {
  if (isExactlyZero(b)) throw new Undefined("a division by 0");
  if (a.im.isZero() && b.im.isZero()) return real(a.re.div(b.re));
  const size = b.re.times(b.re).plus(b.im.times(b.im));
  const { re, im } = multiply(a, { re: b.re, im: b.im.neg() });
  return { re: re.div(size), im: im.div(size) };
}

export function exp({ re, im }: Value): Value {
  if (re.lt(-largestExponent)) return real(belowAll);
  if (re.gt(largestExponent) || im.abs().gt(1e6)) throw new Unknown("a large exponent");
  const size = re.exp();
  if (im.isZero()) return real(size);
  return cleaned({ re: size.times(im.cos()), im: size.times(im.sin()) });
}

function angle({ re, im }: Value): Decimal {
  if (re.gt(0)) return im.div(re).atan();
  const half = pi.div(2);
  if (re.isZero()) return im.gt(0) ? half : half.neg();
  const acute = im.div(re).atan();
  return im.lt(0) ? acute.minus(pi) : acute.plus(pi);
}

/** The principal logarithm; of a negative number only where complex values are allowed. */
export function log(z: Value, complex: boolean): Value {
  if (isExactlyZero(z)) throw new Undefined("log 0");
  if (z.im.isZero() && z.re.gt(0)) return real(z.re.ln());
  if (!complex) throw new Undefined("the logarithm of a negative number");
  const size = z.re.times(z.re).plus(z.im.times(z.im));
  return { re: size.ln().div(2), im: angle(cleaned(z)) };
}

/** The whole number that the value is, or undefined. */
export function wholeOf(z: Value): number | undefined {
  if (!isReal(z)) return undefined;
  const rounded = z.re.round();
  return z.re.minus(rounded).abs().lt(tiny) ? rounded.toNumber() : undefined;
}

/** z to a whole power. */
function wholePower(z: Value, n: number): Value {
  if (n < 0) return divide(fromNumber(1), wholePower(z, -n));
  if (n > 2000) throw new Unknown("a large power");
  let [result, square] = [fromNumber(1), z];
  for (let k = n; k > 0; k = Math.floor(k / 2)) {
    if (k % 2 === 1) result = multiply(result, square);
    if (k > 1) square = multiply(square, square);
  }
  return result;
}

/** @param fraction the exponent as p/q where it is written as one. */
export function power(z: Value, e: Value, fraction: readonly [number, number] | undefined, complex: boolean): Value {
  const n = fraction === undefined ? wholeOf(e) : fraction[1] === 1 ? fraction[0] : undefined;
  if (fraction?.[0] === 1 && fraction[1] === 2 && z.im.isZero() && !z.re.lt(0)) return real(z.re.sqrt());
  if (isZero(z)) {
    if (n === 0 && fraction !== undefined) return fromNumber(1);
    if (e.re.gt(tiny)) return fromNumber(0);
    if (n === 0 || !isExactlyZero(z)) throw new Unknown("0^0, or a power of what is too small to tell from 0");
    throw new Undefined("a power of 0 that is not positive");
  }
  if (n !== undefined) return wholePower(z, n);
  if (z.im.isZero() && z.re.lt(0) && !complex) {
    if (fraction === undefined || fraction[1] % 2 === 0) throw new Undefined("a root of a negative number");
    const size = exp(multiply(e, log(negate(z), false)));
    return fraction[0] % 2 === 0 ? size : negate(size);
  }
  return exp(multiply(e, log(z, complex)));
}

export function sign(z: Value): Value {
  if (!isReal(z)) throw new Unknown("the sign of a complex number");
  return fromNumber(isZero(z) ? 0 : z.re.gt(0) ? 1 : -1);
}

export function abs(z: Value): Value {
  if (isReal(z)) return real(z.re.abs());
  return real(z.re.times(z.re).plus(z.im.times(z.im)).sqrt());
}

/** Whether two values agree to the digits that 64 of them leave after a formula's worth of rounding. */
export function agree(a: Value, b: Value, tolerance: number): boolean {
  const size = abs(a).re.plus(abs(b).re).plus(1);
  return abs(subtract(a, b)).re.lt(size.times(tolerance));
}

export function requireReal(z: Value): Decimal {
  if (!isReal(z)) throw new Unknown("a complex argument");
  return z.re;
}
