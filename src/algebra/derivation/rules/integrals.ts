/**
 * Integrals by certificate. The integrals of a step, taken together, are the integral of one function f; an
 * antiderivative G with G' = f and the values of G at the ends prove the step. With several integrals in one step
 * this is telescoping: 2a M_{n+1} = b M_n + n M_{n−1} for Gaussian moments has G = −xⁿ e^{−ax²+bx}.
 */
import { add, multiply, subtract, symbol, zero } from "../../construct.ts";
import { differentiate } from "../../differentiate.ts";
import type { Expression, IntegralNode, SymbolNode } from "../../expression.ts";
import { toText } from "../../print/text.ts";
import { children, equals, freeNames, freshName, mapChildren } from "../../structure.ts";
import { renameBound, substitute } from "../../substitute.ts";
import { endValue } from "../calculus/ends.ts";
import { outsideConditions, type Range, smoothnessNeeds, whyNotSmooth } from "../calculus/regular.ts";
import type { Outcome } from "../step.ts";
import { certificateOf, type Decision, holds, openDifference, type Rule, type Situation, wrongSides } from "./rule.ts";

/** Σ c_k ∫ f_k + rest, over one variable and one range. */
interface Collected extends Range {
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
    const rough = [antiderivative, integrand].map((e) => whyNotSmooth(e, collected, s.assumptions)).find(Boolean);
    if (rough !== undefined) return { kind: "undecided", why: rough };
    const [low, high] = [from, to].map((end) => endValue(antiderivative, variable, end, s.assumptions));
    if (low === undefined || high === undefined) {
      return { kind: "undecided", why: "the antiderivative has no evident value at an end of the range" };
    }
    const derivative = decideInside(s, subtract(differentiate(antiderivative, variable), integrand), collected);
    const value = s.decide(add(subtract(high.value, low.value), rest));
    const relies = [antiderivative, integrand].flatMap((e) => smoothnessNeeds(e, collected, s.assumptions));
    return holds("an antiderivative", [derivative, value], relies, [...low.conditions, ...high.conditions]);
  },
};

/** As `decide`, for a formula in the variable of a range: conditions on it have to be evident inside. */
function decideInside(s: Situation, e: Expression, range: Range): Decision {
  const decision = s.decide(e);
  if (decision.kind !== "zero") return decision;
  const conditions = outsideConditions(decision.conditions, range, s.assumptions);
  if (conditions === undefined) return { kind: "undecided", why: `${toText(e)} vanishes on a part of the range only` };
  return { ...decision, conditions };
}

/** e as a combination of integrals; a sentence where it is none. */
export function collectIntegrals(s: Situation, e: Expression): Collected | string {
  const integrals = integralsOf(e);
  if (typeof integrals === "string") return integrals;
  const first = integrals[0];
  if (first === undefined) return "there is no integral in the step";
  if (freeNames(e).has(first.index)) return `${first.index} is integrated over and stands free as well`;
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

/** The outermost integrals; one inside a sum or product over an index is not taken out of it. */
function integralsOf(e: Expression): readonly IntegralNode[] | string {
  if (e.kind === "integral") return [e];
  const found: IntegralNode[] = [];
  for (const part of children(e).map(integralsOf)) {
    if (typeof part === "string") return part;
    found.push(...part);
  }
  return e.kind === "indexed" && found.length > 0 ? "an integral stands under a sum or product" : found;
}

function replaceIntegrals(e: Expression, kinds: readonly IntegralNode[], names: readonly SymbolNode[]): Expression {
  const k = kinds.findIndex((node) => equals(node, e));
  return k < 0 ? mapChildren(e, (child) => replaceIntegrals(child, kinds, names)) : names[k]!;
}

/** Two combinations of integrals over one range, whose integrands agree. */
export function sameIntegrals(s: Situation, e: Expression): Outcome {
  const collected = collectIntegrals(s, e);
  if (typeof collected === "string") return { kind: "undecided", why: collected };
  return holds("equal integrands", [decideInside(s, collected.integrand, collected), s.decide(collected.rest)]);
}
