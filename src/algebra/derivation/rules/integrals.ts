/**
 * Integrals by certificate. The integrals of a step, taken together, are the integral of one function f; an
 * antiderivative G with G' = f inside the range and the limits of G at its ends prove the step. G has to be continuous
 * inside, isolated points without a slope included, and every integral has to converge: a single one because G has
 * its limits, several because the size of each integrand at each end says so. With several integrals in one step this
 * is telescoping: 2a M_{n+1} = b M_n + n M_{n−1} for Gaussian moments has G = −xⁿ e^{−ax²+bx}.
 */
import { add, isZeroNode, multiply, subtract, symbol, zero } from "../../construct.ts";
import { differentiate } from "../../differentiate.ts";
import type { Expression, IntegralNode, SymbolNode } from "../../expression.ts";
import { symbolToText, toText } from "../../print/text.ts";
import { children, equals, freeNames, freshName, mapChildren } from "../../structure.ts";
import { renameBound, substitute } from "../../substitute.ts";
import { convergesAt, endValue } from "../calculus/ends.ts";
import { evidenceOf, factsOf, isInfinite } from "../calculus/evidence.ts";
import { withoutName } from "../calculus/families.ts";
import { signsOfWaves, withoutInverses } from "../calculus/inverses.ts";
import {
  conditionsOf,
  neededFor,
  type Oriented,
  openConditions,
  orientationsOf,
  outsideConditions,
  type Range,
  whyNotContinuous,
  whyNotDefined,
  whyNotSmooth,
} from "../calculus/regular.ts";
import type { Known } from "../calculus/scales.ts";
import type { Assumption, Condition, Outcome } from "../step.ts";
import { certificateOf, type Decision, holds, openDifference, type Rule, type Situation, wrongSides } from "./rule.ts";

/** Σ c_k ∫ f_k + rest, over one variable and one range. */
export interface Collected extends Range {
  readonly parts: readonly Part[];
  readonly integrand: Expression;
  readonly rest: Expression;
}

interface Part {
  readonly coefficient: Expression;
  readonly body: Expression;
}

export const integration: Rule = {
  statements: ["equation"],
  certificates: ["antiderivative"],
  mutants: wrongSides(true),
  check: (s) => {
    const antiderivative = certificateOf(s.step, "antiderivative")!.antiderivative;
    const collected = collectIntegrals(s, openDifference(s));
    if (typeof collected === "string") return { kind: "undecided", why: collected };
    if (sameEnd(s, collected.from, collected.to)) return overNothing(s, collected);
    const found = analyse(s, antiderivative, collected, s.assumptions);
    if (typeof found === "string") return { kind: "undecided", why: found };
    const slopes = found.map(({ range }) => slopeDecision(s, antiderivative, collected, range));
    const other = slopes.find((d) => d.kind === "undecided" || d.kind === "nonzero");
    if (other !== undefined) return { kind: "undecided", why: other.kind === "undecided" ? other.why : otherSlope };
    // Where the order of the ends is open, both must give the step.
    const decisions = [...slopes, ...found.map((f) => decideOpen(s, add(f.value, collected.rest)))];
    const relies = neededFor(
      s.assumptions,
      (under) => typeof analyse(s, antiderivative, collected, under) !== "string",
    );
    const conditions = [...found.flatMap((f) => f.conditions), ...conditionsOf(relies)];
    return holds("an antiderivative", decisions, relies, conditions);
  },
};

/** From a point to itself every function that has a value there has the integral 0. */
function overNothing(s: Situation, { variable, from, integrand, rest }: Collected): Outcome {
  if (isInfinite(from)) return { kind: "undecided", why: "the range is no range" };
  const at = substitute(integrand, variable, from);
  const whyNot = (assumptions: readonly Assumption[]): string | undefined =>
    whyNotDefined(from, knownIn(s, assumptions)) ?? whyNotDefined(at, knownIn(s, assumptions));
  const why = whyNot(s.assumptions);
  if (why !== undefined) return { kind: "undecided", why };
  return relyingOn(holds("an empty range", [s.decide(rest)]), s.assumptions, (under) => whyNot(under) === undefined);
}

/** The outcome with the assumptions that it cannot do without. */
export function relyingOn(
  outcome: Outcome,
  assumptions: readonly Assumption[],
  suffices: (assumptions: readonly Assumption[]) => boolean,
): Outcome {
  if (outcome.kind !== "holds") return outcome;
  const relies = [...neededFor(assumptions, suffices)];
  const conditions: Condition[] = [];
  for (const c of outcome.conditions) {
    const follows = (under: readonly Assumption[]): boolean => evidenceOf(under, () => false).has(c.kind, c.of);
    if (follows(assumptions)) relies.push(...neededFor(assumptions, follows));
    else conditions.push(c);
  }
  const all = [...new Set([...outcome.relies, ...relies])];
  return { ...outcome, relies: all, conditions: [...conditions, ...conditionsOf(all)] };
}

/** What the calculus of a step may use. */
export function knownIn(s: Situation, assumptions: readonly Assumption[] = s.assumptions): Known {
  return { assumptions, isZero: (e) => isEvidentlyZero(s, e, assumptions) };
}

function isEvidentlyZero(s: Situation, e: Expression, assumptions = s.assumptions): boolean {
  if (e.kind === "rational") return isZeroNode(e);
  const found = s.decide(e);
  const evidence = evidenceOf(assumptions, () => false);
  return found.kind === "zero" && found.conditions.every((c) => evidence.has(c.kind, c.of));
}

/** The value of the integrals for one order of the ends. */
interface Integrated {
  readonly range: Oriented;
  readonly value: Expression;
  readonly conditions: readonly Condition[];
}

/** G(to) − G(from) in each order that the ends may have; a sentence where that is not the integral for certain. */
function analyse(
  s: Situation,
  antiderivative: Expression,
  collected: Collected,
  assumptions: readonly Assumption[],
): readonly Integrated[] | string {
  const known = knownIn(s, assumptions);
  const found: Integrated[] = [];
  for (const range of orientationsOf(collected, known)) {
    const next = integrated(s, antiderivative, collected, range, known);
    if (typeof next === "string") return next;
    found.push(next);
  }
  return found;
}

function integrated(
  s: Situation,
  antiderivative: Expression,
  collected: Collected,
  range: Oriented,
  known: Known,
): Integrated | string {
  const rough =
    whyNotReal(range, known) ??
    whyNotContinuous(antiderivative, range, known) ??
    whyNotSmooth(antiderivative, range, known, "isolated") ??
    whyNotSmooth(collected.integrand, range, known, "isolated");
  if (rough !== undefined) return rough;
  const [low, high] = (["low", "high"] as const).map((side) => endValue(antiderivative, range, side, known));
  if (low === undefined || high === undefined) {
    const end = toText(low === undefined ? range.low : range.high);
    return `the antiderivative has no evident limit at ${symbolToText(range.variable)} = ${end}`;
  }
  const conditions = converge(s, collected, range, known);
  if (typeof conditions === "string") return conditions;
  return { range, value: range.reversed ? subtract(low, high) : subtract(high, low), conditions };
}

/** Ends that are numbers for all that is assumed. */
function whyNotReal({ low, high }: Oriented, known: Known): string | undefined {
  const finite = [low, high].filter((end) => !isInfinite(end));
  return finite.map((end) => whyNotDefined(end, known)).find((why) => why !== undefined);
}

function slopeDecision(s: Situation, antiderivative: Expression, { integrand }: Collected, range: Oriented): Decision {
  return decideInside(s, subtract(differentiate(antiderivative, range.variable), integrand), range, "isolated");
}

/** Says nothing against the step. */
const otherSlope = "the derivative of the antiderivative is not the integrand";

/** As `decide`, without conditions that are evident. */
function decideOpen(s: Situation, e: Expression): Decision {
  const decision = s.decide(e);
  if (decision.kind !== "zero") return decision;
  return { ...decision, conditions: openConditions(decision.conditions, knownIn(s)) };
}

/** As `decide`, for a formula in the variable of a range, which lies between its ends and is otherwise free. */
export function decideInside(
  s: Situation,
  e: Expression,
  range: Oriented,
  exceptions: "nowhere" | "isolated" = "nowhere",
): Decision {
  const known = knownIn(s);
  const plain = withoutInverses(e, range, known);
  const waves = signsOfWaves(plain, range, known);
  const decision = s.decide(plain, [...assumptionsInside(s, range), ...waves]);
  // Points that obey everything may be hard to meet; what is zero under less is zero.
  const found = decision.kind === "undecided" ? s.decide(plain, [...signsInside(s, range), ...waves]) : decision;
  if (found.kind !== "zero") return decision;
  const conditions = outsideConditions(found.conditions, range, known, exceptions);
  if (conditions === undefined) return { kind: "undecided", why: `${toText(e)} vanishes on a part of the range only` };
  return { ...found, conditions };
}

/** The symbols that are positive, the variable among them where its range says so. */
function signsInside(s: Situation, { variable, low, high }: Oriented): readonly Assumption[] {
  const outside = withoutName(s.assumptions, variable.name);
  const signs = outside.filter((a) => a.kind !== "premise" && a.of.kind === "symbol");
  const evidence = evidenceOf(s.assumptions, () => false, { variable, low, high });
  return evidence.has("positive", variable) ? [...signs, { kind: "positive", of: variable }] : signs;
}

function assumptionsInside(s: Situation, range: Oriented): readonly Assumption[] {
  const outside = withoutName(s.assumptions, range.variable.name);
  return [...outside, ...factsOf(range)];
}

/**
 * Why every integral of the step has a value: the conditions for it, or a sentence on the one that is not seen to
 * have one. A single integral with a factor that is not 0 has a value because its antiderivative has limits.
 */
function converge(s: Situation, { parts }: Collected, range: Oriented, known: Known): readonly Condition[] | string {
  const only = parts.length === 1 ? parts[0]!.coefficient : undefined;
  const nonzero = (of: Expression): readonly Condition[] => (of.kind === "rational" ? [] : [{ kind: "nonzero", of }]);
  if (only !== undefined && evidenceOf(known.assumptions, known.isZero).has("nonzero", only)) return nonzero(only);
  const open = parts.map(({ body }) => whyNotConvergent(body, range, known)).find((why) => why !== undefined);
  if (open === undefined) return [];
  return only === undefined || isEvidentlyZero(s, only) ? open : nonzero(only);
}

/** Why the integral of f over the range is not seen to converge; undefined where it does. */
export function whyNotConvergent(f: Expression, range: Oriented, known: Known): string | undefined {
  const rough = whyNotReal(range, known) ?? whyNotSmooth(f, range, known, "isolated");
  if (rough !== undefined) return rough;
  const gap = whyNotSmooth(f, range, known) && whyNotContinuous(f, range, known);
  if (gap !== undefined) return gap;
  const side = (["low", "high"] as const).find((end) => !convergesAt(f, range, end, known));
  if (side === undefined) return undefined;
  return `the integral of ${toText(f)} is not seen to converge at ${symbolToText(range.variable)} = ${toText(range[side])}`;
}

/** e as a combination of integrals; a sentence where it is none. */
export function collectIntegrals(s: Situation, e: Expression): Collected | string {
  const integrals = integralsOf(e);
  if (typeof integrals === "string") return integrals;
  const first = integrals[0];
  if (first === undefined) return "there is no integral in the step";
  if (freeNames(e).has(first.index)) return `${first.index} is integrated over and stands free as well`;
  const taken = new Set(integrals.flatMap((x) => [...freeNames(x), x.index]));
  const kinds = integrals.filter((x, k) => integrals.findIndex((y) => equals(x, y)) === k);
  const names = kinds.map((_, k) => symbol(freshName(`integral${"abcdefgh"[k] ?? "z"}`, taken)));
  const linear = replaceIntegrals(e, kinds, names);
  let rest = linear;
  const parts: Part[] = [];
  for (const [k, node] of kinds.entries()) {
    const sameEnds = sameEnd(s, node.from, first.from) && sameEnd(s, node.to, first.to);
    if (!sameEnds) return "the integrals have different ranges";
    const coefficient = differentiate(linear, names[k]!);
    if (names.some((n) => freeNames(coefficient).has(n.name))) {
      const curved = names.map((n) => s.decide(differentiate(coefficient, n)));
      if (curved.some((d: Decision) => d.kind !== "zero")) return "the integrals do not enter linearly";
    }
    const constant = names.reduce<Expression>((c, n) => substitute(c, n, zero), coefficient);
    parts.push({ coefficient: constant, body: renameBound(node, first.index).body });
    rest = substitute(rest, names[k]!, zero);
  }
  const integrand = add(...parts.map(({ coefficient, body }) => multiply(coefficient, body)));
  return { variable: symbol(first.index), from: first.from, to: first.to, parts, integrand, rest };
}

function sameEnd(s: Situation, a: Expression, b: Expression): boolean {
  if (equals(a, b)) return true;
  const areFinite = [a, b].every((end) => !toText(end).includes("infinity"));
  return areFinite && isEvidentlyZero(s, subtract(a, b));
}

/** The outermost integrals; one inside a sum or product over an index is not taken out of it. */
function integralsOf(e: Expression): readonly IntegralNode[] | string {
  if (e.kind === "integral") return [e];
  const found: IntegralNode[] = [];
  for (const part of children(e).map(integralsOf)) {
    if (typeof part === "string") return part;
    found.push(...part);
  }
  return e.kind === "indexed" && found.length > 0 ? "an integral stands under a sum or product" : found;
}

function replaceIntegrals(e: Expression, kinds: readonly IntegralNode[], names: readonly SymbolNode[]): Expression {
  const k = kinds.findIndex((node) => equals(node, e));
  return k < 0 ? mapChildren(e, (child) => replaceIntegrals(child, kinds, names)) : names[k]!;
}

/** The variable of integrals in terms of another one that was changed for it, and the ranges of that. */
export interface Origin {
  readonly formula: Expression;
  readonly ranges: readonly Oriented[];
}

/**
 * Combinations of integrals over one range whose integrands agree, one of which is known to converge: the other does
 * as well. Of more than two, each has to be seen to converge. What is not seen in the new variable may be in the old.
 */
export function sameIntegrals(s: Situation, e: Expression, origin: Origin): Outcome {
  const collected = collectIntegrals(s, e);
  if (typeof collected === "string") return { kind: "undecided", why: collected };
  const { parts, variable, integrand } = collected;
  const known = knownIn(s);
  const isPair = parts.length <= 2 && parts.every((p) => p.coefficient.kind === "rational");
  const before = (f: Expression): Expression => substitute(f, variable, origin.formula);
  const whyNot = (f: Expression, range: Oriented): string | undefined => {
    if (!isPair) return whyNotConvergent(f, range, known);
    const why = whyNotSmooth(f, range, known, "isolated");
    const isSmooth = (r: Oriented): boolean => whyNotSmooth(before(f), r, known, "isolated") === undefined;
    return why !== undefined && origin.ranges.every(isSmooth) ? undefined : why;
  };
  const ranges = orientationsOf(collected, known);
  const here = ranges.map((r) => decideInside(s, integrand, r));
  // Integrals of different functions may be equal.
  const differ: Outcome = { kind: "undecided", why: "the integrands differ in the new variable" };
  if (here.some((d) => d.kind === "nonzero")) return differ;
  const isSettled = here.every((d) => d.kind === "zero");
  const decisions = isSettled ? here : origin.ranges.map((r) => decideInside(s, before(integrand), r));
  if (decisions.some((d) => d.kind === "nonzero")) return differ;
  const open = ranges.flatMap((r) => parts.map((p) => whyNot(p.body, r))).find((why) => why !== undefined);
  if (open !== undefined) return { kind: "undecided", why: open };
  return holds("equal integrands", [s.decide(collected.rest), ...decisions]);
}
