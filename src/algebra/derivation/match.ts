/**
 * Instances of an equation with free indices. Σ_k U_ik U_jk = δ_ij says something about every i and j, so its left
 * side matches Σ_l U_1l U_ml, with i = 1 and j = m. What an index stands for must not be bound inside the match.
 */
import type { Expression } from "../expression.ts";
import { children, equals, freeNames, isBinder, nodes } from "../structure.ts";
import { renameBound } from "../substitute.ts";

export type Instance = ReadonlyMap<string, Expression>;

/** Free names that stand as an index somewhere in the pattern. */
export function indexNamesOf(pattern: Expression): ReadonlySet<string> {
  const free = freeNames(pattern);
  const names = new Set<string>();
  for (const x of nodes(pattern)) {
    const places = x.kind === "symbol" ? x.indices : x.kind === "delta" ? [x.left, x.right] : [];
    for (const i of places) if (i.kind === "symbol" && i.indices.length === 0 && free.has(i.name)) names.add(i.name);
  }
  return names;
}

/** What the indices of the pattern have to be for it to be e; undefined when there is no such choice. */
export function matchIndices(pattern: Expression, e: Expression, indices: ReadonlySet<string>): Instance | undefined {
  const found = new Map<string, Expression>();
  return match(pattern, e, { indices, found, bound: [] }) ? found : undefined;
}

interface Matching {
  readonly indices: ReadonlySet<string>;
  readonly found: Map<string, Expression>;
  /** Names bound on the way down, the same on both sides. */
  readonly bound: readonly string[];
}

function match(pattern: Expression, e: Expression, matching: Matching): boolean {
  const { indices, found, bound } = matching;
  if (pattern.kind === "symbol" && indices.has(pattern.name) && !bound.includes(pattern.name)) {
    const known = found.get(pattern.name);
    if (known !== undefined) return equals(known, e);
    if ([...freeNames(e)].some((name) => bound.includes(name))) return false;
    found.set(pattern.name, e);
    return true;
  }
  if (isBinder(pattern) && isBinder(e)) {
    if (e.index !== pattern.index && freeNames(e.body).has(pattern.index)) return false;
    const renamed = renameBound(e, pattern.index);
    return sameNode(pattern, renamed) && matchAll(pattern, renamed, { ...matching, bound: [...bound, pattern.index] });
  }
  return sameNode(pattern, e) && matchAll(pattern, e, matching);
}

function matchAll(pattern: Expression, e: Expression, matching: Matching): boolean {
  const [left, right] = [children(pattern), children(e)];
  return left.length === right.length && left.every((x, k) => match(x, right[k]!, matching));
}

/** The same kind of node with the same label, children apart. */
function sameNode(a: Expression, b: Expression): boolean {
  if (a.kind === "rational" || a.kind === "constant") return equals(a, b);
  if (a.kind === "indexed" && b.kind === "indexed") return a.operator === b.operator && a.range.kind === b.range.kind;
  if (a.kind === "matrix" && b.kind === "matrix") return a.rows.length === b.rows.length;
  if ((a.kind === "symbol" && b.kind === "symbol") || (a.kind === "call" && b.kind === "call"))
    return a.name === b.name;
  return a.kind === b.kind;
}
