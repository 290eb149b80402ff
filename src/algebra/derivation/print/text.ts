/** A judged derivation for the terminal: what it shows, its symbols, then line by line in Unicode mathematics. */

import type { Verdict } from "../../../verdict.ts";
import { symbol } from "../../construct.ts";
import { unicodeOfWords } from "../../print/latex-unicode.ts";
import { superscript } from "../../print/scripts.ts";
import { toUnicode } from "../../print/unicode.ts";
import { freeNames } from "../../structure.ts";
import { expressionsOf } from "../statement.ts";
import type { Derivation, JudgedDerivation } from "../step.ts";
import { assumptionToUnicode, type Line, linesOf, ruleName, statementToUnicode } from "./lines.ts";
import { describeVerdict, tallyOfSteps } from "./verdict.ts";

/** How much the text shows. */
export interface PrintOptions {
  /** Also why each step is taken, what it rests on, how its mutants fared. */
  readonly steps?: boolean;
}

/** Title, source, goal and notation, the steps, and what they are worth together. */
export function derivationToText(judged: JudgedDerivation, { steps = false }: PrintOptions = {}): string {
  const lines = linesOf(judged);
  const body = lines.map((line) => lineToText(judged, line, steps));
  return [headOf(judged, lines), ...body, tailOf(judged)].join("\n\n");
}

function headOf({ derivation }: JudgedDerivation, lines: readonly Line[]): string {
  const { title, source, assuming, notation, results } = derivation;
  const goals = lines.filter(({ step }) => results.includes(step.id));
  return [
    title,
    source,
    "",
    `To show: ${goals.map((line) => formulaOf(derivation, line)).join(";  ")}`,
    ...notationOf(derivation).map(
      ([symbol, meaning], k) => `${k === 0 ? "Where    " : "         "}${symbol}: ${meaning}`,
    ),
    ...(assuming.length === 0
      ? []
      : [`Assuming ${assuming.map((a) => assumptionToUnicode(a, notation)).join(", ")} throughout`]),
  ].join("\n");
}

/** The symbols that occur in it, in the order of the notation. */
function notationOf({ notation, steps }: Derivation): [symbol: string, meaning: string][] {
  const used = new Set(steps.flatMap(({ to }) => expressionsOf(to).flatMap((e) => [...freeNames(e)])));
  return Object.entries(notation).flatMap(([name, { meaning }]) =>
    used.has(name) && meaning !== "" ? [[toUnicode(symbol(name), notation), unicodeOfWords(meaning)]] : [],
  );
}

function formulaOf({ notation }: Derivation, { step }: Line): string {
  const { left, relation, right } = statementToUnicode(step.to, notation);
  return `${left} ${relation} ${right}`;
}

function lineToText({ derivation }: JudgedDerivation, line: Line, detailed: boolean): string {
  const { number, step, judged, from } = line;
  const origin = from.length === 0 ? "" : ` from ${from.map((n) => `(${n})`).join(", ")}`;
  const rows = [
    `(${number}) ${formulaOf(derivation, line)}`,
    `    ${step.say.short} [${ruleName(step)}${origin}: ${inShort(judged.verdict)}]`,
  ];
  const needs = judged.needs.map((a) => assumptionToUnicode(a, derivation.notation));
  if (needs.length > 0) rows.push(`    needs ${needs.join(", ")}`);
  if (!detailed) return rows.join("\n");
  rows.push(`    Why: ${unicodeOfWords(step.say.why)}`);
  const { total, killed, variants } = judged.mutants;
  rows.push(`    ${killed} of ${total} wrong variants rejected`);
  for (const v of variants) rows.push(`    ${v.killed ? "rejected" : "accepted also"} with ${v.says} (${v.how})`);
  return rows.join("\n");
}

/** The verdict of a line; how likely a proof is to err is said once, at the end. */
function inShort(verdict: Verdict): string {
  if (verdict.kind !== "proved") return describeVerdict(verdict);
  const special = verdict.for && verdict.for.length > 0 ? ` for ${verdict.for.join(", ")}` : "";
  return `proved${special}`;
}

function tailOf({ derivation, verdict, steps, problems }: JudgedDerivation): string {
  const needs = new Set(steps.flatMap((s) => s.needs.map((a) => assumptionToUnicode(a, derivation.notation))));
  const assuming = needs.size === 0 ? "" : `, assuming ${[...needs].join(", ")}`;
  const word = verdict.kind === "proved" ? `${inShort(verdict)}${assuming}` : describeVerdict(verdict);
  const isBounded = verdict.kind === "proved" && verdict.log2Error !== Number.NEGATIVE_INFINITY;
  const bound = isBounded ? `, error below 2${superscript(`${Math.ceil(verdict.log2Error)}`)}` : "";
  return [`Together: ${word} (${tallyOfSteps(steps)})${bound}.`, ...problems.map((p) => `Problem: ${p.message}.`)].join(
    "\n",
  );
}

/** What an error such as 2⁻¹⁶⁰ means: said once, however many derivations are printed. */
export const ERROR_MEANS: string =
  "Error below 2⁻¹⁶⁰ or the like: identities are proved by evaluating them, without rounding, at random points of finite fields of some 10³⁰ elements; the error is the probability that a false one vanishes there by chance.";
