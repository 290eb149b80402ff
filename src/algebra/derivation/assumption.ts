/** Assumptions from text and to text, and whether they cover what a check needs. */
import { BoltzproofError } from "../../errors.ts";
import { isDenominator, negate, subtract, zero } from "../construct.ts";
import type { Expression } from "../expression.ts";
import { parse } from "../parse.ts";
import { symbolToText, toText } from "../print/text.ts";
import { children, equals, freeNames, isBinder } from "../structure.ts";
import { isEvidentlyWhole } from "../sums/index.ts";
import { isNonnegative, isNonzero, isPositive } from "./calculus/sign.ts";
import type { Assumption, Condition, Notation } from "./step.ts";

/**
 * Reads "lambda > 0", "-1 < m < 1", "x >= y", "z != 0", "N large", "epsilon small", "N/2 whole",
 * "N a whole number >= 0".
 * @throws BoltzproofError "parse" for anything else; a fact in words is a `premise`.
 */
export function parseAssumption(text: string, notation: Notation): readonly Assumption[] {
  const whole = /^(.+?)\s(?:whole|a whole number)(\s*>= 0)?\s*$/.exec(text);
  if (whole !== null) {
    const of = parse(whole[1]!, notation);
    return [{ kind: whole[2] === undefined ? "whole" : "size", of }];
  }
  const size = /^(.+)\s(small|large)\s*$/.exec(text);
  if (size !== null) {
    const of = parse(size[1]!, notation);
    if (of.kind === "symbol") return [{ kind: size[2] === "small" ? "small" : "large", of }];
  }
  const parts = text.split(/(>=|<=|!=|<|>)/);
  if (parts.length < 3) {
    throw new BoltzproofError("parse", {
      found: `the assumption "${text}"`,
      expected: 'a comparison such as "lambda > 0" or "-1 < m < 1", or "N large", "epsilon small"',
      advice: "write it so, or state it in words with premise(name, text)",
    });
  }
  const assumptions: Assumption[] = [];
  for (let k = 1; k < parts.length; k += 2) {
    const left = parse(parts[k - 1]!, notation);
    const right = parse(parts[k + 1]!, notation);
    assumptions.push(compared(left, parts[k]!, right));
  }
  return assumptions;
}

function compared(left: Expression, relation: string, right: Expression): Assumption {
  switch (relation) {
    case ">":
      return { kind: "positive", of: subtract(left, right) };
    case "<":
      return { kind: "positive", of: subtract(right, left) };
    case ">=":
      return { kind: "nonnegative", of: subtract(left, right) };
    case "<=":
      return { kind: "nonnegative", of: subtract(right, left) };
    default:
      return { kind: "nonzero", of: subtract(left, right) };
  }
}

const relations = {
  positive: "> 0",
  nonnegative: ">= 0",
  nonzero: "!= 0",
  whole: "whole",
  size: "a whole number >= 0",
} as const;

/** The assumption as `parseAssumption` reads it; a premise in its own words. */
export function assumptionToText(a: Assumption): string {
  if (a.kind === "premise") return a.text;
  if (a.kind === "small" || a.kind === "large") return `${symbolToText(a.of)} ${a.kind}`;
  return `${toText(a.of)} ${relations[a.kind]}`;
}

export function conditionToText(c: Condition): string {
  return `${toText(c.of)} ${relations[c.kind]}`;
}

/** Whether the condition follows; `same` decides equality where the forms differ. */
export function covers(
  assumptions: readonly Assumption[],
  condition: Condition,
  same: (difference: Expression) => boolean,
): boolean {
  if (condition.kind === "whole" || condition.kind === "size") return coversWhole(assumptions, condition);
  const evident = { positive: isPositive, nonnegative: isNonnegative, nonzero: isNonzero }[condition.kind];
  if (evident(condition.of, assumptions)) return true;
  return assumptions.some((a) => {
    const isEnough = a.kind === "positive" || (a.kind === "nonnegative" && condition.kind === "nonnegative");
    if (isEnough && same(subtract(a.of, condition.of))) return true;
    if (condition.kind !== "nonzero" || (a.kind !== "positive" && a.kind !== "nonzero")) return false;
    return same(subtract(a.of, condition.of)) || same(subtract(a.of, negate(condition.of)));
  });
}

/** By what sums say of their indices and sizes, or a declared whole number away from it. */
function coversWhole(assumptions: readonly Assumption[], { kind, of }: Condition): boolean {
  const declared = assumptions.flatMap((a) => (a.kind === "whole" || a.kind === "size" ? [a.of] : []));
  const isWhole = [zero, ...declared].some((whole) => isEvidentlyWhole(subtract(of, whole)));
  return isWhole && (kind === "whole" || of.kind === "symbol" || isNonnegative(of, assumptions));
}

/** Whether an assumption says itself what the condition asks, although it need not be declared. */
export function repeats(a: Assumption, { kind, of }: Condition): boolean {
  if (a.kind === "premise") return false;
  return a.kind === "whole" || a.kind === "size" ? equals(a.of, of) : kind === "size" && isNonnegative(of, [a]);
}

export function sameAssumption(a: Assumption, b: Assumption): boolean {
  if (a.kind === "premise" || b.kind === "premise") return a.kind === b.kind && assumptionName(a) === assumptionName(b);
  return a.kind === b.kind && equals(a.of, b.of);
}

function assumptionName(a: Assumption): string {
  return a.kind === "premise" ? a.name : "";
}

/**
 * What must not be zero for an expression to mean anything: its denominators. One that contains a bound name is a
 * matter of the range, and of the rule that works with it.
 */
export function denominators(e: Expression): readonly Condition[] {
  if (isBinder(e))
    return children(e)
      .flatMap(denominators)
      .filter((c) => !freeNames(c.of).has(e.index));
  const inside = children(e).flatMap(denominators);
  if (e.kind !== "power" || !isDenominator(e) || e.base.kind === "rational") return inside;
  return [...inside, { kind: "nonzero", of: e.base }];
}
