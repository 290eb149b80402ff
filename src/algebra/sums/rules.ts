/**
 * The rules of indexed sums as a list, each with a checker (from, to) → accepted with conditions, or rejected with the
 * reason. They are what a claim for general N and M is proved by; nothing here looks at sizes.
 */
import { carryOutDerivatives } from "../differentiate.ts";
import type { Expression } from "../expression.ts";
import { nodes } from "../structure.ts";
import { unroll } from "../substitute.ts";
import { contractDelta, substituteAlongDelta } from "./contract.ts";
import { splitLogarithm, splitProduct } from "./products.ts";
import { changeUnits, interchange, reindex, splitRange } from "./ranges.ts";
import {
  answering,
  complete,
  conditionsOfSameness,
  type RuleParameters,
  type RuleResult,
  ruleFrom,
  type SumRule,
} from "./rule.ts";
import { factoriseStates } from "./states.ts";

/** A rule that compares both sides after the same rewriting of the whole expression, where a node calls for it. */
function ruleByForm(
  id: string,
  says: string,
  form: (e: Expression) => Expression,
  callsForIt: (node: Expression) => boolean,
): SumRule {
  const check: SumRule["check"] = (from, to) => {
    if (![from, to].some((e) => [...nodes(e)].some(callsForIt))) return { ok: false, why: notCalledFor };
    const conditions = conditionsOfSameness(form(from), form(to));
    if (conditions === undefined) return { ok: false, why: "the two sides differ in the ring of atoms" };
    return complete({ ok: true, conditions }, [from, to]);
  };
  return { id, says, check: (from, to) => answering(() => check(from, to)) };
}

const notCalledFor = "the rule applies nowhere in the expression";

/** More applications of a rule in one step are the author's to split. */
const several = 8;

/** All rules of indexed sums. */
export const sumRules: readonly SumRule[] = [
  ruleByForm(
    "differentiate",
    "∂w_{kl}/∂w_{ij} = δ_{ik} δ_{jl}, under every sum",
    carryOutDerivatives,
    (x) => x.kind === "derivative",
  ),
  ruleByForm(
    "linearity",
    "Σ (c f + g) = c Σ f + Σ g for c free of the index, Σ 1 = number of terms, Π e^f = e^{Σ f}",
    (e) => e,
    (x) => x.kind === "indexed",
  ),
  ruleByForm(
    "write out",
    "a sum over a range of numbers is the sum of its terms",
    unroll,
    (x) => x.kind === "indexed" && unroll(x).kind !== "indexed",
  ),
  ruleFrom("delta contraction", "Σ_i δ_{ik} f(i) = f(k) for k in the range", contractDelta, { repeats: several }),
  ruleFrom("delta substitution", "δ_{ij} f(i) = δ_{ij} f(j)", substituteAlongDelta),
  ruleFrom("change of units", "Σ over h ∈ {0, 1} = Σ over s ∈ {−1, +1} with h = (1 + s)/2", changeUnits, {
    repeats: 2,
  }),
  ruleFrom("sum over states", "Σ_{h ∈ Sⁿ} Π_j f(j, h_j) = Π_j Σ_{s ∈ S} f(j, s)", factoriseStates, {
    repeats: several,
  }),
  ruleFrom("split product", "Π_i f g = Π_i f · Π_i g", splitProduct, { repeats: several }),
  ruleFrom("logarithm of a product", "ln Π_i f = Σ_i ln f for positive factors", splitLogarithm, { repeats: several }),
  ruleFrom("interchange", "Σ_i Σ_j f = Σ_j Σ_i f for finite ranges that do not depend on each other", interchange),
  ruleFrom("split", "Σ over a range = Σ over two parts of it, or one term and the rest; the same for Π", splitRange),
  ruleFrom("reindex", "Σ_{i=a}^b f(i) = Σ_{i=a+c}^{b+c} f(i − c) = Σ_{i=c−b}^{c−a} f(c − i)", reindex),
];

/** @returns the rule of that name, or undefined. */
export function sumRuleNamed(id: string): SumRule | undefined {
  return sumRules.find((rule) => rule.id === id);
}

/** Whether a step follows, and by which rule. */
export type StepByRule = RuleResult & { readonly rule?: string };

/**
 * Whether `to` follows from `from` by one of the rules, and by which. With no sum, product, delta or derivative on
 * either side there is nothing for these rules to prove.
 */
export function checkSumStep(from: Expression, to: Expression, parameters: RuleParameters = {}): StepByRule {
  const kinds = new Set([from, to].flatMap((e) => [...nodes(e)].map((x) => x.kind)));
  const indexed = kinds.has("indexed") || kinds.has("delta") || kinds.has("derivative");
  if (!indexed) return { ok: false, why: "neither side has an indexed sum, a product, a delta or a derivative" };
  const reasons: string[] = [];
  for (const rule of sumRules) {
    const result = rule.check(from, to, parameters);
    if (result.ok) return { ...result, rule: rule.id };
    reasons.push(`${rule.id}: ${result.why}`);
  }
  return { ok: false, why: reasons.join("; ") };
}
