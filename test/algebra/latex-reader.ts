/**
 * Reads back the LaTeX that the printer writes for arithmetic and functions, by the rules of the page and not of the
 * printer: juxtaposition multiplies, a superscript belongs to the last thing before it, brackets group. What a reader
 * of the page would compute is what this computes.
 */
import {
  add,
  call,
  divide,
  type Expression,
  exp,
  type FunctionName,
  fraction,
  functionNames,
  multiply,
  negate,
  pi,
  power,
  sqrt,
  symbol,
} from "../../src/algebra/index.ts";

const renamed: Readonly<Record<string, FunctionName>> = {
  arcsin: "asin",
  arccos: "acos",
  arctan: "atan",
  arsinh: "asinh",
  arcosh: "acosh",
  artanh: "atanh",
  arcoth: "acoth",
};

export function readLatex(latex: string): Expression {
  const reader = new LatexReader(latex.match(/\\[a-zA-Z]+|\\.|\d+|[a-zA-Z]|[^\s]/g) ?? []);
  return reader.whole();
}

class LatexReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const e = this.#sum();
    if (this.#peek() !== undefined) throw new Error(`left over: ${this.#tokens.slice(this.#at).join(" ")}`);
    return e;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(expected?: string): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new Error(`found ${token}, expected ${expected ?? "more"}`);
    }
    return token;
  }

  #skip(token: string): boolean {
    const here = this.#peek() === token;
    if (here) this.#at++;
    return here;
  }

  #sum(): Expression {
    const first = this.#skip("-") ? negate(this.#product()) : this.#product();
    const terms = [first];
    while (this.#peek() === "+" || this.#peek() === "-") {
      terms.push(this.#take() === "-" ? negate(this.#product()) : this.#product());
    }
    return add(...terms);
  }

  #product(): Expression {
    const factors: Expression[] = [];
    do factors.push(this.#power());
    while (this.#skip("\\cdot") || !["+", "-", "}", "\\right", "/", undefined].includes(this.#peek()));
    const whole = multiply(...factors);
    return this.#skip("/") ? divide(whole, this.#power()) : whole;
  }

  #group(): Expression {
    this.#take("{");
    const e = this.#sum();
    this.#take("}");
    return e;
  }

  #power(): Expression {
    if (this.#peek() === "\\mathrm") return this.#exponential();
    const base = this.#atom();
    return this.#skip("^") ? power(base, this.#group()) : base;
  }

  #exponential(): Expression {
    for (const token of ["\\mathrm", "{", "e", "}"]) this.#take(token);
    return exp(this.#skip("^") ? this.#group() : 1);
  }

  #atom(): Expression {
    const token = this.#take();
    if (/^\d+$/.test(token)) return fraction(BigInt(token));
    if (token === "\\frac") return divide(this.#group(), this.#group());
    if (token === "\\sqrt") return sqrt(this.#group());
    if (token === "\\pi") return pi;
    if (token === "\\left") return this.#bracket();
    if (token === "\\operatorname") return this.#call(this.#word());
    const name = token.replace("\\", "");
    if (token.startsWith("\\") && (renamed[name] ?? functionNames.includes(name as FunctionName)))
      return this.#call(name);
    return symbol(this.#skip("_") ? `${name}_${this.#word()}` : name);
  }

  #word(): string {
    this.#take("{");
    let word = "";
    while (!this.#skip("}")) word += this.#take();
    return word;
  }

  #bracket(): Expression {
    const open = this.#take();
    const e = this.#sum();
    this.#take("\\right");
    this.#take();
    return open === "|" ? call("abs", e) : e;
  }

  /** sinh^{2}(u) is the square of sinh(u). */
  #call(name: string): Expression {
    const exponent = this.#skip("^") ? this.#group() : undefined;
    this.#take("\\left");
    const value = call(renamed[name] ?? (name as FunctionName), this.#bracket());
    return exponent === undefined ? value : power(value, exponent);
  }
}
