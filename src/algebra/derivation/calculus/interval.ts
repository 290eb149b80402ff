/**
 * Interval arithmetic in doubles, rounded outwards by four units in the last place, which covers the error of the
 * functions of the JavaScript engines in use. An interval says also whether the formula has a value at every point of
 * the box: exp(log(x)) is not above 0 where x is below.
 */
import { isIntegerNode } from "../../construct.ts";
import { rationalToNumber } from "../../exact/rational.ts";
import type { Expression, PowerNode } from "../../expression.ts";
import { symbolToText } from "../../print/text.ts";
import { callOnInterval } from "./interval-functions.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Whether the formula is real and defined everywhere on the box, as far as that is seen. */
  readonly defined: boolean;
}

/** Ranges of symbols by their text. */
export type Box = ReadonlyMap<string, { readonly low: number; readonly high: number }>;

/** Any real number. */
export const anyReal: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, defined: true };
/** Perhaps no number at all. */
export const undefinedSomewhere: Interval = { ...anyReal, defined: false };

/** The middle of a box, as a box without extent. */
export function midpoint(box: Box): Box {
  return new Map(
    [...box].map(([name, { low, high }]) => {
      const middle = (low + high) / 2;
      return [name, { low: middle, high: middle }] as const;
    }),
  );
}

/** An interval that contains every value of e on the box; the whole line where nothing better is known. */
export function evaluateOnBox(e: Expression, box: Box): Interval {
  switch (e.kind) {
    case "rational": {
      const value = rationalToNumber(e);
      if (Number.isSafeInteger(value) && e.denominator === 1n) return { low: value, high: value, defined: true };
      return Number.isFinite(value) ? outwards(value, value) : anyReal;
    }
    case "constant":
      return e.name === "pi" ? outwards(Math.PI, Math.PI) : undefinedSomewhere;
    case "symbol": {
      const range = box.get(symbolToText(e));
      return range === undefined ? anyReal : { ...range, defined: true };
    }
    case "sum":
      return e.terms.map((t) => evaluateOnBox(t, box)).reduce(plus);
    case "product":
      return e.factors.map((f) => evaluateOnBox(f, box)).reduce(times);
    case "power":
      return powerOnBox(e, box);
    case "call":
      return callOnInterval(e.name, evaluateOnBox(e.argument, box));
    default:
      return undefinedSomewhere;
  }
}

/** [low, high], a little wider; the whole line where a bound is no number. */
export function outwards(low: number, high: number, defined = true, ulps = 4): Interval {
  if (Number.isNaN(low) || Number.isNaN(high)) return defined ? anyReal : undefinedSomewhere;
  const pad = (x: number): number =>
    Number.isFinite(x) ? ulps * Number.EPSILON * Math.abs(x) + (x === 0 ? 0 : Number.MIN_VALUE) : 0;
  return { low: low - pad(low), high: high + pad(high), defined };
}

function plus(a: Interval, b: Interval): Interval {
  const [low, high] = [a.low + b.low, a.high + b.high];
  const wide = outwards(low, high, a.defined && b.defined);
  return {
    low: isExactSum(a.low, b.low, low) ? low : wide.low,
    high: isExactSum(a.high, b.high, high) ? high : wide.high,
    defined: wide.defined,
  };
}

/** Whether the sum of two doubles was not rounded (Møller and Knuth). */
function isExactSum(x: number, y: number, sum: number): boolean {
  const part = sum - x;
  return x - (sum - part) + (y - part) === 0;
}

function times(a: Interval, b: Interval): Interval {
  const all = [a.low, a.high].flatMap((x) => [b.low, b.high].flatMap((y) => productBounds(x, y)));
  return { low: Math.min(...all), high: Math.max(...all), defined: a.defined && b.defined };
}

/** 0 · ∞ is 0 here: a bound that is never reached times an exact zero. A product too small for a double is not 0. */
function productBounds(x: number, y: number): readonly number[] {
  if (x === 0 || y === 0) return [0];
  const product = x * y;
  if (product === 0) return [0, Math.sign(x) * Math.sign(y) * Number.MIN_VALUE];
  const isExact = Math.abs(x) === 1 || Math.abs(y) === 1 || !Number.isFinite(product);
  if (isExact) return [product];
  const { low, high } = outwards(product, product);
  return [low, high];
}

function powerOnBox({ base, exponent }: PowerNode, box: Box): Interval {
  const x = evaluateOnBox(base, box);
  if (exponent.kind === "rational" && isIntegerNode(exponent)) return wholePower(x, rationalToNumber(exponent));
  const n = evaluateOnBox(exponent, box);
  const isDefined = x.defined && n.defined && (x.low > 0 || (x.low >= 0 && n.low > 0));
  if (!isDefined) return { low: 0, high: Number.POSITIVE_INFINITY, defined: false };
  const ends = [x.low ** n.low, x.low ** n.high, x.high ** n.low, x.high ** n.high];
  if (ends.some(Number.isNaN)) return { ...anyReal, low: 0 };
  // The exponent is rounded, which counts the more the farther the base is from 1.
  const far =
    Math.max(...[x.low, x.high].map((b) => Math.abs(Math.log(b)))) * Math.max(1, Math.abs(n.low), Math.abs(n.high));
  if (!Number.isFinite(far)) return { low: 0, high: farUp(Math.max(...ends)), defined: true };
  const { low, high } = outwards(Math.min(...ends), Math.max(...ends), true, 4 + 8 * far);
  return { low: Math.max(0, low), high, defined: true };
}

/** An upper bound with room for rounding of powers of 0 and ∞. */
const farUp = (x: number): number =>
  Number.isFinite(x) ? x * (1 + 1e-9) + Number.MIN_VALUE : Number.POSITIVE_INFINITY;

function wholePower(x: Interval, n: number): Interval {
  if (n < 0) {
    if (!(x.low > 0 || x.high < 0)) return undefinedSomewhere;
    const { low, high, defined } = wholePower(x, -n);
    return outwards(1 / high, 1 / low, defined);
  }
  const through = n % 2 === 0 && x.low < 0 && x.high > 0;
  const ends = [...(through ? [0] : []), x.low ** n, x.high ** n];
  const { low, high } = outwards(Math.min(...ends), Math.max(...ends), true, 4 + n);
  return { low: n % 2 === 0 ? Math.max(0, low) : low, high, defined: x.defined };
}
