/**
 * Rules whose statements are not derived: definitions, which need no proof, what is given of the objects, which the
 * verdict then names as a premise, and citations, which get no proof. A wrong one shows in the steps that use it, and
 * its mutants are judged there.
 */
import { mutantsOf } from "../mutate.ts";
import type { RuleId } from "../step.ts";
import { certificateOf, type Rule, rightSides, wrongSides } from "./rule.ts";

export const definition: Rule = {
  statements: ["definition"],
  certificates: ["none"],
  // The sign of a new quantity is a convention: u and −u serve alike where only u² matters.
  mutants: (step, rng) => rightSides(step, mutantsOf(step.to.right, rng, true)),
  check: () => ({
    kind: "holds",
    ground: { kind: "proved", by: "definition", log2Error: Number.NEGATIVE_INFINITY },
    conditions: [],
    relies: [],
  }),
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
    const ground = { kind: "proved", by: "premise", log2Error: Number.NEGATIVE_INFINITY } as const;
    return { kind: "holds", ground, conditions: [], relies };
  },
};

/** Whether the rule takes its statement as it stands. */
export function isUnderived(rule: RuleId): boolean {
  return rule === "definition" || rule === "given" || rule === "cited";
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
