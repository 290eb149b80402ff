/**
 * Expressions on their way to an engine and back. Engines give meanings of their own to names (to mathjs an unbound
 * m is the metre, phi the golden ratio; nerdamer reserves e and i), so every symbol travels as q_1, q_2 …, π among
 * them, and functions that an engine lacks are written out.
 */
import { add, call, divide, exp, log, multiply, negate, one, pi, subtract, symbol } from "../construct.ts";
import type { CallNode, Expression, SymbolNode } from "../expression.ts";
import { symbolToText } from "../print/text.ts";
import { equals, freeSymbols, mapChildren, nodes } from "../structure.ts";
import { substituteAll } from "../substitute.ts";

/** The two-way table of names of one conversation. */
export interface Mangling {
  /** What q_k stands for, from k = 1. */
  readonly meanings: readonly Expression[];
}

/** A table for everything that occurs in the given expressions. */
export function manglingFor(expressions: readonly Expression[]): Mangling {
  const symbols = new Map<string, Expression>();
  for (const e of expressions) for (const [text, s] of freeSymbols(e)) symbols.set(text, s);
  return { meanings: [...symbols.values(), pi] };
}

/** The same formula in q_1, q_2 …, of functions that both engines know. */
export function mangle(e: Expression, table: Mangling): Expression {
  if (e.kind === "symbol" || e.kind === "constant") {
    const k = table.meanings.findIndex((m) => equals(m, e));
    return k < 0 ? e : symbol("q", k + 1);
  }
  const inside = mapChildren(e, (child) => mangle(child, table));
  return inside.kind === "call" ? writtenOut(inside) : inside;
}

/** The formula of an answer in the names it was asked in. */
export function unmangle(e: Expression, table: Mangling): Expression {
  return substituteAll(
    e,
    table.meanings.map((meaning, k) => [symbol("q", k + 1), meaning] as const),
  );
}

function writtenOut(e: CallNode): Expression {
  const u = e.argument;
  switch (e.name) {
    case "logistic":
      return divide(1, add(1, exp(negate(u))));
    case "softplus":
      return log(add(1, exp(u)));
    case "logit":
      return log(divide(u, subtract(1, u)));
    case "entropy":
      return negate(add(multiply(u, log(u)), multiply(subtract(one, u), log(subtract(one, u)))));
    default:
      return e;
  }
}

const foreign = new Set(["gamma", "logGamma", "abs", "sign"]);

/** Why no engine is given this expression, or undefined. Exact numbers and elementary functions only go in. */
export function reasonToKeep(e: Expression): string | undefined {
  for (const x of nodes(e)) {
    if (x.kind === "call" && foreign.has(x.name)) return `${call(x.name, x.argument).name} is not known to the engines`;
    if (x.kind === "constant" && x.name !== "pi")
      return `engines are asked about real, finite formulas, without ${x.name}`;
    if (x.kind === "indexed" || x.kind === "integral" || x.kind === "derivative" || x.kind === "delta") {
      return `engines are asked about closed formulas, and this one has ${article[x.kind]}`;
    }
    if (x.kind === "rational" && !(isSmall(x.numerator) && isSmall(x.denominator))) {
      return "mathjs would round a whole number beyond 2^53";
    }
  }
  return undefined;
}

const article = {
  indexed: "an indexed sum or product",
  integral: "an integral",
  derivative: "an unevaluated derivative",
  delta: "a Kronecker delta",
} as const;

function isSmall(n: bigint): boolean {
  return n <= BigInt(Number.MAX_SAFE_INTEGER) && n >= -BigInt(Number.MAX_SAFE_INTEGER);
}

/** The q_k of a symbol. */
export function mangledName(s: SymbolNode, table: Mangling): string {
  return symbolToText(symbol("q", table.meanings.findIndex((m) => equals(m, s)) + 1));
}
