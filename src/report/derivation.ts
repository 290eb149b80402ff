/** A judged derivation as the report holds it: formulas and assumptions in LaTeX, checks in words. */
// File by file: the index of the derivations would bring the whole judge along.
import { ruleName, statementToLatex } from "../algebra/derivation/print/lines.ts";
import type { Assumption, JudgedDerivation, JudgedStep, Notation, Step } from "../algebra/derivation/step.ts";
import { toLatex } from "../algebra/print/latex.ts";
import type { ReportDerivation, ReportStep } from "./model.ts";
import { plural } from "./words.ts";

/** The steps in the order in which they were written. */
export function reportDerivation({ derivation, steps, verdict, problems }: JudgedDerivation): ReportDerivation {
  const { title, source, notation, assuming } = derivation;
  return {
    title,
    source,
    assuming: assuming.map((assumption) => inProse(assumption, notation)),
    verdict,
    problems: problems.map(({ step, message }) => `${step}: ${message}`),
    steps: derivation.steps.map((step, i) => reportStep(step, steps[i]!, notation)),
  };
}

function reportStep(step: Step, judged: JudgedStep, notation: Notation): ReportStep {
  const { id, from, say, assuming, expect } = step;
  const { left, relation, right } = statementToLatex(step.to, notation);
  return {
    id,
    from,
    rule: ruleName(step),
    expression: `${left} ${relation} ${right}`,
    ...say,
    assuming: assuming.map((assumption) => inProse(assumption, notation)),
    verdict: judged.verdict,
    expect,
    checked: checkInWords(judged, notation),
  };
}

const RELATION = { positive: "> 0", nonnegative: "\\ge 0", nonzero: "\\ne 0" } as const;

function inProse(assumption: Assumption, notation: Notation): string {
  switch (assumption.kind) {
    case "positive":
    case "nonnegative":
    case "nonzero":
      return `$${toLatex(assumption.of, notation)} ${RELATION[assumption.kind]}$`;
    case "whole":
      return `$${toLatex(assumption.of, notation)}$ whole`;
    case "size":
      return `$${toLatex(assumption.of, notation)}$ a whole number $\\ge 0$`;
    case "small":
    case "large":
      return `$${toLatex(assumption.of, notation)}$ ${assumption.kind}`;
    case "premise":
      return assumption.text;
  }
}

function checkInWords({ verdict, needs, mutants }: JudgedStep, notation: Notation): string {
  const how = verdict.kind === "proved" ? `${verdict.by}; ` : "";
  const needed = needs.map((assumption) => inProse(assumption, notation));
  const resting = needed.length === 0 ? "" : `; needs ${needed.join(", ")}`;
  const accepted = mutants.survivors.length === 0 ? "" : `; accepted also with ${mutants.survivors.join(", ")}`;
  return `${how}${mutants.killed} of ${plural(mutants.total, "wrong variant")} rejected${resting}${accepted}`;
}
