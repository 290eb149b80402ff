/**
 * Inequalities from slopes. Convex: a function whose second derivative is nowhere negative lies above its tangent, and
 * the tangent at the named point is level: 0 ≤ e^x − 1 − x from the point 0. Monotone: a function that is not negative
 * at a point and does not fall away from it. Where they hold is an interval, told by the declared inequalities that are
 * linear in the variable; the point has to lie in it.
 */
import { infinity, negate, subtract } from "../../construct.ts";
import { differentiate } from "../../differentiate.ts";
import type { Expression, SymbolNode } from "../../expression.ts";
import { toText } from "../../print/text.ts";
import { equals, freeNames } from "../../structure.ts";
import { substitute } from "../../substitute.ts";
import { limitAt } from "../calculus/ends.ts";
import { type Claim, Evidence, evidenceOf, isInfinite } from "../calculus/evidence.ts";
import { withoutName } from "../calculus/families.ts";
import { coefficientsOf } from "../calculus/polynomial-sign.ts";
import { openConditions, whyNotSmoothBy } from "../calculus/regular.ts";
import type { Assumption, Condition, Outcome } from "../step.ts";
import { factsOf, knownWith, whyNotStated } from "./inequality-support.ts";
import { relyingOn } from "./integrals.ts";
import { certificateOf, type Decision, hiddenDependence, holds, type Situation, withPremises } from "./rule.ts";

/** right − left with what is to be shown of it. */
interface Claimed {
  readonly gap: Expression;
  readonly variable: SymbolNode;
  readonly at: Expression;
  readonly strict: boolean;
  /** What the author says that the gap is at the point, and that its first or second derivative is. */
  readonly value: Expression;
  readonly derivative: Expression;
}

type Proof = (c: Claimed, assumptions: readonly Assumption[]) => string | undefined;

/** The gap is convex, and level where it has the value. */
export function aboveTangent(s: Situation): Outcome {
  const certificate = certificateOf(s.step, "convex")!;
  const claimed = claim(s, certificate.variable, certificate.at, certificate.value, certificate.curvature);
  if (typeof claimed === "string") return { kind: "undecided", why: claimed };
  const { gap, variable, at, value, derivative } = claimed;
  const slope = differentiate(gap, variable);
  const decisions = (inside: readonly Assumption[], outside: readonly Assumption[]): readonly Decision[] => [
    s.decide(subtract(differentiate(slope, variable), derivative), inside),
    s.decide(subtract(substitute(gap, variable, at), value), outside),
    s.decide(substitute(slope, variable, at), outside),
  ];
  const proof: Proof = (c, assumptions) => {
    const { isZero } = knownWith(s, []);
    const inside = evidenceOf(insideOf(assumptions, variable), isZero);
    const outside = new Evidence(withoutName(assumptions, variable.name), isZero);
    if (isInfinite(at)) return "a tangent needs a finite point";
    const out = linearIn(assumptions, variable).find(
      ({ kind, of }) => !outside.has(kind, substitute(of, variable, at)),
    );
    if (out !== undefined) return `${toText(at)} is not seen to lie where the step is claimed`;
    const rough = whyNotSmoothBy(gap, variable, inside);
    if (rough !== undefined) return rough;
    if (!inside.has("nonnegative", derivative)) return `the sign of ${toText(derivative)} is not evident`;
    if (!outside.has("nonnegative", value)) return `the sign of ${toText(value)} is not evident`;
    if (!c.strict || outside.has("positive", value)) return undefined;
    const apart = evidenceOf(assumptions, isZero).has("nonzero", subtract(variable, at));
    return apart && inside.has("positive", derivative) ? undefined : `it is an equality at ${toText(at)}`;
  };
  return judged(s, "convexity", { claimed, onTheWay: [] }, proof, decisions);
}

/** The gap does not fall on the way from the point to the variable. */
export function awayFromPoint(s: Situation): Outcome {
  const certificate = certificateOf(s.step, "monotone")!;
  const claimed = claim(s, certificate.variable, certificate.from, certificate.value, certificate.slope);
  if (typeof claimed === "string") return { kind: "undecided", why: claimed };
  const { gap, variable, at, value, derivative } = claimed;
  const known = knownWith(s, factsOf(s));
  const beyond = sideOf(variable, at, evidenceOf(known.assumptions, known.isZero));
  if (beyond === undefined)
    return { kind: "undecided", why: `it is not seen on which side of ${toText(at)} it is claimed` };
  const range = { variable, low: beyond === 1 ? at : negate(infinity), high: beyond === 1 ? infinity : at };
  const limit = limitAt(gap, range, beyond === 1 ? "low" : "high", known);
  if (limit === undefined || isInfinite(limit))
    return { kind: "undecided", why: `there is no evident limit at ${toText(at)}` };
  const decisions = (inside: readonly Assumption[], outside: readonly Assumption[]): readonly Decision[] => [
    s.decide(subtract(differentiate(gap, variable), derivative), inside),
    s.decide(subtract(limit, value), outside),
  ];
  const onTheWay: readonly Assumption[] = isInfinite(at) ? [] : [{ kind: "positive", of: away(variable, at, beyond) }];
  const proof: Proof = (c, assumptions) => {
    const { isZero } = known;
    const all = evidenceOf(assumptions, isZero);
    if (sideOf(variable, at, all) !== beyond) return "the side of the point is not evident";
    const outside = new Evidence(withoutName(assumptions, variable.name), isZero);
    if (!reaches(assumptions, variable, at, outside)) return `it is not claimed all the way from ${toText(at)}`;
    const inside = new Evidence([...insideOf(assumptions, variable), ...onTheWay], isZero);
    const rough = whyNotSmoothBy(gap, variable, inside);
    if (rough !== undefined) return rough;
    const rising = beyond === 1 ? derivative : negate(derivative);
    if (!inside.has("nonnegative", rising)) return `the sign of ${toText(derivative)} is not evident`;
    if (!outside.has("nonnegative", value)) return `the sign of ${toText(value)} is not evident`;
    if (!c.strict || outside.has("positive", value)) return undefined;
    const apart = isInfinite(at) || all.has("positive", away(variable, at, beyond));
    return apart && inside.has("positive", rising) ? undefined : `it may be an equality at ${toText(at)}`;
  };
  return judged(s, "monotonicity", { claimed, onTheWay }, proof, decisions);
}

function claim(
  s: Situation,
  variable: SymbolNode,
  at: Expression,
  value: Expression,
  derivative: Expression,
): Claimed | string {
  const { to } = s.step;
  const gap = withPremises(s, subtract(to.right, to.left));
  const hidden = hiddenDependence(s, gap, [variable]);
  if (hidden !== undefined) return hidden;
  if ([at, value].some((e) => freeNames(e).has(variable.name)))
    return `the point and the value must not change with ${toText(variable)}`;
  return { gap, variable, at, strict: to.kind === "inequality" && to.strict, value, derivative };
}

function judged(
  s: Situation,
  by: string,
  { claimed, onTheWay }: { readonly claimed: Claimed; readonly onTheWay: readonly Assumption[] },
  proof: Proof,
  decisions: (inside: readonly Assumption[], outside: readonly Assumption[]) => readonly Decision[],
): Outcome {
  const { variable, derivative, value } = claimed;
  const whyNot = (under: readonly Assumption[]): string | undefined => {
    const facts = factsOf(s, under);
    return whyNotStated(s, [derivative, value], knownWith(s, facts)) ?? proof(claimed, facts);
  };
  const why = whyNot(s.assumptions);
  if (why !== undefined) return { kind: "undecided", why };
  const facts = factsOf(s);
  const { isZero } = knownWith(s, facts);
  const inside = [...insideOf(facts, variable), ...onTheWay];
  const evidence = evidenceOf(inside, isZero);
  const found: Decision[] = [];
  for (const d of decisions(inside, withoutName(facts, variable.name))) {
    // Another value or another derivative says nothing against the step.
    if (d.kind === "nonzero") return { kind: "undecided", why: `the certificate does not fit: ${d.witness}` };
    if (d.kind !== "zero") found.push(d);
    else {
      const open = openConditions(d.conditions, knownWith(s, facts)).filter((c) => !evidence.has(c.kind, c.of));
      if (open.some((c: Condition) => freeNames(c.of).has(variable.name)))
        return { kind: "undecided", why: "the certificate fits on a part of the range only" };
      found.push({ ...d, conditions: open });
    }
  }
  return relyingOn(holds(by, found), s.assumptions, (under) => whyNot(under) === undefined);
}

interface Bound {
  readonly kind: Claim;
  readonly of: Expression;
}

const isBound = (a: Assumption): a is Extract<Assumption, { kind: "positive" | "nonnegative" | "large" }> =>
  a.kind === "positive" || a.kind === "nonnegative" || a.kind === "large";

/** The assumptions that are linear in the variable: each of them holds on an interval. */
function linearIn(assumptions: readonly Assumption[], x: SymbolNode): readonly Bound[] {
  return assumptions.flatMap((a): readonly Bound[] => {
    if (!isBound(a) || !freeNames(a.of).has(x.name)) return [];
    const isLinear = coefficientsOf(a.of, x)?.length === 2;
    return isLinear ? [{ kind: a.kind === "nonnegative" ? "nonnegative" : "positive", of: a.of }] : [];
  });
}

/** What holds on the whole interval: what says nothing of the variable, and what is linear in it. */
function insideOf(assumptions: readonly Assumption[], x: SymbolNode): readonly Assumption[] {
  const linear = new Set(linearIn(assumptions, x).map((b) => b.of));
  return assumptions.filter((a) => a.kind === "premise" || !freeNames(a.of).has(x.name) || linear.has(a.of));
}

/** Whether the variable is assumed to lie above the point, 1, or below it, −1. */
function sideOf(x: SymbolNode, at: Expression, all: Evidence): 1 | -1 | undefined {
  if (equals(at, infinity)) return -1;
  if (isInfinite(at)) return 1;
  return all.has("nonnegative", subtract(x, at)) ? 1 : all.has("nonnegative", subtract(at, x)) ? -1 : undefined;
}

const away = (x: SymbolNode, at: Expression, side: 1 | -1): Expression =>
  side === 1 ? subtract(x, at) : subtract(at, x);

/** Whether everything between the point and the variable is within the bounds that the variable obeys. */
function reaches(assumptions: readonly Assumption[], x: SymbolNode, at: Expression, outside: Evidence): boolean {
  return linearIn(assumptions, x).every(({ of }) => {
    if (!isInfinite(at)) return outside.has("nonnegative", substitute(of, x, at));
    const slope = coefficientsOf(of, x)![1]!;
    return outside.has("nonnegative", equals(at, infinity) ? slope : negate(slope));
  });
}
