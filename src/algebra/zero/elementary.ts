/**
 * The functions of the list by exp, log and powers, with the principal values for real arguments inside the domain:
 * cosh u = (eᵘ + e⁻ᵘ)/2 and so on. Both legs of the zero test, field and numbers, read functions through this table.
 */
import {
  add,
  call,
  divide,
  exp,
  half,
  imaginaryUnit,
  log,
  multiply,
  negate,
  pi,
  power,
  sqrt,
  subtract,
} from "../construct.ts";
import type { Expression, FunctionName } from "../expression.ts";

type Rewrite = (u: Expression) => Expression;

const square: Rewrite = (u) => power(u, 2);
const turned: Rewrite = (u) => multiply(imaginaryUnit, u);
const halfSum = (a: Expression, b: Expression): Expression => multiply(half, add(a, b));
const halfDifference = (a: Expression, b: Expression): Expression => multiply(half, subtract(a, b));
const sinh: Rewrite = (u) => halfDifference(exp(u), exp(negate(u)));
const cosh: Rewrite = (u) => halfSum(exp(u), exp(negate(u)));
/** (e^{2u} − 1)/(e^{2u} + 1): one exponential, not two. */
const tanh: Rewrite = (u) => {
  const e = exp(multiply(2, u));
  return divide(subtract(e, 1), add(e, 1));
};
const sin: Rewrite = (u) => divide(sinh(turned(u)), imaginaryUnit);
const cos: Rewrite = (u) => cosh(turned(u));
const asin: Rewrite = (u) => negate(turned(log(add(turned(u), sqrt(subtract(1, square(u)))))));

/** Rewritings that the field leg uses too. */
const algebraic: Partial<Record<FunctionName, Rewrite>> = {
  sin,
  cos,
  tan: (u) => divide(tanh(turned(u)), imaginaryUnit),
  sinh,
  cosh,
  tanh,
  coth: (u) => power(tanh(u), -1),
  sech: (u) => power(cosh(u), -1),
  csch: (u) => power(sinh(u), -1),
  asinh: (u) => log(add(u, sqrt(add(1, square(u))))),
  acosh: (u) => log(add(u, multiply(sqrt(subtract(u, 1)), sqrt(add(u, 1))))),
  atanh: (u) => halfDifference(log(add(1, u)), log(subtract(1, u))),
  acoth: (u) => multiply(half, log(divide(add(u, 1), subtract(u, 1)))),
  logistic: (u) => power(add(1, exp(negate(u))), -1),
  logit: (u) => subtract(log(u), log(subtract(1, u))),
  softplus: (u) => log(add(1, exp(u))),
  entropy: (u) => negate(add(multiply(u, log(u)), multiply(subtract(1, u), log(subtract(1, u))))),
  acos: (u) => subtract(multiply(half, pi), call("asin", u)),
  abs: (u) => sqrt(square(u)),
};

/** sign u off u = 0. */
export const signAsQuotient: Rewrite = (u) => divide(u, sqrt(square(u)));

/** Their logarithms have complex arguments, which the field leg cannot take apart: it keeps them as they are. */
const complexLogs: Partial<Record<FunctionName, Rewrite>> = {
  asin,
  atan: (u) => divide(subtract(log(add(1, turned(u))), log(subtract(1, turned(u)))), multiply(2, imaginaryUnit)),
};

const known = new WeakMap<Expression, Map<FunctionName, Expression | undefined>>();

/** name(u) by exp, log and powers, or undefined where there is no such form; the same tree each time. */
export function elementary(name: FunctionName, u: Expression, leg: "field" | "numbers"): Expression | undefined {
  if (leg === "field" && name in complexLogs) return undefined;
  const forms = known.get(u) ?? new Map<FunctionName, Expression | undefined>();
  known.set(u, forms);
  if (!forms.has(name)) forms.set(name, (algebraic[name] ?? complexLogs[name])?.(u));
  return forms.get(name);
}

/** f(−u) = −f(u), for functions that the field leg keeps whole. */
export const oddFunctions: ReadonlySet<FunctionName> = new Set<FunctionName>(["erf", "asin", "atan", "sign"]);
