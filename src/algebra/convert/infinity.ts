/** Functions of what grows beyond all bounds, as they are met in expansions at infinity. */
import { add, call, half, isOneNode, log, multiply, one, pi, power as powerNode, zero } from "../construct.ts";
import { numericContent } from "../exact/index.ts";
import type { CallNode, Expression, FunctionName } from "../expression.ts";
import { type Laurent, laurentMonomial, withoutLeadingZeros } from "../series/index.ts";
import { type ExpansionContext, type Field, noSeries, rings, withoutUnit } from "./context.ts";
import { rationalFunctionOf } from "./rational.ts";

/** log(1 + eᵘ) and log(c cosh u) in forms that show where they go for large u. */
export function withoutOverflow(e: Expression): Expression | undefined {
  const [first, second, third] = e.kind === "sum" ? e.terms : e.kind === "product" ? e.factors : [one, e];
  if (first === undefined || second === undefined || third !== undefined) return undefined;
  if (e.kind === "sum") {
    const other = isOneNode(first) ? second : isOneNode(second) ? first : undefined;
    return other?.kind === "call" && other.name === "exp" ? call("softplus", other.argument) : undefined;
  }
  if (first.kind !== "rational" || first.numerator <= 0n || second.kind !== "call" || second.name !== "cosh") {
    return undefined;
  }
  const u = second.argument;
  return add(u, call("softplus", multiply(-2, u)), log(multiply(half, first)));
}

/** Functions that have a limit, or grow no faster than a power, where their argument grows beyond all bounds. */
export const hasLimits: ReadonlySet<FunctionName> = new Set<FunctionName>(
  "exp tanh coth sech csch logistic softplus erf atan acoth abs sign".split(" ") as FunctionName[],
);

/**
 * f(g) where g grows beyond all bounds. What is smaller than every power of 1/g, as 1 − tanh g, is 0 in the series.
 * @throws BoltzproofError "capability" where f grows faster than any power.
 */
export function atInfinity(
  e: CallNode,
  g: Laurent<Field>,
  context: ExpansionContext,
  laurentOf: (e: Expression, context: ExpansionContext) => Laurent<Field>,
): Laurent<Field> {
  const { field, ring } = rings(context);
  const isUp = growsUpwards(g, context);
  const constant = (value: Expression): Laurent<Field> =>
    laurentMonomial(ring, rationalFunctionOf(value, context.table), 0);
  const signed = (f: Laurent<Field>): Laurent<Field> => (isUp ? f : ring.negate(f));
  switch (e.name) {
    case "tanh":
    case "coth":
    case "erf":
    case "sign":
      return signed(constant(one));
    case "sech":
    case "csch":
      return constant(zero);
    case "logistic":
      return constant(isUp ? one : zero);
    case "softplus":
      return isUp ? g : constant(zero);
    case "abs":
      return signed(g);
    case "acoth":
      return laurentOf(call("atanh", powerNode(e.argument, -1)), context);
    case "atan": {
      const rest = laurentOf(call("atan", powerNode(e.argument, -1)), context);
      return ring.add(signed(constant(multiply(half, pi))), ring.negate(rest));
    }
    default:
      if (isUp) throw noSeries(e, `a function that grows faster than any power`);
      return { start: 0, coefficients: ring.zero.coefficients.map(() => field.zero) };
  }
}

/** Whether g grows beyond all bounds with the same sign wherever the variable goes; an even power has one sign. */
export function growsOneWay(g: Laurent<Field>, context: ExpansionContext): boolean {
  const { start } = withoutLeadingZeros(rings(context).field, g);
  const { single } = context;
  return start < 0 && single !== undefined && (single.sign !== undefined || start % 2 === 0);
}

/** The sign of what grows: evident, or a condition on the coefficient in front. */
function growsUpwards(g: Laurent<Field>, context: ExpansionContext): boolean {
  const { field } = rings(context);
  const { start, coefficients } = withoutLeadingZeros(field, g);
  const [rest] = withoutUnit(coefficients[0]!, start, context.single!, field);
  const isUp = numericContent(rest.numerator).numerator > 0n;
  context.conditions.add("positive", isUp ? rest : field.negate(rest));
  return isUp;
}
