/** What surrounds a step: the statements it comes from, the assumptions that reach it, what depends on what. */
import { freeNames } from "../structure.ts";
import type { DecideZero } from "./decide.ts";
import { applyPremises, isExact, type Premise, unknownDerivative } from "./premises.ts";
import { remainderName } from "./rules/order.ts";
import type { Situation } from "./rules/rule.ts";
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
  const conditional = new Map<string, boolean>();
  const inherited = new Map<string, readonly Assumption[]>();
  const byId = new Map(steps.map((s) => [s.id, s]));
  for (const step of steps) {
    const special = step.rule === "stationarity" || step.rule === "solve";
    conditional.set(step.id, special || step.from.some((id) => conditional.get(id)));
    const before = step.from.flatMap((id) => inherited.get(id) ?? []);
    inherited.set(step.id, [...new Set([...before, ...step.assuming])]);
  }
  const dependencies = dependenciesOf(steps.filter((s) => !conditional.get(s.id)));
  const decide = admittingUnknowns(decideZero);
  const definitions = steps
    .filter((s) => s.rule === "definition")
    .map(({ id, to }): Premise => ({ id, statement: to, conditional: false }));
  const premises = (step: Step): readonly Premise[] =>
    step.from.map((id) => ({ id, statement: byId.get(id)!.to, conditional: conditional.get(id)! }));
  return {
    premises,
    dependents: (id) => steps.filter((s) => s.from.includes(id)),
    isTrue: ({ to, assuming }) => {
      const open = applyPremises(difference(to), definitions, new Set(dependencies.keys()));
      return (
        isExact(to) &&
        to.kind !== "operator equation" &&
        decide(open, [...derivation.assuming, ...assuming]).kind === "zero"
      );
    },
    ancestors: (id) => new Set([id, ...reach(id, new Map(steps.map((s) => [s.id, new Set(s.from)])))]),
    situation: (step, used = premises(step)) => {
      const assumptions = [...derivation.assuming, ...inherited.get(step.id)!];
      return { step, premises: used, assumptions, dependencies, decide: (e) => decide(e, assumptions) };
    },
  };
}

/** A difference that contains what the premises say nothing about may be anything. */
function admittingUnknowns(decideZero: DecideZero): DecideZero {
  return (e, assumptions) => {
    const found = decideZero(e, assumptions);
    const unknown = [...freeNames(e)].some((x) => x.startsWith(unknownDerivative) || x.startsWith(remainderName));
    if (found.kind !== "nonzero" || !unknown) return found;
    return { kind: "undecided", why: "it needs more than the steps it comes from say" };
  };
}

/** For each name that a line gives a value to, all names that the value depends on. */
function dependenciesOf(steps: readonly Step[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map<string, Set<string>>();
  for (const { to } of steps) {
    if (!isExact(to) || to.left.kind !== "symbol") continue;
    const known = direct.get(to.left.name) ?? new Set();
    direct.set(to.left.name, new Set([...known, ...freeNames(to.right)]));
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
