/**
 * Where an expression is continuous and smooth inside a range, as far as that is evident. −1/x is an antiderivative of
 * 1/x² on [1, 2] and not on [−1, 1], though its derivative is the same; atan(1/x) jumps at 0 although its derivative
 * has no pole there.
 */
import { infinity, subtract } from "../../construct.ts";
import { analyticWhere, definedWhere } from "../../domains.ts";
import type { CallNode, Expression, PowerNode, SymbolNode } from "../../expression.ts";
import { toText } from "../../print/text.ts";
import { children, equals, freeNames, nodes } from "../../structure.ts";
import type { Assumption, Condition } from "../step.ts";
import { type Claim, Evidence, evidenceOf, type OpenRange } from "./evidence.ts";
import { entire, isComplex } from "./functions-at.ts";
import { coefficientsOf } from "./polynomial-sign.ts";
import type { Known } from "./scales.ts";

/** A range of a bound variable as it stands, with from above to perhaps. */
export interface Range {
  readonly variable: SymbolNode;
  readonly from: Expression;
  readonly to: Expression;
}

/** A range the right way round. */
export interface Oriented extends OpenRange {
  /** Whether it runs from high to low. */
  readonly reversed: boolean;
}

/** The ways in which the range may lie: one where the order of its ends is evident, else both. */
export function orientationsOf({ variable, from, to }: Range, { assumptions, isZero }: Known): readonly Oriented[] {
  const forward: Oriented = { variable, low: from, high: to, reversed: false };
  const backward: Oriented = { variable, low: to, high: from, reversed: true };
  const [start, end] = [placeOf(from), placeOf(to)];
  if (start !== 0 || end !== 0) return start < end ? [forward] : end < start ? [backward] : [forward, backward];
  const evidence = evidenceOf(assumptions, isZero);
  if (evidence.has("nonnegative", subtract(to, from))) return [forward];
  return evidence.has("nonnegative", subtract(from, to)) ? [backward] : [forward, backward];
}

const placeOf = (end: Expression): number =>
  equals(end, infinity) ? 1 : end.kind === "product" && end.factors.some((f) => equals(f, infinity)) ? -1 : 0;

/** What an expression needs at a point; "never" where nothing is known of it. */
interface Need {
  readonly kind: Claim | "never";
  readonly of: Expression;
}

const positive = (of: Expression): Need => ({ kind: "positive", of });
const nonnegative = (of: Expression): Need => ({ kind: "nonnegative", of });

/** For e to be smooth in x at every point. */
function smoothNeeds(e: Expression, x: SymbolNode): readonly Need[] {
  return needsOf(e, x, (node) => (node.kind === "power" ? powerNeeds(node, false) : callNeeds(node, false)));
}

/** For e to be continuous in x at every point. */
function continuityNeeds(e: Expression, x: SymbolNode): readonly Need[] {
  return needsOf(e, x, (node) => (node.kind === "power" ? powerNeeds(node, true) : callNeeds(node, true)));
}

/** What the nodes of e need that contain x; those of all nodes where there is no x. */
function needsOf(
  e: Expression,
  x: SymbolNode | undefined,
  own: (node: PowerNode | CallNode) => readonly Need[],
): readonly Need[] {
  if (x !== undefined && !freeNames(e).has(x.name)) return [];
  const parts = children(e).flatMap((c) => needsOf(c, x, own));
  switch (e.kind) {
    case "power":
    case "call":
      return [...parts, ...own(e)];
    case "indexed": {
      const hasEnd = e.range.kind === "values" || !endsAtInfinity([e.range.from, e.range.to]);
      return hasEnd ? parts : [{ kind: "never", of: e }];
    }
    case "symbol":
      return x === undefined || e.indices.length === 0 ? [] : [{ kind: "never", of: e }];
    case "delta":
    case "integral":
    case "derivative":
    case "matrix":
    case "equation":
      return x === undefined ? [] : [{ kind: "never", of: e }];
    default:
      return parts;
  }
}

const endsAtInfinity = (ends: readonly Expression[]): boolean =>
  ends.some((end) => [...nodes(end)].some((n) => equals(n, infinity)));

function powerNeeds({ base, exponent }: PowerNode, continuous: boolean): readonly Need[] {
  const isWhole = exponent.kind === "rational" && exponent.denominator === 1n;
  if (isWhole) return exponent.numerator < 0n ? [{ kind: "nonzero", of: base }] : [];
  const rises = exponent.kind === "rational" && exponent.numerator > 0n;
  if (!rises) return [positive(base)];
  return [continuous ? nonnegative(base) : positive(base)];
}

function callNeeds({ name, argument: u }: CallNode, continuous: boolean): readonly Need[] {
  if (isComplex(u)) return entire.has(name) ? [] : [{ kind: "never", of: u }];
  if (!continuous) return analyticWhere(name, u);
  // A sign jumps where it is 0, and of Γ only the right half is looked at.
  return name === "sign" || name === "gamma" ? analyticWhere(name, u) : definedWhere(name, u);
}

/** Why e may fail to be smooth in x somewhere; undefined where the evidence holds everywhere that counts. */
export function whyNotSmoothBy(e: Expression, x: SymbolNode, evidence: Evidence): string | undefined {
  const open = smoothNeeds(e, x).find((n) => n.kind === "never" || !evidence.has(n.kind, n.of));
  return open && saying(e, open);
}

/** A sentence that says where e may fail to be continuous inside the range; undefined for a continuous e. */
export function whyNotContinuous(e: Expression, range: OpenRange, known: Known): string | undefined {
  const evidence = evidenceOf(known.assumptions, known.isZero, range);
  const open = continuityNeeds(e, range.variable).find((n) => n.kind === "never" || !evidence.has(n.kind, n.of));
  return open && saying(e, open);
}

/** As `whyNotContinuous`, of smoothness, except at isolated points where `exceptAt` allows them. */
export function whyNotSmooth(
  e: Expression,
  range: OpenRange,
  known: Known,
  exceptions: "nowhere" | "isolated" = "nowhere",
): string | undefined {
  const evidence = evidenceOf(known.assumptions, known.isZero, range);
  const open = smoothNeeds(e, range.variable).find((n) => {
    if (n.kind === "never") return true;
    if (evidence.has(n.kind, n.of)) return false;
    return exceptions === "nowhere" || !failsAtPointsOnly(n, range, evidence);
  });
  return open && saying(e, open);
}

function saying(e: Expression, { kind, of }: Need): string {
  if (kind === "never") return `nothing is known of ${toText(of)} as a function of the variable`;
  const relation = { positive: "> 0", nonnegative: ">= 0", nonzero: "!= 0" }[kind];
  return `${toText(e)} needs ${toText(of)} ${relation}`;
}

/** A polynomial in the variable has few zeros; what may vanish there only. */
function failsAtPointsOnly({ kind, of }: Need | Condition, { variable }: OpenRange, evidence: Evidence): boolean {
  const coefficients = coefficientsOf(of, variable);
  const leading = coefficients?.[coefficients.length - 1];
  if (coefficients === undefined || leading === undefined || coefficients.length < 2) return false;
  if (leading.kind !== "rational" && !evidence.has("nonzero", leading)) return false;
  return kind === "nonzero" || evidence.has("nonnegative", of);
}

/** Some of the assumptions that suffice for a judgement, none of which can be left out. */
export function neededFor(
  assumptions: readonly Assumption[],
  holds: (assumptions: readonly Assumption[]) => boolean,
): readonly Assumption[] {
  const facts = assumptions.filter((a) => a.kind !== "premise");
  return facts.reduce<readonly Assumption[]>((needed, a) => {
    const rest = needed.filter((b) => b !== a);
    return holds(rest) ? rest : needed;
  }, facts);
}

/** What was assumed, as conditions, which whoever puts in a value has to meet. */
export function conditionsOf(relies: readonly Assumption[]): readonly Condition[] {
  return relies.flatMap((a): readonly Condition[] => {
    if (a.kind === "positive" || a.kind === "large") return [{ kind: "positive", of: a.of }];
    return a.kind === "nonzero" ? [{ kind: "nonzero", of: a.of }] : [];
  });
}

/** Why e may have no real value for some values of its symbols; undefined where it has one for all that is assumed. */
export function whyNotDefined(e: Expression, known: Known): string | undefined {
  const evidence = evidenceOf(known.assumptions, known.isZero);
  const open = needsOf(e, undefined, (n) => (n.kind === "power" ? powerNeeds(n, true) : callNeeds(n, true))).find(
    (n) => n.kind === "never" || !evidence.has(n.kind, n.of),
  );
  return open && saying(e, open);
}

/** The conditions that are not evident without any assumption. */
export function openConditions(conditions: readonly Condition[], { isZero }: Known): readonly Condition[] {
  const bare = new Evidence([], isZero);
  return conditions.filter((c) => !bare.has(c.kind, c.of));
}

/** The conditions that do not speak of the variable, when the others are evident inside the range; else undefined. */
export function outsideConditions(
  conditions: readonly Condition[],
  range: OpenRange,
  known: Known,
  exceptions: "nowhere" | "isolated" = "nowhere",
): readonly Condition[] | undefined {
  const evidence = evidenceOf(known.assumptions, known.isZero, range);
  const speaks = (c: Condition): boolean => freeNames(c.of).has(range.variable.name);
  const isOpen = (c: Condition): boolean =>
    !evidence.has(c.kind, c.of) && (exceptions === "nowhere" || !failsAtPointsOnly(c, range, evidence));
  return conditions.some((c) => speaks(c) && isOpen(c))
    ? undefined
    : openConditions(
        conditions.filter((c) => !speaks(c)),
        known,
      );
}
