/** Solving by certificate: roots that are put back and counted, or a function that undoes the equation. */
import { subtract } from "../../construct.ts";
import type { Expression, SymbolNode } from "../../expression.ts";
import { judgeRoots } from "../../roots.ts";
import { freeNames } from "../../structure.ts";
import { substitute } from "../../substitute.ts";
import { isExact } from "../premises.ts";
import { difference } from "../statement.ts";
import type { Certificate, Condition, Outcome } from "../step.ts";
import { type Decision, holds, type Rule, type Situation, withPremises, wrongSides } from "./rule.ts";

/** The first premise, with the others put into it, solved for the symbol on the left. */
export const solve: Rule = {
  statements: ["equation"],
  certificates: ["roots", "left inverse"],
  mutants: wrongSides(true),
  check: (s) => {
    const { step } = s;
    const [source, ...rules] = s.premises;
    const { left: unknown } = step.to;
    if (source === undefined || !isExact(source.statement)) {
      return { kind: "undecided", why: "the first premise is no equation to solve" };
    }
    if (unknown.kind !== "symbol" || freeNames(step.to.right).has(unknown.name)) {
      return { kind: "undecided", why: "the step is not of the form symbol = solution" };
    }
    const put = (e: Expression): Expression => withPremises(s, e, rules);
    const certificate = step.certificate!;
    return certificate.kind === "roots"
      ? byRoots(s, put(difference(source.statement)), unknown, certificate)
      : byInverse(s, put(source.statement.left), put(source.statement.right), unknown);
  },
};

function byRoots(
  s: Situation,
  polynomial: Expression,
  unknown: SymbolNode,
  { roots, chosen, because }: Extract<Certificate, { kind: "roots" }>,
): Outcome {
  const root = roots[chosen];
  if (root === undefined) return { kind: "undecided", why: `there is no root ${chosen}` };
  const selecting = s.assumptions.filter((a) => a.kind === "premise" && a.name === because);
  if (roots.length > 1 && selecting.length === 0) {
    return { kind: "undecided", why: `nothing says which of the ${roots.length} roots it is` };
  }
  const decisions: Decision[] = [];
  const report = judgeRoots(polynomial, unknown, roots, (e) => {
    const d = s.decide(e);
    decisions.push(d);
    return d.kind === "zero" ? true : d.kind === "nonzero" ? false : undefined;
  });
  if (report.complete === false) return { kind: "fails", counterexample: report.why };
  if (report.complete === undefined) return { kind: "undecided", why: report.why };
  // Roots are compared with each other and with 0 on the way; only what came out zero carries the proof.
  const relevant = [...decisions.filter((d) => d.kind === "zero"), s.decide(subtract(s.step.to.right, root))];
  const conditions: readonly Condition[] = report.leading ? [{ kind: "nonzero", of: report.leading }] : [];
  return holds("roots put back, complete by Vieta", relevant, selecting, conditions);
}

/** G(f(x)) = x for every x, so f(x) = c forces x = G(c). */
function byInverse(s: Situation, left: Expression, right: Expression, unknown: SymbolNode): Outcome {
  const { certificate } = s.step;
  if (certificate?.kind !== "left inverse") return { kind: "undecided", why: "no inverse is given" };
  if (freeNames(right).has(unknown.name)) return { kind: "undecided", why: "the unknown stands on both sides" };
  const undo = (e: Expression): Expression => substitute(certificate.inverse, certificate.hole, e);
  return holds("a function that undoes the equation", [
    s.decide(subtract(undo(left), unknown)),
    s.decide(subtract(s.step.to.right, undo(right))),
  ]);
}
