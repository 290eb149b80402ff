/**
 * Substitution that never captures: a bound name that clashes with a name of the rule is renamed first. And
 * unrolling: sums and products over ranges of numbers, written out term by term.
 */
import { BoltzproofError } from "../errors.ts";
import { add, fraction, isIntegerNode, multiply, type Operand, symbol, toExpression } from "./construct.ts";
import type { DerivativeNode, Expression, IndexedNode, IndexRange, SymbolNode } from "./expression.ts";
import { Contains, contains, rememberedByNode } from "./parts.ts";
import { symbolToText, toText } from "./print/text.ts";
import { type Binder, equals, freeNames, freshName, isBinder, mapChildren, nodes } from "./structure.ts";

interface Rule {
  /** Names that it replaces, and their indices. */
  readonly from: ReadonlySet<string>;
  /** Names that no binder around a replacement may bind: those of `from` and of what is put in. */
  readonly avoid: ReadonlySet<string>;
  readonly replace: (s: SymbolNode) => Expression | undefined;
}

/** Replaces one symbol everywhere it stands free; the variable is a symbol or its name, "u_1". */
export function substitute(e: Expression, variable: SymbolNode | string, value: Operand): Expression {
  return substituteAll(e, [[typeof variable === "string" ? symbol(variable) : variable, value]]);
}

/**
 * Replaces several symbols at once, so that x → y, y → x exchanges them.
 * @throws BoltzproofError "domain" when a symbol such as u_i may or may not be the one replaced, u_1 or u_k: write
 * the sum out first, or replace the family.
 */
export function substituteAll(e: Expression, rules: Iterable<readonly [SymbolNode, Operand]>): Expression {
  const table = [...rules].map(([from, to]) => ({ from, key: symbolToText(from), to: toExpression(to) }));
  const from = new Set(table.flatMap((r) => [...freeNames(r.from)]));
  const avoid = new Set([...from, ...table.flatMap((r) => [...freeNames(r.to)])]);
  const replace = (s: SymbolNode): Expression | undefined => {
    const key = symbolToText(s);
    const rule = table.find((r) => r.key === key);
    if (rule !== undefined) return rule.to;
    for (const r of table) if (mayBeTheSame(s, r.from)) throw ambiguous(s, r.from);
    return undefined;
  };
  return rewrite(e, { from, avoid, replace });
}

/**
 * Replaces every member of a family: substituteFamily(e, "x", ["alpha"], Σ_i U_{iα} v_i) puts the sum, with the
 * member's own index for α, in the place of each x_α.
 */
export function substituteFamily(e: Expression, name: string, formals: readonly string[], body: Operand): Expression {
  const value = toExpression(body);
  const replace = (s: SymbolNode): Expression | undefined => {
    if (s.name !== name || s.indices.length !== formals.length) return undefined;
    const indices = s.indices.map((i) => substituteFamily(i, name, formals, value));
    return substituteAll(
      value,
      formals.map((f, k) => [symbol(f), indices[k]!] as const),
    );
  };
  return rewrite(e, { from: new Set([name]), avoid: new Set([...freeNames(value), name]), replace });
}

/** The same Σ, Π or ∫ over another name. */
export function renameBound<B extends Binder>(e: B, to: string): B {
  if (to === e.index) return e;
  return { ...e, index: to, body: rename(e.body, e.index, to) };
}

function rename(e: Expression, from: string, to: string): Expression {
  const replace = (s: SymbolNode): Expression | undefined =>
    s.name === from ? { ...s, name: to, indices: s.indices.map((i) => rename(i, from, to)) } : undefined;
  return rewrite(e, { from: new Set([from]), avoid: new Set([from, to]), replace });
}

/** Bound names by their depth, so that Σ_i u_i and Σ_j u_j have one text. */
export function canonicalBounds(e: Expression, depth = 0): Expression {
  if (!contains(e, Contains.indexed + Contains.integral)) return e;
  if (!isBinder(e)) return mapChildren(e, (x) => canonicalBounds(x, depth));
  const renamed = renameBound(e, freshName(`bound${depth}`, freeNames(e)));
  return mapChildren(renamed, (x) => canonicalBounds(x, depth + 1));
}

/** The text of the tree under canonical names for what is bound, the same for Σ_i u_i and Σ_j u_j. */
export const canonicalText: (e: Expression) => string = rememberedByNode((e) => toText(canonicalBounds(e)));

/** Walks the tree; bound names in the way are renamed, so that nothing is captured. */
function rewrite(e: Expression, rule: Rule): Expression {
  if (e.kind === "symbol")
    return (
      rule.replace(e) ??
      withWholeIndices(
        mapChildren(e, (x) => rewrite(x, rule)),
        e,
      )
    );
  if (e.kind === "derivative") return rewriteDerivative(e, rule);
  if (!isBinder(e)) return mapChildren(e, (x) => rewrite(x, rule));
  if (![...freeNames(e)].some((n) => rule.from.has(n))) return e;
  const safe = rule.avoid.has(e.index) ? renameBound(e, unusedName(e, rule.avoid)) : e;
  return mapChildren(safe, (x) => rewrite(x, rule));
}

/** An index that became a number is a whole one. */
function withWholeIndices(e: Expression, before: SymbolNode): Expression {
  const isBroken = (i: Expression): boolean => i.kind === "rational" && i.denominator !== 1n;
  if (e.kind !== "symbol" || e === before || !e.indices.some(isBroken) || before.indices.some(isBroken)) return e;
  throw new BoltzproofError("domain", {
    found: `${symbolToText(e)} in the place of ${symbolToText(before)}`,
    expected: "whole numbers as indices",
    advice: "check the ends of the ranges and what is put in for an index",
  });
}

function unusedName(e: Binder, avoid: ReadonlySet<string>): string {
  return freshName(e.index, new Set([...avoid, ...freeNames(e.body)]));
}

function rewriteDerivative(e: DerivativeNode, rule: Rule): Expression {
  const variable = rewrite(e.variable, rule);
  if (!equals(variable, e.variable)) {
    throw new BoltzproofError("domain", {
      found: `a substitution for ${symbolToText(e.variable)} in ${toText(e)}`,
      expected: "a derivative that is carried out",
      advice: "call differentiate first",
    });
  }
  return { ...e, body: rewrite(e.body, rule) };
}

/** Members of one family whose indices are not known to differ. */
function mayBeTheSame(a: SymbolNode, b: SymbolNode): boolean {
  if (a.name !== b.name || a.indices.length !== b.indices.length || a.indices.length === 0) return false;
  return a.indices.every(
    (i, k) => i.kind !== "rational" || b.indices[k]!.kind !== "rational" || equals(i, b.indices[k]!),
  );
}

function ambiguous(found: SymbolNode, wanted: SymbolNode): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `${symbolToText(found)} where ${symbolToText(wanted)} is replaced`,
    expected: "indices that are known to be equal or to differ",
    advice: "write the sum out first, or replace the whole family",
  });
}

/** More terms than this are refused: they would fill the memory before they prove anything. */
const mostTerms = 65_536;

/**
 * Writes out every sum and product whose range is known in numbers, and leaves the others.
 * @throws BoltzproofError "capability" for more than 65 536 terms.
 */
export function unroll(e: Expression): Expression {
  if (!contains(e, Contains.indexed)) return e;
  if (e.kind !== "indexed") return mapChildren(e, unroll);
  const range = mapRangeParts(e.range);
  const combine = e.operator === "sum" ? add : multiply;
  if (range.kind === "states") return unrollStates({ ...e, range, body: unroll(e.body) }) ?? { ...e, range };
  const values = range.kind === "values" ? range.values : integersBetween(range.from, range.to);
  if (values === undefined) return { ...e, range, body: unroll(e.body) };
  const variable = symbol(e.index);
  return combine(...values.map((value) => unroll(substitute(e.body, variable, value))));
}

function mapRangeParts(range: IndexRange): IndexRange {
  if (range.kind === "values") return { ...range, values: range.values.map(unroll) };
  return { ...range, from: unroll(range.from), to: unroll(range.to) };
}

function integersBetween(from: Expression, to: Expression): readonly Expression[] | undefined {
  if (!isIntegerNode(from) || !isIntegerNode(to)) return undefined;
  const count = Number(to.numerator - from.numerator) + 1;
  requireFewTerms(count);
  return Array.from({ length: Math.max(0, count) }, (_, k) => fraction(from.numerator + BigInt(k)));
}

/** Σ over all states of a layer; undefined when its size, or an index of a unit in the body, is not a number. */
function unrollStates(e: IndexedNode): Expression | undefined {
  if (e.range.kind !== "states") return undefined;
  const { values } = e.range;
  const members = integersBetween(e.range.from, e.range.to);
  if (members === undefined || hasSymbolicMember(e.body, e.index)) return undefined;
  requireFewTerms(values.length ** members.length);
  let bodies: readonly Expression[] = [e.body];
  for (const member of members) {
    const unit = symbol(e.index, member);
    bodies = bodies.flatMap((body) => values.map((value) => substitute(body, unit, value)));
  }
  return (e.operator === "sum" ? add : multiply)(...bodies);
}

function hasSymbolicMember(e: Expression, family: string): boolean {
  for (const x of nodes(e)) {
    if (x.kind === "symbol" && x.name === family && !x.indices.every(isIntegerNode)) return true;
  }
  return false;
}

function requireFewTerms(count: number): void {
  if (count <= mostTerms) return;
  throw new BoltzproofError("capability", {
    found: `${count} terms`,
    expected: `at most ${mostTerms} to write out`,
    advice: "use the rules of indexed sums, or a smaller machine",
  });
}
