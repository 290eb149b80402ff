/**
 * Σ and Π over an index as rational functions of atoms. By linearity, what does not depend on the index stands in
 * front of a Σ, and each product of atoms that do depend on it gives one atom; a Π is split into its factors and
 * Π exp = exp Σ. Ranges are those of finite sums: whole ends with to ≥ from − 1, and an empty Σ is 0, an empty Π 1.
 */
import { add, exp, power as powerNode, productOver, subtract, sumOver } from "../construct.ts";
import {
  rationalFunctions as field,
  fromPolynomial,
  numericContent,
  type Polynomial,
  polynomials,
  power,
  product,
  type RationalFunction,
  sum,
  type Term,
  termsOf,
  variable,
  variablesOf,
} from "../exact/index.ts";
import type { Expression, IndexRange } from "../expression.ts";
import { freeNames, rangeParts } from "../structure.ts";
import { expressionOf } from "./atoms.ts";
import type { Context } from "./calls.ts";

/** A bound name and what it runs over. */
export interface Bound {
  readonly index: string;
  readonly range: IndexRange;
}

/** Infinite sums are opaque: what holds for finite ones holds for them only where they converge. */
export function isFiniteRange(range: IndexRange): boolean {
  return rangeParts(range).every((x) => x.kind !== "constant" || x.name !== "infinity");
}

/** Number of terms of a range. */
export function sizeOf(range: IndexRange): Expression {
  if (range.kind === "values") return add(range.values.length);
  const length = add(subtract(range.to, range.from), 1);
  return range.kind === "interval" ? length : powerNode(range.values.length, length);
}

/** Σ f. */
export function sumOverIndex(f: RationalFunction, bound: Bound, context: Context): RationalFunction {
  const { table } = context;
  const depends = dependence(bound, context);
  if (variablesOf(f.denominator).some(depends)) {
    return table.parameterFor(sumOver(bound.index, bound.range, expressionOf(f, table)));
  }
  const terms = termsOf(f.numerator).map(({ coefficient, powers }) => {
    const inside = monomial(powers.filter(([name]) => depends(name)));
    const outside = monomial(powers.filter(([name]) => !depends(name)));
    const total = variablesOf(inside).length
      ? table.parameterFor(sumOver(bound.index, bound.range, expressionOf(fromPolynomial(inside), table)))
      : context.of(sizeOf(bound.range));
    return product(field, [field.fromRational(coefficient), fromPolynomial(outside), total]);
  });
  return field.divide(sum(field, terms), fromPolynomial(f.denominator));
}

/** Π f. */
export function productOverIndex(f: RationalFunction, bound: Bound, context: Context): RationalFunction {
  const of = (p: Polynomial): RationalFunction => productOfPolynomial(p, bound, context);
  return field.divide(of(f.numerator), of(f.denominator));
}

function productOfPolynomial(p: Polynomial, bound: Bound, context: Context): RationalFunction {
  if (!variablesOf(p).some(dependence(bound, context))) return repeated(fromPolynomial(p), bound, context);
  const [only, ...others] = termsOf(p);
  if (only && others.length === 0) return productOfTerm(only, bound, context);
  const content = numericContent(p);
  const primitive = fromPolynomial(polynomials.divide(p, content));
  return field.multiply(
    repeated(field.fromRational(content), bound, context),
    context.table.parameterFor(productOver(bound.index, bound.range, expressionOf(primitive, context.table))),
  );
}

function productOfTerm({ coefficient, powers }: Term, bound: Bound, context: Context): RationalFunction {
  const depends = dependence(bound, context);
  const factors = powers.map(([name, k]) => {
    const { index, range } = bound;
    const e = context.table.expressionOf(name);
    if (e.kind === "call" && e.name === "exp")
      return power(field, context.of(exp(sumOver(index, range, e.argument))), k);
    const atom = fromPolynomial(variable(name));
    const whole = depends(name)
      ? context.table.parameterFor(productOver(index, range, e))
      : repeated(atom, bound, context);
    return power(field, whole, k);
  });
  return product(field, [repeated(field.fromRational(coefficient), bound, context), ...factors]);
}

/** c times itself, once for each member of the range. */
function repeated(c: RationalFunction, bound: Bound, context: Context): RationalFunction {
  if (field.isZero(field.add(c, field.negate(field.one)))) return c;
  return context.of(powerNode(expressionOf(c, context.table), sizeOf(bound.range)));
}

function dependence(bound: Bound, { table }: Context): (name: string) => boolean {
  return (name) => freeNames(table.expressionOf(name)).has(bound.index);
}

function monomial(powers: Term["powers"]): Polynomial {
  return product(
    polynomials,
    powers.map(([name, k]) => power(polynomials, variable(name), k)),
  );
}
