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
import type { Expression, IndexedNode, IndexRange, IntegralNode, SymbolNode } from "./expression.ts";
import { symbolToText } from "./print/text.ts";

/** A node that binds a name: Σ, Π and ∫. Only its `body` is in the scope of the name. */
export type Binder = IndexedNode | IntegralNode;

/** Whether the node binds a name: a sum or product over an index, or an integral. */
export function isBinder(e: Expression): e is Binder {
  return e.kind === "indexed" || e.kind === "integral";
}

/** Ends and values of a range; none of them sees the bound name. */
export function rangeParts(range: IndexRange): readonly Expression[] {
  if (range.kind === "interval") return [range.from, range.to];
  return range.kind === "values" ? range.values : [...range.values, range.from, range.to];
}

/** The subexpressions one level down, a binder's range first, then its body. */
export function children(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "rational":
    case "constant":
      return [];
    case "symbol":
      return e.indices;
    case "sum":
      return e.terms;
    case "product":
      return e.factors;
    case "power":
      return [e.base, e.exponent];
    case "call":
      return [e.argument];
    case "equation":
    case "delta":
      return [e.left, e.right];
    case "indexed":
      return [...rangeParts(e.range), e.body];
    case "integral":
      return [e.from, e.to, e.body];
    case "derivative":
      return [e.variable, e.body];
    case "matrix":
      return e.rows.flat();
  }
}

function mapRange(range: IndexRange, f: (e: Expression) => Expression): IndexRange {
  if (range.kind === "interval") return { kind: "interval", from: f(range.from), to: f(range.to) };
  const values = range.values.map(f);
  return range.kind === "values"
    ? { kind: "values", values }
    : { ...range, values, from: f(range.from), to: f(range.to) };
}

/** The same node over f(child), folded again by the constructors. Names of binders stay. */
export function mapChildren(e: Expression, f: (child: Expression) => Expression): Expression {
  switch (e.kind) {
    case "rational":
    case "constant":
      return e;
    case "symbol":
      return e.indices.length === 0 ? e : { ...e, indices: e.indices.map(f) };
    case "sum":
      return add(...e.terms.map(f));
    case "product":
      return multiply(...e.factors.map(f));
    case "power":
      return power(f(e.base), f(e.exponent));
    case "call":
      return call(e.name, f(e.argument));
    case "equation":
      return equation(f(e.left), f(e.right));
    case "delta":
      return delta(f(e.left), f(e.right));
    case "indexed":
      return (e.operator === "sum" ? sumOver : productOver)(e.index, mapRange(e.range, f), f(e.body));
    case "integral":
      return integral(e.index, f(e.from), f(e.to), f(e.body));
    case "derivative": {
      const variable = f(e.variable);
      return variable.kind === "symbol" ? derivative(f(e.body), variable) : { ...e, body: f(e.body) };
    }
    case "matrix":
      return matrixOf(e.rows.map((row) => row.map(f)));
  }
}

/** Every node of the tree, parents before children. */
export function* nodes(e: Expression): Generator<Expression> {
  yield e;
  for (const child of children(e)) yield* nodes(child);
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
export function freeNames(e: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  visitFree(e, new Set(), (s) => names.add(s.name));
  return names;
}

/**
 * Free symbols by their text. A member of a free family whose index is bound, as u_i in Σ_i u_i, is not one symbol
 * and is left out; `freeNames` has its family.
 */
export function freeSymbols(e: Expression): ReadonlyMap<string, SymbolNode> {
  const found = new Map<string, SymbolNode>();
  visitFree(e, new Set(), (s, bound) => {
    if (bound.size === 0 || ![...freeNames(s)].some((n) => bound.has(n))) found.set(symbolToText(s), s);
  });
  return found;
}

type Visit = (s: SymbolNode, bound: ReadonlySet<string>) => void;

function visitFree(e: Expression, bound: ReadonlySet<string>, visit: Visit): void {
  if (e.kind === "symbol" && !bound.has(e.name)) visit(e, bound);
  const parts = children(e);
  const inside = isBinder(e) ? new Set([...bound, e.index]) : bound;
  parts.forEach((child, k) => {
    visitFree(child, k === parts.length - 1 ? inside : bound, visit);
  });
}

/** `wanted` itself, or wanted1, wanted2 … : the first of them that is not taken. */
export function freshName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let k = 1; taken.has(name); k++) name = `${wanted}${k}`;
  return name;
}
