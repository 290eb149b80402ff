/**
 * A sum over an index as a rational function of atoms: by linearity, what does not depend on the index stands in
 * front, and each product of atoms that do depend on it gives one atom Σ.
 */
import { add, subtract, sumOver } from "../construct.ts";
import {
  rationalFunctions as field,
  fromPolynomial,
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
import type { Expression, IndexRange } from "../expression.ts";
import { freeNames } from "../structure.ts";
import { type AtomTable, expressionOf } from "./atoms.ts";
import type { Context } from "./calls.ts";

/** An index and the whole numbers that it runs over. */
export interface SumOverInterval {
  readonly index: string;
  readonly range: Extract<IndexRange, { kind: "interval" }>;
}

/** Σ_index f. The atoms of f that contain the index are those of the summand. */
export function sumOverIndex(f: RationalFunction, over: SumOverInterval, context: Context): RationalFunction {
  const { table } = context;
  const isBound = (name: string): boolean => freeNames(table.expressionOf(name)).has(over.index);
  if (variablesOf(f.denominator).some(isBound)) return atomOfSum(expressionOf(f, table), over, table);
  const terms = termsOf(f.numerator).map((term) => sumOfTerm(term, isBound, over, context));
  return field.divide(sum(field, terms), fromPolynomial(f.denominator));
}

function sumOfTerm(
  { coefficient, powers }: Term,
  isBound: (name: string) => boolean,
  over: SumOverInterval,
  context: Context,
): RationalFunction {
  const monomial = (bound: boolean): RationalFunction =>
    fromPolynomial(
      product(
        polynomials,
        powers.filter(([name]) => isBound(name) === bound).map(([name, k]) => power(polynomials, variable(name), k)),
      ),
    );
  const inside = powers.some(([name]) => isBound(name))
    ? atomOfSum(expressionOf(monomial(true), context.table), over, context.table)
    : context.of(add(subtract(over.range.to, over.range.from), 1));
  return product(field, [rationalFunction(coefficient, polynomials.one), monomial(false), inside]);
}

function atomOfSum(body: Expression, { index, range }: SumOverInterval, table: AtomTable): RationalFunction {
  return table.parameterFor(sumOver(index, range, body));
}
