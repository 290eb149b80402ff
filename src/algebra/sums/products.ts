/** Products over an index: of products, and under the logarithm. */
import { add, log, multiply, power, productOver, sumOver } from "../construct.ts";
import type { Expression } from "../expression.ts";
import type { Rewriter, Rewriting } from "./rule.ts";

/** Π_i f g = Π_i f · Π_i g, and Π_i f^n = (Π_i f)^n for exponents free of the index. */
export const splitProduct: Rewriter = (node) => {
  if (node.kind !== "indexed" || node.operator !== "product") return [];
  const { index, range, body } = node;
  if (body.kind === "product") {
    return [{ result: multiply(...body.factors.map((f) => productOver(index, range, f))), conditions: [] }];
  }
  if (body.kind !== "power" || body.exponent.kind !== "rational" || body.exponent.denominator !== 1n) return [];
  return [{ result: power(productOver(index, range, body.base), body.exponent), conditions: [] }];
};

/** ln of a product is the sum of the logarithms of its factors, each of them positive; ln e^x = x. */
export const splitLogarithm: Rewriter = (node) => {
  if (node.kind !== "call" || node.name !== "log") return [];
  const { argument } = node;
  const factors = argument.kind === "product" ? argument.factors : [argument];
  const parts = factors.map(logarithmOf);
  const changed = factors.length > 1 || parts.some((p) => p.result.kind !== "call" || p.result.name !== "log");
  if (!changed) return [];
  return [{ result: add(...parts.map((p) => p.result)), conditions: parts.flatMap((p) => p.conditions) }];
};

function logarithmOf(factor: Expression): Rewriting {
  if (factor.kind === "call" && factor.name === "exp") return { result: factor.argument, conditions: [] };
  if (factor.kind === "power" && factor.exponent.kind === "rational") {
    const inner = logarithmOf(factor.base);
    return { result: multiply(factor.exponent, inner.result), conditions: inner.conditions };
  }
  if (factor.kind === "indexed" && factor.operator === "product") {
    const inner = logarithmOf(factor.body);
    return { ...inner, result: sumOver(factor.index, factor.range, inner.result) };
  }
  return { result: log(factor), conditions: [{ kind: "positive", of: factor }] };
}
