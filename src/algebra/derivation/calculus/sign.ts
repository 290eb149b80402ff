/**
 * The sign of an expression of real symbols, as far as it is evident from its form and from what is declared:
 * abstract evaluation over sets of signs. Sound and incomplete: an answer holds, and "any sign" is always allowed.
 */
import { add, negate, subtract } from "../../construct.ts";
import { type DomainPart, definedWhere } from "../../domains.ts";
import type { CallNode, Expression, IndexedNode, PowerNode } from "../../expression.ts";
import { Contains, contains, rememberedByNode } from "../../parts.ts";
import { children, equals, freeNames, isBinder } from "../../structure.ts";
import type { Assumption } from "../step.ts";
import { aboutFamilies } from "./families.ts";

/** Set of possible signs: 1 negative, 2 zero, 4 positive. */
type Signs = number;
const NEGATIVE = 1;
const ZERO = 2;
const POSITIVE = 4;
const ANY: Signs = NEGATIVE | ZERO | POSITIVE;

const each: readonly (readonly [sign: number, bit: Signs])[] = [
  [-1, NEGATIVE],
  [0, ZERO],
  [1, POSITIVE],
];
const bitOf = (value: number): Signs => (value < 0 ? NEGATIVE : value > 0 ? POSITIVE : ZERO);

/** The signs that f(x, y) can have when x and y have theirs. */
function combine(x: Signs, y: Signs, f: (a: number, b: number) => Signs): Signs {
  let out = 0;
  for (const [a, bitA] of each) for (const [b, bitB] of each) if (x & bitA && y & bitB) out |= f(a, b);
  return out;
}

const sumOf = (x: Signs, y: Signs): Signs => combine(x, y, (a, b) => (a * b < 0 ? ANY : bitOf(a + b)));
const productOf = (x: Signs, y: Signs): Signs => combine(x, y, (a, b) => bitOf(a * b));
const mirrored = (x: Signs): Signs => productOf(x, NEGATIVE);

/** −e, the same node for the same e. */
export const opposite: (e: Expression) => Expression = rememberedByNode(negate);

/** How the declared assumptions bound an expression that is one of theirs. */
function declaredSigns(e: Expression, assumptions: readonly Assumption[]): Signs {
  let signs = ANY;
  for (const a of assumptions) {
    const allowed = {
      positive: POSITIVE,
      nonnegative: ZERO | POSITIVE,
      size: ZERO | POSITIVE,
      nonzero: NEGATIVE | POSITIVE,
    };
    if (a.kind === "premise" || a.kind === "small" || a.kind === "whole") continue;
    const bound = a.kind === "large" ? POSITIVE : allowed[a.kind];
    if (equals(a.of, e)) signs &= bound;
    else if (equals(opposite(a.of), e)) signs &= mirrored(bound);
  }
  return signs;
}

function signsOf(e: Expression, assumptions: readonly Assumption[]): Signs {
  const form = e.kind === "indexed" ? indexedSigns(e, assumptions) : formSigns(e, (x) => signsOf(x, assumptions));
  return declaredSigns(e, assumptions) & form;
}

/** A sum of terms of one sign, 0 where it has none; a product of what is positive. What is assumed of a free index says nothing of a bound one. */
function indexedSigns({ operator, index, range, body }: IndexedNode, assumptions: readonly Assumption[]): Signs {
  if (range.kind !== "interval") return ANY;
  const bare = signsOf(body, []);
  // A product without factors is 1.
  if (operator === "product") {
    return bare === POSITIVE || signsOf(body, aboutFamilies(assumptions, index)) === POSITIVE ? POSITIVE : ANY;
  }
  const term = bare === POSITIVE || bare === NEGATIVE ? bare : signsOf(body, aboutFamilies(assumptions, index));
  const hasTerm = (signsOf(subtract(range.to, range.from), assumptions) & NEGATIVE) === 0;
  if (term === POSITIVE || term === NEGATIVE) return hasTerm ? term : term | ZERO;
  return term & POSITIVE && term & NEGATIVE ? ANY : term | ZERO;
}

/** Nothing is evident of an expression with the imaginary unit in it, nor of one that may have no value. */
function realSigns(e: Expression, assumptions: readonly Assumption[]): Signs {
  if (contains(e, Contains.i)) return ANY;
  const signs = signsOf(e, assumptions);
  return signs === ANY || domainNeeds(e, assumptions).length === 0 ? signs : ANY;
}

/**
 * What is not evident and has to hold for the expression to have a real value, denominators aside: 0 ≤ √x says
 * something for x ≥ 0 only. A domain that speaks of a bound name is a matter of its range.
 */
export function domainNeeds(e: Expression, assumptions: readonly Assumption[]): readonly DomainPart[] {
  return domainParts(e, new Set()).filter(({ kind, of }) => {
    const signs = signsOf(of, assumptions);
    return (signs & (kind === "nonzero" ? ZERO : kind === "positive" ? ZERO | NEGATIVE : NEGATIVE)) !== 0;
  });
}

function domainParts(e: Expression, bound: ReadonlySet<string>): readonly DomainPart[] {
  const inside = isBinder(e) ? new Set([...bound, e.index]) : bound;
  const parts = children(e).flatMap((x) => domainParts(x, inside));
  const own = e.kind === "call" ? definedWhere(e.name, e.argument) : e.kind === "power" ? baseParts(e) : [];
  return [...parts, ...own.filter(({ of }) => ![...freeNames(of)].some((name) => bound.has(name)))];
}

/** A whole power needs nothing but its denominator, another one a base that is not negative. */
function baseParts({ base, exponent }: PowerNode): readonly DomainPart[] {
  if (exponent.kind !== "rational") return [{ kind: "positive", of: base }];
  return exponent.denominator === 1n ? [] : [{ kind: "nonnegative", of: base }];
}

export function isPositive(e: Expression, assumptions: readonly Assumption[]): boolean {
  return realSigns(e, assumptions) === POSITIVE;
}

export function isNonnegative(e: Expression, assumptions: readonly Assumption[]): boolean {
  return (realSigns(e, assumptions) & NEGATIVE) === 0;
}

export function isNonzero(e: Expression, assumptions: readonly Assumption[]): boolean {
  return (realSigns(e, assumptions) & ZERO) === 0;
}

function formSigns(e: Expression, signs: (x: Expression) => Signs): Signs {
  switch (e.kind) {
    case "rational":
      return e.numerator === 0n ? ZERO : e.numerator > 0n ? POSITIVE : NEGATIVE;
    case "constant":
      return POSITIVE;
    case "sum":
      return e.terms.map(signs).reduce(sumOf);
    case "product":
      return e.factors.map(signs).reduce(productOf);
    case "power":
      return powerSigns(e, signs(e.base));
    case "call":
      return callSigns(e, signs);
    default:
      return ANY;
  }
}

function powerSigns({ exponent }: PowerNode, base: Signs): Signs {
  if (base === POSITIVE) return POSITIVE;
  if (exponent.kind !== "rational") return ANY;
  const negativePower = exponent.numerator < 0n;
  const possible = negativePower ? base & ~ZERO : base;
  if (exponent.denominator === 1n)
    return exponent.numerator % 2n === 0n ? productOf(possible, possible) & squares(possible) : possible;
  // A root is taken of what is not negative; that it is not is a need of the domain.
  return possible & (ZERO | POSITIVE);
}

function squares(base: Signs): Signs {
  return (base & ZERO ? ZERO : 0) | (base & (NEGATIVE | POSITIVE) ? POSITIVE : 0);
}

function callSigns({ name, argument }: CallNode, signs: (x: Expression) => Signs): Signs {
  switch (name) {
    case "exp":
    case "cosh":
    case "sech":
    case "logistic":
    case "softplus":
      return POSITIVE;
    case "sinh":
    case "tanh":
    case "asinh":
    case "atanh":
    case "atan":
    case "asin":
    case "erf":
    case "sign":
      return signs(argument);
    case "coth":
    case "csch":
    case "acoth":
      return signs(argument) & ~ZERO;
    case "abs":
      return squares(signs(argument));
    case "log":
      return signs(add(argument, -1));
    case "acosh":
    case "entropy":
    case "acos":
      return ZERO | POSITIVE;
    // Positive on the right of 0; on the left the sign changes from pole to pole.
    case "gamma":
      return signs(argument) === POSITIVE ? POSITIVE : NEGATIVE | POSITIVE;
    default:
      return ANY;
  }
}
