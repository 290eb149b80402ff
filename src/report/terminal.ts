/**
 * The verdict table for a terminal: one line a claim under the name of its room, cut to the width, readable without
 * colour. What refutes a claim or leaves it open is never cut: it gets lines of its own where it does not fit.
 */
import type { Verdict, VerdictKind } from "../lab/types.ts";
import { strays } from "../lab/verdicts.ts";
import { type ReportClaim, tallyMutants } from "./model.ts";
import { summaryLine, verdictNumber } from "./words.ts";

/** Width and colours of the table in a terminal. */
export interface TableStyle {
  /** Columns; at least 60. */
  readonly width: number;
  readonly color: boolean;
}

/** Style for a stream: colour on a terminal only, and not when the reader's NO_COLOR says so (no-color.org). */
export function tableStyle(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>> = {},
): TableStyle {
  const color = stream.isTTY === true && !environment["NO_COLOR"];
  return { width: Math.min(Math.max(stream.columns ?? 100, 60), 120), color };
}

const STRONG: readonly VerdictKind[] = ["proved", "checked", "enumerated", "sampled", "measured"];
const CODE = { good: "32", bad: "31", doubtful: "33", dim: "2", bold: "1" };
type Paint = keyof typeof CODE;

interface Cell {
  readonly text: string;
  readonly paint?: Paint;
}

/** The table and one line of summary, without a trailing line break. */
export function printVerdictTable(claims: readonly ReportClaim[], style: TableStyle): string {
  const head = ["", "label", "claim", "verdict", "", "mutants"].map((text): Cell => ({ text, paint: "dim" }));
  const machine = onlyMachine(claims);
  const rows = claims.map((claim) => cellsOf(claim, machine).map(onOneLine));
  const short = rows.map((cells, i) => (isAgainst(claims[i]!) ? withoutNumber(cells) : cells));
  const widths = columnWidths([head, ...short], style.width);
  const lines = rows.flatMap((cells, i) => {
    const room = onOneLine({ text: claims[i]!.room, paint: "bold" });
    const head = claims[i]!.room === claims[i - 1]?.room ? [] : [paint(room, style.color)];
    return [...head, ...rowOf(cells, isAgainst(claims[i]!), widths, style)];
  });
  const failed = claims.filter((claim) => !claim.passed).flatMap((claim) => complaints(claim, style));
  const summary = paint(
    { text: foldLine(summaryLine(claims), style.width), paint: failed.length > 0 ? "bad" : "bold" },
    style.color,
  );
  const trained = machine === undefined ? [] : [foldLine(`Trained machine: ${machine}.`, style.width)];
  return [lineOf(head, widths, style.color), ...lines, "", ...trained, ...failed, summary].join("\n");
}

/** The machine that all measurements are on: named once below the table, and not in every row. */
function onlyMachine(claims: readonly ReportClaim[]): string | undefined {
  const names = new Set(claims.flatMap(({ verdict }) => (verdict.kind === "measured" ? [verdict.on] : [])));
  return names.size === 1 ? onOneLine({ text: [...names][0]! }).text : undefined;
}

const isAgainst = ({ verdict }: ReportClaim): boolean => verdict.kind === "refuted" || verdict.kind === "undecided";

const NUMBER = 4;

const withoutNumber = (cells: readonly Cell[]): Cell[] => cells.map((c, k) => (k === NUMBER ? { text: "" } : c));

/** The line of a claim, and what speaks against it below where its column is too narrow for that. */
function rowOf(cells: readonly Cell[], against: boolean, widths: readonly number[], style: TableStyle): string[] {
  const { text } = cells[NUMBER]!;
  if (!against || length(text) <= widths[NUMBER]!) return [lineOf(cells, widths, style.color)];
  const below = foldLine(text, style.width, "     ").split("\n");
  return [
    lineOf(withoutNumber(cells), widths, style.color),
    ...below.map((line) => paint({ text: line, paint: "dim" }, style.color)),
  ];
}

/** Words on lines of at most `width` columns, every one after the indent; a word that is longer stays whole. */
export function foldLine(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && length(indent + longer) > width) {
      lines.push(indent + line);
      line = word;
    } else line = longer;
  }
  return [...lines, indent + line].join("\n");
}

function cellsOf(claim: ReportClaim, machine: string | undefined): Cell[] {
  const { kind } = claim.verdict;
  const { killed, total } = tallyMutants(claim.mutants);
  const tone: Paint = !claim.passed ? "bad" : STRONG.includes(kind) ? "good" : "doubtful";
  return [
    claim.passed ? { text: "✓", paint: "good" } : { text: "✗", paint: "bad" },
    { text: claim.labels.join(" ") },
    { text: claim.title },
    { text: kind, paint: tone },
    { text: numberOf(claim.verdict, machine), paint: "dim" },
    { text: `${killed}/${total}`, ...(killed < total ? { paint: "bad" as const } : {}) },
  ];
}

function numberOf(verdict: Verdict, machine: string | undefined): string {
  return verdictNumber(verdict.kind === "measured" && machine ? { ...verdict, on: "trained machine" } : verdict);
}

/** Columns that give way when the line is too long, one after the other: numbers and title in turn, then labels. */
const ELASTIC = [
  { column: 4, least: 24 },
  { column: 2, least: 36 },
  { column: 4, least: 20 },
  { column: 2, least: 10 },
  { column: 4, least: 8 },
  { column: 1, least: 5 },
];

const GAP = 2;

function columnWidths(rows: readonly (readonly Cell[])[], width: number): number[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => length(cells[column]!.text))));
  for (const { column, least } of ELASTIC) {
    const excess = widths.reduce((sum, w) => sum + w, 0) + GAP * (widths.length - 1) - width;
    if (excess > 0) widths[column] = Math.min(widths[column]!, Math.max(least, widths[column]! - excess));
  }
  return widths;
}

function lineOf(cells: readonly Cell[], widths: readonly number[], color: boolean): string {
  const padded = cells.map((cell, column) => {
    const text = cut(cell.text, widths[column]!);
    const blank = " ".repeat(widths[column]! - length(text));
    const isLast = column === cells.length - 1;
    return isLast ? blank + paint({ ...cell, text }, color) : paint({ ...cell, text }, color) + blank;
  });
  return padded.join(" ".repeat(GAP)).trimEnd();
}

/** What went wrong with a claim, in full: the table may have cut it. */
function complaints(claim: ReportClaim, style: TableStyle): string[] {
  const name = claim.labels.join(" ") || claim.id;
  const { survivors } = tallyMutants(claim.mutants);
  const out: string[] = [];
  if (claim.verdict.kind !== claim.expect) {
    const evidence = claim.evidence.find((e) => e.finding.verdict.kind === claim.verdict.kind);
    out.push(
      `${name}: expected ${claim.expect}, found ${claim.verdict.kind}. ${evidence?.finding.message ?? ""}`.trim(),
    );
  }
  for (const { id, finding } of strays(claim, claim.evidence)) {
    out.push(`${name}: the supporting line "${id}" is ${finding.verdict.kind}. ${finding.message}`);
  }
  if (survivors.length > 0) out.push(`${name}: the evidence does not tell the claim from ${survivors.join(", ")}.`);
  return out.map((text) => paint({ text: foldLine(onOneLine({ text }).text, style.width), paint: "bad" }, style.color));
}

/** Line breaks and control characters would tear the table, or worse. */
function onOneLine(cell: Cell): Cell {
  return { ...cell, text: cell.text.replace(/\s+/g, " ").replace(/\p{Cc}/gu, "") };
}

/** Code points; combining marks take no column. */
const length = (text: string): number => [...text.replace(/\p{Mn}/gu, "")].length;

function cut(text: string, width: number): string {
  return length(text) <= width ? text : `${[...text].slice(0, Math.max(0, width - 1)).join("")}…`;
}

function paint(cell: Cell, color: boolean): string {
  return color && cell.paint && cell.text !== "" ? `\u001b[${CODE[cell.paint]}m${cell.text}\u001b[0m` : cell.text;
}
