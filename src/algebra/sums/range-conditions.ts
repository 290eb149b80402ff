/**
 * Conditions on indices: that a number lies in a range. A bound index is eliminated at the end of its range where the
 * condition is hardest, since all of them are linear; what holds for numbers is dropped.
 */
import { BoltzproofError } from "../../errors.ts";
import { add, subtract, symbol } from "../construct.ts";
import { AtomTable, expressionOf } from "../convert/atoms.ts";
import type { SideCondition } from "../convert/conditions.ts";
import { rationalFunctionOf } from "../convert/rational.ts";
import { coefficientsIn, isNumber, parametersOf, type RationalFunction, variablesOf } from "../exact/index.ts";
import type { Expression, IndexedNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { substitute } from "../substitute.ts";

/** from ≤ k ≤ to for whole numbers, as conditions that something is positive. */
export function inRange(k: Expression, from: Expression, to: Expression): readonly SideCondition[] {
  return [
    { kind: "positive", of: add(subtract(k, from), 1) },
    { kind: "positive", of: add(subtract(to, k), 1) },
  ];
}

/** The range has at least one member. */
export function notEmpty(from: Expression, to: Expression): SideCondition {
  return { kind: "positive", of: add(subtract(to, from), 1) };
}

/**
 * The same conditions without the indices that are bound around them, where that can be done.
 * @throws BoltzproofError "domain" when one of them is a number that violates it.
 */
export function simplifyConditions(
  conditions: readonly SideCondition[],
  within: readonly IndexedNode[],
): readonly SideCondition[] {
  return conditions.flatMap((condition) => {
    const inner = within.reduceRight((c, binder) => eliminate(c, binder), condition);
    const table = new AtomTable();
    const f = rationalFunctionOf(inner.of, table);
    if (!isNumber(f)) return [{ kind: inner.kind, of: expressionOf(f, table) }];
    const { numerator } = f.numerator;
    if (condition.kind === "positive" ? numerator > 0n : numerator !== 0n) return [];
    throw new BoltzproofError("domain", {
      found: `${toText(condition.of)}, which is ${toText(expressionOf(f, table))}`,
      expected: `a value that is ${condition.kind}`,
      advice: "check the ends of the range",
    });
  });
}

/** A positive linear function of an index over a range that is not empty: its least value is at one end. */
function eliminate(condition: SideCondition, { index, range }: IndexedNode): SideCondition {
  if (condition.kind !== "positive" || range.kind !== "interval") return condition;
  const sign = slopeSign(rationalFunctionOf(condition.of, new AtomTable()), index);
  if (sign === undefined) return condition;
  return { kind: "positive", of: substitute(condition.of, symbol(index), sign > 0 ? range.from : range.to) };
}

/** Sign of the rational slope of f in the index; undefined when f is free of it or not linear. */
function slopeSign(f: RationalFunction, index: string): 1 | -1 | undefined {
  if (variablesOf(f.denominator).length > 0 || !parametersOf(f).includes(index)) return undefined;
  const [, slope, ...higher] = coefficientsIn(f.numerator, index);
  if (slope === undefined || higher.length > 0 || "variable" in slope) return undefined;
  return slope.numerator > 0n ? 1 : -1;
}
