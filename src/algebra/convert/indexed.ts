/**
 * Σ and Π over an index as rational functions of atoms. By linearity, what does not depend on the index stands in
 * front of a Σ, and each product of atoms that do depend on it gives one atom, over what depends on it below the
 * fraction line; a Π is split into its factors and Π exp = exp Σ. Ranges are sets of whole numbers: over one that is
 * empty or reversed Σ is 0 and Π is 1. How many members one has is a matter of `counting`.
 */
import { add, exp, interval, power as powerNode, productOver, sumOver } from "../construct.ts";
import {
  rationalFunctions as field,
  fromPolynomial,
  gcdPolynomials,
  isNumber,
  numericContent,
  type Polynomial,
  polynomials,
  power,
  product,
  type RationalFunction,
  rationalFunction,
  sum,
  type Term,
  termsOf,
  variable,
  variablesOf,
} from "../exact/index.ts";
import type { IndexRange } from "../expression.ts";
import { freeNames, rangeParts } from "../structure.ts";
import { expressionOf } from "./atoms.ts";
import type { Context } from "./calls.ts";
import { lengthOf } from "./counting.ts";
import type { Bound } from "./wholeness.ts";

/** Infinite sums are opaque: what holds for finite ones holds for them only where they converge. */
export function isFiniteRange(range: IndexRange): boolean {
  return rangeParts(range).every((x) => x.kind !== "constant" || x.name !== "infinity");
}

/** Number of terms of a range: a formula where it is known to be one, otherwise Σ 1. */
function sizeOf({ index, range }: Bound, context: Context): RationalFunction {
  if (range.kind === "values") return context.of(add(range.values.length));
  const members = context.table.counting.membersOf(range.from, range.to, context);
  const each = interval(range.from, range.to);
  if (range.kind === "interval") return members ?? context.table.parameterFor(sumOver(index, each, 1));
  const length = members === undefined ? sumOver(index, each, 1) : expressionOf(members, context.table);
  return context.of(powerNode(range.values.length, length));
}

/** Whether nothing is summed over, whatever the sizes are. */
function isEmpty({ range }: Bound, context: Context): boolean {
  if (range.kind === "values") return range.values.length === 0;
  const length = context.of(lengthOf(range.from, range.to));
  if (range.kind === "states" || !isNumber(length) || length.numerator.numerator > 0n) return false;
  return context.table.counting.membersOf(range.from, range.to, context) !== undefined;
}

/** Σ f. */
export function sumOverIndex(f: RationalFunction, bound: Bound, context: Context): RationalFunction {
  const { table } = context;
  if (field.isZero(f) || isEmpty(bound, context)) return field.zero;
  const depends = dependence(bound, context);
  const [outer, inner] = parted(f.denominator, depends);
  const terms = termsOf(f.numerator).map(({ coefficient, powers }) => {
    const inside = rationalFunction(monomial(powers.filter(([name]) => depends(name))), inner);
    const outside = monomial(powers.filter(([name]) => !depends(name)));
    const total = isNumber(inside)
      ? sizeOf(bound, context)
      : table.parameterFor(sumOver(bound.index, bound.range, expressionOf(inside, table)));
    return product(field, [field.fromRational(coefficient), fromPolynomial(outside), total]);
  });
  return field.divide(sum(field, terms), fromPolynomial(outer));
}

/** Π f. */
export function productOverIndex(f: RationalFunction, bound: Bound, context: Context): RationalFunction {
  if (isEmpty(bound, context)) return field.one;
  const of = (p: Polynomial): RationalFunction => productOfPolynomial(p, bound, context);
  return field.divide(of(f.numerator), of(f.denominator));
}

function productOfPolynomial(p: Polynomial, bound: Bound, context: Context): RationalFunction {
  const depends = dependence(bound, context);
  const [only, ...others] = termsOf(p);
  if (only && others.length === 0) return productOfTerm(only, bound, context);
  if (!variablesOf(p).some(depends)) return repeated(fromPolynomial(p), bound, context);
  const [outer, inner] = parted(p, depends);
  return field.multiply(
    repeated(fromPolynomial(outer), bound, context),
    context.table.parameterFor(
      productOver(bound.index, bound.range, expressionOf(fromPolynomial(inner), context.table)),
    ),
  );
}

/** p as a product of what does not depend on the index, as far as it can be split off, and of what does. */
function parted(p: Polynomial, depends: (name: string) => boolean): readonly [outer: Polynomial, inner: Polynomial] {
  if (!variablesOf(p).some(depends)) return [p, polynomials.one];
  const coefficients = new Map<string, Polynomial>();
  for (const { coefficient, powers } of termsOf(p)) {
    const inside = powers.filter(([name]) => depends(name));
    const outside = polynomials.multiply(coefficient, monomial(powers.filter(([name]) => !depends(name))));
    const key = JSON.stringify(inside);
    coefficients.set(key, polynomials.add(coefficients.get(key) ?? polynomials.zero, outside));
  }
  const common = [...coefficients.values()].reduce(gcdPolynomials, polynomials.zero);
  const sign = numericContent(p).numerator < 0n ? polynomials.negate(common) : common;
  return [sign, polynomials.divide(p, sign)];
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
  return context.of(powerNode(expressionOf(c, context.table), expressionOf(sizeOf(bound, context), context.table)));
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
