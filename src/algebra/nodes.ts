/** What a node is, as its form shows; what a formula is for all values of its symbols is a matter for `isZero`. */
import type { Expression, FunctionName, RationalNode } from "./expression.ts";

/** Whether the node is an exact number. */
export function isRational(e: Expression): e is RationalNode {
  return e.kind === "rational";
}

/** Whether the node is the number 0; a formula that vanishes is a matter for `isZero`. */
export function isZeroNode(e: Expression): boolean {
  return e.kind === "rational" && e.numerator === 0n;
}

/** Whether the node is the number 1. */
export function isOneNode(e: Expression): boolean {
  return e.kind === "rational" && e.numerator === 1n && e.denominator === 1n;
}

/** Whether the node is the number 1/2. */
export function isHalf(e: Expression): boolean {
  return e.kind === "rational" && e.numerator === 1n && e.denominator === 2n;
}

/** Whether e is the number of a whole value. */
export function isIntegerNode(e: Expression): e is RationalNode {
  return e.kind === "rational" && e.denominator === 1n;
}

/** Whether a factor stands below the fraction line: a negative number as exponent. */
export function isDenominator(e: Expression): boolean {
  return e.kind === "power" && e.exponent.kind === "rational" && e.exponent.numerator < 0n;
}

/** Whether the node is a positive number, or π. */
export function isPositiveNumber(e: Expression): boolean {
  return e.kind === "rational" ? e.numerator > 0n : e.kind === "constant" && e.name === "pi";
}

/** Whether the node is not 0 wherever it has a value: exponentials and reciprocals. */
export function isNeverZero(e: Expression): boolean {
  return isPositiveNumber(e) || (e.kind === "call" && e.name === "exp") || isDenominator(e);
}

/** Functions that have a value for every real argument; `domains.ts` tells where the others have one. */
const totalFunctions: ReadonlySet<FunctionName> = new Set<FunctionName>(
  "exp sin cos atan sinh cosh tanh sech asinh logistic softplus erf abs sign".split(" ") as FunctionName[],
);
/** Those of them that have one for every complex argument too. */
const entireFunctions: ReadonlySet<FunctionName> = new Set<FunctionName>(["exp", "sin", "cos", "sinh", "cosh", "erf"]);

/**
 * Whether e has a value for all values of its symbols, as its form shows: what may be forgotten beside a factor 0 or
 * under an exponent 0. Names in the ends of ranges stand for whole numbers.
 */
export function isTotal(e: Expression): boolean {
  switch (e.kind) {
    case "rational":
    case "symbol":
    case "delta":
      return true;
    case "constant":
      return e.name !== "infinity";
    case "sum":
      return e.terms.every(isTotal);
    case "product":
      return e.factors.every(isTotal);
    case "power":
      return isIntegerNode(e.exponent)
        ? isTotal(e.base) && (e.exponent.numerator >= 0n || isPositiveNumber(e.base))
        : isPositiveNumber(e.base) && isTotal(e.exponent);
    case "call":
      if (e.name === "log" && isPositiveNumber(e.argument)) return true;
      return isTotal(e.argument) && (containsI(e.argument) ? entireFunctions : totalFunctions).has(e.name);
    case "indexed":
      return isTotal(e.body) && (e.range.kind === "values" || [e.range.from, e.range.to].every(isWholeForm));
    case "matrix":
      return e.rows.flat().every(isTotal);
    default:
      return false;
  }
}

function containsI(e: Expression): boolean {
  switch (e.kind) {
    case "constant":
      return e.name === "i";
    case "sum":
      return e.terms.some(containsI);
    case "product":
      return e.factors.some(containsI);
    case "power":
      return containsI(e.base) || containsI(e.exponent);
    case "call":
      return containsI(e.argument);
    case "indexed":
      return containsI(e.body);
    default:
      return false;
  }
}

/** Whole numbers and symbols, added up with whole factors. */
function isWholeForm(e: Expression): boolean {
  if (e.kind === "sum") return e.terms.every(isWholeForm);
  if (e.kind === "product") return e.factors.every(isWholeForm);
  return e.kind === "symbol" || isIntegerNode(e);
}
