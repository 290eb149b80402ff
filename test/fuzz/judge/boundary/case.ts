/**
 * Cases on the boundaries of what formulas mean, as tables of text. A row is
 *
 *     right outcome @ what is declared @ line // line // …
 *
 * with lines as `script.ts` reads them, and the right outcome one of
 *   - "true": every step is accepted; "false": not every step is; "open": it is true, so no step is refuted;
 *   - "only a|b": accepted only if a printed condition speaks of one of these names;
 *   - for the single line "zero: e", a plain zero test: "zero", "nonzero", "not zero", "not nonzero".
 */
export interface Case {
  readonly right: string;
  readonly assuming: readonly string[];
  readonly lines: readonly string[];
}

export function casesOf(table: string): readonly Case[] {
  return table.trim().split("\n").map(caseOf);
}

function caseOf(row: string): Case {
  const [right = "", assuming = "", lines = ""] = row.split("@").map((part) => part.trim());
  return {
    right,
    assuming: assuming === "" ? [] : assuming.split(",").map((a) => a.trim()),
    lines: lines.split("//").map((line) => line.trim()),
  };
}
