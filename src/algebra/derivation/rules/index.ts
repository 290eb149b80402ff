/** The closed list of rules of inference. */
import { BoltzproofError } from "../../../errors.ts";
import type { Outcome, RuleId } from "../step.ts";
import { algebra, differentiation, stationarity, substitution } from "./algebra.ts";
import { cited, definition, given } from "./given.ts";
import { inequality } from "./inequality.ts";
import { integration } from "./integrals.ts";
import { linearAlgebra } from "./linear.ts";
import { operatorIdentity } from "./operators.ts";
import { expansion, largeN } from "./order.ts";
import type { Rule, Situation } from "./rule.ts";
import { solve } from "./solve.ts";
import { confirmedAtSizes, marginalisation, sumRule } from "./sums.ts";
import { changeOfVariables } from "./variables.ts";

export const rules: Readonly<Record<RuleId, Rule>> = {
  definition,
  given,
  cited,
  algebra,
  substitute: substitution,
  differentiate: differentiation,
  stationarity,
  expand: expansion,
  integrate: integration,
  solve,
  marginalise: marginalisation,
  "sum rule": sumRule,
  "linear algebra": linearAlgebra,
  "operator identity": operatorIdentity,
  "change of variables": changeOfVariables,
  inequality,
  "large N": largeN,
};

/** What the step's rule says of it. What a rule cannot work out, as a pole or an unsuited formula, it leaves undecided. */
export function checkStep(situation: Situation, rule: Rule = rules[situation.step.rule]): Outcome {
  try {
    const outcome = rule.check(situation);
    if (outcome.kind !== "holds") return outcome;
    const noted = { ...outcome, conditions: [...outcome.conditions, ...situation.notes.needed] };
    return isIdentity(situation) ? confirmedAtSizes(situation, noted) : noted;
  } catch (error) {
    if (!(error instanceof BoltzproofError)) throw error;
    return { kind: "undecided", why: error.found };
  }
}

/** Whether the step's statement holds for all values of what is free in it, once the premises are put in. */
function isIdentity({ step }: Situation): boolean {
  if (step.rule === "algebra") return step.certificate === undefined;
  return step.rule === "sum rule" || step.rule === "marginalise" || step.rule === "differentiate";
}
