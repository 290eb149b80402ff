/**
 * Signs of polynomials in one variable: exactly, by Sturm's theorem, where the coefficients are numbers, and by the
 * discriminant for a quadratic with parameters.
 */
import { add, isZeroNode, multiply, one, subtract, zero } from "../../construct.ts";
import {
  addRationals,
  divideRationals,
  fromInteger,
  multiplyRationals,
  negateRational,
  ONE,
  type Rational,
  ZERO,
} from "../../exact/rational.ts";
import type { Expression, SymbolNode } from "../../expression.ts";
import { equals, freeNames } from "../../structure.ts";

/** Of the polynomials that are looked at. */
const highestDegree = 16;

type Coefficients = readonly Expression[];

/** Coefficients of a polynomial in x, constant first; undefined for anything else or for a degree above 16. */
export function coefficientsOf(e: Expression, x: SymbolNode): Coefficients | undefined {
  if (!freeNames(e).has(x.name)) return trimmed([e]);
  if (equals(e, x)) return [zero, one];
  switch (e.kind) {
    case "sum":
      return combined(e.terms, x, plus);
    case "product":
      return combined(e.factors, x, times);
    case "power": {
      const { exponent } = e;
      if (exponent.kind !== "rational" || exponent.denominator !== 1n) return undefined;
      const n = exponent.numerator;
      return n < 0n || n > highestDegree ? undefined : combined(Array<Expression>(Number(n)).fill(e.base), x, times);
    }
    default:
      return undefined;
  }
}

function combined(
  parts: readonly Expression[],
  x: SymbolNode,
  combine: (a: Coefficients, b: Coefficients) => Coefficients,
): Coefficients | undefined {
  let total: Coefficients | undefined;
  for (const part of parts) {
    const next = coefficientsOf(part, x);
    if (next === undefined) return undefined;
    total = total === undefined ? next : combine(total, next);
    if (total.length > highestDegree + 1) return undefined;
  }
  return total && trimmed(total);
}

function plus(a: Coefficients, b: Coefficients): Coefficients {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, k) => add(a[k] ?? zero, b[k] ?? zero));
}

function times(a: Coefficients, b: Coefficients): Coefficients {
  if (a.length === 0 || b.length === 0) return [];
  const terms: Expression[][] = Array.from({ length: a.length + b.length - 1 }, () => []);
  for (const [i, p] of a.entries()) for (const [j, q] of b.entries()) terms[i + j]!.push(multiply(p, q));
  return terms.map((list) => add(...list));
}

function trimmed(coefficients: Coefficients): Coefficients {
  let length = coefficients.length;
  while (length > 0 && isZeroNode(coefficients[length - 1]!)) length--;
  return coefficients.slice(0, length);
}

/** 4ac − b² of c + b x + a x²; above 0 with a above 0 it has no real root. */
export function discriminantBelow([c, b, a]: readonly Expression[]): Expression {
  return subtract(multiply(4, a!, c!), multiply(b!, b!));
}

/** An end of a range: a number or −∞, ∞. */
export type End = Rational | "minus infinity" | "infinity";

type Polynomial = readonly Rational[];

/** Whether the polynomial with these coefficients, constant first, is above 0 at every point between the ends. */
export function isPositiveBetween(coefficients: Polynomial, low: End, high: End): boolean {
  let p = coefficients;
  for (const end of [low, high]) {
    // (x − low)ᵏ is above 0 inside; of (high − x) the sign is that of the leading coefficient turned round.
    while (typeof end === "object" && p.length > 1 && sign(valueAt(p, end)) === 0) {
      p = withoutRoot(p, end);
      if (end === high) p = p.map(negateRational);
    }
  }
  return p.length > 0 && sign(valueAt(p, between(low, high))) > 0 && rootsBetween(p, low, high) === 0;
}

function valueAt(p: Polynomial, x: Rational): Rational {
  return p.reduceRight<Rational>((sum, c) => addRationals(multiplyRationals(sum, x), c), ZERO);
}

/** p/(x − root). */
function withoutRoot(p: Polynomial, root: Rational): Polynomial {
  const quotient: Rational[] = [];
  let carry: Rational = ZERO;
  for (let k = p.length - 1; k > 0; k--) {
    carry = addRationals(p[k]!, multiplyRationals(carry, root));
    quotient.unshift(carry);
  }
  return quotient;
}

function between(low: End, high: End): Rational {
  if (typeof low === "object" && typeof high === "object") {
    return multiplyRationals(addRationals(low, high), { numerator: 1n, denominator: 2n });
  }
  if (typeof low === "object") return addRationals(low, ONE);
  return typeof high === "object" ? addRationals(high, fromInteger(-1)) : ZERO;
}

/** The number of different roots in the open interval, by Sturm's theorem; no end is a root. */
function rootsBetween(p: Polynomial, low: End, high: End): number {
  const chain: Polynomial[] = [p, derivativeOf(p)];
  for (;;) {
    const last = chain[chain.length - 1]!;
    if (last.length <= 1) break;
    const rest = remainder(chain[chain.length - 2]!, last).map(negateRational);
    if (rest.length === 0) break;
    chain.push(rest);
  }
  return variations(chain, low) - variations(chain, high);
}

const derivativeOf = (p: Polynomial): Polynomial => p.slice(1).map((c, k) => multiplyRationals(c, fromInteger(k + 1)));

function remainder(a: Polynomial, b: Polynomial): Polynomial {
  let rest = [...a];
  while (rest.length >= b.length) {
    const factor = divideRationals(rest[rest.length - 1]!, b[b.length - 1]!);
    const shift = rest.length - b.length;
    rest = rest.map((c, k) =>
      k < shift ? c : addRationals(c, negateRational(multiplyRationals(factor, b[k - shift]!))),
    );
    while (rest.length > 0 && rest[rest.length - 1]!.numerator === 0n) rest.pop();
  }
  return rest;
}

function variations(chain: readonly Polynomial[], at: End): number {
  const signs = chain.map((p) => signAt(p, at)).filter((x) => x !== 0);
  return signs.filter((x, k) => k > 0 && x !== signs[k - 1]).length;
}

function signAt(p: Polynomial, at: End): number {
  if (typeof at === "object") return sign(valueAt(p, at));
  const leading = p.length === 0 ? 0 : sign(p[p.length - 1]!);
  return at === "minus infinity" && p.length % 2 === 0 ? -leading : leading;
}

const sign = ({ numerator }: Rational): number => (numerator > 0n ? 1 : numerator < 0n ? -1 : 0);
