/** Assumptions where a name is bound: by an integral, or by a sum over an index. */
import { symbol } from "../../construct.ts";
import type { Expression } from "../../expression.ts";
import { children, freeNames, isBinder } from "../../structure.ts";
import { substitute } from "../../substitute.ts";
import { indexNamesOf } from "../match.ts";
import type { Assumption } from "../step.ts";

/** What is assumed of a free symbol says nothing about a bound one of the same name. */
export function withoutName(assumptions: readonly Assumption[], name: string): readonly Assumption[] {
  return assumptions.filter((a) => a.kind === "premise" || !freeNames(a.of).has(name));
}

/** What is assumed of whole families, for every value of the index; nothing where the index itself is restricted. */
export function aboutFamilies(assumptions: readonly Assumption[], index: string): readonly Assumption[] {
  const others = withoutName(assumptions, index);
  const isRestricted = others.length < assumptions.length && assumptions.some((a) => isOpen(a, index));
  return isRestricted ? others : [...others, ...assumptions.flatMap((a) => asFamily(a, index))];
}

const isOpen = (a: Assumption, name: string): boolean => a.kind !== "premise" && standsOpen(a.of, name);

/** Whether a name stands somewhere else than as an index of a family. */
export function standsOpen(e: Expression, name: string): boolean {
  if (e.kind === "symbol") return e.name === name || e.indices.some((i) => i.kind !== "symbol" && standsOpen(i, name));
  if (isBinder(e) && e.index === name) return false;
  return children(e).some((c) => standsOpen(c, name));
}

const remembered = new WeakMap<Assumption, Map<string, readonly Assumption[]>>();

/** An assumption on the general member of a family, x[s] > 0, for another name of the index. */
export function asFamily(a: Assumption, index: string): readonly Assumption[] {
  const known = remembered.get(a) ?? new Map<string, readonly Assumption[]>();
  remembered.set(a, known);
  const found = known.get(index) ?? familyOf(a, index);
  known.set(index, found);
  return found;
}

function familyOf(a: Assumption, index: string): readonly Assumption[] {
  if (a.kind === "premise" || a.kind === "small" || a.kind === "large") return [];
  const names = [...indexNamesOf(a.of)].filter((name) => !standsOpen(a.of, name));
  const [only, ...more] = names;
  if (only === undefined || more.length > 0 || (only !== index && freeNames(a.of).has(index))) return [];
  return [{ ...a, of: substitute(a.of, symbol(only), symbol(index)) }];
}
