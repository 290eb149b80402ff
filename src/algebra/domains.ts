/**
 * Where each function of the list has a value, and which one at special arguments: the one table that the zero test,
 * the expansions, the signs and the printed code go by.
 *
 * Over the real numbers (a formula without i) a function has a value where that value is real:
 *   - log u for u > 0; u^c with a fraction or a symbol as exponent for u > 0, and 0^c = 0 for c > 0. Odd roots are no
 *     exception: (−8)^{1/3} has no real value here, as in the code that is printed, where it is NaN.
 *   - u^n with a whole number as exponent everywhere, n < 0 outside u = 0, and u⁰ = 1 also for u = 0, as in polynomials.
 *   - sign 0 = 0 and |0| = 0; the entropy −m ln m − (1−m) ln(1−m) is 0 at m = 0 and 1 by continuity.
 *   - log 0, atanh(±1), logit 0, Γ(0) … are no numbers, nor is a formula that contains one of them: there is no −∞.
 * In a formula with i, or with a power of a negative number to a symbol, logarithms, roots and powers take their
 * principal values, the argument in (−π, π]: (−8)^{1/3} = 1 + i√3 and log(−1) = iπ.
 */
import { add, call, divide, half, log, multiply, negate, numberNode, pi, power, sqrt, subtract } from "./construct.ts";
import { factorial, type Rational, rational, rationalToText } from "./exact/rational.ts";
import type { Expression, FunctionName, PowerNode } from "./expression.ts";
import { isNeverZero } from "./nodes.ts";

/** What has to hold for a function to have a value. */
export interface DomainPart {
  readonly kind: "positive" | "nonnegative" | "nonzero";
  readonly of: Expression;
}

type Domain = (u: Expression) => readonly DomainPart[];

const positive = (of: Expression): DomainPart => ({ kind: "positive", of });
const nonnegative = (of: Expression): DomainPart => ({ kind: "nonnegative", of });
const nonzero = (of: Expression): DomainPart => ({ kind: "nonzero", of });
const square = (u: Expression): Expression => power(u, 2);

const domains: Partial<Record<FunctionName, Domain>> = {
  log: (u) => [positive(u)],
  logit: (u) => [positive(u), positive(subtract(1, u))],
  entropy: (u) => [nonnegative(u), nonnegative(subtract(1, u))],
  asin: (u) => [nonnegative(add(u, 1)), nonnegative(subtract(1, u))],
  acos: (u) => [nonnegative(add(u, 1)), nonnegative(subtract(1, u))],
  atanh: (u) => [positive(add(u, 1)), positive(subtract(1, u))],
  acosh: (u) => [nonnegative(subtract(u, 1))],
  acoth: (u) => [positive(subtract(square(u), 1))],
  tan: (u) => [nonzero(call("cos", u))],
  coth: (u) => [nonzero(call("sinh", u))],
  csch: (u) => [nonzero(call("sinh", u))],
  // 1/Γ is entire, and its zeros are the poles of Γ.
  gamma: (u) => [nonzero(power(call("gamma", u), -1))],
  logGamma: (u) => [positive(u)],
};

/** Where name(u) has a real value; nothing for a function that has one for every real u. */
export function definedWhere(name: FunctionName, u: Expression): readonly DomainPart[] {
  return domains[name]?.(u) ?? [];
}

/** A domain without its edges. */
export interface OpenPart {
  readonly kind: "positive" | "nonzero";
  readonly of: Expression;
}

/** Where name(u) has a real value and a power series: its domain without the edges, and off the kinks of |u|, sign u. */
export function analyticWhere(name: FunctionName, u: Expression): readonly OpenPart[] {
  if (name === "abs" || name === "sign" || name === "coth" || name === "csch") return [{ kind: "nonzero", of: u }];
  if (name === "gamma") return [{ kind: "positive", of: u }];
  return definedWhere(name, u).map(({ kind, of }) => ({ kind: kind === "nonzero" ? kind : "positive", of }));
}

/** An exact value, or "none" where the function has no value over the real and the complex numbers alike. */
export type SpecialValue = Expression | "none";

const zero = numberNode(rational(0));
const one = numberNode(rational(1));
const minusOne = numberNode(rational(-1));
const turns = (numerator: number, denominator = 1): Expression =>
  multiply(numberNode(rational(numerator, denominator)), pi);

/** Values by the text of a rational argument. */
const table: Partial<Record<FunctionName, Readonly<Record<string, SpecialValue>>>> = {
  exp: { "0": one },
  log: { "0": "none", "1": zero },
  sin: { "0": zero },
  cos: { "0": one },
  tan: { "0": zero },
  asin: { "-1": turns(-1, 2), "-1/2": turns(-1, 6), "0": zero, "1/2": turns(1, 6), "1": turns(1, 2) },
  acos: { "-1": pi, "-1/2": turns(2, 3), "0": turns(1, 2), "1/2": turns(1, 3), "1": zero },
  atan: { "-1": turns(-1, 4), "0": zero, "1": turns(1, 4) },
  sinh: { "0": zero },
  cosh: { "0": one },
  tanh: { "0": zero },
  coth: { "0": "none" },
  sech: { "0": one },
  csch: { "0": "none" },
  asinh: { "0": zero },
  acosh: { "1": zero },
  atanh: { "-1": "none", "0": zero, "1": "none" },
  acoth: { "-1": "none", "1": "none" },
  logistic: { "0": half },
  logit: { "0": "none", "1/2": zero, "1": "none" },
  softplus: { "0": log(2) },
  entropy: { "0": zero, "1/2": log(2), "1": zero },
  erf: { "0": zero },
};

/** Factorials beyond this are left to the numbers. */
const largestFactorial = 1000n;

/** name(q) where it has a closed form that no other rule gives, or "none"; undefined where nothing special is known. */
export function specialValue(name: FunctionName, q: Rational): SpecialValue | undefined {
  if (name === "sign") return q.numerator === 0n ? zero : q.numerator > 0n ? one : minusOne;
  if (name === "abs") return q.numerator < 0n ? negate(numberNode(q)) : numberNode(q);
  if (name === "gamma") return gammaAt(q);
  if (name === "logGamma") return q.numerator > 0n ? logGammaAt(q) : wholeOrUnknown(q);
  return table[name]?.[rationalToText(q)];
}

function wholeOrUnknown(q: Rational): "none" | undefined {
  return q.denominator === 1n ? "none" : undefined;
}

function logGammaAt(q: Rational): SpecialValue | undefined {
  const value = gammaAt(q);
  if (value === undefined || value === "none") return value;
  return value.kind === "rational" && value.numerator === value.denominator ? zero : log(value);
}

/** Γ at whole numbers and at halves: (n−1)!, Γ(½) = √π and Γ(q + 1) = q Γ(q). */
function gammaAt(q: Rational): SpecialValue | undefined {
  const { numerator: n, denominator: d } = q;
  if (d === 1n && n <= 0n) return "none";
  if (d > 2n || n > largestFactorial || n < -largestFactorial) return undefined;
  if (d === 1n) return numberNode(rational(factorial(Number(n) - 1)));
  let factor: Expression = one;
  for (let k = 1n; k < n; k += 2n) factor = multiply(factor, numberNode(rational(k, 2n)));
  for (let k = n; k < 1n; k += 2n) factor = divide(factor, numberNode(rational(k, 2n)));
  return multiply(factor, sqrt(pi));
}

/** A part of the domain of a power, with the exponent that decides it. */
export type PowerPart = DomainPart & { readonly unlessPositive?: Expression | undefined };

/** Where the outermost operation of e has a value; in a real formula a real one. */
export function domainPartsOf(e: Expression, isComplex: boolean): readonly PowerPart[] {
  const parts = e.kind === "call" ? definedWhere(e.name, e.argument) : e.kind === "power" ? partsOfPower(e) : [];
  if (!isComplex) return parts;
  // Over the complex numbers logarithms and powers are only short of the value at 0, and roots of nothing.
  return parts.flatMap((part) => (part.kind === "nonnegative" ? [] : [{ ...part, kind: "nonzero" as const }]));
}

function partsOfPower({ base, exponent }: PowerNode): readonly PowerPart[] {
  if (exponent.kind !== "rational") return [{ kind: "positive", of: base, unlessPositive: exponent }];
  const isWhole = exponent.denominator === 1n;
  if (exponent.numerator < 0n && isWhole && isNeverZero(base)) return [];
  if (exponent.numerator < 0n) return [{ kind: isWhole ? "nonzero" : "positive", of: base }];
  return isWhole ? [] : [{ kind: "nonnegative", of: base }];
}
