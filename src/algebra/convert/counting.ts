/**
 * Sums are over sets. A range a … b of whole numbers has b − a + 1 members if a ≤ b + 1, and none if it is reversed; a
 * range is one only if its ends are whole. Whoever counts the members of a range, or puts a number for an index, needs
 * these conditions. A symbol that ends a range, as N in 1 … N, is a size: a whole number ≥ 0, which is said of it and
 * needs no declaration. Names that are bound by sums around are replaced by the end of their range where a condition is
 * hardest; the ranges around are assumed to have members, since nothing is asked of the terms of an empty sum.
 */
import { add, subtract, symbol } from "../construct.ts";
import {
  coefficientsIn,
  isNumber,
  parametersOf,
  type RationalFunction,
  type Term,
  termsOf,
  variablesOf,
} from "../exact/index.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { equals, freeNames } from "../structure.ts";
import { substitute } from "../substitute.ts";
import { expressionOf } from "./atoms.ts";
import type { Context } from "./calls.ts";
import type { SideCondition } from "./conditions.ts";
import { type Bound, isPolynomial, wholeness } from "./wholeness.ts";

/** What may be used of the number of members of a range. */
export type CountingMode =
  /** Nothing: the number is Σ 1, and no more is known of it. */
  | "never"
  /** It is b − a + 1 where that needs no more than sizes. */
  | "granted"
  /** It is b − a + 1 under conditions, which are kept. */
  | "conditional";

/** The counting of one conversion: the sums around, and what was used of their ranges. */
export class Counting {
  readonly mode: CountingMode;
  readonly #around: Bound[] = [];
  readonly #used: SideCondition[] = [];
  #declined = false;

  constructor(mode: CountingMode) {
    this.mode = mode;
  }

  /** Whether another mode might have counted more. */
  get declined(): boolean {
    return this.#declined;
  }

  /** What the numbers of members that were used rest on; free of the names bound around. */
  get conditions(): readonly SideCondition[] {
    return this.#used;
  }

  /** The result of f, which works on the body of a sum or product over `bound`. */
  within<T>(bound: Bound, f: () => T): T {
    this.#around.push(bound);
    try {
      return f();
    } finally {
      this.#around.pop();
    }
  }

  /** b − a + 1 where it is the number of members of a … b; undefined where that is not known, 0 for an empty range. */
  membersOf(from: Expression, to: Expression, context: Context): RationalFunction | undefined {
    const length = context.of(lengthOf(from, to));
    const needed = isNumber(length) ? wholeEnds(from, to) : countable(from, to, length, context);
    const left = simplified(needed, this.#around, context);
    if (left === undefined) return undefined;
    const isOpen = this.mode === "never" ? !isNumber(length) : !left.every((c) => this.#admits(c));
    if (isOpen) {
      this.#declined = true;
      return undefined;
    }
    for (const c of left) this.#used.push(c);
    return isNumber(length) && length.numerator.numerator < 0n ? context.of(add()) : length;
  }

  #admits(c: SideCondition): boolean {
    const bound = new Set(this.#around.map(({ index }) => index));
    if ([...freeNames(c.of)].some((name) => bound.has(name))) return false;
    return this.mode === "conditional" || isGranted(c);
  }
}

/** b − a + 1. */
export function lengthOf(from: Expression, to: Expression): Expression {
  return add(subtract(to, from), 1);
}

/** The ends are whole numbers. */
export function wholeEnds(from: Expression, to: Expression): readonly SideCondition[] {
  return [from, to].map((of) => ({ kind: "whole", of }));
}

/** Whether a condition holds by what a symbol that stands for an index or ends a range is. */
export function isGranted(c: SideCondition): boolean {
  return (c.kind === "whole" || c.kind === "size") && c.of.kind === "symbol";
}

/** The sizes in the length of a range: in 1 … N + 1 it is N. Undefined where the length may be negative for them. */
export function sizesOf(length: RationalFunction, { table }: Context): readonly SymbolNode[] | undefined {
  if (!isPolynomial(length)) return undefined;
  if (!termsOf(length.numerator).every(isNaturalMultiple)) return undefined;
  const atoms = variablesOf(length.numerator).map((name) => table.expressionOf(name));
  return atoms.every((e): e is SymbolNode => e.kind === "symbol") ? atoms : undefined;
}

function countable(
  from: Expression,
  to: Expression,
  length: RationalFunction,
  context: Context,
): readonly SideCondition[] {
  const sizes = sizesOf(length, context)?.map((of): SideCondition => ({ kind: "size", of }));
  const members: readonly SideCondition[] = sizes ?? [{ kind: "positive", of: add(lengthOf(from, to), 1) }];
  return [...members, ...wholeEnds(from, to)];
}

/**
 * What is left of conditions under the sums around, or undefined when one of them is broken. One that still speaks of a
 * name bound around is left where nothing better is known.
 */
export function simplified(
  conditions: readonly SideCondition[],
  around: readonly Bound[],
  context: Context,
): readonly SideCondition[] | undefined {
  const left: SideCondition[] = [];
  for (const c of conditions) {
    const found = c.kind === "whole" ? wholeness(c.of, around, context) : inequality(c, around, context);
    if (found === undefined) return undefined;
    left.push(...found);
  }
  return withoutRepetition(left);
}

/** The conditions, each once, without those that another one says too. */
export function withoutRepetition(conditions: readonly SideCondition[]): readonly SideCondition[] {
  return conditions.filter((c, k) => {
    const first = conditions.findIndex((d) => c.kind === d.kind && equals(c.of, d.of)) === k;
    return first && !(c.kind === "whole" && conditions.some((d) => d.kind === "size" && equals(c.of, d.of)));
  });
}

function inequality(
  condition: SideCondition,
  around: readonly Bound[],
  context: Context,
): readonly SideCondition[] | undefined {
  const bound = new Set(around.map(({ index }) => index));
  const isFree = (e: Expression): boolean => ![...freeNames(e)].some((name) => bound.has(name));
  if (condition.kind === "size" && isFree(condition.of)) return [condition];
  const positive = condition.kind === "size" ? ({ kind: "positive", of: add(condition.of, 1) } as const) : condition;
  const inner = around.reduceRight((c, binder) => atHardestEnd(c, binder, context), positive);
  const f = context.of(inner.of);
  if (isNumber(f)) {
    const { numerator } = f.numerator;
    return holdsFor[inner.kind](numerator) ? [] : undefined;
  }
  const of = expressionOf(f, context.table);
  if (inner.kind === "positive" && !isFree(of) && isPositiveFromLowerEnds(of, around, context)) return [];
  return [{ kind: inner.kind, of }];
}

/** Whether a number with this numerator meets the condition; whole ones are decided elsewhere. */
const holdsFor: Readonly<Record<SideCondition["kind"], (numerator: bigint) => boolean>> = {
  positive: (n) => n > 0n,
  nonnegative: (n) => n >= 0n,
  size: (n) => n >= 0n,
  nonzero: (n) => n !== 0n,
  whole: () => true,
};

/** A positive linear function of an index over a range that is not empty: its least value is at one end. */
function atHardestEnd(condition: SideCondition, { index, range }: Bound, context: Context): SideCondition {
  const isBound = condition.kind === "positive" || condition.kind === "nonnegative";
  if (!isBound || range.kind !== "interval") return condition;
  const sign = slopeSign(context.of(condition.of), index);
  if (sign === undefined) return condition;
  return { ...condition, of: substitute(condition.of, symbol(index), sign > 0 ? range.from : range.to) };
}

/** Sign of the rational slope of f in the index; undefined when f is free of it or not linear. */
function slopeSign(f: RationalFunction, index: string): 1 | -1 | undefined {
  if (!isPolynomial(f) || !parametersOf(f).includes(index)) return undefined;
  const [, slope, ...higher] = coefficientsIn(f.numerator, index);
  if (slope === undefined || higher.length > 0 || "variable" in slope) return undefined;
  return slope.numerator > 0n ? 1 : -1;
}

/** With every index written as the lower end of its range and something ≥ 0: no term is negative, one is positive. */
function isPositiveFromLowerEnds(e: Expression, around: readonly Bound[], context: Context): boolean {
  const shifted = around.reduceRight((x, { index, range }) => {
    if (range.kind !== "interval") return x;
    return substitute(x, symbol(index), add(symbol(index), range.from));
  }, e);
  const bound = new Set(around.flatMap(({ index, range }) => (range.kind === "interval" ? [index] : [])));
  return isEvident(context.of(shifted), (s) => s.indices.length === 0 && bound.has(s.name), context);
}

/** Whether f > 0 follows from f being a sum of products of symbols that are ≥ 0 and of a positive number. */
export function isEvident(f: RationalFunction, isNatural: (s: SymbolNode) => boolean, { table }: Context): boolean {
  if (!isPolynomial(f)) return false;
  const terms = termsOf(f.numerator);
  const natural = (name: string): boolean => {
    const e = table.expressionOf(name);
    return e.kind === "symbol" && isNatural(e);
  };
  return (
    terms.some((t) => t.powers.length === 0) &&
    terms.every((t) => t.coefficient.numerator > 0n && t.powers.every(([name]) => natural(name)))
  );
}

function isNaturalMultiple({ coefficient }: Term): boolean {
  return coefficient.denominator === 1n && coefficient.numerator > 0n;
}
