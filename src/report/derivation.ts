/** A judged derivation as the report holds it: formulas and assumptions in LaTeX, checks in words. */
// File by file: the index of the derivations would bring the whole judge along.
import { ruleName, statementToLatex } from "../algebra/derivation/print/lines.ts";
import { sidesOf } from "../algebra/derivation/sides.ts";
import type { Assumption, JudgedDerivation, JudgedStep, Notation, Step } from "../algebra/derivation/step.ts";
import { toLatex } from "../algebra/print/latex.ts";
import type { Verdict } from "../verdict.ts";
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

/** A step's verdict with what the step itself needs; what it inherits stands with the steps before, and together below. */
function ownVerdict({ verdict, conditions }: JudgedStep): Verdict {
  return verdict.kind === "proved" ? { ...verdict, assumes: conditions } : verdict;
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
    verdict: ownVerdict(judged),
    expect,
    checked: checkInWords(judged, notation),
  };
}

/** A sign in mathematics: A ≤ B for that of a difference. */
function signInProse({ kind, of }: Signed, notation: Notation): string {
  const sides = kind === "nonzero" ? undefined : sidesOf(of);
  if (sides === undefined) return `$${toLatex(of, notation)} ${RELATION[kind]}$`;
  return `$${toLatex(sides.less, notation)} ${kind === "positive" ? "<" : "\\le"} ${toLatex(sides.more, notation)}$`;
}

type Signed = Extract<Assumption, { kind: keyof typeof RELATION }>;

const RELATION = { positive: "> 0", nonnegative: "\\ge 0", nonzero: "\\ne 0" } as const;

function inProse(assumption: Assumption, notation: Notation): string {
  switch (assumption.kind) {
    case "whole":
      return `$${toLatex(assumption.of, notation)}$ whole`;
    case "positive":
    case "nonnegative":
    case "nonzero":
      return signInProse(assumption, notation);
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
