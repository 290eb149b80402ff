/**
 * Signs between numbers by interval arithmetic with subdivision. A formula that vanishes exactly at an end of the
 * range is above 0 next to it where its slope points inwards: sin x on (0, π), 1 − cos x on (0, 1).
 */

import { BoltzproofError } from "../../../errors.ts";
import { infinity, isIntegerNode, negate } from "../../construct.ts";
import { differentiate } from "../../differentiate.ts";
import type { Expression } from "../../expression.ts";
import { equals, freeNames } from "../../structure.ts";
import { substitute } from "../../substitute.ts";
import type { IsZero, OpenRange } from "./evidence.ts";
import { evaluateOnBox, type Interval } from "./interval.ts";

const mostPieces = 300;
/** Zeros at an end up to this order. */
const highestOrder = 4;

interface Piece {
  readonly low: number;
  readonly high: number;
  readonly first: boolean;
  readonly last: boolean;
}

/** Whether e, in the variable of the range alone, is above 0 everywhere inside; false where that is not seen. */
export function byIntervals(e: Expression, range: OpenRange, isZero: IsZero): boolean {
  const [low, high] = [lowest(range.low), highest(range.high)];
  if (low === undefined || high === undefined || !(low < high)) return false;
  const slopes = new Slopes(e, range, isZero);
  const open: Piece[] = [{ low, high, first: true, last: true }];
  for (let k = 0; k < mostPieces; k++) {
    const piece = open.pop();
    if (piece === undefined) return true;
    if (isAbove(slopes, piece, 0)) continue;
    const middle = middleOf(piece);
    if (!(piece.low < middle && middle < piece.high) || slopes.value(0, middle, middle).high <= 0) return false;
    open.push({ ...piece, high: middle, last: false }, { ...piece, low: middle, first: false });
  }
  return false;
}

/** e, its derivatives, and whether they vanish at the ends. */
class Slopes {
  readonly #range: OpenRange;
  readonly #isZero: IsZero;
  readonly #derivatives: Expression[];
  readonly #zeros = new Map<string, boolean>();

  constructor(e: Expression, range: OpenRange, isZero: IsZero) {
    this.#derivatives = [e];
    this.#range = range;
    this.#isZero = isZero;
  }

  value(order: number, low: number, high: number): Interval {
    return evaluateOnBox(this.#of(order), new Map([[this.#range.variable.name, { low, high }]]));
  }

  vanishesAt(order: number, end: "low" | "high"): boolean {
    const key = `${order} ${end}`;
    const found = this.#zeros.get(key) ?? this.#isZeroAt(order, this.#range[end]);
    this.#zeros.set(key, found);
    return found;
  }

  #isZeroAt(order: number, end: Expression): boolean {
    if (equals(end, infinity) || equals(end, negate(infinity))) return false;
    try {
      return this.#isZero(substitute(this.#of(order), this.#range.variable, end));
    } catch (error) {
      if (error instanceof BoltzproofError) return false;
      throw error;
    }
  }

  #of(order: number): Expression {
    while (this.#derivatives.length <= order) {
      this.#derivatives.push(differentiate(this.#derivatives[this.#derivatives.length - 1]!, this.#range.variable));
    }
    return this.#derivatives[order]!;
  }
}

/** Whether the derivative of this order is above 0 inside the piece; next to an end it may vanish at the end. */
function isAbove(slopes: Slopes, piece: Piece, order: number): boolean {
  const { low, defined } = slopes.value(order, piece.low, piece.high);
  if (low > 0 && defined) return true;
  if (!mayVanish(slopes, piece, order)) return false;
  return piece.first ? isAbove(slopes, piece, order + 1) : isBelow(slopes, piece, order + 1);
}

function isBelow(slopes: Slopes, piece: Piece, order: number): boolean {
  const { high, defined } = slopes.value(order, piece.low, piece.high);
  if (high < 0 && defined) return true;
  if (!mayVanish(slopes, piece, order)) return false;
  return piece.first ? isBelow(slopes, piece, order + 1) : isAbove(slopes, piece, order + 1);
}

function mayVanish(slopes: Slopes, piece: Piece, order: number): boolean {
  if (order >= highestOrder || piece.first === piece.last) return false;
  return slopes.vanishesAt(order, piece.first ? "low" : "high");
}

function middleOf({ low, high }: Piece): number {
  if (Number.isFinite(low) && Number.isFinite(high)) return (low + high) / 2;
  if (Number.isFinite(low)) return low + Math.max(1, Math.abs(low));
  return Number.isFinite(high) ? high - Math.max(1, Math.abs(high)) : 0;
}

function lowest(end: Expression): number | undefined {
  return equals(end, negate(infinity)) ? Number.NEGATIVE_INFINITY : bound(end, "low");
}

function highest(end: Expression): number | undefined {
  return equals(end, infinity) ? Number.POSITIVE_INFINITY : bound(end, "high");
}

function bound(end: Expression, side: "low" | "high"): number | undefined {
  if (freeNames(end).size > 0) return undefined;
  if (isIntegerNode(end) && Number.isSafeInteger(Number(end.numerator))) return Number(end.numerator);
  const value = evaluateOnBox(end, new Map());
  return value.defined && Number.isFinite(value[side]) ? value[side] : undefined;
}
