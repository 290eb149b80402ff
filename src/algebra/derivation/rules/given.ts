/**
 * Rules whose statements are not derived: definitions, which need no proof, what is given of the objects, which the
 * verdict then names as a premise, and citations, which get no proof. A wrong one shows in the steps that use it, and
 * its mutants are judged there.
 */
import type { VerdictKind } from "../../../verdict.ts";
import { assumptionToText } from "../assumption.ts";
import { mutantsOf } from "../mutate.ts";
import type { RuleId } from "../step.ts";
import { certificateOf, type Rule, rightSides, wrongSides } from "./rule.ts";

export const definition: Rule = {
  statements: ["definition"],
  certificates: ["none"],
  // The sign of a new quantity is a convention: u and −u serve alike where only u² matters.
  mutants: (step, rng) => rightSides(step, mutantsOf(step.to.right, rng, true)),
  check: () => ({ kind: "holds", ground: { kind: "defined" }, conditions: [], relies: [] }),
};

/** An equation that the objects satisfy by what they are, as the columns of an orthogonal matrix do. */
export const given: Rule = {
  statements: ["equation"],
  certificates: ["premise"],
  mutants: wrongSides(true),
  check: ({ step, assumptions }) => {
    const name = certificateOf(step, "premise")?.name ?? "";
    const relies = assumptions.filter((a) => a.kind === "premise" && a.name === name);
    if (relies.length === 0) return { kind: "undecided", why: `no premise "${name}" is declared` };
    const premise = relies.map(assumptionToText).join(", ");
    return { kind: "holds", ground: { kind: "given", premise }, conditions: [], relies };
  },
};

const underived: Partial<Record<RuleId, VerdictKind>> = { definition: "defined", given: "given", cited: "cited" };

/** Whether the rule takes its statement as it stands. */
export function isUnderived(rule: RuleId): boolean {
  return underived[rule] !== undefined;
}

/** The best verdict that a step of the rule can reach: only what is derived can be proved. */
export function bestVerdict(rule: RuleId): VerdictKind {
  return underived[rule] ?? "proved";
}

export const cited: Rule = {
  statements: ["equation", "operator equation", "inequality", "limit", "approximation"],
  certificates: ["reference"],
  mutants: wrongSides(true),
  check: ({ step }) => {
    const ref = certificateOf(step, "reference")?.ref.trim() ?? "";
    if (ref === "") return { kind: "undecided", why: "the reference is empty" };
    return { kind: "holds", ground: { kind: "cited", ref }, conditions: [], relies: [] };
  },
};
