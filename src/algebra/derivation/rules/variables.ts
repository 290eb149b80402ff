/**
 * Change of variables: the map and its inverse undo each other, the determinant is the one stated, and the step is
 * its first premise in the new variables. An integral over one old variable becomes one over the new, with the ends
 * mapped and the derivative of the old by the new as a factor.
 */
import { infinity, integral, matrixOf, multiply, negate, subtract } from "../../construct.ts";
import { differentiate } from "../../differentiate.ts";
import type { Expression, IntegralNode, SymbolNode } from "../../expression.ts";
import { determinant } from "../../matrix.ts";
import { equals, freeNames, mapChildren, nodes } from "../../structure.ts";
import { substitute, substituteAll } from "../../substitute.ts";
import { smoothnessNeeds, whyNotSmooth } from "../calculus/regular.ts";
import { isPositive } from "../calculus/sign.ts";
import { difference } from "../statement.ts";
import type { Assumption, Binding, Certificate, Outcome } from "../step.ts";
import { sameIntegrals } from "./integrals.ts";
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
    const valid = [
      ...undoing(s, map.forward, map.backward),
      ...undoing(s, map.backward, map.forward),
      jacobian(s, map),
    ];
    const mapped = holds("the map and its inverse", valid, [], [{ kind: "nonzero", of: map.jacobian }]);
    return mapped.kind === "holds" ? together(mapped, inNewVariables(s, map)) : mapped;
  },
};

/** Each variable, taken there and back, is itself. */
function undoing(s: Situation, there: readonly Binding[], back: readonly Binding[]): readonly Decision[] {
  return there.map(([name, formula]) => s.decide(subtract(substituteAll(formula, back), name)));
}

function jacobian(s: Situation, map: VariableMap): Decision {
  const rows = map.forward.map(([, formula]) => map.backward.map(([old]) => differentiate(formula, old)));
  return s.decide(subtract(determinant(matrixOf(rows)), map.jacobian));
}

function inNewVariables(s: Situation, map: VariableMap): Outcome {
  const open = withPremises(s, difference(s.step.to));
  const hidden = hiddenDependence(
    s,
    open,
    [...map.backward, ...map.forward].map(([name]) => name),
  );
  if (hidden !== undefined) return { kind: "undecided", why: hidden };
  const hasIntegral = [...nodes(open)].some((x) => x.kind === "integral");
  if (!hasIntegral) return holds("new variables", [s.decide(substituteAll(open, map.backward))]);
  const [old] = map.backward;
  const [fresh] = map.forward;
  if (map.backward.length > 1 || old === undefined || fresh === undefined) {
    return { kind: "undecided", why: "integrals are changed one variable at a time" };
  }
  const changed = changeIntegrals(s, open, old, fresh);
  if (typeof changed === "string") return { kind: "undecided", why: changed };
  const outcome = sameIntegrals(s, changed);
  return outcome.kind === "holds"
    ? { ...outcome, relies: [...outcome.relies, ...mapNeeds(s, open, old, fresh)] }
    : outcome;
}

/** The assumptions that make the map smooth on the ranges of the integrals. */
function mapNeeds(s: Situation, e: Expression, [old]: Binding, [, forward]: Binding): readonly Assumption[] {
  const changed = [...nodes(e)].filter((x): x is IntegralNode => x.kind === "integral" && x.index === old.name);
  return changed.flatMap(({ from, to }) => smoothnessNeeds(forward, { variable: old, from, to }, s.assumptions));
}

function changeIntegrals(s: Situation, e: Expression, old: Binding, fresh: Binding): Expression | string {
  let problem: string | undefined;
  const visit = (x: Expression): Expression => {
    if (x.kind !== "integral" || x.index !== old[0].name) return mapChildren(x, visit);
    const changed = changeIntegral(s, x, old, fresh);
    if (typeof changed === "string") problem = changed;
    return typeof changed === "string" ? x : changed;
  };
  const out = visit(e);
  return problem ?? out;
}

function changeIntegral(
  s: Situation,
  x: IntegralNode,
  [old, backward]: Binding,
  [fresh, forward]: Binding,
): Expression | string {
  const rough = whyNotSmooth(forward, { variable: old, from: x.from, to: x.to }, s.assumptions);
  if (rough !== undefined) return rough;
  const [from, to] = [x.from, x.to].map((end) => mappedEnd(s, forward, old, end));
  if (from === undefined || to === undefined) return "an end of the range has no evident image";
  return integral(fresh.name, from, to, multiply(substitute(x.body, old, backward), differentiate(backward, fresh)));
}

/** An affine map sends ±∞ to ±∞; other maps of infinity are not looked for. */
function mappedEnd(s: Situation, forward: Expression, old: SymbolNode, end: Expression): Expression | undefined {
  const infinite = equals(end, infinity) || equals(end, negate(infinity));
  if (!infinite) return substitute(forward, old, end);
  const slope = differentiate(forward, old);
  if (freeNames(slope).has(old.name)) return undefined;
  if (isPositive(slope, s.assumptions)) return end;
  return isPositive(negate(slope), s.assumptions) ? negate(end) : undefined;
}
