/**
 * Every check has to show that it can fail: a step's wrong variants are judged as the step is, and one that is
 * accepted is a survivor. A definition or a citation cannot be wrong by itself; its variants are judged by the steps
 * that use it.
 */
import { Rng } from "../../numeric/random.ts";
import { add, isZeroNode, multiply, subtract, zero } from "../construct.ts";
import { isGranted } from "../convert/counting.ts";
import type { Expression } from "../expression.ts";
import { sumRuleNamed } from "../sums/index.ts";
import type { Context } from "./context.ts";
import { tinyPart } from "./mutate.ts";
import { tryApplying } from "./premises.ts";
import { isUnderived } from "./rules/given.ts";
import { checkStep, rules } from "./rules/index.ts";
import type { Rule, Situation } from "./rules/rule.ts";
import { differenceAtSizes } from "./rules/sums.ts";
import type { JudgedVariant, MutantCount, Outcome, Step } from "./step.ts";

export function judgeMutants(step: Step, context: Context, seed: number, rule: Rule = rules[step.rule]): MutantCount {
  const situation = context.situation(step, undefined, true);
  const rng = Rng.fromSeed(seed).child("mutants").child(step.id);
  const wrong = rule.mutants(step, rng).filter((m) => !isTheSame(situation, step, m.step));
  const judge = (mutant: Step): Fate =>
    isUnderived(step.rule)
      ? fateByUsers(mutant, context)
      : fateOf(mutant, checkStep({ ...situation, step: mutant }, rule));
  return countOf(wrong.map((m) => ({ says: m.says, ...judge(m.step) })));
}

/** The tally of variants that have been judged. */
export function countOf(variants: readonly JudgedVariant[]): MutantCount {
  const survivors = variants.filter((v) => !v.killed).map((v) => v.says);
  return { total: variants.length, killed: variants.length - survivors.length, survivors, variants };
}

type Fate = Omit<JudgedVariant, "says">;

function fateOf(step: Step, outcome: Outcome): Fate {
  switch (outcome.kind) {
    case "fails":
      return { killed: true, how: `refuted: ${outcome.counterexample}` };
    case "undecided":
      return { killed: true, how: `not accepted: ${outcome.why}` };
    default:
      if (isAccepted(step, outcome)) return { killed: false, how: "accepted" };
      return { killed: true, how: "not accepted: it holds at small sizes only" };
  }
}

/** Sums are compared in the ring of atoms, where the zero test has nothing to say of them. */
function isSameSum(difference: Expression): boolean {
  const found = sumRuleNamed("linearity")!.check(difference, zero);
  return found.ok && found.conditions.every(isGranted);
}

/** A variant that says the same, as cosh(−x) for cosh(x), is no mutant. */
function isTheSame(s: Situation, original: Step, mutant: Step): boolean {
  const same = (a: Expression, b: Expression): boolean => {
    if (a === b) return true;
    const open = tryApplying(subtract(a, b), s.premises, s.knowledge);
    if (open === undefined || differenceAtSizes(s, open) !== undefined) return false;
    const { kind } = s.decide(open);
    return kind === "zero" || (kind !== "nonzero" && isSameSum(open));
  };
  if (same(original.to.left, mutant.to.left) && same(original.to.right, mutant.to.right)) return true;
  return isZeroNode(original.to.right) && isMultiple(s, original.to.left, mutant.to.left);
}

/** c A = 0 says what A = 0 says. */
function isMultiple(s: Situation, a: Expression, b: Expression): boolean {
  return [-1, 2, add(1, tinyPart)].some((c) => s.decide(subtract(multiply(c, a), b)).kind === "zero");
}

/** What becomes of a wrong line that is taken as it stands: the first step that uses it and does not hold kills it. */
function fateByUsers(mutant: Step, context: Context): Fate {
  for (const user of context.dependents(mutant.id)) {
    const premises = context.premises(user).map((p) => (p.id === mutant.id ? { ...p, statement: mutant.to } : p));
    const fate = fateOf(user, checkStep(context.situation(user, premises, true)));
    if (fate.killed) return { killed: true, how: `in step "${user.id}" ${fate.how}` };
  }
  return { killed: false, how: "accepted by every step that uses it" };
}

/** Whether the author would be believed: a claim of a proof is not met by an enumeration of small sizes. */
export function isAccepted({ expect }: Step, outcome: Outcome): boolean {
  return outcome.kind === "holds" && !(expect === "proved" && outcome.ground.kind === "enumerated");
}
