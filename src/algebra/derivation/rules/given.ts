/**
 * Rules whose statements are not derived: definitions, which need no proof, and citations, which get none. A wrong
 * one shows in the steps that use it, and its mutants are judged there.
 */
import { mutantsOf } from "../mutate.ts";
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
