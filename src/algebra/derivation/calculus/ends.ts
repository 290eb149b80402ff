/**
 * Limits at the ends of a range, from inside it, and whether an integral converges there. The value at an end is the
 * limit and not what comes of putting the end in: x ln x has the limit 0 at 0 and no value, and e^{−ax²} vanishes at
 * infinity for a > 0 alone.
 */
import { add, infinity, multiply, negate, power, subtract, symbol } from "../../construct.ts";
import type { Expression, SymbolNode } from "../../expression.ts";
import { equals, freeNames, freshName } from "../../structure.ts";
import { substitute } from "../../substitute.ts";
import { Expansion } from "./asymptotics.ts";
import { isInfinite, type OpenRange } from "./evidence.ts";
import { withoutName } from "./families.ts";
import { type Known, type Scale, Scales } from "./scales.ts";

/** The end of a range that is approached from inside. */
export type Side = "low" | "high";

/** The limit of e at an end of the range, ±infinity included; undefined where it is not evident. */
export function limitAt(e: Expression, range: OpenRange, side: Side, known: Known): Expression | undefined {
  const { t, x, scales } = approach(e, range, side, known);
  const limit = new Expansion(t, scales).limitOf(substitute(e, range.variable, x));
  return limit === 1 ? infinity : limit === -1 ? negate(infinity) : limit;
}

/** The limit of e at an end of the range where it is a number. */
export function endValue(e: Expression, range: OpenRange, side: Side, known: Known): Expression | undefined {
  const found = limitAt(e, range, side, known);
  return found === undefined || isInfinite(found) ? undefined : found;
}

/** Whether the integral of f evidently converges at an end. */
export function convergesAt(f: Expression, range: OpenRange, side: Side, known: Known): boolean {
  const { t, x, scales, endsHere } = approach(f, range, side, known);
  const expansion = new Expansion(t, scales);
  const found = expansion.of(substitute(f, range.variable, x));
  if (found === undefined) return false;
  if (found.terms.length === 0 && found.rest === undefined) return true;
  const size = expansion.sizeOf(found);
  return size !== undefined && isIntegrable(size, endsHere ? 0 : 2, scales);
}

/** Whether ∫ t^{−lost} · scale dt converges at 0: t^p with p > −1, or t^{−1} L^q with q < −1. */
function isIntegrable({ exponent, power: p, log: q }: Scale, lost: number, scales: Scales): boolean {
  const [dominant] = exponent;
  if (dominant !== undefined) return scales.signOf(dominant.coefficient) === -1;
  const margin = scales.signOf(add(p, 1 - lost));
  return margin === 1 || (margin === 0 && scales.isPositive(subtract(-1, q)));
}

interface Approach {
  /** Goes to 0 from above. */
  readonly t: SymbolNode;
  /** The variable of the range in terms of t. */
  readonly x: Expression;
  readonly scales: Scales;
  readonly endsHere: boolean;
}

function approach(e: Expression, range: OpenRange, side: Side, known: Known): Approach {
  const end = range[side];
  const names = new Set([...freeNames(e), ...freeNames(end), range.variable.name]);
  const t = symbol(freshName("step", names));
  const scales = new Scales({ ...known, assumptions: withoutName(known.assumptions, range.variable.name) });
  if (isInfinite(end)) {
    const sign = equals(end, infinity) ? 1 : -1;
    return { t, x: multiply(sign, power(t, -1)), scales, endsHere: false };
  }
  return { t, x: side === "low" ? add(end, t) : subtract(end, t), scales, endsHere: true };
}
