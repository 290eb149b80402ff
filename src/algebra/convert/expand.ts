/**
 * Taylor and Laurent expansions of expressions, exact to the order asked for: in one variable or in several by total
 * degree, about numbers, symbols or infinity. The parameters need not have values.
 */
import { BoltzproofError } from "../../errors.ts";
import { add, isZeroNode, negate, type Operand, subtract, symbol, toExpression } from "../construct.ts";
import { rationalFunctions as field, parametersOf, power, type RationalFunction } from "../exact/index.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { symbolToText, toText } from "../print/text.ts";
import { knownTo, type Laurent, laurentCoefficient, laurentDomain, laurentMonomial } from "../series/index.ts";
import { equals, freeNames, nodes } from "../structure.ts";
import { AtomTable, expressionOf } from "./atoms.ts";
import { Conditions, type SideCondition } from "./conditions.ts";
import type { Displacement, ExpansionContext } from "./context.ts";
import { laurentOf } from "./evaluate.ts";
import { rationalFunctionOf } from "./rational.ts";

/** Order of a series, and the point about which it runs. */
export interface SeriesOptions {
  /** Highest total degree that is kept. */
  readonly order: number;
  /** Point of expansion: one for all variables or one for each; 0 when left out. `infinity` and −infinity expand in 1/x. */
  readonly about?: Operand | readonly Operand[];
}

/** A series in several variables to an order, and what its existence rests on. */
export interface Expansion {
  readonly order: number;
  /** Lowest degree in `terms`: 0, or negative at a pole. */
  readonly start: number;
  /**
   * The homogeneous parts of degree start … order, as expressions in the displacements x − about; at infinity 1/x
   * has degree 1.
   */
  readonly terms: readonly Expression[];
  /** For one variable the same terms without the power of x − about or 1/x; empty for several variables. */
  readonly coefficients: readonly Expression[];
  /**
   * What was taken as not zero (divisors) or positive (arguments of logarithms and roots) at the point of expansion;
   * for every value of an index that was bound by a sum.
   */
  readonly conditions: readonly SideCondition[];
}

/** A symbol or its name, "u_1". With a symbol as index, as in x[alpha], it stands for every member of the family. */
export type Variable = SymbolNode | string;

/**
 * Expands e about a point.
 * @example seriesOf(parse("logistic(b + x)", ["b", "x"]), "x", { order: 3 }): polynomials in logistic(b)
 * @throws BoltzproofError "capability" for an expression without such a series here (√x at 0, |x| at 0, sums over
 * symbolic states), "domain" where a function is not analytic at the point.
 */
export function seriesOf(e: Expression, variables: Variable | readonly Variable[], options: SeriesOptions): Expansion {
  const table = new AtomTable();
  const list = (typeof variables === "object" && "length" in variables ? variables : [variables]).map(symbolOf);
  const points = pointsOf(list, options);
  const { series, conditions } = expandToOrder(e, list, points, { table, order: options.order });
  return assembled(series, conditions, list, points, { table, order: options.order });
}

export function symbolOf(v: Variable): SymbolNode {
  return typeof v === "string" ? symbol(v) : v;
}

/** A series of the field as an expansion in expressions. */
export function assembled(
  series: Laurent<RationalFunction>,
  conditions: readonly SideCondition[],
  variables: readonly SymbolNode[],
  points: readonly Expression[],
  { table, order }: Target,
): Expansion {
  const start = Math.min(0, firstDegree(series));
  const degrees = Array.from({ length: order - start + 1 }, (_, k) => start + k);
  const parts = degrees.map((k) => laurentCoefficient(field, series, k));
  const [only, ...others] = variables;
  const single = only && others.length === 0 && !isFamily(only) ? displacement(only, points[0]!, table) : undefined;
  return {
    order,
    start,
    terms: parts.map((f) => expressionOf(f, table)),
    coefficients: single ? degrees.map((k, n) => expressionOf(withoutPower(parts[n]!, single, k), table)) : [],
    conditions,
  };
}

/** Where an expansion is to be known, and in which atoms. */
export interface Target {
  readonly table: AtomTable;
  readonly order: number;
}

/** The sum of the terms: the Taylor polynomial. */
export function truncated(expansion: Expansion): Expression {
  return add(...expansion.terms);
}

/** Orders carried beyond the one asked for, tried in turn: each division by a zero of order v costs v of them. */
const spareOrders = [2, 8, 24];

/** The series of e with more orders the more it loses on the way. */
export function expandToOrder(
  e: Expression,
  variables: readonly SymbolNode[],
  points: readonly Expression[],
  { table, order }: Target,
): { readonly series: Laurent<RationalFunction>; readonly conditions: readonly SideCondition[] } {
  let failure: unknown;
  for (const spare of spareOrders) {
    const conditions = new Conditions(table);
    try {
      const series = laurentOf(e, contextFor(variables, points, { table, conditions, precision: order + 1 + spare }));
      if (knownTo(series) > order) return { series, conditions: conditions.list() };
    } catch (error) {
      // A divisor that vanishes to the orders carried so far may not vanish to more.
      if (!(error instanceof BoltzproofError) || error.code !== "domain") throw error;
      failure = error;
    }
  }
  throw failure ?? orderOutOfReach(e, order);
}

function contextFor(
  variables: readonly SymbolNode[],
  points: readonly Expression[],
  carried: Pick<ExpansionContext, "table" | "conditions" | "precision">,
): ExpansionContext {
  const { table, precision } = carried;
  const ring = laurentDomain(field, precision);
  const displacements = new Set<string>();
  const known = new Map<string, Laurent<RationalFunction> | undefined>();
  const image = (s: SymbolNode): Laurent<RationalFunction> | undefined => {
    const k = variables.findIndex((v) => covers(v, s));
    if (k < 0) return undefined;
    const { unit, power: degree } = displacement(s, points[k]!, table);
    for (const name of parametersOf(unit)) displacements.add(name);
    const step = laurentMonomial(ring, unit, degree);
    if (degree < 0) return step;
    return ring.add(laurentMonomial(ring, rationalFunctionOf(points[k]!, table), 0), step);
  };
  const environment = (s: SymbolNode): Laurent<RationalFunction> | undefined => {
    const key = symbolToText(s);
    if (!known.has(key)) known.set(key, image(s));
    return known.get(key);
  };
  const [only, ...others] = variables;
  const single = only && others.length === 0 && !isFamily(only) ? displacement(only, points[0]!, table) : undefined;
  const taken = new Set([...variables, ...points].flatMap((x) => [...freeNames(x)]));
  return { ...carried, environment, displacements, single, taken };
}

function displacement(s: SymbolNode, point: Expression, table: AtomTable): Displacement {
  const sign = infinitySign(point);
  if (sign !== undefined) return { unit: table.parameterFor(s), power: -1, sign };
  return { unit: table.parameterFor(isZeroNode(point) ? s : subtract(s, point)), power: 1, sign: undefined };
}

function withoutPower(f: RationalFunction, d: Displacement, degree: number): RationalFunction {
  const size = power(field, d.unit, Math.abs(degree));
  return degree * d.power > 0 ? field.divide(f, size) : field.multiply(f, size);
}

function firstDegree({ start, coefficients }: Laurent<RationalFunction>): number {
  const at = coefficients.findIndex((c) => !field.isZero(c));
  return at < 0 ? 0 : start + at;
}

function covers(variable: SymbolNode, s: SymbolNode): boolean {
  if (isFamily(variable)) return s.name === variable.name && s.indices.length === variable.indices.length;
  return equals(variable, s);
}

function isFamily(variable: SymbolNode): boolean {
  return variable.indices.some((i) => i.kind === "symbol");
}

/** 1 for infinity, −1 for −infinity, undefined for a finite point. */
function infinitySign(e: Expression): 1 | -1 | undefined {
  const isInfinity = (x: Expression): boolean => x.kind === "constant" && x.name === "infinity";
  return isInfinity(e) ? 1 : isInfinity(negate(e)) ? -1 : undefined;
}

/** One point for each variable. @throws BoltzproofError "domain" for options that make no sense. */
export function pointsOf(variables: readonly SymbolNode[], { about = 0, order }: SeriesOptions): readonly Expression[] {
  const list = (typeof about === "object" && "length" in about ? about : variables.map(() => about)).map(toExpression);
  const found =
    list.length !== variables.length
      ? `${list.length} points for ${variables.length} variables`
      : !Number.isSafeInteger(order) || order < 0
        ? `the order ${order}`
        : selfReference(variables, list);
  if (found === undefined) return list;
  throw new BoltzproofError("domain", {
    found,
    expected: "a whole order ≥ 0 and for each variable a point that is free of the variables",
    advice: "correct the options of the expansion",
  });
}

function selfReference(variables: readonly SymbolNode[], points: readonly Expression[]): string | undefined {
  const clash = points.find((p) =>
    [...nodes(p)].some((x) => x.kind === "symbol" && variables.some((v) => covers(v, x))),
  );
  return clash && `the point ${toText(clash)} for an expansion in ${variables.map(symbolToText).join(", ")}`;
}

function orderOutOfReach(e: Expression, order: number): BoltzproofError {
  return new BoltzproofError("capability", {
    found: `${toText(e)} to order ${order}`,
    expected: "an expression whose divisors vanish to low order",
    advice: "cancel common factors first",
  });
}
