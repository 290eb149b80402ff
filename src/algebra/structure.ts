/**
 * What an expression is made of: children, a map over them, structural equality up to the names of bound indices,
 * and the free symbols. Every walk over trees goes through here, so that binders are treated in one place.
 */
import {
  add,
  call,
  delta,
  derivative,
  equation,
  integral,
  matrixOf,
  multiply,
  power,
  productOver,
  sumOver,
} from "./construct.ts";
import type { Expression, IndexRange, SymbolNode } from "./expression.ts";
import { children, isBinder, rememberedByNode } from "./parts.ts";
import { symbolToText } from "./print/text.ts";

export { type Binder, children, isBinder, rangeParts } from "./parts.ts";

/** f of each; the list itself where nothing changes. */
function mapList<T>(list: readonly T[], f: (x: T) => T): readonly T[] {
  let changed: T[] | undefined;
  for (let k = 0; k < list.length; k++) {
    const x = f(list[k]!);
    if (changed !== undefined) changed.push(x);
    else if (x !== list[k]) changed = [...list.slice(0, k), x];
  }
  return changed ?? list;
}

function mapRange(range: IndexRange, f: (e: Expression) => Expression): IndexRange {
  const values = range.kind === "interval" ? [] : mapList(range.values, f);
  if (range.kind === "values") return values === range.values ? range : { ...range, values };
  const [from, to] = [f(range.from), f(range.to)];
  if (range.kind === "interval") return from === range.from && to === range.to ? range : { ...range, from, to };
  return values === range.values && from === range.from && to === range.to ? range : { ...range, values, from, to };
}

/**
 * The same node over f(child), folded again by the constructors, and the node itself where f changes no child. Names
 * of binders stay.
 */
export function mapChildren(e: Expression, f: (child: Expression) => Expression): Expression {
  switch (e.kind) {
    case "rational":
    case "constant":
      return e;
    case "symbol": {
      const indices = mapList(e.indices, f);
      return indices === e.indices ? e : { ...e, indices };
    }
    case "sum": {
      const terms = mapList(e.terms, f);
      return terms === e.terms ? e : add(...terms);
    }
    case "product": {
      const factors = mapList(e.factors, f);
      return factors === e.factors ? e : multiply(...factors);
    }
    case "power": {
      const [base, exponent] = [f(e.base), f(e.exponent)];
      return base === e.base && exponent === e.exponent ? e : power(base, exponent);
    }
    case "call": {
      const argument = f(e.argument);
      return argument === e.argument ? e : call(e.name, argument);
    }
    default:
      return mapRareChildren(e, f);
  }
}

type RareNode = Extract<
  Expression,
  { readonly kind: "equation" | "delta" | "indexed" | "integral" | "derivative" | "matrix" }
>;

function mapRareChildren(e: RareNode, f: (child: Expression) => Expression): Expression {
  switch (e.kind) {
    case "equation":
    case "delta": {
      const [left, right] = [f(e.left), f(e.right)];
      if (left === e.left && right === e.right) return e;
      return e.kind === "delta" ? delta(left, right) : equation(left, right);
    }
    case "indexed": {
      const range = mapRange(e.range, f);
      const body = f(e.body);
      if (range === e.range && body === e.body) return e;
      return (e.operator === "sum" ? sumOver : productOver)(e.index, range, body);
    }
    case "integral": {
      const [from, to, body] = [f(e.from), f(e.to), f(e.body)];
      return from === e.from && to === e.to && body === e.body ? e : integral(e.index, from, to, body);
    }
    case "derivative": {
      const [variable, body] = [f(e.variable), f(e.body)];
      if (variable === e.variable && body === e.body) return e;
      return variable.kind === "symbol" ? derivative(body, variable) : { ...e, body };
    }
    case "matrix": {
      const rows = mapList(e.rows, (row) => mapList(row, f));
      return rows === e.rows ? e : matrixOf(rows);
    }
  }
}

/** Every node of the tree, parents before children. */
export function* nodes(e: Expression): Generator<Expression> {
  const open = [e];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    const parts = children(next);
    for (let k = parts.length - 1; k >= 0; k--) open.push(parts[k]!);
  }
}

/**
 * Same tree, up to the names of bound indices: Σ_i u_i equals Σ_j u_j, and x + y does not equal y + x.
 * For mathematical equality there is `isZero`.
 */
export function equals(a: Expression, b: Expression): boolean {
  return same(a, b, []);
}

type Renaming = readonly (readonly [string, string])[];

function same(a: Expression, b: Expression, bound: Renaming): boolean {
  if (a === b && bound.every(([x, y]) => x === y)) return true;
  if (a.kind !== b.kind || !sameLabel(a, b, bound)) return false;
  const left = children(a);
  const right = children(b);
  if (left.length !== right.length) return false;
  const inside: Renaming = isBinder(a) && isBinder(b) ? [[a.index, b.index], ...bound] : bound;
  return left.every((x, k) => same(x, right[k]!, k === left.length - 1 ? inside : bound));
}

function sameLabel(a: Expression, b: Expression, bound: Renaming): boolean {
  if (a.kind === "rational" && b.kind === "rational") {
    return a.numerator === b.numerator && a.denominator === b.denominator;
  }
  if (a.kind === "symbol" && b.kind === "symbol") {
    const pair = bound.find(([x, y]) => x === a.name || y === b.name);
    return pair === undefined ? a.name === b.name : pair[0] === a.name && pair[1] === b.name;
  }
  if (a.kind === "indexed" && b.kind === "indexed") return a.operator === b.operator && a.range.kind === b.range.kind;
  if (a.kind === "matrix" && b.kind === "matrix") return a.rows.length === b.rows.length;
  return "name" in a && "name" in b ? a.name === b.name : true;
}

/** Names that occur free: of symbols, of families and of indices. */
export const freeNames: (e: Expression) => ReadonlySet<string> = rememberedByNode((e) => {
  const names = new Set<string>(e.kind === "symbol" ? [e.name] : []);
  forEachScope(e, (part, bound) => {
    for (const name of freeNames(part)) if (name !== bound) names.add(name);
  });
  return names;
});

/**
 * Free symbols by their text. A member of a free family whose index is bound, as u_i in Σ_i u_i, is not one symbol
 * and is left out; `freeNames` has its family.
 */
export const freeSymbols: (e: Expression) => ReadonlyMap<string, SymbolNode> = rememberedByNode((e) => {
  const found = new Map<string, SymbolNode>(e.kind === "symbol" ? [[symbolToText(e), e]] : []);
  forEachScope(e, (part, bound) => {
    for (const [text, s] of freeSymbols(part)) if (bound === undefined || !freeNames(s).has(bound)) found.set(text, s);
  });
  return found;
});

/** The parts of a node, each with the name that the node binds in it. */
function forEachScope(e: Expression, visit: (part: Expression, bound: string | undefined) => void): void {
  const parts = children(e);
  for (let k = 0; k < parts.length; k++) visit(parts[k]!, isBinder(e) && k === parts.length - 1 ? e.index : undefined);
}

/** `wanted` itself, or wanted1, wanted2 … : the first of them that is not taken. */
export function freshName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let k = 1; taken.has(name); k++) name = `${wanted}${k}`;
  return name;
}
