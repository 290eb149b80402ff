/**
 * A judged derivation as a fragment of HTML: one list item a step, the formula rendered by KaTeX with its LaTeX kept
 * for copying, everything else in plain elements that open without a script.
 */
import katex from "katex";
import { assumptionToText } from "../assumption.ts";
import type { JudgedDerivation } from "../step.ts";
import { type Line, linesOf, ruleName, statementToLatex } from "./lines.ts";
import { describeStep, describeVerdict, tallyOfSteps } from "./verdict.ts";

/** Renders LaTeX to HTML; KaTeX unless the caller brings another. */
export type RenderLatex = (latex: string) => string;

const renderByKatex: RenderLatex = (latex) => katex.renderToString(latex, { displayMode: true, throwOnError: true });

/** The judged derivation as HTML, one row a step; formulas by KaTeX unless told otherwise. */
export function derivationToHtml(judged: JudgedDerivation, render: RenderLatex = renderByKatex): string {
  const { derivation, steps, verdict, problems } = judged;
  const throughout = derivation.assuming.map(assumptionToText).join(", ");
  const parts = [
    `<h3>${escapeHtml(derivation.title)}</h3>`,
    `<p class="source">${escapeHtml(derivation.source)}</p>`,
    throughout === "" ? "" : `<p class="assuming">Throughout: ${escapeHtml(throughout)}.</p>`,
    `<ol class="steps">${linesOf(judged)
      .map((line) => lineToHtml(judged, line, render))
      .join("")}</ol>`,
    `<p class="verdict ${verdict.kind}">Together: ${escapeHtml(`${describeVerdict(verdict)} (${tallyOfSteps(steps)})`)}.</p>`,
    ...problems.map((p) => `<p class="problem">${escapeHtml(p.message)}.</p>`),
  ];
  return `<section class="derivation" id="${escapeHtml(derivation.id)}">${parts.join("")}</section>`;
}

function lineToHtml({ derivation }: JudgedDerivation, { step, judged, from }: Line, render: RenderLatex): string {
  const { left, relation, right } = statementToLatex(step.to, derivation.notation);
  const latex = `${left} ${relation} ${right}`;
  const origin = from.length === 0 ? "" : ` from ${from.map((n) => `(${n})`).join(", ")}`;
  const { total, killed, variants } = judged.mutants;
  const details = [
    step.say.why,
    judged.conditions.length === 0 ? "" : `Needs ${judged.conditions.join(", ")}.`,
    `${killed} of ${total} wrong variants rejected.`,
    ...variants.map((v) => `${v.killed ? "Rejected" : "Accepted also"} with ${v.says}: ${v.how}.`),
  ];
  return [
    `<li id="${escapeHtml(`${derivation.id}/${step.id}`)}" class="step ${judged.verdict.kind}">`,
    `<div class="formula" data-latex="${escapeHtml(latex)}">${render(latex)}</div>`,
    `<p>${escapeHtml(step.say.short)} <span class="rule">${escapeHtml(ruleName(step) + origin)}</span> `,
    `<span class="badge ${judged.verdict.kind}">${escapeHtml(describeStep(judged))}</span></p>`,
    `<details><summary>How it was checked</summary>${details
      .filter(Boolean)
      .map((d) => `<p>${escapeHtml(d)}</p>`)
      .join("")}</details>`,
    "</li>",
  ].join("");
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (ch) => entities[ch]!);
}
