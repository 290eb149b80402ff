/**
 * Indexed sums. For general sizes a step is proved by one of the rules of sums or by induction; without either it is
 * written out at all sizes up to 3, which is "enumerated" and no proof.
 */
import { equation, subtract } from "../../construct.ts";
import type { Expression } from "../../expression.ts";
import { nodes } from "../../structure.ts";
import {
  areAllowed,
  checkInduction,
  checkSumStep,
  contradictionAtSizes,
  enumerateSizes,
  type Known,
  largestSize,
  type RuleResult,
  rangeConditions,
  type Sizes,
  sumRuleNamed,
  wholeNamesIn,
  type ZeroJudge,
} from "../../sums/index.ts";
import type { Assumption, Outcome } from "../step.ts";
import { type Decision, holds, openDifference, type Rule, type Situation, withPremises, wrongSides } from "./rule.ts";

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
  // Numbers settle most errors at once; under which conditions a wrong variant were right is of no interest.
  const seen = s.isVariant ? differenceAtSizes(s, subtract(left, right)) : undefined;
  if (seen?.kind === "nonzero") return holds("small sizes", [seen]);
  const formal = s.decide(subtract(left, right));
  if (formal.kind === "zero" && s.step.certificate === undefined) {
    return holds("the zero test", [formal], [], rangeConditions([left, right]));
  }
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
  const claim = equation(left, right);
  const names = wholeNamesIn(claim);
  if (names.length === 0) return { kind: "undecided", why };
  const judge: ZeroJudge = (e) => ({ verdict: verdictOf(s.decide(e)) });
  const isAllowed = (sizes: Sizes): boolean => areAllowed(sizes, s.assumptions.flatMap(knownFrom));
  const verdict = enumerateSizes(claim, names, judge, { upTo: largestSize(claim), isAllowed });
  if (verdict.kind === "refuted") return { kind: "fails", counterexample: verdict.counterexample };
  if (verdict.kind !== "enumerated") return { kind: "undecided", why };
  return { kind: "holds", ground: verdict, conditions: [], relies: [] };
}

/** What an assumption says that numbers can break. */
function knownFrom(a: Assumption): readonly Known[] {
  if (a.kind === "premise" || a.kind === "small") return [];
  return [{ kind: a.kind === "large" ? "positive" : a.kind, of: a.of }];
}

/** Sizes and a point at which an expression is not 0, for what it says of the step; undefined where none is found. */
export function differenceAtSizes(s: Situation, e: Expression): Decision | undefined {
  const witness = contradictionAtSizes(e, s.assumptions.flatMap(knownFrom));
  return witness === undefined ? undefined : s.admit({ kind: "nonzero", witness }, e);
}

/**
 * The outcome of a step whose statement is an identity once its premises are put in, after a look at small sizes: a
 * proof that they contradict is none.
 */
export function confirmedAtSizes(s: Situation, outcome: Outcome): Outcome {
  if (outcome.kind !== "holds" || outcome.ground.kind !== "proved" || s.step.to.kind !== "equation") return outcome;
  const known = [...s.assumptions.flatMap(knownFrom), ...outcome.conditions];
  const found = contradictionAtSizes(openDifference(s), known);
  return found === undefined ? outcome : { kind: "fails", counterexample: found };
}
