/**
 * Conditions on indices and on the ends of ranges: that a number lies in a range, that a range has members, that a
 * number is whole. Names that are bound around are replaced by what is hardest for them; what holds for numbers is
 * dropped; what follows from the sizes of the statement is dropped too, and the sizes are named.
 */
import { BoltzproofError } from "../../errors.ts";
import { add, subtract } from "../construct.ts";
import { AtomTable } from "../convert/atoms.ts";
import type { Context } from "../convert/calls.ts";
import type { SideCondition } from "../convert/conditions.ts";
import {
  isEvident,
  isGranted,
  lengthOf,
  simplified,
  sizesOf,
  wholeEnds,
  withoutRepetition,
} from "../convert/counting.ts";
import { isFiniteRange } from "../convert/indexed.ts";
import { rationalFunctionOf } from "../convert/rational.ts";
import type { Expression, IndexedNode, SymbolNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { equals, freeNames } from "../structure.ts";
import { placesOf } from "./places.ts";

/** from ≤ k ≤ to and k whole, for ends that are whole numbers. */
export function inRange(k: Expression, from: Expression, to: Expression): readonly SideCondition[] {
  return [
    { kind: "positive", of: add(subtract(k, from), 1) },
    { kind: "positive", of: add(subtract(to, k), 1) },
    { kind: "whole", of: k },
  ];
}

/** The range has at least one member. */
export function notEmpty(from: Expression, to: Expression): SideCondition {
  return { kind: "positive", of: lengthOf(from, to) };
}

/** A conversion of its own. */
function freshContext(): Context {
  const table = new AtomTable();
  return { table, of: (e) => rationalFunctionOf(e, table) };
}

/**
 * The same conditions without the indices that are bound around them, where that can be done.
 * @throws BoltzproofError "domain" when one of them is a number that violates it.
 */
export function simplifyConditions(
  conditions: readonly SideCondition[],
  within: readonly IndexedNode[],
): readonly SideCondition[] {
  return withoutRepetition(
    conditions.flatMap((condition) => {
      const left = simplified([condition], within, freshContext());
      if (left !== undefined) return left;
      throw new BoltzproofError("domain", {
        found: `${toText(condition.of)} in the place of a number that is ${condition.kind}`,
        expected: `a value that is ${condition.kind}`,
        advice: "check the ends of the range",
      });
    }),
  );
}

/** Whether e is whole for all whole values of its symbols. */
export function isEvidentlyWhole(e: Expression): boolean {
  return simplified([{ kind: "whole", of: e }], [], freshContext())?.every(isGranted) === true;
}

/** Whether e > 0 follows from the symbols being numbers ≥ 0, by the signs of its coefficients alone. */
export function isEvidentFor(e: Expression, sizes: readonly SymbolNode[]): boolean {
  const context = freshContext();
  return isEvident(context.of(e), (s) => sizes.some((size) => equals(size, s)), context);
}

/**
 * What a step between two sides needs: the conditions of its rule, as far as they do not follow from the sizes that end
 * ranges of the sides, and that every range has whole ends.
 * @throws BoltzproofError "domain" for a range whose end is no whole number.
 */
export function completed(
  conditions: readonly SideCondition[],
  sides: readonly Expression[],
): readonly SideCondition[] {
  const ranges = sides.flatMap((e) => [...rangesIn(e)]);
  const ends = ranges.flatMap(({ ends, within }) => simplifyConditions(ends, within)).filter((c) => !isGranted(c));
  const sizes = ranges.flatMap((r) => r.sizes);
  const context = freshContext();
  const rest = conditions.flatMap((c) => withSizes(c, sizes, context));
  return withoutRepetition([...rest, ...ends]);
}

/** That every range of the sides has whole ends, as far as it does not go without saying. @throws as `completed`. */
export function rangeConditions(sides: readonly Expression[]): readonly SideCondition[] {
  return completed([], sides);
}

interface RangeOfSides {
  readonly ends: readonly SideCondition[];
  readonly within: readonly IndexedNode[];
  /** Names that end the range and are not bound. */
  readonly sizes: readonly SymbolNode[];
}

function* rangesIn(e: Expression): Generator<RangeOfSides> {
  for (const { node, within } of placesOf(e)) {
    if (node.kind !== "indexed" || node.range.kind === "values" || !isFiniteRange(node.range)) continue;
    const { from, to } = node.range;
    const context = freshContext();
    const bound = new Set(within.map(({ index }) => index));
    const sizes = sizesOf(context.of(lengthOf(from, to)), context) ?? [];
    const isFree = (s: SymbolNode): boolean => ![...freeNames(s)].some((name) => bound.has(name));
    yield { ends: wholeEnds(from, to), within, sizes: sizes.filter(isFree) };
  }
}

/** The condition, or the sizes from which it follows. */
function withSizes(c: SideCondition, sizes: readonly SymbolNode[], context: Context): readonly SideCondition[] {
  if (c.kind !== "positive") return [c];
  const used: SymbolNode[] = [];
  const isSize = (s: SymbolNode): boolean => {
    const known = sizes.some((size) => equals(size, s));
    if (known) used.push(s);
    return known;
  };
  return isEvident(context.of(c.of), isSize, context) ? used.map((of) => ({ kind: "size", of })) : [c];
}
