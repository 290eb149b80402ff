/** A judged derivation as the report holds it: formulas printed, checks in words. */
import { assumptionToText, type JudgedDerivation, statementToLatex } from "../algebra/derivation/index.ts";
import type { ReportDerivation } from "./model.ts";
import { plural } from "./words.ts";

type Step = JudgedDerivation["derivation"]["steps"][number];
type JudgedStep = JudgedDerivation["steps"][number];

/** Steps in the order in which they were written; `judged` holds a judgement for each of them. */
export function reportDerivation({ derivation, steps, verdict, problems }: JudgedDerivation): ReportDerivation {
  return {
    title: derivation.title,
    source: derivation.source,
    assuming: derivation.assuming.map(assumptionToText),
    verdict,
    problems: problems.map(({ step, message }) => `${step}: ${message}`),
    steps: derivation.steps.map((step, i) => ({
      id: step.id,
      from: step.from,
      rule: step.rule,
      expression: latexOf(step, derivation.notation),
      ...step.say,
      assuming: step.assuming.map(assumptionToText),
      verdict: steps[i]!.verdict,
      expect: step.expect,
      checked: checkInWords(steps[i]!),
    })),
  };
}

function latexOf({ to }: Step, notation: JudgedDerivation["derivation"]["notation"]): string {
  const { left, relation, right } = statementToLatex(to, notation);
  return `${left} ${relation} ${right}`;
}

function checkInWords({ verdict, conditions, mutants }: JudgedStep): string {
  const how = verdict.kind === "proved" ? `${verdict.by}; ` : "";
  const needs = conditions.length === 0 ? "" : `; needs ${conditions.join(", ")}`;
  const accepted = mutants.survivors.length === 0 ? "" : `; accepted also with ${mutants.survivors.join(", ")}`;
  return `${how}${mutants.killed} of ${plural(mutants.total, "wrong variant")} rejected${needs}${accepted}`;
}
