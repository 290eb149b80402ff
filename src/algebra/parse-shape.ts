/** The shape of a text: mathjs parses it with placeholders t0, t1, … for its names and numbers. */
import type { MathNode, OperatorNode } from "mathjs";
import math from "mathjs/lib/browser/math.js";
import type { BoltzproofError } from "../errors.ts";
import { isRaised, type Token } from "./tokens.ts";

/** Taken at once: the instance is shared, and an engine in the same thread switches its own `parse` off. */
const { parse: parseText } = math;

type Misread = (position: number) => BoltzproofError;

/** What mathjs would let pass: an empty text, a comma with nothing behind it, x²^3, more than one equals sign. */
function requireForm(tokens: readonly Token[], misread: Misread): void {
  if (tokens.length === 0) throw misread(1);
  const [, second] = tokens.filter((t) => t.text === "==");
  const wrong = tokens.find((t, k) => {
    const [before, behind] = [tokens[k - 1], tokens[k + 1]];
    return (t.text === "," && /^[\])]$/.test(behind?.text ?? "")) || (t.text === "^" && before && isRaised(before));
  });
  const first = second ?? wrong;
  if (first !== undefined) throw misread(first.position);
}

/** The shape of a text, with placeholders for its names and numbers. `misread` makes the error for a position. */
export function shapeOf(text: string, tokens: readonly Token[], misread: Misread): MathNode {
  requireForm(tokens, misread);
  const pieces = tokens.map((t, k) => (t.kind === "sign" ? t.text : `t${k}`));
  try {
    return parseText(pieces.join(" "));
  } catch (cause) {
    const char = (cause as { char?: number }).char ?? 1;
    throw misread(positionIn(pieces, char, tokens) ?? text.length + 1);
  }
}

/** Where in the text the character of the joined pieces stands; undefined for what lies beyond. */
function positionIn(pieces: readonly string[], char: number, tokens: readonly Token[]): number | undefined {
  let end = 0;
  for (const [k, piece] of pieces.entries()) {
    end += piece.length;
    if (char <= end) return tokens[k]!.position;
    end += 1;
  }
  return undefined;
}

/** The number of the token that a placeholder stands for. */
export function placeholder(node: MathNode): number {
  return Number((node as unknown as { name: string }).name.slice(1));
}

/** Whether the outermost sign is ==. */
export function isEquation(node: MathNode): node is OperatorNode {
  return node.type === "OperatorNode" && (node as OperatorNode).op === "==";
}

/** W[i, j] as mathjs has it. */
export interface Accessor {
  readonly object: MathNode;
  readonly index: { readonly dimensions: readonly MathNode[]; readonly dotNotation: boolean };
}
