/**
 * Branches of algebraic equations P(x, y) = 0 as series y(x): the moments of Marchenko and Pastur from the quadratic
 * of their generating function, an order parameter from its equation of state.
 */
import { BoltzproofError } from "../../errors.ts";
import { type Operand, subtract, toExpression } from "../construct.ts";
import { coefficientsIn, integerIn, parametersOf, type RationalFunction, variablesOf } from "../exact/index.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { algebraicBranch, evaluateAt, regularPart, type Series, seriesDomain } from "../series/index.ts";
import { equals, nodes } from "../structure.ts";
import { AtomTable, expressionOfPolynomial } from "./atoms.ts";
import { Conditions } from "./conditions.ts";
import {
  assembled,
  type Expansion,
  expandToOrder,
  pointsOf,
  type SeriesOptions,
  symbolOf,
  type Variable,
} from "./expand.ts";
import { atomField, rationalFunctionOf } from "./rational.ts";

/** Where a root of an equation is followed from, and to which order. */
export interface BranchOptions extends Omit<SeriesOptions, "about"> {
  /** Point of expansion; 0 when left out. */
  readonly about?: Operand;
  /** The value of the branch at that point. */
  readonly start: Operand;
}

/**
 * The branch of the equation, polynomial in the unknown, that takes the value `start` at the point.
 * @example branchOf(parse("c*x*m^2 + 1 == (1 + (c - 1)*x)*m", …), "m", "x", { start: 1, order: 4 })
 * @throws BoltzproofError "capability" when the equation is not polynomial in the unknown, "domain" when `start` is no
 * simple root at the point.
 */
export function branchOf(
  equation: Expression,
  unknown: Variable,
  variable: Variable,
  options: BranchOptions,
): Expansion {
  const { order, about = 0 } = options;
  const table = new AtomTable();
  const [y, x] = [symbolOf(unknown), symbolOf(variable)];
  const points = pointsOf([x], { order, about });
  const inSeries = coefficientsOf(equation, y, table).map((c): Series<RationalFunction> => {
    const { series } = expandToOrder(c, [x], points, { table, order });
    return regularPart(atomField(table), series).slice(0, order + 1);
  });
  const ring = seriesDomain(atomField(table), order);
  const start = rationalFunctionOf(toExpression(options.start), table);
  const branch = algebraicBranch(ring, inSeries, start);
  const conditions = new Conditions(table);
  const slope = inSeries.slice(1).map((c, k) => ring.base.multiply(integerIn(ring.base, k + 1), c[0]!));
  conditions.add("nonzero", evaluateAt(ring.base, slope, start));
  return assembled({ start: 0, coefficients: branch }, conditions.list(), [x], points, { table, order });
}

/** left − right as a polynomial in y, constant first. */
function coefficientsOf(equation: Expression, y: SymbolNode, table: AtomTable): readonly Expression[] {
  const difference = equation.kind === "equation" ? subtract(equation.left, equation.right) : equation;
  const f = rationalFunctionOf(difference, table);
  const [name] = parametersOf(table.parameterFor(y)) as [string];
  const holds = (atom: string): boolean => [...nodes(table.expressionOf(atom))].some((x) => equals(x, y));
  const hidden = variablesOf(f.numerator).find((atom) => atom !== name && holds(atom));
  if (hidden !== undefined) {
    throw new BoltzproofError("capability", {
      found: `${toText(table.expressionOf(hidden))} in an equation for ${name}`,
      expected: "a polynomial in the unknown",
      advice: "rewrite the equation without functions of the unknown",
    });
  }
  return coefficientsIn(f.numerator, name).map((c) => expressionOfPolynomial(c, table));
}
