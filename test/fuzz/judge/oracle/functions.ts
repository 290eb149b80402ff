/** The functions of the house at 60 digits, from their definitions. */
import {
  abs,
  add,
  type Decimal,
  divide,
  exp,
  fromNumber,
  imaginary,
  isReal,
  isZero,
  log,
  multiply,
  negate,
  pi,
  power,
  real,
  requireReal,
  sign,
  subtract,
  Undefined,
  Unknown,
  type Value,
  wholeOf,
} from "./numbers.ts";

const one = fromNumber(1);
const two = fromNumber(2);
const half = divide(one, two);
const zero = fromNumber(0);
const root = (z: Value, complex: boolean): Value => power(z, half, [1, 2], complex);
const sinh = (z: Value): Value => multiply(half, subtract(exp(z), exp(negate(z))));
const cosh = (z: Value): Value => multiply(half, add(exp(z), exp(negate(z))));
const turned = (z: Value): Value => multiply(imaginary, z);
const sin = (z: Value): Value => (isReal(z) ? real(z.re.sin()) : divide(sinh(turned(z)), imaginary));
const cos = (z: Value): Value => (isReal(z) ? real(z.re.cos()) : cosh(turned(z)));
const timesLog = (z: Value, complex: boolean): Value => (isZero(z) ? zero : multiply(z, log(z, complex)));

function within(z: Value, low: number, high: number): Decimal {
  const x = requireReal(z);
  if (x.lt(low) || x.gt(high)) throw new Undefined("an argument outside the domain");
  return x;
}

/** erf x = 2/√π Σ (−1)^n x^{2n+1}/(n! (2n+1)). */
function erf(z: Value): Value {
  const x = requireReal(z);
  if (x.abs().gt(6)) throw new Unknown("erf of a large number");
  let term = x;
  let sum = x;
  for (let n = 1; term.abs().gt(1e-62) && n < 400; n++) {
    term = term.times(x).times(x).div(-n);
    sum = sum.plus(term.div(2 * n + 1));
  }
  return real(sum.times(2).div(pi.sqrt()));
}

function gamma(z: Value): Value {
  const n = wholeOf(z);
  if (n !== undefined && n <= 0) throw new Undefined("a pole of the gamma function");
  if (n !== undefined && n < 30) return factorial(n - 1);
  throw new Unknown("the gamma function");
}

function factorial(n: number): Value {
  return n <= 1 ? one : multiply(fromNumber(n), factorial(n - 1));
}

type Evaluate = (z: Value, complex: boolean) => Value;

export const functions: Readonly<Record<string, Evaluate>> = {
  exp,
  log,
  ln: log,
  sqrt: root,
  sin,
  cos,
  tan: (z) => divide(sin(z), cos(z)),
  asin: (z) => real(within(z, -1, 1).asin()),
  acos: (z) => real(within(z, -1, 1).acos()),
  atan: (z) => real(requireReal(z).atan()),
  sinh,
  cosh,
  tanh: (z) => divide(sinh(z), cosh(z)),
  coth: (z) => divide(cosh(z), sinh(z)),
  sech: (z) => divide(one, cosh(z)),
  csch: (z) => divide(one, sinh(z)),
  asinh: (z, c) => log(add(z, root(add(one, multiply(z, z)), c)), c),
  acosh: (z, c) => log(add(z, multiply(root(subtract(z, one), c), root(add(z, one), c))), c),
  atanh: (z, c) => multiply(half, subtract(log(add(one, z), c), log(subtract(one, z), c))),
  acoth: (z, c) => multiply(half, log(divide(add(z, one), subtract(z, one)), c)),
  logistic: (z) => divide(one, add(one, exp(negate(z)))),
  logit: (z, c) => subtract(log(z, c), log(subtract(one, z), c)),
  softplus: (z, c) => log(add(one, exp(z)), c),
  entropy: (z, c) => negate(add(timesLog(z, c), timesLog(subtract(one, z), c))),
  erf,
  gamma,
  logGamma: (z, c) => log(gamma(z), c),
  abs,
  sign,
};
