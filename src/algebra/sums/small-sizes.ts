/**
 * The second leg of every statement about sums: sizes and free indices are given small whole numbers, 0 and 1 among
 * them, every sum is written out, and the two sides are compared in ball arithmetic at a random point. It shares
 * nothing with the rules: no ring of atoms, no counting of members, no condition on a range.
 */
import { BoltzproofError } from "../../errors.ts";
import { Rng } from "../../numeric/random.ts";
import { symbol } from "../construct.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { children, freeNames, freeSymbols, nodes } from "../structure.ts";
import { substituteAll } from "../substitute.ts";
import { isComplex, symbolicPart } from "../zero/lower.ts";
import { findWitness } from "../zero/witness.ts";
import { instantiate } from "./instantiate.ts";

/** A whole number for each name that stands for one. */
/** A size by the name of its symbol. */
export type Sizes = Readonly<Record<string, number>>;

/** What is known of the symbols: that something is positive, or may be 0 too, or is not 0. */
export interface Known {
  readonly kind: "positive" | "nonnegative" | "nonzero" | "whole" | "size";
  readonly of: Expression;
}

/** The free names that stand for whole numbers in e: those in the ends of ranges, and indices. */
export function wholeNamesIn(e: Expression): readonly string[] {
  const free = freeNames(e);
  const names = new Set<string>();
  for (const x of nodes(e)) for (const part of wholeParts(x)) for (const name of freeNames(part)) names.add(name);
  return [...names].filter((name) => free.has(name));
}

function wholeParts(x: Expression): readonly Expression[] {
  if (x.kind === "symbol") return x.indices;
  if (x.kind === "delta") return [x.left, x.right];
  return x.kind === "indexed" && x.range.kind !== "values" ? [x.range.from, x.range.to] : [];
}

/** Whether numbers for the names make a sum out of e that was symbolic before. */
export function hasSizes(e: Expression): boolean {
  const symbolic = (x: Expression): boolean =>
    x.kind === "delta" || (x.kind === "indexed" && x.range.kind !== "values");
  return [...nodes(e)].some(symbolic) && wholeNamesIn(e).length > 0;
}

/**
 * A size from which on the ranges of e have members, and beyond the zeros that its factors show: 3, and more where
 * numbers are taken away, as in 1 … N − 3 or (N − 1)(N − 2)(N − 3).
 */
export function largestSize(e: Expression): number {
  const sizes = new Set(wholeNamesIn(e));
  const offsets = [...nodes(e)].flatMap((x) => {
    if (x.kind === "indexed" && x.range.kind !== "values") return [x.range.from, x.range.to].flatMap(numbersIn);
    const names = x.kind === "sum" ? [...freeNames(x)] : [];
    if (x.kind !== "sum" || names.length === 0 || !names.every((name) => sizes.has(name))) return [];
    return x.terms.filter((term) => term.kind === "rational").flatMap(numbersIn);
  });
  return Math.min(mostSize, 3 + Math.max(0, ...offsets.map((n) => Math.abs(n) - 1)));
}

const mostSize = 6;

function numbersIn(e: Expression): readonly number[] {
  return [...nodes(e)].flatMap((x) => (x.kind === "rational" ? [Number(x.numerator) / Number(x.denominator)] : []));
}

/**
 * Numbers for the names, up to `upTo` each: all combinations where they are at most `most`, otherwise the equal ones
 * and others drawn at random.
 */
export function smallSizes(names: readonly string[], upTo: number, most: number): readonly Sizes[] {
  const base = upTo + 1;
  const total = base ** names.length;
  const at = (k: number): Sizes =>
    Object.fromEntries(names.map((name, n) => [name, Math.floor(k / base ** n) % base] as const));
  if (total <= most) return Array.from({ length: total }, (_, k) => at(k));
  const equal = (total - 1) / (base - 1);
  const chosen = new Set(Array.from({ length: base }, (_, k) => k * equal));
  const rng = Rng.fromSeed(names.length).child("small sizes");
  while (chosen.size < most) chosen.add(rng.integer(total));
  return [...chosen].map(at);
}

/** Whether nothing that is known speaks against the sizes. */
export function areAllowed(sizes: Sizes, known: readonly Known[]): boolean {
  return known.every(({ kind, of }) => {
    const value = at(of, sizes);
    if (value?.kind !== "rational") return true;
    const { numerator, denominator } = value;
    if (kind === "whole" || kind === "size") return denominator === 1n && (kind === "whole" || numerator >= 0n);
    return kind === "positive" ? numerator > 0n : kind === "nonzero" ? numerator !== 0n : numerator >= 0n;
  });
}

/** e with the numbers put in; undefined where it then means nothing. */
function at(e: Expression, sizes: Sizes): Expression | undefined {
  try {
    return instantiate(e, sizes);
  } catch (error) {
    if (error instanceof BoltzproofError) return undefined;
    throw error;
  }
}

/** Combinations of sizes for one statement, and how many leaves it may have over all of them when written out. */
const mostSizes = 8;
const mostLeaves = 120;
const bits = 64;

/** Answers by the text of the question, since a step and its variants ask the same. */
const answers = new Map<string, string | undefined>();
const mostAnswers = 4096;

/**
 * Sizes, and a point, at which a difference that is said to be 0 is not; undefined where none was found, or the
 * difference has no sizes.
 */
export function contradictionAtSizes(difference: Expression, known: readonly Known[]): string | undefined {
  if (!hasSizes(difference)) return undefined;
  const key = [toText(difference), ...known.map(({ kind, of }) => `${kind} ${toText(of)}`)].join(" | ");
  if (answers.has(key)) return answers.get(key);
  if (answers.size >= mostAnswers) answers.clear();
  const found = search(difference, known);
  answers.set(key, found);
  return found;
}

/** The shortest statements first, until enough has been written out. */
function search(difference: Expression, known: readonly Known[]): string | undefined {
  const names = wholeNamesIn(difference);
  const assigned = new Set(names);
  const sized = known.filter(({ of }) => names.some((name) => freeNames(of).has(name)));
  const tried = smallSizes(names, names.length === 1 ? largestSize(difference) : 2, mostSizes)
    .filter((sizes) => areAllowed(sizes, sized))
    .map((sizes) => ({ sizes, leaves: leavesAt(difference, sizes) }))
    .sort((a, b) => a.leaves - b.leaves);
  let leaves = 0;
  for (const { sizes, leaves: more } of tried) {
    leaves += more;
    if (leaves > mostLeaves) break;
    const written = at(difference, sizes);
    if (written === undefined || symbolicPart(written) !== undefined) continue;
    const found = nonzeroPoint(written, positivesAt(sizes, known, assigned));
    if (found !== undefined) return `at ${names.map((name) => `${name} = ${sizes[name]}`).join(", ")}: ${found}`;
  }
  return undefined;
}

function nonzeroPoint(e: Expression, positive: readonly Expression[]): string | undefined {
  const symbols = new Map([...freeSymbols(e)]);
  const shared = positive.filter((p) => [...freeSymbols(p).keys()].some((s) => symbols.has(s)));
  for (const [text, s] of shared.flatMap((p) => [...freeSymbols(p)])) symbols.set(text, s);
  const question = {
    claims: [e],
    symbols: [...symbols.keys()],
    positive: shared,
    nonzero: [],
    positiveSymbols: new Set(shared.filter((p) => p.kind === "symbol").map(toText)),
    principal: isComplex(e),
  };
  const { witness } = findWitness(question, Rng.fromSeed(1).child("small sizes"), bits, 1);
  if (witness === undefined) return undefined;
  const point = Object.entries(witness.point).map(([name, value]) => `${name} = ${value}`);
  return `left - right = ${witness.value}${point.length === 0 ? "" : ` at ${point.join(", ")}`}`;
}

/** Indices for which what is known of one member of a family is taken to be known of all. */
const members = [0, 1, 2, 3, 4];

/** What is positive at the sizes; said of one member of a family, of every member. */
function positivesAt(sizes: Sizes, known: readonly Known[], assigned: ReadonlySet<string>): readonly Expression[] {
  return known.flatMap(({ kind, of }) => {
    if (kind !== "positive" && kind !== "nonnegative") return [];
    const indices = wholeNamesIn(of).filter((name) => isIndexOf(name, of));
    const rest = Object.fromEntries(
      Object.entries(sizes).filter(([name]) => !indices.includes(name) && assigned.has(name)),
    );
    const base = at(of, rest);
    if (base === undefined) return [];
    const all = indices.reduce<readonly Expression[]>(
      (list, name) => list.flatMap((e) => members.map((m) => substituteAll(e, [[symbol(name), m]]))),
      [base],
    );
    return all.filter((e) => e.kind !== "rational");
  });
}

function isIndexOf(name: string, e: Expression): boolean {
  const symbols = [...nodes(e)].filter((x): x is SymbolNode => x.kind === "symbol");
  return symbols.some((s) => s.indices.some((i) => freeNames(i).has(name)));
}

/** About how many leaves e has when its sums are written out; a range within another is taken to be as long as can be. */
function leavesAt(e: Expression, sizes: Sizes): number {
  const longest = Math.max(1, ...Object.values(sizes));
  const endOf = (x: Expression): number | undefined => {
    if (x.kind === "rational") return Number(x.numerator) / Number(x.denominator);
    return x.kind === "symbol" && x.indices.length === 0 ? sizes[x.name] : undefined;
  };
  const lengthOf = (from: Expression, to: Expression): number => {
    const [a, b] = [endOf(from), endOf(to)];
    return a === undefined || b === undefined ? longest : Math.max(0, b - a + 1);
  };
  const leaves = (x: Expression): number => {
    if (x.kind !== "indexed")
      return Math.max(
        1,
        children(x).reduce((total, p) => total + leaves(p), 0),
      );
    const { range } = x;
    if (range.kind === "values") return range.values.length * leaves(x.body);
    const length = lengthOf(range.from, range.to);
    return (range.kind === "states" ? range.values.length ** length : length) * leaves(x.body);
  };
  return leaves(e);
}
