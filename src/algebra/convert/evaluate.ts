/**
 * Laurent series of an expression in one grading variable t, by walking the tree: each variable of the expansion is
 * handed in as a series, and everything free of them is a constant of the coefficient field.
 */
import { BoltzproofError } from "../../errors.ts";
import { call, log, multiply, numberNode, power as powerNode, symbol } from "../construct.ts";
import { carryOutDerivatives, differentiate } from "../differentiate.ts";
import { fromInteger, multiplyRationals, power, product, sum, termsOf, variablesOf } from "../exact/index.ts";
import type { CallNode, Expression, FunctionName, IndexedNode, PowerNode, RationalNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import {
  coshSinhSeries,
  cosSinSeries,
  differentiateSeries,
  expSeries,
  integrateSeries,
  type Laurent,
  laurentMonomial,
  logisticSeries,
  rationalPowerSeries,
  regularPart,
  type Series,
  tanhSeries,
  tanSeries,
  withoutLeadingZeros,
} from "../series/index.ts";
import { freeNames, freshName, nodes, rangeParts } from "../structure.ts";
import { renameBound, unroll } from "../substitute.ts";
import { expressionOf } from "./atoms.ts";
import { valueOfCall } from "./calls.ts";
import { type ExpansionContext, type Field, noSeries, rings, withoutUnit } from "./context.ts";
import { isFiniteRange, sumOverIndex } from "./indexed.ts";
import { atInfinity, growsOneWay, hasLimits, withoutOverflow } from "./infinity.ts";
import { rationalFunctionOf } from "./rational.ts";

/**
 * The Laurent series of e in the grading variable.
 * @throws BoltzproofError "capability" for what has no such series here, "domain" where a function is not analytic.
 */
export function laurentOf(e: Expression, context: ExpansionContext): Laurent<Field> {
  const of = (x: Expression): Laurent<Field> => laurentOf(x, context);
  const { ring } = rings(context);
  if (!dependsOnVariables(e, context)) return laurentMonomial(ring, rationalFunctionOf(e, context.table), 0);
  switch (e.kind) {
    case "symbol":
      return context.environment(e) ?? laurentMonomial(ring, rationalFunctionOf(e, context.table), 0);
    case "sum":
      return sum(ring, e.terms.map(of));
    case "product":
      return product(ring, e.factors.map(of));
    case "power":
      return powerOf(e, context);
    case "call":
      return callOf(e, context);
    case "derivative":
      return of(carryOutDerivatives(e));
    case "indexed":
      return indexedOf(e, context);
    default:
      throw noSeries(e, `a ${e.kind} of symbols that are expanded in`);
  }
}

function dependsOnVariables(e: Expression, { environment }: ExpansionContext): boolean {
  for (const x of nodes(e)) if (x.kind === "symbol" && environment(x) !== undefined) return true;
  return false;
}

/** First coefficient that is not 0, with the condition that it is none. @throws BoltzproofError "domain" for 0. */
function leadingCoefficient(f: Laurent<Field>, e: Expression, context: ExpansionContext): Field {
  const { field } = rings(context);
  const { start, coefficients } = withoutLeadingZeros(field, f);
  const [lead] = coefficients;
  if (lead === undefined) throw vanishes(e);
  const monomial = termsOf(lead.numerator).length === 1;
  const evident = monomial && variablesOf(lead.numerator).every((name) => context.displacements.has(name));
  // The variable itself is not at its point, whatever else stands in the coefficient.
  const rest = context.single?.sign === undefined ? lead : withoutUnit(lead, start, context.single, field)[0];
  if (!evident) context.conditions.add("nonzero", rest);
  return lead;
}

function powerOf(e: PowerNode, context: ExpansionContext): Laurent<Field> {
  const { ring } = rings(context);
  if (e.exponent.kind !== "rational") return laurentOf(call("exp", multiply(e.exponent, log(e.base))), context);
  const base = laurentOf(e.base, context);
  if (e.exponent.denominator !== 1n) return fractionalPower(base, e, e.exponent, context);
  const n = Number(e.exponent.numerator);
  if (n >= 0) return power(ring, base, n);
  leadingCoefficient(base, e.base, context);
  return power(ring, ring.divide(ring.one, base), -n);
}

/** (c tᵛ (1 + …))^α = c^α t^{vα} (1 + …)^α for t > 0, when v α is whole. */
function fractionalPower(
  base: Laurent<Field>,
  e: PowerNode,
  alpha: RationalNode,
  context: ExpansionContext,
): Laurent<Field> {
  const { field, regular } = rings(context);
  const lead = leadingCoefficient(base, e.base, context);
  const { start, coefficients } = withoutLeadingZeros(field, base);
  const order = multiplyRationals(alpha, fromInteger(start));
  if (order.denominator !== 1n) throw noSeries(e, "a fractional power at a zero of its base");
  const value = rootOfLead(lead, start, alpha, context);
  return { start: Number(order.numerator), coefficients: rationalPowerSeries(regular, coefficients, alpha, value) };
}

/**
 * lead^α. Where the variable has a sign, as x has towards infinity, its power is taken out: √(4 x²) = 2 x for large x,
 * and −2 x towards −∞.
 */
function rootOfLead(lead: Field, start: number, alpha: RationalNode, context: ExpansionContext): Field {
  const { field } = rings(context);
  const sign = context.single?.sign;
  const [rest, size] = sign === undefined ? [lead, field.one] : withoutUnit(lead, start, context.single!, field);
  context.conditions.add("positive", rest);
  const root = rationalFunctionOf(powerNode(expressionOf(rest, context.table), numberNode(alpha)), context.table);
  const whole = Number((alpha.numerator * BigInt(Math.abs(start))) / alpha.denominator);
  const power_ = power(field, size, Math.abs(whole));
  return field.multiply(root, start !== 0 && whole < 0 ? field.divide(field.one, power_) : power_);
}

function callOf(e: CallNode, context: ExpansionContext): Laurent<Field> {
  const { table } = context;
  const { field, ring, regular } = rings(context);
  const stable = e.name === "log" ? withoutOverflow(e.argument) : undefined;
  if (stable !== undefined) return laurentOf(stable, context);
  const inner = laurentOf(e.argument, context);
  if (hasLimits.has(e.name) && growsOneWay(inner, context)) return atInfinity(e, inner, context, laurentOf);
  const g = regularPart(field, inner);
  const at = (name: FunctionName): Field =>
    valueOfCall(name, g[0]!, { table, of: (x) => rationalFunctionOf(x, table) });
  const plain = (coefficients: Series<Field>): Laurent<Field> => ({ start: 0, coefficients });
  switch (e.name) {
    case "exp":
      return plain(expSeries(regular, g, at("exp")));
    case "tanh":
      return plain(tanhSeries(regular, g, at("tanh")));
    case "tan":
      return plain(tanSeries(regular, g, at("tan")));
    case "logistic":
      return plain(logisticSeries(regular, g, at("logistic")));
    case "cosh":
      return plain(coshSinhSeries(regular, g, [at("cosh"), at("sinh")])[0]);
    case "sinh":
      return plain(coshSinhSeries(regular, g, [at("cosh"), at("sinh")])[1]);
    case "cos":
      return plain(cosSinSeries(regular, g, [at("cos"), at("sin")])[0]);
    case "sin":
      return plain(cosSinSeries(regular, g, [at("cos"), at("sin")])[1]);
    case "sech":
    case "csch":
    case "coth": {
      const reciprocal = call(({ sech: "cosh", csch: "sinh", coth: "tanh" } as const)[e.name], e.argument);
      const below = laurentOf(reciprocal, context);
      leadingCoefficient(below, reciprocal, context);
      return ring.divide(ring.one, below);
    }
    default:
      return byDerivative(e, g, at(e.name), context);
  }
}

/** f(g) = f(g_0) + ∫ f'(g) g' dt, for the functions whose derivative is a function of another kind. */
function byDerivative(e: CallNode, g: Series<Field>, at: Field, context: ExpansionContext): Laurent<Field> {
  const { field, regular } = rings(context);
  context.conditions.requireDomain(e, g[0]!);
  const hole = symbol("hole");
  const slope = laurentOf(differentiate(call(e.name, hole), hole), {
    ...context,
    environment: (s) => (s.name === "hole" ? { start: 0, coefficients: g } : undefined),
  });
  const rate = regular.multiply(regularPart(field, slope), differentiateSeries(regular, g));
  return { start: 0, coefficients: integrateSeries(regular, rate, at) };
}

/** Under a sum of symbolic size each coefficient is summed; everything else is written out first. */
function indexedOf(e: IndexedNode, context: ExpansionContext): Laurent<Field> {
  const written = unroll(e);
  if (written.kind !== "indexed") return laurentOf(written, context);
  const { index, range, body } = context.taken.has(written.index)
    ? renameBound(written, freshName(written.index, new Set([...context.taken, ...freeNames(written.body)])))
    : written;
  if (e.operator !== "sum") throw noSeries(e, "a product over an index");
  if (!isFiniteRange(range)) throw noSeries(e, "an infinite sum");
  if (rangeParts(range).some((x) => dependsOnVariables(x, context))) throw noSeries(e, "a range that varies");
  const { start, coefficients } = context.table.counting.within({ index, range }, () => laurentOf(body, context));
  const inner = { table: context.table, of: (x: Expression) => rationalFunctionOf(x, context.table) };
  return { start, coefficients: coefficients.map((c) => sumOverIndex(c, { index, range }, inner)) };
}

function vanishes(e: Expression): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `${toText(e)}, which vanishes to every order that was worked out`,
    expected: "a divisor that is not zero",
    advice: "expand to a higher order or about another point",
  });
}
