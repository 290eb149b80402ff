/**
 * LaTeX of an expression, for KaTeX and for papers. Brackets follow the same rule as in the text printer: a part is
 * bracketed when it binds more loosely than its place asks; \frac, \sqrt and exponents bracket by themselves.
 */
import { containsMatrix, isDenominator, isHalf, isOneNode, negate, power } from "../construct.ts";
import type { Expression, FunctionName, IndexedNode, ProductNode, SymbolNode } from "../expression.ts";
import { isBinder } from "../structure.ts";
import { greekNames } from "./greek.ts";
import { powerOfTen, splitQuotient } from "./text.ts";

/** LaTeX of symbols (by name) and functions (by name with brackets, "logistic()") that replaces the standard one. */
export interface LatexNames {
  readonly [name: string]: string | { readonly latex?: string };
}

/** How tightly the outermost operation binds; a power is no base of another power, so it stands below an atom. */
const binds = { equation: 0, sum: 1, operator: 2, product: 3, power: 4, atom: 5 } as const;
interface Piece {
  readonly latex: string;
  readonly binds: number;
}

/** The formula as LaTeX; names are set as the notation says. */
export function toLatex(e: Expression, names: LatexNames = {}): string {
  return new Printer(names).print(e).latex;
}

/** Functions that LaTeX has a command for; the others become \operatorname. */
const commands: ReadonlySet<FunctionName> = new Set<FunctionName>([
  "log",
  "sin",
  "cos",
  "tan",
  "sinh",
  "cosh",
  "tanh",
  "coth",
]);
const operators: Partial<Record<FunctionName, string>> = {
  asin: "\\arcsin",
  acos: "\\arccos",
  atan: "\\arctan",
  asinh: "\\operatorname{arsinh}",
  acosh: "\\operatorname{arcosh}",
  atanh: "\\operatorname{artanh}",
  acoth: "\\operatorname{arcoth}",
  gamma: "\\Gamma",
  logGamma: "\\log\\Gamma",
  entropy: "S",
};

/** Words after "_" in a name that stand over or beside the letter. */
const accents: Readonly<Record<string, (base: string) => string>> = {
  tilde: (x) => `\\tilde{${x}}`,
  bar: (x) => `\\bar{${x}}`,
  hat: (x) => `\\hat{${x}}`,
  dot: (x) => `\\dot{${x}}`,
  star: (x) => `${x}^{*}`,
  prime: (x) => `${x}'`,
};

/** One letter stays italic, Greek becomes a command, a word is upright. */
function word(name: string): string {
  if (greekNames.has(name)) return `\\${name}`;
  return /^([A-Za-z]|\d+)$/.test(name) ? name : `\\mathrm{${name}}`;
}

class Printer {
  readonly #names: LatexNames;

  constructor(names: LatexNames) {
    this.#names = names;
  }

  print(e: Expression): Piece {
    switch (e.kind) {
      case "rational":
        return numberPiece(e.numerator, e.denominator);
      case "constant":
        return atom({ pi: "\\pi", i: "\\mathrm{i}", infinity: "\\infty" }[e.name]);
      case "symbol":
        return this.#symbol(e);
      case "sum":
        return { latex: this.#sum(e.terms), binds: binds.sum };
      case "product":
        return this.#product(e);
      case "power":
        return this.#power(e.base, e.exponent);
      case "call":
        return this.#call(e.name, e.argument);
      case "equation":
        return { latex: `${this.#latex(e.left)} = ${this.#latex(e.right)}`, binds: binds.equation };
      case "indexed":
        return this.#indexed(e);
      case "integral": {
        const ends = `\\int_{${this.#latex(e.from)}}^{${this.#latex(e.to)}}`;
        return operator(`${ends} ${this.#wrap(e.body, binds.operator)} \\,\\mathrm{d}${this.#name(e.index)}`);
      }
      case "derivative":
        return operator(`\\frac{\\partial}{\\partial ${this.#latex(e.variable)}} ${this.#wrap(e.body, binds.product)}`);
      case "delta":
        return atom(`\\delta_{${this.#indices([e.left, e.right])}}`);
      case "matrix":
        return atom(this.#matrix(e.rows));
    }
  }

  #latex(e: Expression): string {
    return this.print(e).latex;
  }

  #wrap(e: Expression, least: number): string {
    const p = this.print(e);
    return p.binds < least ? bracket(p.latex) : p.latex;
  }

  #given(name: string): string | undefined {
    const entry = Object.hasOwn(this.#names, name) ? this.#names[name] : undefined;
    return typeof entry === "string" ? entry : entry?.latex;
  }

  /** The letter of a name with its accents, and its remaining subscripts. */
  #parts(name: string): { readonly letter: string; readonly subscripts: readonly string[] } {
    const given = this.#given(name);
    if (given !== undefined) return { letter: given, subscripts: [] };
    const [first, ...labels] = name.split("_");
    const subscripts: string[] = [];
    let letter = word(first!);
    for (const label of labels) {
      const accent = Object.hasOwn(accents, label) ? accents[label] : undefined;
      if (accent === undefined) subscripts.push(word(label));
      else letter = accent(letter);
    }
    return { letter, subscripts };
  }

  #name(name: string): string {
    const { letter, subscripts } = this.#parts(name);
    return subscripts.length === 0 ? letter : `${letter}_{${subscripts.join(",")}}`;
  }

  #symbol(s: SymbolNode): Piece {
    const { letter, subscripts } = this.#parts(s.name);
    const all = [...subscripts, ...(s.indices.length > 0 ? [this.#indices(s.indices)] : [])];
    const latex = all.length === 0 ? letter : `${letter}_{${all.join(",")}}`;
    // A superscript in the letter would meet the exponent of a power.
    return { latex, binds: /[\^']/.test(letter) ? binds.power : binds.atom };
  }

  /** ij without a comma where every index is one letter; 1,2 and i+1,j with one. */
  #indices(indices: readonly Expression[]): string {
    const parts = indices.map((i) => this.#latex(i));
    return parts.every((p) => /^([A-Za-z]|\\[A-Za-z]+)$/.test(p)) ? parts.join(" ") : parts.join(",");
  }

  #sum(terms: readonly Expression[]): string {
    let latex = "";
    for (const term of terms) {
      const t = this.#wrap(term, binds.operator);
      if (latex === "") latex = t;
      else latex += t.startsWith("-") ? ` - ${t.slice(1)}` : ` + ${t}`;
    }
    return latex;
  }

  #product(e: ProductNode): Piece {
    const { negative, above, below } = containsMatrix(e)
      ? { negative: false, above: e.factors, below: [] }
      : splitQuotient(e);
    const sign = negative ? "-" : "";
    if (below.length === 0) return { latex: sign + this.#factors(above), binds: binds.product };
    // Σ, Π and ∫ stand beside the fraction, not in it: their reach to the right is then plain to see.
    const inside = above.filter((f) => !isBinder(f));
    const beside = above.filter(isBinder);
    const top = inside.length === 0 ? "1" : inside.length === 1 ? this.#latex(inside[0]!) : this.#factors(inside);
    const bottom = below.length === 1 ? this.#latex(below[0]!) : this.#factors(below);
    const fraction = `${sign}\\frac{${top}}{${bottom}}`;
    return { latex: beside.length === 0 ? fraction : `${fraction} ${this.#factors(beside)}`, binds: binds.product };
  }

  /** Juxtaposition, with a dot before a number. The last factor may be a Σ without brackets. */
  #factors(factors: readonly Expression[]): string {
    const parts = factors.map((f, k) => this.#wrap(f, k === factors.length - 1 ? binds.operator : binds.product));
    return parts.reduce((text, part) => text + (/^[\d-]/.test(part) ? " \\cdot " : " ") + part);
  }

  #power(base: Expression, exponent: Expression): Piece {
    if (isDenominator({ kind: "power", base, exponent })) {
      return { latex: `\\frac{1}{${this.#latex(power(base, negate(exponent)))}}`, binds: binds.product };
    }
    if (isHalf(exponent)) return atom(`\\sqrt{${this.#latex(base)}}`);
    if (base.kind === "call" && base.name !== "exp" && base.name !== "abs" && exponent.kind === "rational") {
      return {
        latex: `${this.#head(base.name)}^{${small(exponent)}}${bracket(this.#latex(base.argument))}`,
        binds: binds.power,
      };
    }
    const upper = exponent.kind === "rational" ? small(exponent) : this.#latex(exponent);
    return { latex: `${this.#wrap(base, binds.atom)}^{${upper}}`, binds: binds.power };
  }

  #head(name: FunctionName): string {
    return (
      this.#given(`${name}()`) ?? (commands.has(name) ? `\\${name}` : (operators[name] ?? `\\operatorname{${name}}`))
    );
  }

  #call(name: FunctionName, argument: Expression): Piece {
    const inner = this.#latex(argument);
    const given = this.#given(`${name}()`);
    if (name === "exp" && given === undefined) {
      return { latex: isOneNode(argument) ? "\\mathrm{e}" : `\\mathrm{e}^{${inner}}`, binds: binds.power };
    }
    if (name === "abs" && given === undefined) return atom(`\\left|${inner}\\right|`);
    return atom(`${this.#head(name)}${bracket(inner)}`);
  }

  #indexed(e: IndexedNode): Piece {
    const sign = e.operator === "sum" ? "\\sum" : "\\prod";
    const body = this.#wrap(e.body, e.operator === "sum" ? binds.operator : binds.product);
    return operator(`${sign}${this.#range(e)} ${body}`);
  }

  #range({ index, range }: IndexedNode): string {
    const name = this.#name(index);
    if (range.kind === "interval") return `_{${name}=${this.#latex(range.from)}}^{${this.#latex(range.to)}}`;
    const set = `\\{${range.values.map((v) => this.#latex(v)).join(",")}\\}`;
    if (range.kind === "values") return `_{${name}\\in${set}}`;
    const size = isOneNode(range.from)
      ? this.#latex(range.to)
      : `\\{${this.#latex(range.from)},\\dots,${this.#latex(range.to)}\\}`;
    return `_{${name}\\in${set}^{${size}}}`;
  }

  #matrix(rows: readonly (readonly Expression[])[]): string {
    const body = rows.map((row) => row.map((x) => this.#latex(x)).join(" & ")).join(" \\\\ ");
    return `\\begin{pmatrix} ${body} \\end{pmatrix}`;
  }
}

function atom(latex: string): Piece {
  return { latex, binds: binds.atom };
}

function operator(latex: string): Piece {
  return { latex, binds: binds.operator };
}

function bracket(latex: string): string {
  return `\\left(${latex}\\right)`;
}

function numberPiece(numerator: bigint, denominator: bigint): Piece {
  const size = numerator < 0n ? -numerator : numerator;
  const latex = denominator === 1n ? integer(size) : `\\frac{${integer(size)}}{${integer(denominator)}}`;
  if (numerator < 0n) return { latex: `-${latex}`, binds: binds.product };
  return { latex, binds: denominator === 1n ? binds.atom : binds.power };
}

function integer(n: bigint): string {
  const zeros = powerOfTen(n);
  return zeros === undefined ? `${n}` : `10^{${zeros}}`;
}

/** A number as exponent: 2, -1, 3/2. */
function small(q: { readonly numerator: bigint; readonly denominator: bigint }): string {
  return q.denominator === 1n ? `${q.numerator}` : `${q.numerator}/${q.denominator}`;
}
