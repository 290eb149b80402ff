/**
 * Expressions as rational functions of their atoms. Every rewriting done on the way is an identity wherever both
 * sides exist, for real symbols.
 */
import { BoltzproofError } from "../../errors.ts";
import { delta, power as powerNode } from "../construct.ts";
import { carryOutDerivatives } from "../differentiate.ts";
import {
  coefficientsIn,
  type Domain,
  degreeIn,
  rationalFunctions as field,
  fromInteger,
  fromPolynomial,
  isNumber,
  type Polynomial,
  parameter,
  polynomials,
  power,
  product,
  type RationalFunction,
  subtract,
  sum,
  termsOf,
  variablesOf,
} from "../exact/index.ts";
import type { DeltaNode, Expression, IndexedNode, PowerNode, SymbolNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { unroll } from "../substitute.ts";
import { type AtomTable, expressionOf, type RootAtom } from "./atoms.ts";
import { type Context, valueOfCall } from "./calls.ts";
import { isFiniteRange, productOverIndex, sumOverIndex } from "./indexed.ts";
import { exactRoot } from "./numbers.ts";

/**
 * e as a rational function of the atoms in the table.
 * @throws BoltzproofError "capability" for equations, matrices and infinity, "domain" for a division by zero.
 */
export function rationalFunctionOf(e: Expression, table: AtomTable): RationalFunction {
  const of = (x: Expression): RationalFunction => rationalFunctionOf(x, table);
  switch (e.kind) {
    case "rational":
      return field.fromRational({ numerator: e.numerator, denominator: e.denominator });
    case "symbol":
      return table.parameterFor(withCanonicalIndices(e, table));
    case "sum":
      return sum(field, e.terms.map(of));
    case "product":
      return reduceRoots(product(field, e.factors.map(of)), table);
    case "power":
      return reduceRoots(valueOfPower(e, table), table);
    case "call":
      return valueOfCall(e.name, of(e.argument), { table, of });
    case "derivative":
      return of(carryOutDerivatives(e));
    case "equation":
    case "matrix":
      throw notScalar(e);
    case "constant":
      if (e.name === "infinity") throw notScalar(e);
      return e.name === "i" ? table.imaginaryUnit() : table.parameterFor(e);
    case "indexed":
      return valueOfIndexed(e, { table, of });
    case "delta":
      return valueOfDelta(e, { table, of });
    default:
      return table.parameterFor(e);
  }
}

/** The rational functions with the roots among the atoms reduced: √x √x is x at once, and never a hidden zero. */
export function atomField(table: AtomTable): Domain<RationalFunction> {
  return {
    ...field,
    multiply: (f, g) => reduceRoots(field.multiply(f, g), table),
    divide: (f, g) => reduceRoots(field.divide(f, g), table),
  };
}

/**
 * e as a polynomial in its atoms.
 * @throws BoltzproofError "domain" when a denominator remains; otherwise as `rationalFunctionOf`.
 */
export function polynomialOf(e: Expression, table: AtomTable): Polynomial {
  const f = rationalFunctionOf(e, table);
  return polynomials.divide(f.numerator, f.denominator);
}

/** The same expression as one fraction of expanded polynomials in its atoms. @throws as `rationalFunctionOf`. */
export function expandOverAtoms(e: Expression, table: AtomTable): Expression {
  return expressionOf(rationalFunctionOf(e, table), table);
}

/** u_{1+i} and u_{i+1} are one atom. */
function withCanonicalIndices(s: SymbolNode, table: AtomTable): SymbolNode {
  const plain = s.indices.every((i) => i.kind === "rational" || (i.kind === "symbol" && i.indices.length === 0));
  return plain ? s : { ...s, indices: s.indices.map((i) => expandOverAtoms(i, table)) };
}

/** One unit's values are written out; other ranges stay. */
function valueOfIndexed(e: IndexedNode, context: Context): RationalFunction {
  if (e.range.kind === "values") {
    const written = unroll(e);
    return written.kind === "indexed" ? context.table.parameterFor(e) : context.of(written);
  }
  if (!isFiniteRange(e.range)) return context.table.parameterFor(e);
  const collect = e.operator === "sum" ? sumOverIndex : productOverIndex;
  const body = context.table.counting.within(e, () => context.of(e.body));
  return collect(body, e, context);
}

/** δ is symmetric, 1 for equal indices and 0 for indices that differ by a number. */
function valueOfDelta({ left, right }: DeltaNode, { table, of }: Context): RationalFunction {
  const [a, b] = [of(left), of(right)];
  const difference = subtract(field, a, b);
  if (isNumber(difference)) return field.isZero(difference) ? field.one : field.zero;
  const sides = [a, b].map((f) => expressionOf(f, table)).sort((x, y) => (toText(x) < toText(y) ? -1 : 1));
  return table.parameterFor(delta(sides[0]!, sides[1]!));
}

function valueOfPower({ base, exponent }: PowerNode, table: AtomTable): RationalFunction {
  const b = rationalFunctionOf(base, table);
  if (exponent.kind !== "rational") return symbolicPower(b, exponent, table);
  if (exponent.denominator === 1n) return wholePower(b, exponent.numerator);
  // x^{n + r/q} = xⁿ (x^{1/q})^r holds on the principal branch for 0 ≤ r < q.
  const { numerator, denominator } = exponent;
  const rest = ((numerator % denominator) + denominator) % denominator;
  const root = rootOfFunction(b, Number(denominator), table);
  return field.multiply(wholePower(b, (numerator - rest) / denominator), wholePower(root, rest));
}

/** x^{a+n} = x^a xⁿ for the whole number n in the exponent. */
function symbolicPower(b: RationalFunction, exponent: Expression, table: AtomTable): RationalFunction {
  const of = rationalFunctionOf(exponent, table);
  const whole = variablesOf(of.denominator).length === 0 ? constantTerm(of.numerator) : 0n;
  const rest = subtract(field, of, field.fromRational(fromInteger(whole)));
  if (field.isZero(rest)) return wholePower(b, whole);
  const atom = table.parameterFor(powerNode(expressionOf(b, table), expressionOf(rest, table)));
  return field.multiply(wholePower(b, whole), atom);
}

/** The whole number among the terms; 0 when there is a fraction or none. */
function constantTerm(p: Polynomial): bigint {
  const found = termsOf(p).find(({ powers }) => powers.length === 0)?.coefficient;
  return found?.denominator === 1n ? found.numerator : 0n;
}

/** Powers above this are not multiplied out. */
const largestPower = 256n;

function wholePower(f: RationalFunction, n: bigint): RationalFunction {
  if (n > largestPower || n < -largestPower) {
    throw new BoltzproofError("capability", {
      found: `the power ${n}`,
      expected: `a power between ${-largestPower} and ${largestPower} to multiply out`,
      advice: "use the zero test, which needs no expansion",
    });
  }
  return power(field, n < 0n ? field.divide(field.one, f) : f, Math.abs(Number(n)));
}

/** b^{1/degree}: a number where it is one, an atom otherwise. */
function rootOfFunction(b: RationalFunction, degree: number, table: AtomTable): RationalFunction {
  const number = isNumber(b) ? exactRoot(b.numerator, degree) : undefined;
  return number === undefined ? table.rootFor(b, degree) : field.fromRational(number);
}

/** Replaces r^q by x wherever the root r = x^{1/q} is an atom, and i² by −1. */
function reduceRoots(f: RationalFunction, table: AtomTable): RationalFunction {
  return table.roots().reduce((g, root) => {
    const highest = Math.max(degreeIn(g.numerator, root.name), degreeIn(g.denominator, root.name));
    if (highest < root.degree) return g;
    return field.divide(lowerRoot(g.numerator, root), lowerRoot(g.denominator, root));
  }, f);
}

function lowerRoot(p: Polynomial, { name, degree, value }: RootAtom): RationalFunction {
  const terms = coefficientsIn(p, name).map((c, k) =>
    product(field, [
      fromPolynomial(c),
      power(field, value, Math.floor(k / degree)),
      power(field, parameter(name), k % degree),
    ]),
  );
  return sum(field, terms);
}

function notScalar(e: Expression): BoltzproofError {
  return new BoltzproofError("capability", {
    found: `${toText(e)} where a finite number is expected`,
    expected: "an expression without equations, matrices and infinity",
    advice: "convert the sides or the entries one by one",
  });
}
