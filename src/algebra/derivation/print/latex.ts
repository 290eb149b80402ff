/**
 * A judged derivation as an align environment of amsmath, which KaTeX reads too: one line a step, the relation signs
 * aligned, the reason in the margin column. A left-hand side that repeats the line before is left out, as on paper.
 */
import { greekByLetter } from "../../print/greek.ts";
import type { JudgedDerivation } from "../step.ts";
import { type Line, linesOf, ruleName, statementToLatex } from "./lines.ts";

/** How much of the reasons the LaTeX shows. */
export interface LatexOptions {
  /** Rule and verdict in the margin as well as the reason. */
  readonly steps?: boolean;
}

/** The derivation as LaTeX for a document of one's own. */
export function derivationToLatex(judged: JudgedDerivation, { steps = false }: LatexOptions = {}): string {
  const lines = linesOf(judged);
  const rows = lines.map((line, k) => rowToLatex(judged, line, lines[k - 1], steps));
  return `\\begin{align}\n${rows.join(" \\\\\n")}\n\\end{align}`;
}

function rowToLatex(judged: JudgedDerivation, line: Line, before: Line | undefined, detailed: boolean): string {
  const { notation } = judged.derivation;
  const { left, relation, right } = statementToLatex(line.step.to, notation);
  const continues =
    before !== undefined &&
    line.from.includes(before.number) &&
    statementToLatex(before.step.to, notation).left === left;
  const reason = detailed
    ? `${line.step.say.short} (${ruleName(line.step)}, ${line.judged.verdict.kind})`
    : line.step.say.short;
  return `  ${continues ? "" : `${left} `}&${relation} ${right} && \\text{${escapeText(reason)}}`;
}

const special: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "→": "$\\to$",
  "≤": "$\\le$",
  "≥": "$\\ge$",
  "∞": "$\\infty$",
  "−": "$-$",
  "·": "$\\cdot$",
};

/** Words for text mode; Greek letters and the usual signs become mathematics. */
function escapeText(text: string): string {
  return [...text]
    .map((ch) => {
      const greek = greekByLetter.get(ch);
      if (greek !== undefined) return `$\\${greek}$`;
      return special[ch] ?? (/[#$%&_{}]/.test(ch) ? `\\${ch}` : ch);
    })
    .join("");
}
