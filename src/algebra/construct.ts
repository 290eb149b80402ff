/**
 * Constructors of expressions. They fold exact numbers, flatten sums and products and put a product in the order
 * coefficient, numerator, denominator; they never reorder terms, collect or expand, so a formula is printed as its
 * author wrote it.
 */
import { BoltzproofError } from "../errors.ts";
import {
  addRationals,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
  rationalsEqual,
  ZERO,
} from "./exact/rational.ts";
import type {
  CallNode,
  ConstantNode,
  DerivativeNode,
  EquationNode,
  Expression,
  FunctionName,
  IndexedNode,
  IndexRange,
  IntegralNode,
  MatrixNode,
  PowerNode,
  RationalNode,
  SymbolNode,
} from "./expression.ts";
import {
  isDenominator,
  isHalf,
  isIntegerNode,
  isNeverZero,
  isOneNode,
  isPositiveNumber,
  isRational,
  isTotal,
  isZeroNode,
} from "./nodes.ts";
import { Contains, contains } from "./parts.ts";

export { isDenominator, isHalf, isIntegerNode, isOneNode, isRational, isTotal, isZeroNode };

/** Where a constructor takes an expression it also takes a whole number. */
export type Operand = Expression | number | bigint;

/** π. */
export const pi: ConstantNode = { kind: "constant", name: "pi" };
/** The imaginary unit, I in text. */
export const imaginaryUnit: ConstantNode = { kind: "constant", name: "i" };
/** ∞, as an end of an integral alone. */
export const infinity: ConstantNode = { kind: "constant", name: "infinity" };

/** The node of an exact rational number. */
export function numberNode(q: Rational): RationalNode {
  return { kind: "rational", numerator: q.numerator, denominator: q.denominator };
}

/** The exact number numerator / denominator. @throws BoltzproofError "domain" for a double that is not whole, or x/0. */
export function fraction(numerator: number | bigint, denominator: number | bigint = 1): RationalNode {
  return numberNode(rational(numerator, denominator));
}

/** The number 0. */
export const zero: RationalNode = fraction(0);
/** The number 1. */
export const one: RationalNode = fraction(1);
/** The number 1/2. */
export const half: RationalNode = fraction(1, 2);

/**
 * A number as an exact node; an expression as it is.
 * @throws BoltzproofError "domain" for a double that is not whole.
 */
export function toExpression(x: Operand): Expression {
  return typeof x === "object" ? x : fraction(x);
}

/**
 * A symbol. Trailing numbers after "_" are indices: symbol("u_1") is symbol("u", 1); other subscripts are part of
 * the name: "sigma_W".
 * @throws BoltzproofError "domain" when the name is not letters and digits with "_" between.
 */
export function symbol(name: string, ...indices: readonly Operand[]): SymbolNode {
  const parts = /^([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z][A-Za-z0-9]*)*)((?:_\d+)*)$/.exec(name);
  if (parts === null) {
    throw new BoltzproofError("domain", {
      found: `the name "${name}"`,
      expected: 'letters and digits, subscripts after "_", as in sigma_W or u_1',
      advice: "rename the symbol",
    });
  }
  const numbers = parts[2]!.split("_").slice(1).map(BigInt);
  return { kind: "symbol", name: parts[1]!, indices: [...numbers, ...indices].map(toExpression) };
}

/** Sum of any number of terms; the numbers among them are added up at the place of the first. */
export function add(...operands: readonly Operand[]): Expression {
  const terms: Expression[] = [];
  let number = ZERO;
  let at = -1;
  const take = (e: Expression): void => {
    if (e.kind === "sum") e.terms.forEach(take);
    else if (e.kind !== "rational") terms.push(e);
    else {
      if (at < 0) at = terms.length;
      number = addRationals(number, e);
    }
  };
  for (const x of operands) take(toExpression(x));
  if (number.numerator !== 0n) terms.splice(at, 0, numberNode(number));
  return terms.length === 0 ? zero : terms.length === 1 ? terms[0]! : { kind: "sum", terms };
}

/**
 * Product of any number of factors: one number in front, then the others in their order, then those with a
 * negative power. A product with a matrix in it keeps its order.
 */
export function multiply(...operands: readonly Operand[]): Expression {
  const above: Expression[] = [];
  const below: Expression[] = [];
  const lowest: Expression[] = [];
  let number = ONE;
  const ordered = operands.some((x) => typeof x === "object" && containsMatrix(x));
  const take = (e: Expression): void => {
    if (e.kind === "product") e.factors.forEach(take);
    else if (e.kind === "rational") number = multiplyRationals(number, e);
    else if (!isDenominator(e) || ordered) above.push(e);
    // 1/(1/x) last, as it comes out when the product is turned over twice.
    else (isDenominator((e as PowerNode).base) ? lowest : below).push(e);
  };
  for (const x of operands) take(toExpression(x));
  const all = [...above, ...below, ...lowest];
  // 0 times what has no value has none: of 0·x·log x only 0·log x is left.
  const isNothing = number.numerator === 0n && !ordered;
  const factors = isNothing ? all.filter((x) => !isTotal(x)) : all;
  if (isNothing && factors.length === 0) return zero;
  if (!rationalsEqual(number, ONE)) factors.unshift(numberNode(number));
  return factors.length === 0 ? one : factors.length === 1 ? factors[0]! : { kind: "product", factors };
}

/** Whether e is matrix-valued as far as its own sums, products and powers show. */
export function containsMatrix(e: Expression): boolean {
  if (e.kind === "matrix") return true;
  if (!contains(e, Contains.matrix)) return false;
  if (e.kind === "sum") return e.terms.some(containsMatrix);
  if (e.kind === "product") return e.factors.some(containsMatrix);
  return e.kind === "power" && containsMatrix(e.base);
}

/**
 * base^exponent. Folds x⁰ = 1 (also 0⁰ = 1, as in polynomials), x¹ = x, whole powers of numbers,
 * (xᵃ)ⁿ = xᵃⁿ for whole n, and (x y)⁻¹ = x⁻¹ y⁻¹; all of them hold for every complex x and y, and both sides exist at
 * the same places. What would have a value at more places stays as it is: (√x)² is not x, and 1/(1/x) is not x.
 * @throws BoltzproofError "domain" for 0 to a negative power.
 */
export function power(base: Operand, exponent: Operand): Expression {
  const b = toExpression(base);
  const n = toExpression(exponent);
  if (!isIntegerNode(n)) return { kind: "power", base: b, exponent: n };
  if (n.numerator === 0n && isTotal(b)) return one;
  if (n.numerator === 1n) return b;
  if (n.numerator === 0n) return { kind: "power", base: b, exponent: n };
  if (b.kind === "rational" && largestFolded >= n.numerator && n.numerator >= -largestFolded) {
    return wholePower(b, n.numerator);
  }
  if (b.kind === "power" && (isPositiveNumber(b.base) || !widensDomain(b, n.numerator)))
    return power(b.base, multiply(b.exponent, n));
  // (1/x)⁻³ is 1/(1/x³).
  if (b.kind === "power" && n.numerator < -1n && !widensDomain(b, -n.numerator)) {
    return power(power(b, -n.numerator), -1);
  }
  // A multiple of 0 is 0 wherever it has a value.
  if (n.numerator < 0n && b.kind === "product" && isZeroNode(b.factors[0]!)) return wholePower(zero, n.numerator);
  if (b.kind === "product" && n.numerator === -1n && !containsMatrix(b)) {
    return multiply(...b.factors.map((x) => power(x, -1)));
  }
  return { kind: "power", base: b, exponent: n };
}

/**
 * Whether xᵃⁿ has a value where (xᵃ)ⁿ has none: at x = 0 where a reciprocal is turned over, and for x < 0 where a
 * fraction times n is whole, and a root is lost.
 */
function widensDomain({ base, exponent: a }: PowerNode, n: bigint): boolean {
  if (a.kind !== "rational") return n < 0n && !isNeverZero(base);
  if (a.numerator < 0n && n < 0n && !isNeverZero(base)) return true;
  return a.denominator !== 1n && (a.numerator * n) % a.denominator === 0n;
}

/** Powers of numbers beyond this stay as they are: a text such as 2^10^9 must not fill the memory. */
const largestFolded = 4096n;

function wholePower(q: Rational, n: bigint): RationalNode {
  return n < 0n ? fraction(q.denominator ** -n, q.numerator ** -n) : fraction(q.numerator ** n, q.denominator ** n);
}

/** −x. */
export function negate(x: Operand): Expression {
  return multiply(-1, x);
}

/** a − b. */
export function subtract(a: Operand, b: Operand): Expression {
  return add(a, negate(b));
}

/** a/b, as a · b^−1. */
export function divide(a: Operand, b: Operand): Expression {
  return multiply(a, power(b, -1));
}

/** x^(1/2). */
export function sqrt(x: Operand): Expression {
  return power(x, half);
}

/** name(argument) for a function of the closed list. */
export function call(name: FunctionName, argument: Operand): CallNode {
  return { kind: "call", name, argument: toExpression(argument) };
}

/** e^x. */
export function exp(x: Operand): CallNode {
  return call("exp", x);
}

/** Natural logarithm. */
export function log(x: Operand): CallNode {
  return call("log", x);
}

/** left == right. */
export function equation(left: Operand, right: Operand): EquationNode {
  return { kind: "equation", left: toExpression(left), right: toExpression(right) };
}

/** The whole numbers from … to, as the range of a sum; empty where to < from. */
export function interval(from: Operand, to: Operand): IndexRange {
  return { kind: "interval", from: toExpression(from), to: toExpression(to) };
}

/** Range of one unit, for example overValues(0, 1) or overValues(-1, 1). */
export function overValues(...values: readonly Operand[]): IndexRange {
  return { kind: "values", values: values.map(toExpression) };
}

/** Range of a whole layer: overStates([0, 1], 1, "M") runs over {0, 1}^M. */
export function overStates(values: readonly Operand[], from: Operand, to: Operand): IndexRange {
  return { kind: "states", values: values.map(toExpression), from: toExpression(from), to: toExpression(to) };
}

/** Σ of the body over an index or the values of a unit. */
export function sumOver(index: string, range: IndexRange, body: Operand): IndexedNode {
  return { kind: "indexed", operator: "sum", index: symbol(index).name, range, body: toExpression(body) };
}

/** Π of the body over an index or the values of a unit. */
export function productOver(index: string, range: IndexRange, body: Operand): IndexedNode {
  return { ...sumOver(index, range, body), operator: "product" };
}

/** ∫ of the body over a variable between two ends. */
export function integral(index: string, from: Operand, to: Operand, body: Operand): IntegralNode {
  return {
    kind: "integral",
    index: symbol(index).name,
    from: toExpression(from),
    to: toExpression(to),
    body: toExpression(body),
  };
}

/** ∂ of the body by a variable, not carried out; `differentiate` does it. */
export function derivative(body: Operand, variable: SymbolNode): DerivativeNode {
  return { kind: "derivative", variable, body: toExpression(body) };
}

/** Kronecker delta; 1 or 0 at once when both indices are numbers. */
export function delta(left: Operand, right: Operand): Expression {
  const a = toExpression(left);
  const b = toExpression(right);
  if (a.kind !== "rational" || b.kind !== "rational") return { kind: "delta", left: a, right: b };
  return rationalsEqual(a, b) ? one : zero;
}

/** Small dense matrix by rows. @throws BoltzproofError "shape" for no rows or rows of unequal length. */
export function matrixOf(rows: readonly (readonly Operand[])[]): MatrixNode {
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.some((r) => r.length !== width)) {
    throw new BoltzproofError("shape", {
      found: `rows of lengths ${rows.map((r) => r.length).join(", ") || "none"}`,
      expected: "rows of one length, at least 1",
      advice: "complete the matrix",
    });
  }
  return { kind: "matrix", rows: rows.map((r) => r.map(toExpression)) };
}
