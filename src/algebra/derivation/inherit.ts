/**
 * Conditions travel: what a step and all that it comes from relied on, as statements about expressions. Whoever gives
 * a symbol a value gives it the value there too, and what comes out has to hold. √λ² = λ for λ > 0 says nothing of
 * λ = −μ unless −μ > 0, and Σ_{k≤n} k = n(n+1)/2 nothing of n = ½.
 */
import { add, fraction, infinity, negate, subtract, symbol, zero } from "../construct.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { type Binder, children, equals, freeNames, freshName, isBinder } from "../structure.ts";
import { substituteAll } from "../substitute.ts";
import { conditionToText, covers, isWhole, violates } from "./assumption.ts";
import type { Definitions } from "./definitions.ts";
import { isReplacement, type Premise, tryApplying, type Use } from "./premises.ts";
import { isInfinite, rangeEnds, sizeNames } from "./ranges.ts";
import type { Situation } from "./rules/rule.ts";
import { expressionsOf } from "./statement.ts";
import type { Assumption, Binding, Condition, Step } from "./step.ts";

/** Conditions that reach a step from what it comes from. */
export interface Travelled {
  readonly conditions: readonly Condition[];
  /** Those of them that came out new, and rest on assumptions about other symbols. */
  readonly discharged: readonly Condition[];
}

export const nothingTravelled: Travelled = { conditions: [], discharged: [] };

/** What the conditions of a step's premises have become in it. */
export type Inheritance = ({ readonly kind: "kept" } & Travelled) | { readonly kind: "lost"; readonly why: string };

/** A line that is taken as it stands is taken under all that is assumed of its symbols. */
export function statedConditions({ rule, to }: Step, declared: readonly Assumption[]): readonly Condition[] {
  if (rule === "definition") return [];
  const names = new Set(expressionsOf(to).flatMap((e) => [...freeNames(e)]));
  return declared.flatMap((a): readonly Condition[] => {
    if (a.kind === "premise" || a.kind === "small") return [];
    if (![...freeNames(a.of)].some((name) => names.has(name))) return [];
    return [a.kind === "large" ? { kind: "positive", of: a.of } : { kind: a.kind, of: a.of }];
  });
}

/** What is known besides the assumptions of a step. */
export interface Surroundings {
  readonly definitions: Definitions;
  /** Names that ranges end at: whole numbers that are not negative. */
  readonly sizes: ReadonlySet<string>;
  same(difference: Expression, assumptions: readonly Assumption[]): boolean;
  /** Whether the step of this name says nothing but what the definitions do. */
  isByDefinition(id: string): boolean;
}

export function inheritanceOf(s: Situation, around: Surroundings): Inheritance {
  const facts = factsOf(s, around);
  const kept: Condition[] = [];
  const discharged: Condition[] = [];
  const moves = movesOf(s, around);
  for (const [k, { carried }] of s.premises.entries()) {
    for (const before of carried) {
      const after = moves.apply(before);
      if (after === undefined) return lost(before, before, "it cannot be followed");
      const isNew = !equals(after.of, before.of);
      const state = isNew ? stateOf(after, facts, s, around) : "met";
      if (state !== "met")
        return lost(before, after, state === "broken" ? "which does not hold" : "which is not known");
      kept.push(after);
      if (isNew) discharged.push(after);
      // A rule is used on both sides of a substitution, with the symbol and with its value.
      if (isNew && !(k === 0 && s.step.rule === "substitute")) kept.push(before);
      if (goesAgainst(after, s, facts)) return lost(before, after, "which the limit leaves");
    }
  }
  for (const use of s.notes.uses) {
    for (const { before, after, bound, rules } of instancesOf(use)) {
      const here = [...facts, ...bound];
      const plainly = stateOf(after, here, s, around);
      const state = plainly === "met" ? plainly : stateOf(after, [...here, ...ofEveryMember(rules, here)], s, around);
      if (state !== "met")
        return lost(before, after, state === "broken" ? "which does not hold" : "which is not known");
      if (bound.length > 0) continue;
      kept.push(after);
      // What rests on an assumption about every member rests on the one that is declared.
      discharged.push(plainly === "met" ? after : before);
    }
  }
  return { kind: "kept", conditions: unique(kept), discharged: unique(discharged) };
}

function lost(before: Condition, after: Condition, what: string): Inheritance {
  const here = equals(before.of, after.of) ? "" : ` and here needs ${conditionToText(after)}`;
  return { kind: "lost", why: `what it comes from holds for ${conditionToText(before)}${here}, ${what}` };
}

export function unique(conditions: readonly Condition[]): readonly Condition[] {
  return [...new Map(conditions.map((c) => [`${c.kind} ${toText(c.of)}`, c])).values()];
}

/** Assumptions, and what the ranges say of their ends. */
function factsOf(s: Situation, { sizes }: Surroundings): readonly Assumption[] {
  const names = new Set([...sizes, ...sizeNames([s.step])]);
  const ofSizes = [...names].flatMap((name): readonly Assumption[] => {
    const of = symbol(name);
    const whole: Assumption = { kind: "whole", of };
    if (violates({ kind: "nonnegative", of }, s.assumptions)) return [whole];
    return [whole, { kind: "nonnegative", of }];
  });
  return [...s.assumptions, ...ofSizes];
}

type State = "met" | "broken" | "open";

function stateOf(c: Condition, facts: readonly Assumption[], s: Situation, around: Surroundings): State {
  const unfolded = around.definitions.unfoldCondition(c);
  if (c.kind === "size") {
    const both = [{ kind: "whole", of: c.of } as const, { kind: "nonnegative", of: c.of } as const];
    const states = both.map((part) => stateOf(part, facts, s, around));
    return states.includes("broken") ? "broken" : states.includes("open") ? "open" : "met";
  }
  if (c.kind === "whole" && isWhole(unfolded.of, facts)) return "met";
  // Complex numbers have no sign.
  if ((c.kind === "positive" || c.kind === "nonnegative") && s.mayBeComplex(unfolded.of)) return "open";
  const same = (e: Expression): boolean => around.same(e, s.assumptions);
  const isCovered = c.kind !== "whole" && (covers(facts, unfolded, same) || (unfolded !== c && covers(facts, c, same)));
  if (isCovered) return "met";
  // A sum up to a symbolic end speaks of whole ends only.
  if (c.kind === "whole" && freeNames(c.of).size > 0) {
    const ends = expressionsOf(s.step.to).flatMap(rangeEnds);
    if (ends.some((end) => equals(end, c.of))) return "met";
  }
  return violates(unfolded, facts) ? "broken" : "open";
}

interface Moves {
  /** The condition after the step; undefined where a substitution in it cannot be carried out. */
  apply(c: Condition): Condition | undefined;
}

/** What the step puts in the place of symbols: values of equations it comes from, and values that it is given. */
function movesOf(s: Situation, around: Surroundings): Moves {
  const spoken = new Set(s.premises.flatMap((p) => p.carried.flatMap((c) => [...freeNames(c.of)])));
  // What follows from definitions is put into assumptions with them.
  const equalities = s.premises.filter(
    (p) => p.statement.kind !== "definition" && isValue(p, spoken) && !around.isByDefinition(p.id),
  );
  const values = bindingsOf(s.step);
  return {
    apply: ({ kind, of }) => {
      const open = equalities.length === 0 ? of : tryApplying(of, equalities, { dependencies: new Map(), ties: [] });
      return open && { kind, of: values.length === 0 ? open : substituteAll(open, values) };
    },
  };
}

/** Whether the premise says what one of the names is. */
function isValue(p: Premise, names: ReadonlySet<string>): boolean {
  return p.statement.left.kind === "symbol" && names.has(p.statement.left.name) && isReplacement(p);
}

function bindingsOf({ certificate }: Step): readonly Binding[] {
  if (certificate?.kind === "values") return certificate.values;
  return certificate?.kind === "map" ? certificate.backward : [];
}

/** Whether a condition is left on the way to the point of a limit or an expansion. */
function goesAgainst(c: Condition, { step: { to } }: Situation, facts: readonly Assumption[]): boolean {
  if (c.kind !== "positive" && c.kind !== "nonnegative") return false;
  const approaches = (variable: SymbolNode, point: Expression): boolean => {
    if (!freeNames(c.of).has(variable.name)) return false;
    const far = fraction(10n ** 9n);
    if (equals(point, infinity)) return isLost([...facts, { kind: "positive", of: subtract(variable, far) }], c.of);
    if (equals(point, negate(infinity))) {
      return isLost([...facts, { kind: "positive", of: negate(add(variable, far)) }], c.of);
    }
    return isLost(facts, substituteAll(c.of, [[variable, point]]));
  };
  if (to.kind === "limit") return approaches(to.variable, to.to);
  if (to.kind !== "approximation") return false;
  return to.small.some((x) => approaches(x, zero)) || to.large.some((x) => approaches(x, infinity));
}

const isLost = (facts: readonly Assumption[], of: Expression): boolean => violates({ kind: "nonnegative", of }, facts);

interface Instance {
  readonly before: Condition;
  readonly after: Condition;
  /** What the ranges around say of the bound names in it; empty where it has none. */
  readonly bound: readonly Assumption[];
  /** What the indices of the premise stand for. */
  readonly rules: readonly Binding[];
}

/**
 * What is assumed of a member with a general index, q_s > 0, is assumed of every member; where the index is confined,
 * as by 0 < s < N + 1, of every member whose index is so too.
 */
function ofEveryMember(rules: readonly Binding[], facts: readonly Assumption[]): readonly Assumption[] {
  const indices = new Set(rules.map(([i]) => i.name));
  const signed = facts.filter((a) => a.kind === "positive" || a.kind === "nonnegative" || a.kind === "nonzero");
  const mentions = (names: ReadonlySet<string>): boolean => [...names].some((name) => indices.has(name));
  const there = (a: (typeof signed)[number]) => ({ kind: a.kind, of: substituteAll(a.of, rules) });
  const confining = signed.filter((a) => mentions(namesBesideIndices(a.of)));
  if (!confining.every((a) => covers(facts, there(a), () => false))) return [];
  return signed.filter((a) => !confining.includes(a) && mentions(freeNames(a.of))).map(there);
}

/** Free names that stand elsewhere than as an index. */
function namesBesideIndices(e: Expression): ReadonlySet<string> {
  if (e.kind === "symbol") return new Set([e.name]);
  const names = children(e).flatMap((x) => [...namesBesideIndices(x)]);
  return new Set(isBinder(e) ? names.filter((name) => name !== e.index) : names);
}

/** The conditions of a premise for the members of a family that it was used for. */
function instancesOf({ premise, indices, within }: Use): readonly Instance[] {
  const scope = freshScope(within, new Set(premise.carried.flatMap((c) => [...freeNames(c.of)])));
  const rules = [...indices].map(([name, actual]) => [symbol(name), scope.rename(actual)] as const);
  return premise.carried.flatMap((before): readonly Instance[] => {
    if (![...indices.keys()].some((name) => freeNames(before.of).has(name))) return [];
    const after = { kind: before.kind, of: substituteAll(before.of, rules) };
    if (equals(after.of, before.of)) return [];
    const isBound = [...freeNames(after.of)].some((name) => scope.names.has(name));
    return [{ before, after, bound: isBound ? scope.facts : [], rules }];
  });
}

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly facts: readonly Assumption[];
  rename(e: Expression): Expression;
}

/** The binders under names that nothing is assumed of: an outer symbol of the same name is another one. */
function freshScope(within: readonly Binder[], taken: ReadonlySet<string>): Scope {
  const names = new Set<string>();
  const renaming = new Map<string, SymbolNode>();
  const rename = (e: Expression): Expression =>
    substituteAll(
      e,
      [...renaming].map(([name, to]) => [symbol(name), to] as const),
    );
  const facts: Assumption[] = [];
  for (const binder of within) {
    const [from, to] = endsOf(binder).map((end) => end && rename(end));
    const fresh = symbol(freshName("bound", new Set([...taken, ...names])));
    names.add(fresh.name);
    renaming.set(binder.index, fresh);
    if (binder.kind === "indexed") facts.push({ kind: "whole", of: fresh });
    if (from !== undefined) facts.push({ kind: "nonnegative", of: subtract(fresh, from) });
    if (to !== undefined) facts.push({ kind: "nonnegative", of: subtract(to, fresh) });
  }
  return { names, facts, rename };
}

/** The finite ends of a range in their order. */
function endsOf(b: Binder): readonly (Expression | undefined)[] {
  const range = b.kind === "integral" ? b : b.range;
  if ("kind" in range && range.kind === "values") return [];
  const { from, to } = range as { readonly from: Expression; readonly to: Expression };
  return [from, to].map((end) => (isInfinite(end) ? undefined : end));
}
