/** What the proofs of inequalities share: the facts they may use, and that both sides mean something. */

import { subtract } from "../../construct.ts";
import type { Expression } from "../../expression.ts";
import { whyNotDefined } from "../calculus/regular.ts";
import type { Known } from "../calculus/scales.ts";
import type { Assumption } from "../step.ts";
import { knownIn } from "./integrals.ts";
import { type Situation, withPremises } from "./rule.ts";

/** The assumptions with the inequalities that the step comes from. */
export function factsOf(s: Situation, assumptions: readonly Assumption[] = s.assumptions): readonly Assumption[] {
  const proved = s.premises.flatMap(({ statement }): readonly Assumption[] => {
    if (statement.kind !== "inequality") return [];
    const of = subtract(statement.right, statement.left);
    return [{ kind: statement.strict ? "positive" : "nonnegative", of }];
  });
  return [...assumptions, ...proved];
}

export function knownWith(s: Situation, assumptions: readonly Assumption[]): Known {
  return knownIn(s, assumptions);
}

/** Why the two sides, or one of the formulas, may have no value somewhere; undefined where they have. */
export function whyNotStated(s: Situation, formulas: readonly Expression[], known: Known): string | undefined {
  const { left, right } = s.step.to;
  const sides = [left, right].map((e) => withPremises(s, e));
  return [...sides, ...formulas].map((e) => whyNotDefined(e, known)).find((why) => why !== undefined);
}
