/** A judged derivation as lines that every printer lays out: formula, rule, reason, verdict, conditions. */
import { infinity, negate } from "../../construct.ts";
import type { Expression } from "../../expression.ts";
import { toLatex } from "../../print/latex.ts";
import { superscript } from "../../print/scripts.ts";
import { symbolToText, toText } from "../../print/text.ts";
import { toUnicode } from "../../print/unicode.ts";
import { equals } from "../../structure.ts";
import { sidesOf } from "../sides.ts";
import type { Statement } from "../statement.ts";
import type { Assumption, JudgedDerivation, JudgedStep, Notation, Step } from "../step.ts";

export interface Line {
  /** Counted from 1 in the order of the page. */
  readonly number: number;
  readonly step: Step;
  readonly judged: JudgedStep;
  /** Numbers of the lines it comes from. */
  readonly from: readonly number[];
}

export function linesOf({ derivation, steps }: JudgedDerivation): readonly Line[] {
  const number = new Map(derivation.steps.map((s, k) => [s.id, k + 1]));
  return derivation.steps.map((step, k) => ({
    number: k + 1,
    step,
    judged: steps[k]!,
    from: step.from.map((id) => number.get(id)!),
  }));
}

/** A statement in three parts, so that relation signs can be aligned. */
export interface StatementParts {
  readonly left: string;
  readonly relation: string;
  readonly right: string;
}

/** Left side, relation and right side of a statement as text that `parse` reads. */
export function statementToText(s: Statement): StatementParts {
  const parts = { left: toText(s.left), right: toText(s.right) };
  switch (s.kind) {
    case "definition":
      return { ...parts, relation: ":=" };
    case "approximation":
      return { ...parts, relation: "=", right: `${parts.right} + ${orderToText(s)}` };
    case "stationary":
      return {
        left: `diff(${toText(s.of)}, ${symbolToText(s.by)}) = 0:  ${parts.left}`,
        relation: "=",
        right: parts.right,
      };
    case "inequality":
      return { ...parts, relation: s.strict ? "<" : "<=" };
    case "limit":
      return { ...parts, relation: "->", right: `${parts.right}  (${symbolToText(s.variable)} -> ${toText(s.to)})` };
    default:
      return { ...parts, relation: "=" };
  }
}

/** The same for a reader: Unicode mathematics in the symbols of the notation. */
export function statementToUnicode(s: Statement, notation: Notation): StatementParts {
  const text = (e: Expression): string => toUnicode(e, notation);
  const parts = { left: text(s.left), right: text(s.right) };
  switch (s.kind) {
    case "definition":
      return { ...parts, relation: "≔" };
    case "approximation":
      return { ...parts, relation: "=", right: `${parts.right} + ${orderToUnicode(s, text)}` };
    case "stationary":
      return { left: `∂${text(s.of)}/∂${text(s.by)} = 0:  ${parts.left}`, relation: "=", right: parts.right };
    case "inequality":
      return { ...parts, relation: s.strict ? "<" : "≤" };
    case "limit":
      return { ...parts, relation: "→", right: `${parts.right}  (${text(s.variable)} → ${text(s.to)})` };
    default:
      return { ...parts, relation: "=" };
  }
}

function orderToUnicode(s: Extract<Statement, { kind: "approximation" }>, text: (e: Expression) => string): string {
  const all = [...s.small.map(text), ...s.large.map((x) => `1/${text(x)}`)];
  const inside = all.length === 1 && s.large.length === 0 ? all[0]! : `(${all.join(", ")})`;
  return `O(${inside}${s.order === 0 ? "" : superscript(`${s.order + 1}`)})`;
}

/** An assumption for a reader: "1 − λσ² > 0", "N large", or its words. */
export function assumptionToUnicode(a: Assumption, notation: Notation): string {
  switch (a.kind) {
    case "premise":
      return a.text;
    case "small":
    case "large":
    case "whole":
      return `${toUnicode(a.of, notation)} ${a.kind}`;
    case "size":
      return `${toUnicode(a.of, notation)} a whole number ≥ 0`;
    case "positive":
    case "nonnegative":
    case "nonzero":
      return signToUnicode(a, notation);
  }
}

const relations = { positive: "> 0", nonnegative: "≥ 0", nonzero: "≠ 0" } as const;

/** A ≤ B for the sign of a difference. */
function signToUnicode(
  { kind, of }: Extract<Assumption, { kind: keyof typeof relations }>,
  notation: Notation,
): string {
  const sides = kind === "nonzero" ? undefined : sidesOf(of);
  if (sides === undefined) return `${toUnicode(of, notation)} ${relations[kind]}`;
  return `${toUnicode(sides.less, notation)} ${kind === "positive" ? "<" : "≤"} ${toUnicode(sides.more, notation)}`;
}

/** What a step is called: a limit is one whatever the variable that its rule lets go to its end. */
export function ruleName({ rule, to }: Step): string {
  return to.kind === "limit" ? "limit" : rule;
}

function orderToText(s: Extract<Statement, { kind: "approximation" }>): string {
  const small = s.small.map(symbolToText);
  const large = s.large.map((x) => `1/${symbolToText(x)}`);
  const all = [...small, ...large];
  return `O(${all.length === 1 ? all[0] : `(${all.join(", ")})`}^${s.order + 1})`;
}

/** Left side, relation and right side of a statement as LaTeX. */
export function statementToLatex(s: Statement, notation: Notation): StatementParts {
  const latex = (e: Expression): string => toLatex(e, notation);
  const parts = { left: latex(s.left), right: latex(s.right) };
  switch (s.kind) {
    case "definition":
      return { ...parts, relation: ":=" };
    case "approximation":
      return { ...parts, relation: "=", right: `${parts.right} + ${orderToLatex(s, latex)}` };
    case "stationary": {
      const slope = `\\frac{\\partial ${latex(s.of)}}{\\partial ${latex(s.by)}} = 0:\\quad `;
      return { left: slope + parts.left, relation: "=", right: parts.right };
    }
    case "inequality":
      return { ...parts, relation: s.strict ? "<" : "\\le" };
    case "limit": {
      const end = equals(s.to, negate(infinity)) ? "-\\infty" : latex(s.to);
      return { ...parts, relation: "\\to", right: `${parts.right} \\quad (${latex(s.variable)} \\to ${end})` };
    }
    default:
      return { ...parts, relation: "=" };
  }
}

function orderToLatex(s: Extract<Statement, { kind: "approximation" }>, latex: (e: Expression) => string): string {
  const all = [...s.small.map(latex), ...s.large.map((x) => `1/${latex(x)}`)];
  const inside = all.length === 1 && s.large.length === 0 ? all[0] : `(${all.join(",\\,")})`;
  return `\\mathcal{O}\\left(${inside}^{${s.order + 1}}\\right)`;
}
