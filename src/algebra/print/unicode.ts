/**
 * An expression in Unicode mathematics, for reading in a terminal: Σᵢ₌₁ᴺ Wᵢⱼ·hⱼ, ½λ·u², ∂F/∂x. Brackets follow the rule
 * of the other printers: a part is bracketed when it binds more loosely than its place asks. For reading only; the text
 * that `parse` takes back is printed by `toText`.
 */
import { containsMatrix, isDenominator, isHalf, isOneNode, negate, power } from "../construct.ts";
import type { Expression, FunctionName, IndexedNode, ProductNode, SymbolNode } from "../expression.ts";
import { greekByLetter } from "./greek.ts";
import type { LatexNames } from "./latex.ts";
import { unicodeOfLatex } from "./latex-unicode.ts";
import { subscript, superscript } from "./scripts.ts";
import { powerOfTen, splitQuotient } from "./text.ts";

/** How tightly the outermost operation binds; Σ, ∫ and ∂ reach as far as the product behind them. */
const binds = { equation: 0, sum: 1, operator: 2, product: 3, power: 4, atom: 5 } as const;
interface Piece {
  readonly text: string;
  readonly binds: number;
}

/** @param names the notation: its LaTeX replaces the standard form of a symbol. */
export function toUnicode(e: Expression, names: LatexNames = {}): string {
  return new Printer(names).print(e).text.normalize("NFC");
}

const LETTERS: ReadonlyMap<string, string> = new Map([...greekByLetter].map(([letter, name]) => [name, letter]));

const FUNCTIONS: Partial<Record<FunctionName, string>> = {
  log: "ln",
  asin: "arcsin",
  acos: "arccos",
  atan: "arctan",
  asinh: "arsinh",
  acosh: "arcosh",
  atanh: "artanh",
  acoth: "arcoth",
  gamma: "Γ",
  logGamma: "ln Γ",
};

const FRACTIONS: Readonly<Record<string, string>> = {
  "1/2": "½",
  "1/3": "⅓",
  "2/3": "⅔",
  "1/4": "¼",
  "3/4": "¾",
  "1/8": "⅛",
};

/** Words after "_" in a name that stand over or beside the letter. */
const ACCENTS: Readonly<Record<string, string>> = {
  tilde: "\u0303",
  bar: "\u0304",
  hat: "\u0302",
  dot: "\u0307",
  star: "*",
  prime: "′",
};

const atom = (text: string): Piece => ({ text, binds: binds.atom });
const operator = (text: string): Piece => ({ text, binds: binds.operator });

class Printer {
  readonly #names: LatexNames;

  constructor(names: LatexNames) {
    this.#names = names;
  }

  print(e: Expression): Piece {
    switch (e.kind) {
      case "rational":
        return this.#number(e.numerator, e.denominator);
      case "constant":
        return atom({ pi: "π", i: "i", infinity: "∞" }[e.name]);
      case "symbol":
        return this.#symbol(e);
      case "sum":
        return { text: this.#sum(e.terms), binds: binds.sum };
      case "product":
        return this.#product(e);
      case "power":
        return this.#power(e.base, e.exponent);
      case "call":
        return this.#call(e.name, e.argument);
      case "equation":
        return { text: `${this.#text(e.left)} = ${this.#text(e.right)}`, binds: binds.equation };
      case "indexed":
        return this.#indexed(e);
      case "integral": {
        const ends = this.#limits("∫", this.#text(e.from), this.#text(e.to), "…");
        return operator(`${ends} ${this.#wrap(e.body, binds.operator)} d${this.#name(e.index)}`);
      }
      case "derivative":
        return operator(`∂${this.#wrap(e.body, binds.atom)}/∂${this.#text(e.variable)}`);
      case "delta":
        return atom(`δ${subscript(this.#indices([e.left, e.right]))}`);
      case "matrix":
        return atom(`(${e.rows.map((row) => row.map((x) => this.#text(x)).join(", ")).join("; ")})`);
    }
  }

  #text(e: Expression): string {
    return this.print(e).text;
  }

  #wrap(e: Expression, least: number): string {
    const p = this.print(e);
    return p.binds < least ? `(${p.text})` : p.text;
  }

  #number(numerator: bigint, denominator: bigint): Piece {
    const size = numerator < 0n ? -numerator : numerator;
    const digits = (n: bigint): string => {
      const zeros = powerOfTen(n);
      return zeros === undefined ? `${n}` : `10${superscript(`${zeros}`)}`;
    };
    const plain = denominator === 1n ? digits(size) : `${digits(size)}/${digits(denominator)}`;
    const text = FRACTIONS[plain] ?? plain;
    if (numerator < 0n) return { text: `−${text}`, binds: binds.product };
    return { text, binds: denominator === 1n || text !== plain ? binds.atom : binds.product };
  }

  /** The letter of a name with its accents, and what is left of it as a subscript. */
  #parts(name: string): { readonly letter: string; readonly label: string } {
    const entry = Object.hasOwn(this.#names, name) ? this.#names[name] : undefined;
    const latex = typeof entry === "string" ? entry : entry?.latex;
    if (latex !== undefined) return { letter: unicodeOfLatex(latex), label: "" };
    const [first, ...labels] = name.split("_");
    let letter = LETTERS.get(first!) ?? first!;
    const rest: string[] = [];
    for (const label of labels) {
      if (Object.hasOwn(ACCENTS, label)) letter += ACCENTS[label];
      else rest.push(LETTERS.get(label) ?? label);
    }
    return { letter, label: rest.join(",") };
  }

  #name(name: string): string {
    const { letter, label } = this.#parts(name);
    return label === "" ? letter : letter + subscript(label);
  }

  #symbol(s: SymbolNode): Piece {
    const { letter, label } = this.#parts(s.name);
    const all = [label, ...(s.indices.length === 0 ? [] : [this.#indices(s.indices)])].filter((part) => part !== "");
    const text = all.length === 0 ? letter : letter + subscript(all.join(","));
    // x* or a raised sign in the letter would meet the exponent of a power.
    return { text, binds: /[*′^ᵀ†]$/u.test(letter) && all.length === 0 ? binds.power : binds.atom };
  }

  /** ij without a comma where every index is one letter; 1,2 and i+1,j with one. */
  #indices(indices: readonly Expression[]): string {
    const parts = indices.map((i) => this.#text(i).replace(/ /g, ""));
    return parts.join(parts.every((p) => /^\p{L}\p{Mn}*$/u.test(p)) ? "" : ",");
  }

  #sum(terms: readonly Expression[]): string {
    let text = "";
    for (const term of terms) {
      const t = this.#wrap(term, binds.operator);
      if (text === "") text = t;
      else text += t.startsWith("−") ? ` − ${t.slice(1)}` : ` + ${t}`;
    }
    return text;
  }

  #product(e: ProductNode): Piece {
    if (containsMatrix(e)) return { text: this.#factors(e.factors), binds: binds.product };
    const { negative, above, below } = splitQuotient(e);
    const sign = negative ? "−" : "";
    if (below.length === 0) return { text: sign + this.#factors(above), binds: binds.product };
    const [only] = below;
    const half = below.length === 1 && only!.kind === "rational" ? FRACTIONS[`1/${only!.numerator}`] : undefined;
    if (half !== undefined) return { text: `${sign}${half}${this.#behindNumber(above)}`, binds: binds.product };
    const top = above.length === 0 ? "1" : this.#factors(above, binds.power);
    const bottom = below.length === 1 ? this.#wrap(only!, binds.power) : `(${this.#factors(below)})`;
    return { text: `${sign}${top}/${bottom}`, binds: binds.product };
  }

  /** Factors after a number: 2λ, ½(a + b), 3·10⁶. */
  #behindNumber(factors: readonly Expression[]): string {
    const text = this.#factors(factors);
    return /^[\d½⅓⅔¼¾⅛−]/u.test(text) ? `·${text}` : text;
  }

  /** With a dot between them, but none behind a number. The last may be a Σ without brackets. */
  #factors(factors: readonly Expression[], last: number = binds.operator): string {
    const [first, ...rest] = factors;
    if (first === undefined) return "1";
    if (first.kind === "rational" && rest.length > 0) return this.#text(first) + this.#behindNumber(rest);
    const text = factors.map((f, k) =>
      this.#wrap(f, k === factors.length - 1 ? Math.max(last, binds.operator) : binds.power),
    );
    return text.join("·");
  }

  #power(base: Expression, exponent: Expression): Piece {
    if (isDenominator({ kind: "power", base, exponent })) {
      return { text: `1/${this.#wrap(power(base, negate(exponent)), binds.power)}`, binds: binds.product };
    }
    if (isHalf(exponent)) return { text: `√${this.#wrap(base, binds.atom)}`, binds: binds.power };
    return { text: this.#wrap(base, binds.atom) + superscript(this.#text(exponent)), binds: binds.power };
  }

  #call(name: FunctionName, argument: Expression): Piece {
    const inner = this.#text(argument);
    if (name === "exp" && isOneNode(argument)) return atom("e");
    if (name === "abs") return atom(`|${inner}|`);
    return atom(`${FUNCTIONS[name] ?? name}(${inner})`);
  }

  #indexed(e: IndexedNode): Piece {
    const sign = e.operator === "sum" ? "Σ" : "Π";
    const body = this.#wrap(e.body, e.operator === "sum" ? binds.operator : binds.power);
    return operator(`${this.#range(sign, e)} ${body}`);
  }

  #range(sign: string, { index, range }: IndexedNode): string {
    const name = this.#name(index);
    if (range.kind === "interval") {
      return this.#limits(sign, `${name}=${this.#text(range.from)}`, this.#text(range.to), "…");
    }
    const set = `{${range.values.map((v) => this.#text(v)).join(", ")}}`;
    if (range.kind === "values") return `${sign}[${name} ∈ ${set}]`;
    const from = isOneNode(range.from) ? "" : `${this.#text(range.from)}…`;
    return `${sign}[${name} ∈ ${set}${superscript(from + this.#text(range.to))}]`;
  }

  /** Limits below and above the sign where Unicode has them, else in brackets: Σᵢ₌₁ᴺ, Σ[α=1…L]. */
  #limits(sign: string, from: string, to: string, between: string): string {
    const [low, high] = [subscript(from), superscript(to)];
    const isSmall = !low.startsWith("_") && !high.startsWith("^");
    return isSmall ? `${sign}${low}${high}` : `${sign}[${from}${between}${to}]`;
  }
}
