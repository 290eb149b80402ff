/** LaTeX of statements. */

/** Several formulas under one another, for statements that are too wide for one line. */
export function gathered(...lines: readonly string[]): string {
  return String.raw`\begin{gathered}${lines.join(String.raw`\\[6pt]`)}\end{gathered}`;
}
