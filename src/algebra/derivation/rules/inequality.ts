/**
 * Inequalities: right − left in a form whose sign is evident; a function that lies above its tangent or runs away from
 * a point; a combination of inequalities with factors ≥ 0, under sums as well; or, weaker, above zero on a box by
 * interval arithmetic. Both sides must have a value wherever the step is claimed.
 */
import { subtract } from "../../construct.ts";
import { toText } from "../../print/text.ts";
import { evidenceOf } from "../calculus/evidence.ts";
import type { Assumption, Outcome, Step } from "../step.ts";
import { onBox } from "./inequality-box.ts";
import { aboveTangent, awayFromPoint } from "./inequality-slopes.ts";
import { combined } from "./inequality-sums.ts";
import { factsOf, knownWith, whyNotStated } from "./inequality-support.ts";
import { relyingOn } from "./integrals.ts";
import { certificateOf, holds, type MutantStep, type Rule, type Situation, withPremises, wrongSides } from "./rule.ts";

export const inequality: Rule = {
  statements: ["inequality"],
  certificates: ["evident sign", "box", "convex", "monotone", "combination"],
  check: (s) => {
    switch (s.step.certificate?.kind) {
      case "box":
        return onBox(s);
      case "convex":
        return aboveTangent(s);
      case "monotone":
        return awayFromPoint(s);
      case "combination":
        return combined(s);
      default:
        return byForm(s);
    }
  },
  mutants: (step, rng) =>
    step.certificate?.kind === "box" ? reversed(step) : [...reversed(step), ...wrongSides(true)(step, rng)],
};

/** A larger right-hand side may leave an inequality true: on a box only its reverse is surely wrong. */
function reversed(step: Step): readonly MutantStep[] {
  const { to } = step;
  if (to.kind !== "inequality") return [];
  return [{ says: "the two sides exchanged", step: { ...step, to: { ...to, left: to.right, right: to.left } } }];
}

function byForm(s: Situation): Outcome {
  const { to } = s.step;
  const form = certificateOf(s.step, "evident sign")?.form;
  if (form === undefined || to.kind !== "inequality") return { kind: "undecided", why: "no form is given" };
  const claim = to.strict ? "positive" : "nonnegative";
  const whyNot = (assumptions: readonly Assumption[]): string | undefined => {
    const known = knownWith(s, assumptions);
    const open = whyNotStated(s, [form], known);
    if (open !== undefined) return open;
    const isEvident = evidenceOf(known.assumptions, known.isZero).has(claim, form);
    return isEvident ? undefined : `the sign of ${toText(form)} is not evident`;
  };
  const why = whyNot(factsOf(s));
  if (why !== undefined) return { kind: "undecided", why };
  const same = s.decide(withPremises(s, subtract(subtract(to.right, to.left), form)));
  // Another form says nothing against the step.
  if (same.kind === "nonzero")
    return { kind: "undecided", why: `right - left is not ${toText(form)}: ${same.witness}` };
  return relyingOn(holds("an evident sign", [same]), s.assumptions, (under) => whyNot(factsOf(s, under)) === undefined);
}
