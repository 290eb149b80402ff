/** What a step needs of the assumptions: every condition of its check has to rest on something declared. */
import { BoltzproofError } from "../../errors.ts";
import { negate, power, zero } from "../construct.ts";
import { isGranted } from "../convert/counting.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { equals, freeNames, isBinder, mapChildren } from "../structure.ts";
import { substitute } from "../substitute.ts";
import {
  assumptionToText,
  conditionToText,
  covers,
  denominators,
  fewest,
  repeats,
  sameAssumption,
} from "./assumption.ts";
import { textOf } from "./decide.ts";
import type { Definitions } from "./definitions.ts";
import { expressionsOf, type Statement } from "./statement.ts";
import type { Assumption, Condition, Outcome, Step } from "./step.ts";

export interface Needs {
  /** What the step rests on, written out in symbols that are not defined, by its text. */
  readonly resting: ReadonlyMap<string, Assumption>;
  /** The declared assumptions that are used. */
  readonly used: readonly Assumption[];
  /** What the step relied on, for whoever puts a value in. */
  readonly conditions: readonly Condition[];
  /** In words, what no assumption covers. */
  readonly missing?: string;
}

export interface NeedsOptions {
  readonly declared: readonly Assumption[];
  /** Those declared, and the same with the defined names in them written out. */
  readonly assumptions: readonly Assumption[];
  readonly definitions: Definitions;
  readonly same: Parameters<typeof covers>[2];
  /** What was found before: steps of a derivation need much of the same. */
  readonly known: Map<string, Support | undefined>;
}

/** @param more conditions that travelled here and rest on assumptions. */
export function needsOf(
  step: Step,
  outcome: Extract<Outcome, { kind: "holds" }>,
  more: readonly Condition[],
  options: NeedsOptions,
): Needs {
  const resting = new Map<string, Assumption>();
  const used = new Set<Assumption>();
  const conditions = [...outcome.conditions, ...divisors(step), ...more.filter((c) => !isCount(c))];
  const relied = outcome.relies.flatMap(conditionOf);
  const result = (missing?: string): Needs => ({
    resting,
    used: [...used],
    conditions: [...conditions, ...relied],
    ...(missing === undefined ? {} : { missing }),
  });
  for (const wanted of outcome.relies) {
    const found = declaredFor(wanted, options);
    if (found === undefined) return result(assumptionToText(wanted));
    used.add(found);
    const unfolded = options.definitions.unfoldAssumption(found);
    if (!isEvident(unfolded, options)) resting.set(assumptionToText(unfolded), unfolded);
  }
  for (const condition of conditions) {
    const support = remembered(condition, options);
    if (support === undefined) return result(conditionToText(condition));
    for (const a of support.used) used.add(a);
    if (!support.isEvident) resting.set(conditionToText(support.condition), support.condition);
  }
  return result();
}

/** An assumption as a condition that may travel; facts in words stay with the step. */
function conditionOf(a: Assumption): readonly Condition[] {
  if (a.kind === "premise" || a.kind === "small") return [];
  return [a.kind === "large" ? { kind: "positive", of: a.of } : { kind: a.kind, of: a.of }];
}

function declaredFor(wanted: Assumption, { declared, definitions }: NeedsOptions): Assumption | undefined {
  return (
    declared.find((a) => sameAssumption(a, wanted)) ??
    declared.find((a) => sameAssumption(definitions.unfoldAssumption(a), wanted))
  );
}

function isEvident(a: Assumption, { same }: NeedsOptions): boolean {
  return conditionOf(a).some((c) => a.kind !== "large" && covers([], c, same));
}

export interface Support {
  /** The condition as it is printed: with the defined names in it written out. */
  readonly condition: Condition;
  /** Declared assumptions that it follows from, as it stands or written out. */
  readonly used: readonly Assumption[];
  /** Whether it rests on no assumption. */
  readonly isEvident: boolean;
}

function remembered(condition: Condition, options: NeedsOptions): Support | undefined {
  const key = [condition, ...options.assumptions]
    .map((a) => (a.kind === "premise" ? a.name : signature(a)))
    .join(" | ");
  const found = options.known.has(key) ? options.known.get(key) : supportOf(condition, options);
  options.known.set(key, found);
  return found;
}

const signature = ({ kind, of }: { readonly kind: string; readonly of: Expression }): string => `${kind} ${textOf(of)}`;

function supportOf(condition: Condition, options: NeedsOptions): Support | undefined {
  const { assumptions, declared, definitions, same } = options;
  // What a symbol is by ending a range is said, and need not be declared.
  if (isGranted(condition)) {
    return { condition, used: declared.filter((a) => repeats(a, condition)), isEvident: false };
  }
  const unfolded = definitions.unfoldCondition(condition);
  if (covers([], condition, same)) return { condition, used: [], isEvident: true };
  const isEvident = covers([], unfolded, same);
  const form = isEvident ? condition : [unfolded, condition].find((c) => covers(assumptions, c, same));
  if (form === undefined) return undefined;
  const suffices = (some: readonly Assumption[]): boolean => covers(some, form, same);
  const origin = (a: Assumption): Assumption =>
    declared.find((d) => d === a) ?? declared.find((d) => sameText(definitions.unfoldAssumption(d), a))!;
  // What is assumed of a name and what is assumed of its value may each be enough; none of them is idle then.
  const alone = assumptions.filter((a) => speaksOf(a, form.of) && suffices([a]));
  const plain = declared.filter((a) => definitions.unfoldAssumption(a) === a);
  const sets = alone.length > 0 ? [plain] : [assumptions, plain];
  const support = [...alone, ...sets.flatMap((some) => (suffices(some) ? fewest(some, suffices) : []))];
  return { condition: unfolded, used: [...new Set(support.map(origin))], isEvident };
}

/** What shares no name with a condition that is not evident is never enough for it alone. */
function speaksOf(a: Assumption, e: Expression): boolean {
  const names = freeNames(e);
  return a.kind !== "premise" && [...freeNames(a.of)].some((name) => names.has(name));
}

function sameText(a: Assumption, b: Assumption): boolean {
  return assumptionToText(a) === assumptionToText(b);
}

/** Whole numbers are looked at where they travel, and stand in the statement. */
function isCount({ kind }: Condition): boolean {
  return kind === "whole" || kind === "size";
}

/**
 * What the statement divides by. On the way to a limit a formula of the variable is off its zeros, if it is not 0; an
 * approximation speaks of quantities so small or large that 1 − x and 1 − 1/N are close to 1.
 */
function divisors({ to }: Step): readonly Condition[] {
  const all = expressionsOf(to).flatMap(denominators);
  if (to.kind === "approximation") return all.filter(({ of }) => !isNumberOnTheWay(of, to));
  return to.kind === "limit" ? all.filter(({ of }) => !freeNames(of).has(to.variable.name)) : all;
}

/** e with 1/x in the place of x, which is not 0. */
function turnedOver(e: Expression, x: SymbolNode): Expression {
  if (equals(e, x)) return power(x, -1);
  if (e.kind === "power" && e.exponent.kind === "rational" && equals(e.base, x)) return power(x, negate(e.exponent));
  return isBinder(e) ? substitute(e, x, power(x, -1)) : mapChildren(e, (part) => turnedOver(part, x));
}

/** Whether the formula goes to a number that is not 0. */
function isNumberOnTheWay(of: Expression, { small, large }: Extract<Statement, { kind: "approximation" }>): boolean {
  const far = large.reduce(turnedOver, of);
  try {
    const at = [...small, ...large].reduce((e, x) => substitute(e, x, zero), far);
    return at.kind === "rational" && at.numerator !== 0n;
  } catch (error) {
    if (error instanceof BoltzproofError) return false;
    throw error;
  }
}
