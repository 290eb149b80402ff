/**
 * Indexed sums. For general sizes a step is proved by one of the rules of sums or by induction; without either it is
 * written out at all sizes up to 3, which is "enumerated" and no proof.
 */
import { equation, subtract } from "../../construct.ts";
import type { Expression } from "../../expression.ts";
import { freeNames, nodes } from "../../structure.ts";
import { checkInduction, checkSumStep, enumerateSizes, type RuleResult, sumRuleNamed } from "../../sums/index.ts";
import type { Outcome } from "../step.ts";
import { type Decision, holds, type Rule, type Situation, withPremises, wrongSides } from "./rule.ts";

/** Sums over the states of units carried out. */
export const marginalisation: Rule = {
  statements: ["equation"],
  certificates: ["none", "sum rule", "induction"],
  mutants: wrongSides(true),
  check: (s) =>
    checkSums(s, "no sum over the states of units", (e) => e.kind === "indexed" && e.range.kind !== "interval"),
};

/** Interchange, contraction, reindexing, splitting: one rule a step. */
export const sumRule: Rule = {
  statements: ["equation"],
  certificates: ["none", "sum rule", "induction"],
  mutants: wrongSides(true),
  check: (s) => checkSums(s, "no indexed sum or product", (e) => e.kind === "indexed"),
};

function checkSums(s: Situation, missing: string, isWanted: (e: Expression) => boolean): Outcome {
  const [left, right] = [s.step.to.left, s.step.to.right].map((e) => withPremises(s, e)) as [Expression, Expression];
  const found = [left, right].some((e) => [...nodes(e)].some(isWanted));
  if (!found) return { kind: "undecided", why: `${missing} is in the step` };
  const formal = s.decide(subtract(left, right));
  if (formal.kind === "zero" && s.step.certificate === undefined) return holds("the zero test", [formal]);
  if (formal.kind === "nonzero") return holds("the zero test", [formal]);
  const [by, proof] = proofOf(s, left, right);
  if (!proof.ok) return atSizes(s, left, right, proof.why);
  const { conditions } = proof;
  return { kind: "holds", ground: { kind: "proved", by, log2Error: Number.NEGATIVE_INFINITY }, conditions, relies: [] };
}

function proofOf(s: Situation, left: Expression, right: Expression): readonly [by: string, RuleResult] {
  const certificate = s.step.certificate;
  if (certificate?.kind === "induction") {
    const { variable, from } = certificate;
    const judge = (e: Expression): { verdict: "zero" | "nonzero" | "undecided" } => ({
      verdict: verdictOf(s.decide(e)),
    });
    return [`induction in ${variable}`, checkInduction(equation(left, right), { variable, from, judge })];
  }
  if (certificate?.kind !== "sum rule") {
    const result = checkSumStep(left, right);
    return [`the rule of sums "${result.rule ?? ""}"`, result];
  }
  const rule = sumRuleNamed(certificate.rule);
  const parameters = certificate.index === undefined ? {} : { index: certificate.index };
  const unknown: RuleResult = { ok: false, why: `there is no rule of sums "${certificate.rule}"` };
  return [`the rule of sums "${certificate.rule}"`, rule?.check(left, right, parameters) ?? unknown];
}

function verdictOf(d: Decision): "zero" | "nonzero" | "undecided" {
  return d.kind === "zero" || d.kind === "nonzero" ? d.kind : "undecided";
}

/** What no rule proves, written out at small sizes: true at all of them, or wrong at one. */
function atSizes(s: Situation, left: Expression, right: Expression, why: string): Outcome {
  const names = sizesIn([left, right]);
  if (names.length === 0) return { kind: "undecided", why };
  const verdict = enumerateSizes(equation(left, right), names, (e) => ({ verdict: verdictOf(s.decide(e)) }));
  if (verdict.kind === "refuted") return { kind: "fails", counterexample: verdict.counterexample };
  if (verdict.kind !== "enumerated") return { kind: "undecided", why };
  return { kind: "holds", ground: verdict, conditions: [], relies: [] };
}

/** The names that the ranges of sums and products end at. */
function sizesIn(sides: readonly Expression[]): readonly string[] {
  const names = new Set<string>();
  for (const x of sides.flatMap((e) => [...nodes(e)])) {
    if (x.kind !== "indexed" || x.range.kind === "values") continue;
    for (const name of freeNames(x.range.to)) names.add(name);
  }
  return [...names];
}
