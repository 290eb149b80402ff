/** What surrounds a step: the statements it comes from, the assumptions that reach it, what depends on what. */
import type { Expression } from "../expression.ts";
import { freeNames } from "../structure.ts";
import { complexNamesOf, isAnalyticIn, mayBeComplex } from "./complex-names.ts";
import type { DecideZero } from "./decide.ts";
import { definitionsOf } from "./definitions.ts";
import { indexNamesOf } from "./match.ts";
import { hasUnknowns, isExact, type Knowledge, type Premise } from "./premises.ts";
import { remainderName } from "./rules/order.ts";
import { type Decision, Notes, type Situation } from "./rules/rule.ts";
import { difference } from "./statement.ts";
import type { Assumption, Condition, Derivation, Step } from "./step.ts";

export interface Context {
  /** Everything a rule may use for the step; `premises` replaces those it comes from. */
  situation(step: Step, premises?: readonly Premise[], isVariant?: boolean): Situation;
  premises(step: Step): readonly Premise[];
  /** Keeps what a judged step relies on, for the steps that come from it. */
  carry(id: string, conditions: readonly Condition[]): void;
  /** The assumptions that reach the step, as they are declared. */
  declared(step: Step): readonly Assumption[];
  /** Whether the expression may stand for complex numbers, by itself or by what the lines say of its names. */
  mayBeComplex(e: Expression): boolean;
  /** The steps that come from this one. */
  dependents(id: string): readonly Step[];
  /** What is known of left − right once all definitions are written out, wherever the step comes from. */
  decideDirectly(step: Step): Decision;
  /** The step itself and all that it comes from, directly or not. */
  ancestors(id: string): ReadonlySet<string>;
}

/** @param steps in an order in which each comes after those it uses. */
export function contextOf(derivation: Derivation, steps: readonly Step[], decideZero: DecideZero): Context {
  const named = definitionsOf(derivation);
  const carried = new Map<string, readonly Condition[]>();
  const byId = new Map(steps.map((s) => [s.id, s]));
  const ancestors = ancestorsOf(steps);
  const isSpecial = (id: string): boolean => ["stationarity", "solve"].includes(byId.get(id)!.rule);
  const isConditional = (s: Step): boolean => [...ancestors(s.id)].some(isSpecial);
  const knowledge = knowledgeOf(steps, ancestors, isConditional, decideZero);
  const premises = (step: Step): readonly Premise[] =>
    step.from.map((id) => ({
      id,
      statement: byId.get(id)!.to,
      reach: isConditional(byId.get(id)!) ? "here" : "everywhere",
      carried: carried.get(id) ?? [],
    }));
  const declared = ({ id }: Step): readonly Assumption[] => {
    const local = [...ancestors(id)].flatMap((a) => byId.get(a)!.assuming);
    return [...derivation.assuming, ...new Set(local)];
  };
  // What is assumed of a defined name is assumed of what it stands for.
  const reaching = new Map<string, readonly Assumption[]>();
  const assumptionsOf = (step: Step): readonly Assumption[] => {
    const known = reaching.get(step.id);
    if (known !== undefined) return known;
    const stated = declared(step);
    const all = [...stated, ...stated.map(named.unfoldAssumption).filter((a) => !stated.includes(a))];
    // One list for the step and its variants: what is evident of it is remembered with it.
    reaching.set(step.id, all);
    return all;
  };
  const complex = complexNamesOf(steps);
  const fixed = fixedOf(steps, ancestors, (e) => decideZero(e, []).kind === "nonzero");
  return {
    premises,
    carry: (id, conditions) => void carried.set(id, conditions),
    declared,
    ancestors,
    mayBeComplex: (e) => mayBeComplex(e, complex),
    dependents: (id) => steps.filter((s) => s.from.includes(id)),
    situation: (step, used = premises(step), isVariant = false) => {
      const assumptions = assumptionsOf(step);
      const known = knowledge(step);
      const decide = (e: Expression, under = assumptions) =>
        admittingComplex(admit(decideZero(e, under, isVariant), e, known), e, complex);
      const admitted = (found: Decision, e: Expression) => admit(found, e, known);
      const mayBe = (e: Expression) => mayBeComplex(e, complex);
      const tools = { fixed: fixed(step), notes: new Notes(), decide, admit: admitted, mayBeComplex: mayBe };
      return { step, premises: used, assumptions, isVariant, knowledge: known, ...tools };
    },
    decideDirectly: (step) => {
      const unknown: Decision = { kind: "undecided", why: "it is no equation between numbers" };
      if (!isExact(step.to) || step.to.kind === "operator equation") return unknown;
      const known = knowledge(step);
      const open = named.writtenOut(difference(step.to), known);
      return open === undefined ? unknown : admit(decideZero(open, assumptionsOf(step)), open, known);
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

/**
 * For each step the symbols that take no other value in what it comes from: a line defines them or says what they
 * are, or a given or cited equation holds for some of their values only.
 */
function fixedOf(
  steps: readonly Step[],
  ancestors: (id: string) => ReadonlySet<string>,
  isWrongSomewhere: (e: Expression) => boolean,
): (step: Step) => ReadonlyMap<string, string> {
  const fixing = new Map<string, ReadonlySet<string>>();
  const namesFixedBy = (line: Step): ReadonlySet<string> => {
    const { rule, to } = line;
    if (!isExact(to)) return new Set();
    if (to.left.kind === "symbol") return new Set([to.left.name]);
    const isStated = rule === "given" || rule === "cited";
    return isStated && isWrongSomewhere(difference(to)) ? tieOf(line) : new Set();
  };
  const fixedBy = (line: Step): ReadonlySet<string> => {
    const known = fixing.get(line.id) ?? namesFixedBy(line);
    fixing.set(line.id, known);
    return known;
  };
  return ({ id, certificate }) => {
    if (certificate?.kind !== "values") return new Map();
    const lines = steps.filter((s) => s.id !== id && ancestors(id).has(s.id));
    return new Map(lines.flatMap((s) => [...fixedBy(s)].map((name) => [name, `step "${s.id}" says what ${name} is`])));
  };
}

/** The names of an equation; an index stands for every value and is tied to nothing. */
function tieOf({ to }: Step): ReadonlySet<string> {
  const open = difference(to);
  const indices = indexNamesOf(open);
  return new Set([...freeNames(open)].filter((name) => !indices.has(name)));
}

/** What a difference that is not 0 at some point says of the step. */
function admit(found: Decision, e: Expression, knowledge: Knowledge): Decision {
  return admittingTies(admittingUnknown(found, e), e, knowledge);
}

/** A difference that contains what the premises say nothing about may be anything. */
function admittingUnknown(found: Decision, e: Expression): Decision {
  const open = hasUnknowns(e) || [...freeNames(e)].some((name) => name.startsWith(remainderName));
  if (found.kind !== "nonzero" || !open) return found;
  return { kind: "undecided", why: "it needs more than the steps it comes from say" };
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

/** What vanishes for real values need not for complex ones, where it is not analytic. */
function admittingComplex(found: Decision, e: Expression, complex: ReadonlySet<string>): Decision {
  if (found.kind === "nonzero" || found.kind === "undecided") return found;
  const name = [...complex].find((z) => !isAnalyticIn(e, z));
  if (name === undefined) return found;
  return { kind: "undecided", why: `it is seen for real ${name} only, and a line says that ${name} is complex` };
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
