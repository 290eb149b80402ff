/**
 * Change of variables: the map and its inverse undo each other, the determinant is the one stated, and the step is
 * its first premise in the new variables. An integral over one old variable becomes one over the new, with the ends
 * mapped and the derivative of the old by the new as a factor; there the map has to be one to one between the ranges,
 * with a slope that vanishes nowhere inside. What is assumed of a free symbol does not hold for a variable of
 * integration of that name.
 */
import { integral, matrixOf, multiply, subtract } from "../../construct.ts";
import { differentiate } from "../../differentiate.ts";
import type { Expression, IntegralNode } from "../../expression.ts";
import { determinant } from "../../matrix.ts";
import { symbolToText, toText } from "../../print/text.ts";
import { equals, freeNames, mapChildren, nodes } from "../../structure.ts";
import { substitute, substituteAll } from "../../substitute.ts";
import { limitAt } from "../calculus/ends.ts";
import { evidenceOf } from "../calculus/evidence.ts";
import { type Oriented, orientationsOf, whyNotSmooth } from "../calculus/regular.ts";
import type { Known } from "../calculus/scales.ts";
import { difference } from "../statement.ts";
import type { Assumption, Binding, Certificate, Outcome } from "../step.ts";
import { decideInside, knownIn, relyingOn, sameIntegrals, whyNotConvergent } from "./integrals.ts";
import {
  type Decision,
  hiddenDependence,
  holds,
  type Rule,
  type Situation,
  together,
  withPremises,
  wrongSides,
} from "./rule.ts";

type VariableMap = Extract<Certificate, { kind: "map" }>;

export const changeOfVariables: Rule = {
  statements: ["equation"],
  certificates: ["map"],
  mutants: wrongSides(true),
  check: (s) => {
    const map = s.step.certificate;
    if (map?.kind !== "map") return { kind: "undecided", why: "no map is given" };
    if (map.forward.length !== map.backward.length) {
      return { kind: "undecided", why: `${map.forward.length} new variables for ${map.backward.length} old ones` };
    }
    const open = withPremises(s, difference(s.step.to));
    const hidden = hiddenDependence(
      s,
      open,
      [...map.backward, ...map.forward].map(([name]) => name),
    );
    if (hidden !== undefined) return { kind: "undecided", why: hidden };
    const hasIntegral = [...nodes(open)].some((x) => x.kind === "integral");
    return hasIntegral ? inIntegrals(s, map, open) : ofFreeSymbols(s, map, open);
  },
};

function ofFreeSymbols(s: Situation, map: VariableMap, open: Expression): Outcome {
  const valid = [...undoing(s, map.forward, map.backward), ...undoing(s, map.backward, map.forward), jacobian(s, map)];
  const mapped = holds("the map and its inverse", valid, [], [{ kind: "nonzero", of: map.jacobian }]);
  if (mapped.kind !== "holds") return unproved(mapped);
  return together(mapped, holds("new variables", [s.decide(substituteAll(open, map.backward))]));
}

/** A map that is none says nothing against the step. */
function unproved(outcome: Outcome): Outcome {
  return outcome.kind === "fails"
    ? { kind: "undecided", why: `the map and its inverse: ${outcome.counterexample}` }
    : outcome;
}

/** Each variable, taken there and back, is itself. */
function undoing(s: Situation, there: readonly Binding[], back: readonly Binding[]): readonly Decision[] {
  return there.map(([name, formula]) => s.decide(subtract(substituteAll(formula, back), name)));
}

function jacobian(s: Situation, map: VariableMap): Decision {
  const rows = map.forward.map(([, formula]) => map.backward.map(([old]) => differentiate(formula, old)));
  return s.decide(subtract(determinant(matrixOf(rows)), map.jacobian));
}

function inIntegrals(s: Situation, map: VariableMap, open: Expression): Outcome {
  const [old] = map.backward;
  const [fresh] = map.forward;
  if (map.backward.length > 1 || old === undefined || fresh === undefined) {
    return { kind: "undecided", why: "integrals are changed one variable at a time" };
  }
  const changes: Changed[] = [];
  const line: LineMap = { old, fresh, jacobian: map.jacobian };
  const changed = changeIntegrals(s, open, line, changes, s.assumptions);
  if (typeof changed === "string") return { kind: "undecided", why: changed };
  if (changes.length === 0)
    return { kind: "undecided", why: `no integral over ${symbolToText(old[0])} is in the step` };
  const valid = holds(
    "the map and its inverse",
    changes.flatMap((c) => c.decisions),
  );
  if (valid.kind !== "holds") return unproved(valid);
  const origin = { formula: fresh[1], ranges: changes.flatMap((c) => c.ranges) };
  const suffices = (under: readonly Assumption[]): boolean =>
    typeof changeIntegrals(s, open, line, [], under) !== "string";
  return relyingOn(together(sameIntegrals(s, changed, origin), valid), s.assumptions, suffices);
}

/** A map of one variable with the slope of the new by the old. */
interface LineMap {
  readonly old: Binding;
  readonly fresh: Binding;
  readonly jacobian: Expression;
}

/** An integral in the new variable and what has to hold for it. */
interface Changed {
  readonly integral: Expression;
  readonly ranges: readonly Oriented[];
  readonly decisions: readonly Decision[];
}

/** e with its integrals over the old variable in the new one, which are noted; else why that is not evident. */
function changeIntegrals(
  s: Situation,
  e: Expression,
  map: LineMap,
  changes: Changed[],
  assumptions: readonly Assumption[],
): Expression | string {
  let problem: string | undefined;
  const visit = (x: Expression): Expression => {
    if (x.kind !== "integral" || x.index !== map.old[0].name) return mapChildren(x, visit);
    const changed = changeIntegral(s, x, map, knownIn(s, assumptions));
    if (typeof changed === "string") {
      problem = changed;
      return x;
    }
    changes.push(changed);
    return changed.integral;
  };
  const out = visit(e);
  return problem ?? out;
}

function changeIntegral(s: Situation, x: IntegralNode, map: LineMap, known: Known): Changed | string {
  const [[old, backward], [fresh, forward]] = [map.old, map.fresh];
  if (freeNames(x).has(fresh.name)) return `${fresh.name} stands in the integral already`;
  if ([x.from, x.to].some((end) => freeNames(end).has(old.name))) return `an end of the range changes with ${old.name}`;
  if (freeNames(forward).has(fresh.name) || freeNames(backward).has(old.name))
    return "the map is written in its own variable";
  const ways = orientationsOf({ variable: old, from: x.from, to: x.to }, known).map((range) =>
    changedRange(s, x, map, range, known),
  );
  const refused = ways.find((w) => typeof w === "string");
  if (typeof refused === "string") return refused;
  const [first, ...others] = ways.filter((w) => typeof w !== "string");
  const isSame = (w: NewRange): boolean => equals(w.from, first!.from) && equals(w.to, first!.to);
  if (first === undefined || !others.every(isSame)) return "the images of the ends depend on the order of the ends";
  const body = multiply(substitute(x.body, old, backward), differentiate(backward, fresh));
  const all = [first, ...others];
  return {
    integral: integral(fresh.name, first.from, first.to, body),
    ranges: all.map((w) => w.range),
    decisions: all.flatMap((w) => w.decisions),
  };
}

interface NewRange {
  readonly range: Oriented;
  readonly from: Expression;
  readonly to: Expression;
  readonly decisions: readonly Decision[];
}

/** The range in the new variable, where the map is one to one on the old; else why it is not seen to be. */
function changedRange(s: Situation, x: IntegralNode, map: LineMap, range: Oriented, known: Known): NewRange | string {
  const [[old, backward], [fresh, forward]] = [map.old, map.fresh];
  const refused = whyNotOneToOne(forward, range, known) ?? whyNotConvergent(x.body, range, known);
  if (refused !== undefined) return refused;
  const [low, high] = (["low", "high"] as const).map((side) => limitAt(forward, range, side, known));
  if (low === undefined || high === undefined) return "an end of the range has no evident image";
  const [from, to] = range.reversed ? [high, low] : [low, high];
  return {
    range,
    from,
    to,
    decisions: [
      decideInside(s, subtract(substitute(backward, fresh, forward), old), range),
      decideInside(s, subtract(differentiate(forward, old), map.jacobian), range),
    ],
  };
}

/** A slope of one sign makes the map one to one. */
function whyNotOneToOne(forward: Expression, range: Oriented, known: Known): string | undefined {
  const rough = whyNotSmooth(forward, range, known);
  if (rough !== undefined) return rough;
  const slope = differentiate(forward, range.variable);
  if (evidenceOf(known.assumptions, known.isZero, range).has("nonzero", slope)) return undefined;
  return `the slope of the map, ${toText(slope)}, is not seen to be of one sign inside the range`;
}
