/**
 * Integrals by certificate. The integrals of a step, taken together, are the integral of one function f; an
 * antiderivative G with G' = f and the values of G at the ends prove the step. With several integrals in one step
 * this is telescoping: 2a M_{n+1} = b M_n + n M_{n−1} for Gaussian moments has G = −xⁿ e^{−ax²+bx}.
 */
import { add, multiply, subtract, symbol, zero } from "../../construct.ts";
import { differentiate } from "../../differentiate.ts";
import type { Expression, IntegralNode, SymbolNode } from "../../expression.ts";
import { equals, freeNames, freshName, mapChildren, nodes } from "../../structure.ts";
import { renameBound, substitute } from "../../substitute.ts";
import { endValue } from "../calculus/ends.ts";
import type { Outcome } from "../step.ts";
import { certificateOf, type Decision, holds, openDifference, type Rule, type Situation, wrongSides } from "./rule.ts";

/** Σ c_k ∫ f_k + rest, over one variable and one range. */
interface Collected {
  readonly variable: SymbolNode;
  readonly from: Expression;
  readonly to: Expression;
  readonly integrand: Expression;
  readonly rest: Expression;
}

export const integration: Rule = {
  statements: ["equation"],
  certificates: ["antiderivative"],
  mutants: wrongSides(true),
  check: (s) => {
    const antiderivative = certificateOf(s.step, "antiderivative")!.antiderivative;
    const collected = collectIntegrals(s, openDifference(s));
    if (typeof collected === "string") return { kind: "undecided", why: collected };
    const { variable, from, to, integrand, rest } = collected;
    const derivative = s.decide(subtract(differentiate(antiderivative, variable), integrand));
    const [low, high] = [from, to].map((end) => endValue(antiderivative, variable, end, s.assumptions));
    if (low === undefined || high === undefined) {
      return { kind: "undecided", why: "the antiderivative has no evident value at an end of the range" };
    }
    const value = s.decide(add(subtract(high.value, low.value), rest));
    return holds("an antiderivative", [derivative, value], [], [...low.conditions, ...high.conditions]);
  },
};

/** e as a combination of integrals; a sentence where it is none. */
export function collectIntegrals(s: Situation, e: Expression): Collected | string {
  const integrals = [...nodes(e)].filter((x): x is IntegralNode => x.kind === "integral");
  const first = integrals[0];
  if (first === undefined) return "there is no integral in the step";
  const taken = new Set(integrals.flatMap((x) => [...freeNames(x), x.index]));
  const kinds = integrals.filter((x, k) => integrals.findIndex((y) => equals(x, y)) === k);
  const names = kinds.map((_, k) => symbol(freshName(`integral${"abcdefgh"[k] ?? "z"}`, taken)));
  const linear = replaceIntegrals(e, kinds, names);
  let rest = linear;
  const parts: Expression[] = [];
  for (const [k, node] of kinds.entries()) {
    if (!(equals(node.from, first.from) && equals(node.to, first.to))) return "the integrals have different ranges";
    const coefficient = differentiate(linear, names[k]!);
    if (names.some((n) => freeNames(coefficient).has(n.name))) {
      const curved = names.map((n) => s.decide(differentiate(coefficient, n)));
      if (curved.some((d: Decision) => d.kind !== "zero")) return "the integrals do not enter linearly";
    }
    const constant = names.reduce<Expression>((c, n) => substitute(c, n, zero), coefficient);
    parts.push(multiply(constant, renameBound(node, first.index).body));
    rest = substitute(rest, names[k]!, zero);
  }
  return { variable: symbol(first.index), from: first.from, to: first.to, integrand: add(...parts), rest };
}

function replaceIntegrals(e: Expression, kinds: readonly IntegralNode[], names: readonly SymbolNode[]): Expression {
  const k = kinds.findIndex((node) => equals(node, e));
  return k < 0 ? mapChildren(e, (child) => replaceIntegrals(child, kinds, names)) : names[k]!;
}

/** Two combinations of integrals over one range, whose integrands agree. */
export function sameIntegrals(s: Situation, e: Expression): Outcome {
  const collected = collectIntegrals(s, e);
  if (typeof collected === "string") return { kind: "undecided", why: collected };
  return holds("equal integrands", [s.decide(collected.integrand), s.decide(collected.rest)]);
}
