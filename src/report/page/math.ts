/**
 * Equations, typeset when the page is made: the reader needs no script, and a formula that does not parse stops
 * the build instead of showing in red.
 */
import katex from "katex";
import { BoltzproofError } from "../../errors.ts";
import { type Html, html, later, raw } from "./markup.ts";

/** LaTeX within a line. @throws BoltzproofError "parse" when KaTeX does not understand it. */
export function inlineMath(latex: string): Html {
  return typeset(latex, false);
}

/**
 * LaTeX on a line of its own, with its number, and its source to copy.
 * @throws BoltzproofError "parse" when KaTeX does not understand it.
 */
export function equation(latex: string, number?: string): Html {
  return equationBox(latex, typeset(latex, true), number);
}

/** The same, typeset in the page when it comes into view. @throws as `equation`. */
export function equationInView(latex: string, number?: string): Html {
  return equationBox(latex, later(typeset(latex, true)), number);
}

function equationBox(latex: string, typesetting: Html, number?: string): Html {
  return html`<div class="equation">
<div class="scroll">${typesetting}</div>
${number !== undefined && html`<span class="number">(${number})</span>`}
<details class="tex"><summary title="LaTeX source">TeX</summary><code>${latex}</code></details>
</div>`;
}

/**
 * Plain text in which LaTeX stands between dollar signs; \$ is a dollar sign, and so is one without a partner.
 * @throws BoltzproofError "parse" when KaTeX does not understand a formula.
 */
export function prose(text: string): Html {
  const parts = text.split(/(?<!\\)\$/);
  const last = parts.length - 1;
  return html`${parts.map((part, i) => {
    const plain = part.replaceAll("\\$", "$");
    if (i % 2 === 0) return scripted(plain);
    return i === last ? scripted(`$${plain}`) : inlineMath(part);
  })}`;
}

/**
 * Plain text with h_j and e^{−F} in it, as a terminal prints them, with true sub- and superscripts. The base of a
 * script is one letter, a figure or a closing bracket, so that names from code stay as they are.
 */
export function scripted(text: string): Html {
  const found = SCRIPT.exec(text);
  if (found === null) return html`${text}`;
  const [whole, mark, braced, bracketed, bare] = found;
  const inside = scripted(braced ?? bracketed ?? bare!);
  const before = text.slice(0, found.index);
  const set = mark === "_" ? html`<sub>${inside}</sub>` : html`<sup>${inside}</sup>`;
  return html`${before}${set}${scripted(text.slice(found.index + whole.length))}`;
}

const BASE = String.raw`(?<=(?<![A-Za-z])\p{L}[′'²⁴ᵀ]?|[\d)\]⟩|])`;
const BRACED = String.raw`\{((?:[^{}]|\{[^{}]*\})*)\}`;
const BRACKETED = String.raw`\(((?:[^()]|\([^()]*\))*)\)`;
const SCRIPT = new RegExp(`${BASE}(?:([_^])(?:${BRACED}|(?<=\\^)${BRACKETED}|([−+-]?[\\p{L}\\d]+)))`, "u");

function typeset(latex: string, displayMode: boolean): Html {
  try {
    return raw(katex.renderToString(latex, { displayMode, throwOnError: true, strict: judgeOddity, trust: false }));
  } catch (cause) {
    throw new BoltzproofError("parse", {
      found: `the LaTeX "${latex}" (${cause instanceof Error ? cause.message : String(cause)})`,
      expected: "LaTeX that KaTeX can set",
      advice: "mend the formula; text between dollar signs is LaTeX too",
      cause,
    });
  }
}

/** A character without a known width would be set wrongly; the other oddities are matters of style. */
function judgeOddity(code: string): "error" | "ignore" {
  return code === "unknownSymbol" ? "error" : "ignore";
}
