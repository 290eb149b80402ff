/** What surrounds a step: the statements it comes from, the assumptions that reach it, what depends on what. */
import type { Expression } from "../expression.ts";
import { freeNames } from "../structure.ts";
import type { DecideZero } from "./decide.ts";
import { indexNamesOf } from "./match.ts";
import { hasUnknowns, isExact, type Knowledge, type Premise, tryApplying } from "./premises.ts";
import { remainderName } from "./rules/order.ts";
import type { Decision, Situation } from "./rules/rule.ts";
import { difference } from "./statement.ts";
import type { Assumption, Derivation, Step } from "./step.ts";

export interface Context {
  /** Everything a rule may use for the step; `premises` replaces those it comes from. */
  situation(step: Step, premises?: readonly Premise[]): Situation;
  premises(step: Step): readonly Premise[];
  /** The steps that come from this one. */
  dependents(id: string): readonly Step[];
  /** Whether the step's statement is an identity once all definitions are written out, wherever it comes from. */
  isTrue(step: Step): boolean;
  /** The step itself and all that it comes from, directly or not. */
  ancestors(id: string): ReadonlySet<string>;
}

/** @param steps in an order in which each comes after those it uses. */
export function contextOf(derivation: Derivation, steps: readonly Step[], decideZero: DecideZero): Context {
  const byId = new Map(steps.map((s) => [s.id, s]));
  const ancestors = ancestorsOf(steps);
  const isSpecial = (id: string): boolean => ["stationarity", "solve"].includes(byId.get(id)!.rule);
  const isConditional = (s: Step): boolean => [...ancestors(s.id)].some(isSpecial);
  const knowledge = knowledgeOf(steps, ancestors, isConditional, decideZero);
  const decide = admittingUnknowns(decideZero);
  const premises = (step: Step): readonly Premise[] =>
    step.from.map((id) => ({
      id,
      statement: byId.get(id)!.to,
      reach: isConditional(byId.get(id)!) ? "here" : "everywhere",
    }));
  const assumptionsOf = ({ id }: Step): readonly Assumption[] => {
    const local = [...ancestors(id)].flatMap((a) => byId.get(a)!.assuming);
    return [...derivation.assuming, ...new Set(local)];
  };
  const definitions = steps
    .filter((s) => s.rule === "definition")
    .map(({ id, to }): Premise => ({ id, statement: to, reach: "everywhere" }));
  return {
    premises,
    ancestors,
    dependents: (id) => steps.filter((s) => s.from.includes(id)),
    situation: (step, used = premises(step)) => {
      const assumptions = assumptionsOf(step);
      const known = knowledge(step);
      const admitting = (e: Expression) => admittingTies(decide(e, assumptions), e, known);
      return { step, premises: used, assumptions, knowledge: known, decide: admitting };
    },
    isTrue: (step) => {
      if (!isExact(step.to) || step.to.kind === "operator equation") return false;
      const open = tryApplying(difference(step.to), definitions, knowledge(step));
      return open !== undefined && decide(open, assumptionsOf(step)).kind === "zero";
    },
  };
}

function ancestorsOf(steps: readonly Step[]): (id: string) => ReadonlySet<string> {
  const from = new Map(steps.map((s) => [s.id, new Set(s.from)]));
  const known = new Map(steps.map((s) => [s.id, new Set([s.id, ...reach(s.id, from)])]));
  return (id) => known.get(id) ?? new Set();
}

/**
 * What each step must know of hidden dependences: the values of quantities, wherever they are given; equations that
 * are no identities and not derived, which tie their symbols to each other; and stationary points it comes from.
 */
function knowledgeOf(
  steps: readonly Step[],
  ancestors: (id: string) => ReadonlySet<string>,
  isConditional: (s: Step) => boolean,
  decideZero: DecideZero,
): (step: Step) => Knowledge {
  const dependencies = dependenciesOf(steps.filter((s) => !isConditional(s)));
  const isTying = ({ rule, to }: Step): boolean =>
    (rule === "cited" || rule === "given") &&
    isExact(to) &&
    to.left.kind !== "symbol" &&
    decideZero(difference(to), []).kind !== "zero";
  const everywhere = steps.filter(isTying).map(tieOf);
  const points = steps.filter((s) => s.rule === "stationarity");
  return ({ id }) => {
    const here = points.filter((p) => p.id !== id && ancestors(id).has(p.id));
    return { dependencies, ties: [...everywhere, ...here.map(tieOf)] };
  };
}

/** The names of an equation; an index stands for every value and is tied to nothing. */
function tieOf({ to }: Step): ReadonlySet<string> {
  const open = difference(to);
  const indices = indexNamesOf(open);
  return new Set([...freeNames(open)].filter((name) => !indices.has(name)));
}

/** A difference that contains what the premises say nothing about may be anything. */
function admittingUnknowns(decideZero: DecideZero): DecideZero {
  return (e, assumptions) => {
    const found = decideZero(e, assumptions);
    const open = hasUnknowns(e) || [...freeNames(e)].some((name) => name.startsWith(remainderName));
    if (found.kind !== "nonzero" || !open) return found;
    return { kind: "undecided", why: "it needs more than the steps it comes from say" };
  };
}

/**
 * A point that tells two sides apart counts against them only if it may be chosen freely: one with values for symbols
 * that a given or cited equation ties to each other need not obey that equation. One symbol of several may still be
 * chosen: the others make up for it.
 */
function admittingTies(found: Decision, e: Expression, { ties }: Knowledge): Decision {
  if (found.kind !== "nonzero") return found;
  const names = freeNames(e);
  const tied = ties.find((tie) => [...tie].filter((name) => names.has(name)).length >= Math.min(2, tie.size));
  if (tied === undefined) return found;
  return {
    kind: "undecided",
    why: `${found.witness}, where ${[...tied].join(", ")} need not obey what is given of them`,
  };
}

/** For each name that a line gives a value to, all names that the value depends on. */
function dependenciesOf(steps: readonly Step[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map<string, Set<string>>();
  for (const { to } of steps) {
    if (!isExact(to) || to.left.kind !== "symbol") continue;
    const known = direct.get(to.left.name) ?? new Set();
    const formal = new Set(to.left.indices.flatMap((i) => [...freeNames(i)]));
    direct.set(to.left.name, new Set([...known, ...[...freeNames(to.right)].filter((name) => !formal.has(name))]));
  }
  return new Map([...direct.keys()].map((name) => [name, reach(name, direct)]));
}

function reach(name: string, direct: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...(direct.get(name) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(direct.get(next) ?? []));
  }
  return seen;
}
