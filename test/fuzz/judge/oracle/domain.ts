/** Points of a declared domain, special ones among them, and conditions as verdicts print them. */
import type { Rng } from "../../../../src/numeric/random.ts";
import { type Definition, evaluate, type Point } from "./evaluate.ts";
import { divide, fromNumber, isReal, Undefined, Unknown, type Value, wholeOf } from "./numbers.ts";
import { partsOf, readTree, type Tree } from "./tree.ts";

/** What a statement speaks of, beside its two sides. */
export interface Setting {
  readonly assuming: readonly string[];
  /** "F = x^2" and "f[i] = i". */
  readonly definitions: readonly string[];
  /** Names that stand for whole numbers: sizes and indices. */
  readonly whole: readonly string[];
  readonly complex: boolean;
}

const specials = [0, -1, 2, 1 / 2, 1, -2, 3, -1 / 2, 1 / 4, 5, -3, 4, -1 / 4];
const smallSizes = [0, 1, 2, 3, -1, -2, 4, 5];

function pick<T>(rng: Rng, from: readonly T[]): T {
  return from[rng.integer(from.length)]!;
}

function rational(rng: Rng): Value {
  return divide(fromNumber(rng.integer(81) - 40), fromNumber(7 + rng.integer(6)));
}

const constants = new Set(["pi", "I", "e", "infinity"]);
const binders = new Set(["sum", "prod", "integral"]);

/** Names that are free in the trees. */
export function freeNames(trees: readonly Tree[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const t of trees) collect(t, new Set(), names);
  return names;
}

function collect(t: Tree, bound: ReadonlySet<string>, names: Set<string>): void {
  if (t.kind === "symbol") {
    if (!bound.has(t.name) && t.indices.length === 0 && !constants.has(t.name)) names.add(t.name);
    for (const i of t.indices) collect(i, bound, names);
  } else if (t.kind === "negate") collect(t.of, bound, names);
  else if (t.kind === "binary") for (const x of [t.left, t.right]) collect(x, bound, names);
  else if (t.kind === "list") for (const x of t.items) collect(x, bound, names);
  else if (t.kind === "call") {
    const [body, variable, ...rest] = t.args;
    const binds = binders.has(t.name) && variable?.kind === "symbol";
    if (!binds) for (const x of t.args) collect(x, bound, names);
    else {
      collect(body!, new Set([...bound, variable.name]), names);
      for (const x of rest) collect(x, bound, names);
    }
  }
}

export function definitionsOf(lines: readonly string[]): ReadonlyMap<string, Definition> {
  return new Map(
    lines.map((line) => {
      const at = line.indexOf("=");
      const left = readTree(line.slice(0, at));
      if (left.kind !== "symbol") throw new Error(`the oracle defines no "${line}"`);
      const formals = left.indices.flatMap((i) => (i.kind === "symbol" ? [i.name] : []));
      const isMember = left.indices.length > 0 && formals.length < left.indices.length;
      const key = isMember
        ? `${left.name}[${left.indices.map((i) => (i.kind === "number" ? i.text : "")).join()}]`
        : left.name;
      return [key, { formals, body: readTree(line.slice(at + 1)) }];
    }),
  );
}

/**
 * The k-th point tried: the first name goes through the special values in turn.
 * A point of the domain, or undefined when the one drawn is outside it.
 * @param given values of some of the names, and of members as "h[2]"
 */
export function drawPoint(
  rng: Rng,
  setting: Setting,
  names: ReadonlySet<string>,
  printed: readonly string[],
  k: number = specials.length,
  given: ReadonlyMap<string, Value> = new Map(),
): Point | undefined {
  const definitions = definitionsOf(setting.definitions);
  const values = new Map<string, Value>();
  const drawn: Value[] = [];
  for (const name of names) {
    if (definitions.has(name)) continue;
    const inTurn = drawn.length === 0 ? k : rng.integer(specials.length + 1);
    const value = setting.whole.includes(name)
      ? fromNumber(drawn.length === 0 && k < smallSizes.length ? smallSizes[k]! : pick(rng, smallSizes))
      : inTurn < specials.length && rng.integer(4) > 0
        ? fromNumber(specials[inTurn]!)
        : drawn.length > 0 && rng.integer(7) === 0
          ? pick(rng, drawn)
          : rng.integer(2) === 0
            ? fromNumber(pick(rng, specials))
            : rational(rng);
    values.set(name, given.get(name) ?? value);
    drawn.push(value);
  }
  const members = new Map<string, Value>();
  const member = (key: string): Value => {
    const known =
      given.get(key) ?? members.get(key) ?? (rng.integer(4) === 0 ? fromNumber(pick(rng, specials)) : rational(rng));
    members.set(key, known);
    return known;
  };
  const point: Point = { values, definitions, complex: setting.complex, member };
  return [...setting.assuming, ...printed].every((c) => admits(c, point)) ? point : undefined;
}

/** Whether the condition holds at the point; what is no comparison, as a premise in words, holds everywhere. */
export function admits(condition: string, point: Point): boolean {
  const whole = /^(.+?) (?:is )?a whole number(?: (>=.*))?$/.exec(condition);
  if (whole !== null) {
    const [, what, bound] = whole;
    const isWhole = holdsOf(what!, point, (v) => wholeOf(v) !== undefined);
    return isWhole && (bound === undefined || admits(`${what} ${bound}`, point));
  }
  if (/^\S+ small$/.test(condition)) return true;
  const large = /^(\S+) large$/.exec(condition);
  if (large !== null) return holdsOf(large[1]!, point, (v) => v.re.gt(0));
  const parts = condition.split(/(>=|<=|!=|<|>)/);
  for (let k = 1; k + 1 < parts.length; k += 2) {
    const difference = `(${parts[k - 1]}) - (${parts[k + 1]})`;
    const relation = relations[parts[k]!]!;
    if (!holdsOf(difference, point, relation)) return false;
  }
  return true;
}

const relations: Readonly<Record<string, (v: Value) => boolean>> = {
  ">": (v) => isReal(v) && v.re.gt(1e-50),
  "<": (v) => isReal(v) && v.re.lt(-1e-50),
  ">=": (v) => isReal(v) && !v.re.lt(-1e-50),
  "<=": (v) => isReal(v) && !v.re.gt(1e-50),
  "!=": (v) => !isReal(v) || v.re.abs().gt(1e-50),
};

/** A condition without a value, or in words, does not hold; one on names that the point lacks may hold. */
function holdsOf(formula: string | Tree, point: Point, holds: (v: Value) => boolean): boolean {
  let tree: Tree;
  try {
    tree = typeof formula === "string" ? readTree(formula) : formula;
  } catch {
    return true;
  }
  try {
    return holds(evaluate(tree, point));
  } catch (error) {
    if (error instanceof Unknown) return true;
    if (error instanceof Undefined) return false;
    throw error;
  }
}

/** Whether i stands in one of the texts, or a power of a negative number to a symbol, which is one of i. */
export function isComplex(texts: readonly string[]): boolean {
  return texts.some((t) => /\bI\b/.test(t) || (t.includes("^") && [...partsOf(readTree(t))].some(isPowerOfNegative)));
}

function isPowerOfNegative(t: Tree): boolean {
  if (t.kind !== "binary" || t.op !== "^" || freeNames([t.right]).size === 0 || freeNames([t.left]).size > 0) {
    return false;
  }
  const isRational = [...partsOf(t.left)].every(
    (x) => (x.kind !== "call" || binders.has(x.name)) && !(x.kind === "symbol" && constants.has(x.name)),
  );
  const nothing: Point = { values: new Map(), definitions: new Map(), complex: false, member: () => fromNumber(0) };
  return isRational && !holdsOf(t.left, nothing, (v) => isReal(v) && !v.re.lt(0));
}

/** The names in ends of ranges and in indices, which stand for whole numbers. */
export function wholeNames(texts: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const tree of texts.map(readTree)) {
    for (const t of partsOf(tree)) {
      const inside = t.kind === "symbol" ? t.indices : t.kind === "call" && binders.has(t.name) ? t.args.slice(2) : [];
      for (const x of t.kind === "call" && t.name === "integral" ? [] : inside)
        for (const n of freeNames([x])) names.add(n);
      if (t.kind === "call" && t.name === "delta") for (const n of freeNames(t.args)) names.add(n);
    }
  }
  return [...names];
}
