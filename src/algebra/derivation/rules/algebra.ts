/** Rules that come down to one identity after replacement: algebra, substitution, derivatives, stationary points. */

import type { Rng } from "../../../numeric/random.ts";
import { derivative, equation, multiply, negate, subtract } from "../../construct.ts";
import { kinksOf } from "../../differentiate.ts";
import type { Expression, SymbolNode } from "../../expression.ts";
import { symbolToText } from "../../print/text.ts";
import { freeNames } from "../../structure.ts";
import { substituteAll } from "../../substitute.ts";
import { denominators } from "../assumption.ts";
import { mutantsOf } from "../mutate.ts";
import { isExact, type Premise } from "../premises.ts";
import { difference, type Statement } from "../statement.ts";
import type { Binding, Condition, Outcome, Step } from "../step.ts";
import {
  certificateOf,
  hiddenDependence,
  holds,
  leftSides,
  type MutantStep,
  openDifference,
  type Rule,
  rightSides,
  type Situation,
  whyNotReal,
  withPremises,
  wrongSides,
} from "./rule.ts";

/** The equation follows from its premises by replacement, or as the combination that the multipliers name. */
export const algebra: Rule = {
  statements: ["equation"],
  certificates: ["none", "multipliers"],
  mutants: wrongSides(true),
  check: (s) => {
    const multipliers = certificateOf(s.step, "multipliers")?.multipliers;
    if (multipliers === undefined) return holds("algebra", [s.decide(openDifference(s))]);
    const equations = s.premises.filter((p) => isExact(p.statement) && p.statement.kind !== "definition");
    if (equations.length !== multipliers.length) {
      const why = `${multipliers.length} multipliers for ${equations.length} premises that are equations`;
      return { kind: "undecided", why };
    }
    const definitions = s.premises.filter((p) => p.statement.kind === "definition");
    const combination = equations.map((p, k) => multiply(multipliers[k]!, difference(p.statement)));
    const rest = combination.reduce<Expression>((total, c) => subtract(total, c), difference(s.step.to));
    const divisors = multipliers.flatMap((m) => denominators(withPremises(s, m, definitions)));
    return holds("algebra", [s.decide(withPremises(s, rest, definitions))], [], divisors);
  },
};

/** The first premise with the others put into it, or with values in the place of free symbols. */
export const substitution: Rule = {
  statements: ["equation", "inequality"],
  certificates: ["none", "values"],
  mutants: wrongSides(true),
  check: (s) => {
    const [source, ...rules] = s.premises;
    const values = certificateOf(s.step, "values")?.values ?? [];
    if (source === undefined || !impliesKind(source.statement, s.step.to)) {
      return { kind: "undecided", why: "the first premise is no statement of this kind" };
    }
    const open = (e: Expression): Expression => withPremises(s, e, rules);
    const [left, right] = [open(source.statement.left), open(source.statement.right)];
    const hidden = values.length === 0 ? undefined : whyNotFree(s, source, equation(left, right), values);
    if (hidden !== undefined) return { kind: "undecided", why: hidden };
    return holds("substitution", [
      s.decide(subtract(open(s.step.to.left), substituteAll(left, values))),
      s.decide(subtract(open(s.step.to.right), substituteAll(right, values))),
    ]);
  },
};

/** A symbol takes a value only in what holds for all its values, and where nothing else changes with it. */
function whyNotFree(s: Situation, source: Premise, e: Expression, values: readonly Binding[]): string | undefined {
  if (source.reach !== "everywhere") return `"${source.id}" holds at special points only`;
  const fixed = values.map(([v]) => s.fixed.get(v.name)).find((why) => why !== undefined);
  if (fixed !== undefined) return fixed;
  const variables = values.map(([v]) => v);
  return hiddenDependence(s, e, variables) ?? whyNotReal(s, source.statement, e, values);
}

/** An exact statement gives an equation, a strict inequality also a weak one. */
function impliesKind(source: Statement, to: Statement): boolean {
  if (to.kind !== "inequality") return isExact(source);
  return source.kind === "inequality" && (source.strict || !to.strict);
}

/** What was proved for whole numbers says nothing between them, where a slope would come from. */
function whyDiscrete(s: Situation, variable: SymbolNode): string | undefined {
  const carried = s.premises.flatMap((p) => p.carried);
  const bound = carried.find((c) => (c.kind === "whole" || c.kind === "size") && freeNames(c.of).has(variable.name));
  return bound && `a premise holds for whole ${symbolToText(variable)} only, and a slope needs what lies between them`;
}

/** A derivative on the left, carried out on the right. */
export const differentiation: Rule = {
  statements: ["equation"],
  certificates: ["none"],
  mutants: wrongSides(true),
  check: (s) => {
    const { left } = s.step.to;
    if (left.kind !== "derivative") return { kind: "undecided", why: "the left-hand side is no diff(F, x)" };
    const discrete = whyDiscrete(s, left.variable);
    if (discrete !== undefined) return { kind: "undecided", why: discrete };
    return holds("the table of derivatives", [s.decide(openDifference(s))], [], offKinks(s, left.body, left.variable));
  },
};

/** There is no derivative at a kink; one that contains a bound name is a matter of the range. */
function offKinks(s: Situation, body: Expression, variable: SymbolNode): readonly Condition[] {
  const open = withPremises(s, body);
  const free = freeNames(open);
  const kinks = kinksOf(open, variable).filter((of) => [...freeNames(of)].every((name) => free.has(name)));
  return kinks.map((of) => ({ kind: "nonzero", of }));
}

/** Both sides of a condition matter, whichever of them is 0. */
function wrongConditions(step: Step, rng: Rng): readonly MutantStep[] {
  const { left, right } = step.to;
  return [...leftSides(step, mutantsOf(left, rng, true)), ...rightSides(step, mutantsOf(right, rng, true))];
}

/** left − right is the derivative or its negative: the same equation, and the same points. */
export const stationarity: Rule = {
  statements: ["stationary"],
  certificates: ["none"],
  mutants: wrongConditions,
  check: (s): Outcome => {
    const { to } = s.step;
    if (to.kind !== "stationary") return { kind: "undecided", why: "the statement is not stationary" };
    const discrete = whyDiscrete(s, to.by);
    if (discrete !== undefined) return { kind: "undecided", why: discrete };
    const slope = derivative(to.of, to.by);
    const same = s.decide(withPremises(s, subtract(difference(to), slope)));
    const opposite =
      same.kind === "nonzero" ? s.decide(withPremises(s, subtract(difference(to), negate(slope)))) : same;
    return holds(
      "the table of derivatives",
      [opposite.kind === "zero" ? opposite : same],
      [],
      offKinks(s, to.of, to.by),
    );
  },
};
