/**
 * Whether an expression is smooth on a range, as far as that is evident: nothing in it that contains the variable
 * vanishes below a fraction line or leaves the domain of its function. −1/x is an antiderivative of 1/x² on [1, 2] and
 * not on [−1, 1], though its derivative is the same.
 */
import { add, infinity, negate, subtract, symbol } from "../../construct.ts";
import { domainOf } from "../../convert/index.ts";
import type { Expression, SymbolNode } from "../../expression.ts";
import { toText } from "../../print/text.ts";
import { children, equals, freeNames, freshName } from "../../structure.ts";
import { substitute } from "../../substitute.ts";
import { conditionToText, covers } from "../assumption.ts";
import type { Assumption, Condition } from "../step.ts";

/** A range of a bound variable. */
export interface Range {
  readonly variable: SymbolNode;
  readonly from: Expression;
  readonly to: Expression;
}

/**
 * Whether a condition is evident inside the range: as it stands with from < x < to, or counted from an end,
 * x = from + s or x = to − s with s > 0.
 */
function isEvidentInside(c: Condition, { variable, from, to }: Range, assumptions: readonly Assumption[]): boolean {
  const distance = symbol(freshName("distance", freeNames(c.of)));
  const within = (above: Expression): Assumption => ({ kind: "positive", of: above });
  const finite = [from, to].map((end) => !equals(end, infinity) && !equals(end, negate(infinity)));
  const ways: (readonly [Expression, Assumption])[] = [];
  if (finite[0]) ways.push([variable, within(subtract(variable, from))], [add(from, distance), within(distance)]);
  if (finite[1]) ways.push([variable, within(subtract(to, variable))], [subtract(to, distance), within(distance)]);
  // What is assumed of a free symbol of the same name says nothing about the bound one.
  const outside = assumptions.filter((a) => a.kind === "premise" || !freeNames(a.of).has(variable.name));
  if (ways.length === 0) return covers(outside, c, () => false);
  return ways.some(([x, extra]) => {
    const of = substitute(c.of, variable, x);
    return covers([...outside, extra], { kind: c.kind, of }, () => false);
  });
}

/** A condition that e needs inside the range and that is not evident there; undefined for a smooth e. */
export function whyNotSmooth(e: Expression, range: Range, assumptions: readonly Assumption[]): string | undefined {
  const open = singularities(e, range.variable).find((c) => !isEvidentInside(c, range, assumptions));
  return open && `${toText(e)} needs ${conditionToText(open)} inside the range`;
}

/** The assumptions without which e would not be seen to be smooth on the range. */
export function smoothnessNeeds(
  e: Expression,
  range: Range,
  assumptions: readonly Assumption[],
): readonly Assumption[] {
  const isNeeded = (a: Assumption): boolean => {
    const rest = assumptions.filter((b) => b !== a);
    return whyNotSmooth(e, range, rest) !== undefined;
  };
  return assumptions.filter(isNeeded);
}

function singularities(e: Expression, x: SymbolNode): readonly Condition[] {
  if (!freeNames(e).has(x.name)) return [];
  const parts = children(e).flatMap((c) => singularities(c, x));
  if (e.kind === "call") return [...parts, ...domainOf(e.name, e.argument)];
  if (e.kind !== "power") return parts;
  const { base, exponent } = e;
  if (exponent.kind !== "rational" || exponent.denominator !== 1n) return [...parts, { kind: "positive", of: base }];
  return exponent.numerator < 0n ? [...parts, { kind: "nonzero", of: base }] : parts;
}

/** The conditions that do not speak of the variable, when the others are evident inside the range; else undefined. */
export function outsideConditions(
  conditions: readonly Condition[],
  range: Range,
  assumptions: readonly Assumption[],
): readonly Condition[] | undefined {
  const speaks = (c: Condition): boolean => freeNames(c.of).has(range.variable.name);
  if (conditions.some((c) => speaks(c) && !isEvidentInside(c, range, assumptions))) return undefined;
  return conditions.filter((c) => !speaks(c));
}
