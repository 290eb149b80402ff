/**
 * Interval arithmetic in doubles, rounded outwards by two units in the last place, which covers the error of the
 * functions of the JavaScript engines in use.
 */
import { isIntegerNode } from "../../construct.ts";
import { rationalToNumber } from "../../exact/rational.ts";
import type { CallNode, Expression, FunctionName, PowerNode } from "../../expression.ts";
import { symbolToText } from "../../print/text.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Ranges of symbols by their text. */
export type Box = ReadonlyMap<string, Interval>;

const everything: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

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
      return outwards(value, value);
    }
    case "constant":
      return e.name === "pi" ? outwards(Math.PI, Math.PI) : everything;
    case "symbol":
      return box.get(symbolToText(e)) ?? everything;
    case "sum":
      return e.terms.map((t) => evaluateOnBox(t, box)).reduce((a, b) => outwards(a.low + b.low, a.high + b.high));
    case "product":
      return e.factors.map((f) => evaluateOnBox(f, box)).reduce(times);
    case "power":
      return powerOnBox(e, evaluateOnBox(e.base, box));
    case "call":
      return callOnBox(e, evaluateOnBox(e.argument, box));
    default:
      return everything;
  }
}

function outwards(low: number, high: number): Interval {
  if (Number.isNaN(low) || Number.isNaN(high)) return everything;
  const pad = (x: number): number => 2 * Number.EPSILON * Math.abs(x) + Number.MIN_VALUE;
  return { low: low - pad(low), high: high + pad(high) };
}

function times(a: Interval, b: Interval): Interval {
  // 0 · ∞ is 0 here: a bound that is never reached times an exact zero.
  const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high].map((x) =>
    Number.isNaN(x) ? 0 : x,
  );
  return outwards(Math.min(...products), Math.max(...products));
}

function powerOnBox({ exponent }: PowerNode, base: Interval): Interval {
  if (exponent.kind !== "rational") return everything;
  const n = rationalToNumber(exponent);
  if (isIntegerNode(exponent) && n > 0) {
    const ends = [base.low ** n, base.high ** n];
    const through = n % 2 === 0 && base.low < 0 && base.high > 0 ? [0, ...ends] : ends;
    return outwards(Math.min(...through), Math.max(...through));
  }
  if (base.low <= 0 && !(isIntegerNode(exponent) && base.high < 0))
    return base.low === 0 && n > 0 ? outwards(0, base.high ** n) : everything;
  const ends = [base.low ** n, base.high ** n];
  return outwards(Math.min(...ends), Math.max(...ends));
}

const increasing: Partial<Record<FunctionName, (x: number) => number>> = {
  exp: Math.exp,
  sinh: Math.sinh,
  tanh: Math.tanh,
  atan: Math.atan,
  asinh: Math.asinh,
  logistic: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
};

function callOnBox({ name }: CallNode, x: Interval): Interval {
  const rising = increasing[name];
  if (rising !== undefined) return outwards(rising(x.low), rising(x.high));
  if (name === "log") return x.low > 0 ? outwards(Math.log(x.low), Math.log(x.high)) : everything;
  if (name === "cosh" || name === "abs") {
    const even = name === "cosh" ? Math.cosh : Math.abs;
    const ends = [even(x.low), even(x.high)];
    return outwards(x.low < 0 && x.high > 0 ? even(0) : Math.min(...ends), Math.max(...ends));
  }
  if (name === "entropy" && x.low >= 0 && x.high <= 1) {
    const ends = [entropy(x.low), entropy(x.high)];
    return outwards(Math.min(...ends), x.low < 0.5 && x.high > 0.5 ? Math.LN2 : Math.max(...ends));
  }
  return everything;
}

function entropy(m: number): number {
  return m === 0 || m === 1 ? 0 : -m * Math.log(m) - (1 - m) * Math.log1p(-m);
}
