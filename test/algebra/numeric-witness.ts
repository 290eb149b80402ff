/** Expressions in doubles, straight from their definitions: a witness that shares nothing with the exact rings. */
import type { Expression, FunctionName } from "../../src/algebra/index.ts";
import { symbolToText } from "../../src/algebra/index.ts";
import { erf, logistic, logit, softplus } from "../../src/numeric/special.ts";

const functions: Readonly<Record<string, (x: number) => number>> = {
  logistic,
  logit,
  softplus,
  erf,
  entropy: (m) => -m * Math.log(m) - (1 - m) * Math.log(1 - m),
  sech: (x) => 1 / Math.cosh(x),
  csch: (x) => 1 / Math.sinh(x),
  coth: (x) => 1 / Math.tanh(x),
  acoth: (x) => Math.atanh(1 / x),
};

/** The value of e with numbers for its symbols; NaN for what this witness cannot see. */
export function numericValue(e: Expression, values: Readonly<Record<string, number>>): number {
  const of = (x: Expression): number => numericValue(x, values);
  switch (e.kind) {
    case "rational":
      return Number(e.numerator) / Number(e.denominator);
    case "constant":
      return e.name === "pi" ? Math.PI : Number.NaN;
    case "symbol":
      return values[symbolToText(e)] ?? Number.NaN;
    case "sum":
      return e.terms.map(of).reduce((a, b) => a + b);
    case "product":
      return e.factors.map(of).reduce((a, b) => a * b);
    case "power":
      return of(e.base) ** of(e.exponent);
    case "call":
      return functionNamed(e.name)(of(e.argument));
    default:
      return Number.NaN;
  }
}

function functionNamed(name: FunctionName): (x: number) => number {
  const known = functions[name] ?? (Math as unknown as Record<string, (x: number) => number>)[name];
  return known ?? (() => Number.NaN);
}
