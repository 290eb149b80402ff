/** A judged derivation for the terminal. */
import { assumptionToText } from "../assumption.ts";
import type { JudgedDerivation } from "../step.ts";
import { type Line, linesOf, statementToText } from "./lines.ts";
import { describeVerdict, tallyOfSteps } from "./verdict.ts";

export interface PrintOptions {
  /** Also why each step is taken, what it rests on, how its mutants fared. */
  readonly steps?: boolean;
}

export function derivationToText(judged: JudgedDerivation, { steps = false }: PrintOptions = {}): string {
  const { derivation, steps: judgedSteps, verdict, problems } = judged;
  const head = [derivation.title, derivation.source];
  if (derivation.assuming.length > 0) head.push(`Throughout: ${derivation.assuming.map(assumptionToText).join(", ")}.`);
  const lines = linesOf(judged).map((line) => lineToText(line, steps));
  const tail = [
    `Together: ${describeVerdict(verdict)} (${tallyOfSteps(judgedSteps)}).`,
    ...problems.map((p) => `Problem: ${p.message}.`),
  ];
  return [head.join("\n"), ...lines, tail.join("\n")].join("\n\n");
}

function lineToText({ number, step, judged, from }: Line, detailed: boolean): string {
  const { left, relation, right } = statementToText(step.to);
  const origin = from.length === 0 ? "" : ` from ${from.map((n) => `(${n})`).join(", ")}`;
  const rows = [
    `(${number}) ${left} ${relation} ${right}`,
    `    ${step.say.short} [${step.rule}${origin}; ${describeVerdict(judged.verdict)}]`,
  ];
  if (judged.conditions.length > 0) rows.push(`    needs ${judged.conditions.join(", ")}`);
  if (!detailed) return rows.join("\n");
  rows.push(`    Why: ${step.say.why}`);
  const { total, killed, variants } = judged.mutants;
  rows.push(`    ${killed} of ${total} wrong variants rejected, in ${judged.ms.toFixed(0)} ms`);
  for (const v of variants) rows.push(`    ${v.killed ? "rejected" : "accepted also"} with ${v.says} (${v.how})`);
  return rows.join("\n");
}
