/**
 * Fast JavaScript from an expression: equal subexpressions are computed once, what does not depend on a loop stands
 * outside it, small powers are products. Overflow is avoided where it would hurt: log(2 cosh u) and log(1 + eᵘ) are
 * written in their stable forms. Where a formula has no real value the code gives NaN, or ±Infinity where a logarithm or
 * a quotient of doubles does. Families are arrays counted from 0 in the code and from 1 in the formula.
 */
import { BoltzproofError } from "../../errors.ts";
import { erf, gammaln } from "../../numeric/special.ts";
import { isOneNode } from "../construct.ts";
import { carryOutDerivatives } from "../differentiate.ts";
import { rationalToNumber } from "../exact/rational.ts";
import type { Expression, FunctionName, IndexedNode, IndexRange, RationalNode, SymbolNode } from "../expression.ts";
import { freeNames } from "../structure.ts";
import { canonicalBounds } from "../substitute.ts";
import { type Operation, type Part, Program, type Scope } from "./program.ts";
import { splitQuotient, symbolToText, toText } from "./text.ts";

/** A number, or nested arrays for an indexed family. */
export type Argument = number | ArrayLike<number> | readonly ArrayLike<number>[];

/**
 * Source of an arrow function "(x, W) => { … }" of the given parameters: full symbols ("x", "u_1") or families ("W"
 * for all W[i, j]). It stands alone, except that erf, gamma and logGamma are expected to be in scope.
 * @throws BoltzproofError "capability" for what has no value in doubles, "usage" for a symbol that is no parameter.
 */
export function toJavaScript(e: Expression, parameters: readonly string[]): string {
  return new Writer(parameters).write(carryOutDerivatives(e));
}

/** The function itself. It is made with `new Function`; a page that forbids that needs `toJavaScript` at build time. */
export function compile(e: Expression, parameters: readonly string[]): (...args: readonly Argument[]) => number {
  const source = toJavaScript(e, parameters);
  return new Function(...Object.keys(special), `return ${source};`)(...Object.values(special));
}

function gamma(x: number): number {
  if (x <= 0 && Number.isInteger(x)) return Number.NaN;
  return x > 0 ? Math.exp(gammaln(x)) : Math.PI / (Math.sin(Math.PI * x) * Math.exp(gammaln(1 - x)));
}

function logGamma(x: number): number {
  return x > 0 ? gammaln(x) : Number.NaN;
}

const special: Readonly<Record<string, (x: number) => number>> = { erf, gamma, logGamma };

/** Functions that travel with the code that needs them. */
const sources: Readonly<Record<string, string>> = {
  softplus: "(u) => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)))",
  logTwoCosh: "(u) => Math.abs(u) + Math.log1p(Math.exp(-2 * Math.abs(u)))",
  states:
    "function* (values, from, to) { const h = new Array(to).fill(values[0]); const at = new Array(to).fill(0); for (;;) { yield h; let k = from - 1; while (k < to && at[k] === values.length - 1) { at[k] = 0; h[k++] = values[0]; } if (k >= to) return; h[k] = values[++at[k]]; } }",
  entropy: "(u) => u >= 0 && u <= 1 ? (u > 0 ? -u * Math.log(u) : 0) - (u < 1 ? (1 - u) * Math.log1p(-u) : 0) : NaN",
};

/** A function of u as text with u marked by "#". */
const calls: Readonly<Record<FunctionName, string>> = {
  exp: "Math.exp(#)",
  log: "Math.log(#)",
  sin: "Math.sin(#)",
  cos: "Math.cos(#)",
  tan: "Math.tan(#)",
  asin: "Math.asin(#)",
  acos: "Math.acos(#)",
  atan: "Math.atan(#)",
  sinh: "Math.sinh(#)",
  cosh: "Math.cosh(#)",
  tanh: "Math.tanh(#)",
  coth: "1 / Math.tanh(#)",
  sech: "1 / Math.cosh(#)",
  csch: "1 / Math.sinh(#)",
  asinh: "Math.asinh(#)",
  acosh: "Math.acosh(#)",
  atanh: "Math.atanh(#)",
  acoth: "Math.atanh(1 / #)",
  logistic: "1 / (1 + Math.exp(-#))",
  logit: "Math.log(# / (1 - #))",
  softplus: "softplus(#)",
  entropy: "entropy(#)",
  erf: "erf(#)",
  gamma: "gamma(#)",
  logGamma: "logGamma(#)",
  abs: "Math.abs(#)",
  sign: "Math.sign(#)",
};

/** Whole powers up to this are products of squares. */
const largestProduct = 16n;

type Bound = ReadonlyMap<string, Operation>;

class Writer {
  readonly #program = new Program();
  readonly #parameters: ReadonlyMap<string, Operation>;
  readonly #parameterList: string;
  readonly #helpers = new Set<string>();

  constructor(parameters: readonly string[]) {
    const names = parameters.map((name) => this.#program.newName(name));
    this.#parameters = new Map(parameters.map((p, k) => [p, this.#program.leaf(names[k]!)] as const));
    this.#parameterList = names.join(", ");
  }

  write(e: Expression): string {
    const lines = this.#program.render(this.#of(e, new Map()));
    const helpers = [...this.#helpers].map((name) => `const ${name} = ${sources[name]};`);
    return `(${this.#parameterList}) => {\n${[...helpers, ...lines].map((l) => `  ${l}`).join("\n")}\n}`;
  }

  #op(...parts: readonly Part[]): Operation {
    return this.#program.operation(parts);
  }

  #of(e: Expression, bound: Bound): Operation {
    switch (e.kind) {
      case "rational":
        return this.#number(e);
      case "constant":
        if (e.name === "i") throw noValue(e);
        return this.#program.leaf(e.name === "pi" ? "Math.PI" : "Infinity");
      case "symbol":
        return this.#symbol(e, bound);
      case "sum":
        return this.#sum(e.terms, bound);
      case "product":
        return this.#quotient(e, bound);
      case "power":
        return this.#power(e.base, e.exponent, bound);
      case "call":
        return this.#call(e.name, e.argument, bound);
      case "delta":
        return this.#op(this.#of(e.left, bound), " === ", this.#of(e.right, bound), " ? 1 : 0");
      case "indexed":
        return this.#loop(e, bound);
      case "equation":
      case "integral":
      case "derivative":
      case "matrix":
        throw noValue(e);
    }
  }

  #number(q: RationalNode): Operation {
    return this.#program.leaf(q.numerator < 0n ? `(${rationalToNumber(q)})` : `${rationalToNumber(q)}`);
  }

  #symbol(s: SymbolNode, bound: Bound): Operation {
    const own = bound.get(s.name);
    const whole = own === undefined ? this.#parameters.get(symbolToText(s)) : undefined;
    if (whole !== undefined) return whole;
    const family = own ?? this.#parameters.get(s.name);
    if (family === undefined || (s.indices.length === 0 && own === undefined)) throw noParameter(s, this.#parameters);
    return s.indices.reduce((array, i) => this.#op(array, "[", this.#offset(i, bound), "]"), family);
  }

  #offset(index: Expression, bound: Bound): Operation {
    if (index.kind === "rational") return this.#program.leaf(`${index.numerator - 1n}`);
    return this.#op(this.#of(index, bound), " - 1");
  }

  #sum(terms: readonly Expression[], bound: Bound): Operation {
    const parts: Part[] = [];
    for (const term of terms) {
      const { negative, above, below } = splitQuotient(term);
      const value = this.#ratio(above, below, bound);
      if (parts.length > 0) parts.push(negative ? " - " : " + ");
      else if (negative) parts.push("-");
      parts.push(value);
    }
    return this.#op(...parts);
  }

  #quotient(e: Expression, bound: Bound): Operation {
    const { negative, above, below } = splitQuotient(e);
    const value = this.#ratio(above, below, bound);
    return negative ? this.#op("-", value) : value;
  }

  #ratio(above: readonly Expression[], below: readonly Expression[], bound: Bound): Operation {
    // A number below the line goes above it as one factor: a product is cheaper than a quotient.
    const number = below[0]?.kind === "rational" ? below[0] : undefined;
    const factors = above.map((x) => this.#of(x, bound));
    if (number !== undefined)
      factors.unshift(this.#number({ ...number, numerator: 1n, denominator: number.numerator }));
    const top = factors.length === 0 ? this.#program.leaf("1") : this.#product(factors);
    const rest = number === undefined ? below : below.slice(1);
    if (rest.length === 0) return top;
    return this.#op(top, " / ", this.#product(rest.map((x) => this.#of(x, bound))));
  }

  #product(factors: readonly Operation[]): Operation {
    if (factors.length === 1) return factors[0]!;
    return this.#op(...factors.flatMap((f, k) => (k === 0 ? [f] : [" * ", f])));
  }

  #power(base: Expression, exponent: Expression, bound: Bound): Operation {
    const x = this.#of(base, bound);
    if (exponent.kind !== "rational") return this.#op("Math.pow(", x, ", ", this.#of(exponent, bound), ")");
    const { numerator: n, denominator: d } = exponent;
    const size = n < 0n ? -n : n;
    if (size > largestProduct || d > 2n) return this.#op("Math.pow(", x, `, ${rationalToNumber(exponent)})`);
    const whole = this.#wholePower(x, size / d);
    const root = d === 2n ? [this.#op("Math.sqrt(", x, ")")] : [];
    const value = this.#product([...(whole === undefined ? [] : [whole]), ...root]);
    return n < 0n ? this.#op("1 / ", value) : value;
  }

  #wholePower(x: Operation, n: bigint): Operation | undefined {
    if (n === 0n) return undefined;
    if (n === 1n) return x;
    const half = this.#wholePower(x, n / 2n)!;
    const square = this.#op(half, " * ", half);
    return n % 2n === 0n ? square : this.#op(square, " * ", x);
  }

  #call(name: FunctionName, argument: Expression, bound: Bound): Operation {
    const stable = name === "log" ? this.#stableLog(argument, bound) : undefined;
    if (stable !== undefined) return stable;
    if (Object.hasOwn(sources, name)) this.#helpers.add(name);
    const u = this.#of(argument, bound);
    const pieces = calls[name].split("#");
    return this.#op(...pieces.flatMap((text, k) => (k === 0 ? [text] : [u, text])));
  }

  /** log(1 + eᵘ) and log(c cosh u), which overflow as they stand. */
  #stableLog(e: Expression, bound: Bound): Operation | undefined {
    const [first, second, third] = e.kind === "sum" ? e.terms : e.kind === "product" ? e.factors : [];
    if (first === undefined || second === undefined || third !== undefined) return undefined;
    if (e.kind === "sum") {
      const other = isOneNode(first) ? second : isOneNode(second) ? first : undefined;
      return other?.kind === "call" && other.name === "exp" ? this.#call("softplus", other.argument, bound) : undefined;
    }
    if (first.kind !== "rational" || second.kind !== "call" || second.name !== "cosh") return undefined;
    this.#helpers.add("logTwoCosh");
    const even = this.#op("logTwoCosh(", this.#of(second.argument, bound), ")");
    const offset = Math.log(rationalToNumber(first) / 2);
    return offset === 0 ? even : this.#op(even, " + ", this.#program.leaf(`(${offset})`));
  }

  #loop(e: IndexedNode, bound: Bound): Operation {
    const names = [...freeNames(e)].filter((n) => bound.has(n)).map((n) => `${n}=${bound.get(n)!.id}`);
    return this.#program.loop(`${toText(canonicalBounds(e))} ${names.sort().join()}`, e.operator, (scope) =>
      this.#rangeAndBody(e, scope, bound),
    );
  }

  #rangeAndBody(
    { index, range, body }: IndexedNode,
    scope: Scope,
    bound: Bound,
  ): readonly [readonly Part[], Operation] {
    const name = this.#program.newName(index);
    const inner = new Map(bound).set(index, this.#program.leaf(name, scope));
    return [this.#header(name, range, bound), this.#of(body, inner)];
  }

  #header(name: string, range: IndexRange, bound: Bound): readonly Part[] {
    if (range.kind === "interval") {
      const [from, to] = [this.#of(range.from, bound), this.#of(range.to, bound)];
      return [`for (let ${name} = `, from, `; ${name} <= `, to, `; ${name}++) {`];
    }
    const values = range.values.flatMap((v, k) => [...(k === 0 ? [] : [", "]), this.#of(v, bound)]);
    if (range.kind === "values") return [`for (const ${name} of [`, ...values, "]) {"];
    this.#helpers.add("states");
    const ends = [this.#of(range.from, bound), ", ", this.#of(range.to, bound)];
    return [`for (const ${name} of states([`, ...values, "], ", ...ends, ")) {"];
  }
}

function noValue(e: Expression): BoltzproofError {
  return new BoltzproofError("capability", {
    found: toText(e),
    expected: "a formula with a value in real numbers",
    advice: "carry it out first, or compile real and imaginary part, each side or each entry by itself",
  });
}

function noParameter(s: SymbolNode, parameters: ReadonlyMap<string, unknown>): BoltzproofError {
  return new BoltzproofError("usage", {
    found: `${symbolToText(s)}, which is no parameter`,
    expected: `one of ${[...parameters.keys()].join(", ") || "no symbols at all"}`,
    advice: "add it to the parameters",
  });
}
