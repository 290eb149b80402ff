/** Assumptions from text and to text, and whether they cover what a check needs. */
import { BoltzproofError } from "../../errors.ts";
import { isDenominator, isIntegerNode, isZeroNode, multiply, negate, subtract, zero } from "../construct.ts";
import type { Expression } from "../expression.ts";
import { parse } from "../parse.ts";
import { symbolToText, toText } from "../print/text.ts";
import { requireReal } from "../real-sign.ts";
import { children, equals, freeNames, isBinder } from "../structure.ts";
import { isEvidentlyWhole } from "../sums/index.ts";
import { followsLinearly } from "./calculus/bounds.ts";
import { isNonnegative, isNonzero, isPositive } from "./calculus/sign.ts";
import { sidesOf } from "./sides.ts";
import type { Assumption, Condition, Notation } from "./step.ts";

/**
 * Reads "lambda > 0", "-1 < m < 1", "x >= y", "z != 0", "N large", "epsilon small", "N/2 whole",
 * "N a whole number >= 0".
 * @throws BoltzproofError "parse" for anything else, as a fact in words, which is a `premise`; "domain" for the sign of
 * a complex expression.
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
  if (relation !== "!=") requireReal(subtract(left, right), `${relation} 0`);
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
  return conditionToText(a);
}

/** "lambda > 0", and "A <= B" where the sign is that of a difference. */
export function conditionToText(c: Condition): string {
  const sides = c.kind === "positive" || c.kind === "nonnegative" ? sidesOf(c.of) : undefined;
  if (sides !== undefined) return `${toText(sides.less)} ${c.kind === "positive" ? "<" : "<="} ${toText(sides.more)}`;
  return `${toText(c.of)} ${relations[c.kind]}`;
}

/** Whether the condition follows; `same` decides equality where the forms differ. */
export function covers(
  assumptions: readonly Assumption[],
  condition: Condition,
  same: (difference: Expression) => boolean,
): boolean {
  const { kind, of } = condition;
  if (kind === "whole" || kind === "size") return coversWhole(assumptions, condition);
  const evident = { positive: isPositive, nonnegative: isNonnegative, nonzero: isNonzero }[kind];
  if (evident(of, assumptions)) return true;
  const isDeclared = assumptions.some((a) => {
    if (a.kind !== "positive" && a.kind !== "nonnegative" && a.kind !== "nonzero") return false;
    const isStrongEnough = a.kind === "positive" || a.kind === kind;
    if (isStrongEnough && same(subtract(a.of, of))) return true;
    return isStrongEnough && kind === "nonzero" && same(subtract(a.of, negate(of)));
  });
  return isDeclared || followsFromProducts(condition, assumptions, same) || followsFromBounds(condition, assumptions);
}

/** A factor of what is not 0 is not 0; a product of what is positive is positive, 1 − x² from 1 − x and 1 + x. */
function followsFromProducts(
  { kind, of }: Condition,
  assumptions: readonly Assumption[],
  same: (difference: Expression) => boolean,
): boolean {
  const positive = assumptions.flatMap((a) => (a.kind === "positive" ? [a.of] : []));
  if (positive.some((a, k) => positive.slice(k + 1).some((b) => same(subtract(multiply(a, b), of))))) return true;
  if (kind !== "nonzero") return false;
  return assumptions.some(
    (a) =>
      (a.kind === "nonzero" || a.kind === "positive") &&
      a.of.kind === "product" &&
      a.of.factors.some(
        (f) => equals(f, of) || (f.kind === "power" && f.exponent.kind === "rational" && equals(f.base, of)),
      ),
  );
}

function followsFromBounds({ kind, of }: Condition, assumptions: readonly Assumption[]): boolean {
  const names = freeNames(of);
  const isNear = (a: Assumption): boolean => a.kind !== "premise" && [...freeNames(a.of)].some((n) => names.has(n));
  if (!assumptions.some(isNear)) return false;
  if (kind !== "nonzero") return followsLinearly({ of, strict: kind === "positive" }, assumptions);
  return [of, negate(of)].some((x) => followsLinearly({ of: x, strict: true }, assumptions));
}

/** Whether whole numbers are put together to a whole number. */
export function isWhole(e: Expression, assumptions: readonly Assumption[]): boolean {
  if (e.kind === "rational") return e.denominator === 1n;
  if (assumptions.some((a) => (a.kind === "whole" || a.kind === "size") && equals(a.of, e))) return true;
  if (e.kind === "sum" || e.kind === "product") return children(e).every((x) => isWhole(x, assumptions));
  return e.kind === "power" && isIntegerNode(e.exponent) && e.exponent.numerator > 0n && isWhole(e.base, assumptions);
}

/** Whether the condition is evidently violated, whatever values the symbols take that the assumptions allow. */
export function violates(condition: Condition, assumptions: readonly Assumption[]): boolean {
  const { kind, of } = condition;
  switch (kind) {
    case "whole":
      return of.kind === "rational" && of.denominator !== 1n;
    case "size":
      return [{ kind: "whole", of } as const, { kind: "nonnegative", of } as const].some((c) =>
        violates(c, assumptions),
      );
    case "nonzero":
      return isZeroNode(of);
    case "positive":
      return covers(assumptions, { kind: "nonnegative", of: negate(of) }, () => false);
    case "nonnegative":
      return covers(assumptions, { kind: "positive", of: negate(of) }, () => false);
  }
}

/** The fewest of the assumptions that still do, found by leaving out one after the other; all of them must do. */
export function fewest(
  assumptions: readonly Assumption[],
  suffices: (some: readonly Assumption[]) => boolean,
): readonly Assumption[] {
  // Most conditions rest on one assumption, and one is looked at faster than all but one.
  const alone = assumptions.find((a) => suffices([a]));
  if (alone !== undefined) return [alone];
  return assumptions.reduce<readonly Assumption[]>((kept, a) => {
    const rest = kept.filter((b) => b !== a);
    return suffices(rest) ? rest : kept;
  }, assumptions);
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
