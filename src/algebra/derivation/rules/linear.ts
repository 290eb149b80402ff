/** Small matrices: equations entry by entry, and determinants. */
import { BoltzproofError } from "../../../errors.ts";
import { subtract } from "../../construct.ts";
import { determinant, entriesOf } from "../../matrix.ts";
import type { Outcome } from "../step.ts";
import { certificateOf, holds, openDifference, type Rule, type Situation, withPremises, wrongSides } from "./rule.ts";

export const linearAlgebra: Rule = {
  statements: ["equation"],
  certificates: ["none", "determinant"],
  mutants: wrongSides(true),
  check: (s) => {
    try {
      return check(s);
    } catch (error) {
      // Shapes that do not fit.
      if (!(error instanceof BoltzproofError)) throw error;
      return { kind: "fails", counterexample: error.found };
    }
  },
};

function check(s: Situation): Outcome {
  const certificate = certificateOf(s.step, "determinant");
  if (certificate === undefined) {
    const entries = entriesOf(openDifference(s));
    return holds(
      "matrix algebra, entry by entry",
      entries.map((e) => s.decide(e)),
    );
  }
  const of = withPremises(s, certificate.of);
  if (of.kind !== "matrix") return { kind: "undecided", why: "the determinant is of no matrix" };
  return holds("cofactors", [s.decide(subtract(withPremises(s, s.step.to.right), determinant(of)))]);
}
