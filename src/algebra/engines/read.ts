/**
 * Answers of engines through a white list. What is not a closed formula in the names that were sent, with exact
 * numbers and known functions, is not an answer: nerdamer returns `diff(…)`, `Infinity`, decimals, 16-digit fractions
 * for e, and reads a function that it does not know as a variable, all without an error.
 */
import { BoltzproofError } from "../../errors.ts";
import { matrixOf } from "../construct.ts";
import type { Expression } from "../expression.ts";
import { parse } from "../parse.ts";
import { freeSymbols } from "../structure.ts";

const banned: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/infinity|undefined|NaN/i, "a value that is not finite"],
  [/\b(?:diff|integrate|defint|sum|product|limit|solve|ilt|laplace)\s*\(/, "an unevaluated operation"],
  [/119696244|325368125/, "a fraction in the place of e"],
  [/\d\.\d|\d[eE][-+]?\d/, "a decimal number"],
  [/\[\s*\]/, "an empty list"],
];

/** @throws BoltzproofError "engine" for whatever is not on the white list. */
export function readAnswer(text: string, names: readonly string[]): Expression {
  for (const [pattern, what] of banned) if (pattern.test(text)) throw notAnAnswer(text, what);
  const answer = parseAnswer(text, names);
  // "q" declared is q_1, q_2 … declared to the parser; to an answer it is those that were sent.
  for (const name of freeSymbols(answer).keys()) if (!names.includes(name)) throw notAnAnswer(text, `the name ${name}`);
  return answer;
}

function parseAnswer(text: string, names: readonly string[]): Expression {
  try {
    // Engines write i for the imaginary unit; symbols never are called i, they travel as q_1, q_2 …
    return parse(text.replace(/\bi\b/g, "I"), names);
  } catch (cause) {
    throw notAnAnswer(text, cause instanceof BoltzproofError ? cause.found : "something unreadable", cause);
  }
}

/** The members of "[a, b, …]", as nerdamer prints roots. @throws as `readAnswer`. */
export function readList(text: string, names: readonly string[]): readonly Expression[] {
  const inside = /^\[(.+)\]$/.exec(text.trim())?.[1];
  if (inside === undefined) throw notAnAnswer(text, "no list of roots");
  return splitAtCommas(inside).map((part) => readAnswer(part, names));
}

/** "matrix([a, b], [c, d])". @throws as `readAnswer`. */
export function readMatrix(text: string, names: readonly string[]): Expression {
  const inside = /^matrix\((.+)\)$/.exec(text.trim())?.[1];
  if (inside === undefined) throw notAnAnswer(text, "no matrix");
  return matrixOf(splitAtCommas(inside).map((row) => readList(row, names)));
}

/** Splits at the commas that stand in no bracket. */
function splitAtCommas(text: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (const ch of text) {
    if (ch === "(" || ch === "[") depth++;
    if (ch === ")" || ch === "]") depth--;
    if (ch === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += ch;
  }
  return parts;
}

function notAnAnswer(text: string, what: string, cause?: unknown): BoltzproofError {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return new BoltzproofError("engine", {
    found: `${what} in the engine's answer "${shown}"`,
    expected: "a closed formula of exact numbers, known functions and the names that were sent",
    advice: "do not use this answer",
    cause,
  });
}
