/** What ranges of sums and products say of their ends. */
import { add, infinity, negate, subtract } from "../construct.ts";
import type { Expression } from "../expression.ts";
import { children, equals, freeNames, isBinder, nodes } from "../structure.ts";
import { expressionsOf } from "./statement.ts";
import type { Condition, Step } from "./step.ts";

/** The symbols that stand as an end of a range somewhere in the steps. */
export function sizeNames(steps: readonly Step[]): ReadonlySet<string> {
  const ends = steps.flatMap(({ to }) => expressionsOf(to).flatMap((e) => rangeEnds(e)));
  return new Set(ends.flatMap((e) => (e.kind === "symbol" && e.indices.length === 0 ? [e.name] : [])));
}

export function rangeEnds(e: Expression): readonly Expression[] {
  return [...nodes(e)].flatMap((x) =>
    x.kind === "indexed" && x.range.kind !== "values" ? [x.range.from, x.range.to] : [],
  );
}

/** What the ranges of a formula need: whole ends, and an upper one that is at most one below the lower one. */
export function rangeConditions(e: Expression, bound: ReadonlySet<string> = new Set()): readonly Condition[] {
  const here = e.kind === "indexed" && e.range.kind !== "values" ? endConditions(e.range.from, e.range.to) : [];
  const parts = children(e);
  const inside = parts.flatMap((x, k) =>
    rangeConditions(x, isBinder(e) && k === parts.length - 1 ? new Set([...bound, e.index]) : bound),
  );
  return [...here.filter((c) => ![...freeNames(c.of)].some((name) => bound.has(name))), ...inside];
}

function endConditions(from: Expression, to: Expression): readonly Condition[] {
  const finite = [from, to].filter((end) => !isInfinite(end));
  const whole = finite.map((of): Condition => ({ kind: "whole", of }));
  const open = whole.filter((c) => freeNames(c.of).size > 0);
  if (finite.length < 2 || open.length === 0) return open;
  return [...open, { kind: "nonnegative", of: add(subtract(to, from), 1) }];
}

export function isInfinite(e: Expression): boolean {
  return equals(e, infinity) || equals(e, negate(infinity));
}
