/**
 * A formula's text in tokens, every character of it: what is no part of a token and no space is refused with its
 * position. The signs that come along when a formula is pasted (×, ·, ÷, −, x², x₁, ∞, 𝑥) are read as what they mean.
 */
import { BoltzproofError } from "../errors.ts";
import { greekByLetter } from "./print/greek.ts";

export interface Token {
  readonly kind: "name" | "number" | "sign";
  /** As it is read: a name in roman letters, a number in plain digits, an operator or bracket in ASCII. */
  readonly text: string;
  /** As it is written. */
  readonly source: string;
  /** Of its first character, counted from 1. */
  readonly position: number;
}

/** Signs that are read as one of ASCII. */
const sameSign: ReadonlyMap<string, string> = new Map([
  ["×", "*"],
  ["·", "*"],
  ["⋅", "*"],
  ["∗", "*"],
  ["÷", "/"],
  ["∕", "/"],
  ["−", "-"],
  ["=", "=="],
]);

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const subscripts = "₀₁₂₃₄₅₆₇₈₉";

/** Tried in this order at each place of the text. */
const patterns: readonly (readonly [kind: Token["kind"] | "space" | "raised" | "unread", pattern: RegExp])[] = [
  ["space", /[\s\p{Zs}]+/uy],
  ["unread", /0[xXbBoO][\da-fA-F.]+|"[^"]*"?/uy],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/uy],
  ["name", /∞|[\p{L}_$][\p{L}\d_$]*[₀-₉]*/uy],
  ["raised", /⁻?[⁰¹²³⁴-⁹]+/uy],
  ["sign", /==|[<>!]=|\.[*/^']|[-+*/^()[\],.:?!'<>=×·⋅∗÷∕−]/uy],
];

/**
 * The tokens of a text in their order.
 * @throws BoltzproofError "parse" with the position of the first character that belongs to none.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const [kind, source] = longestAt(text, at);
    if (kind === "unread") throw notRead(source, at + 1);
    if (kind === "raised") tokens.push(...raised(source, at + 1));
    else if (kind !== "space") tokens.push({ kind, text: meaning(kind, source), source, position: at + 1 });
    at += source.length;
  }
  return tokens;
}

/** A name as the house writes it: Greek letters and letters of the mathematical alphabets by their plain names. */
export function romanName(name: string): string {
  if (name === "∞") return "infinity";
  const plain = name.replace(/[\u{1D400}-\u{1D7FF}ϕϑϵϰϱϖµΩ]/gu, (letter) => letter.normalize("NFKC"));
  const roman = plain.replace(/[α-ωΑ-Ω]/gu, (letter) => greekByLetter.get(letter) ?? letter);
  return roman.replace(/[₀-₉]+$/u, (digits) => `_${inDigits(digits, subscripts)}`);
}

function longestAt(text: string, at: number): readonly [(typeof patterns)[number][0], string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) return [kind, found[0]];
  }
  return ["unread", String.fromCodePoint(text.codePointAt(at)!)];
}

function meaning(kind: Token["kind"], source: string): string {
  if (kind === "name") return romanName(source);
  return kind === "sign" ? (sameSign.get(source) ?? source) : source;
}

/** x⁻² is x^(-2). */
function raised(source: string, position: number): readonly Token[] {
  const sign = (text: string): Token => ({ kind: "sign", text, source, position });
  const number: Token = { kind: "number", text: inDigits(source.replace("⁻", ""), superscripts), source, position };
  return source.startsWith("⁻")
    ? [sign("^"), sign("("), sign("-"), number, sign(")")]
    : [sign("^"), sign("("), number, sign(")")];
}

/** Whether the token comes from an exponent written as such, x². */
export function isRaised({ source }: Token): boolean {
  return /^⁻?[⁰¹²³⁴-⁹]+$/u.test(source);
}

function inDigits(text: string, digits: string): string {
  return [...text].map((d) => digits.indexOf(d)).join("");
}

function notRead(source: string, position: number): BoltzproofError {
  const [found, expected] = /^[0"]/.test(source)
    ? [`"${source}"`, "a decimal number or a name"]
    : [`the character ${source}`, "names, numbers, + - * / ^ = and brackets"];
  return new BoltzproofError("parse", {
    found: `${found} at position ${position}`,
    expected,
    advice: "leave it out or write it in these",
  });
}
