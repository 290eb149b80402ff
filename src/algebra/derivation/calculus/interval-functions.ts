/** The functions of the closed list on intervals: where each is defined, where it rises, where it has its extrema. */
import type { FunctionName } from "../../expression.ts";
import { anyReal, type Interval, outwards, undefinedSomewhere } from "./interval.ts";

/** A monotone function with its domain, both ends of it included where it is defined there. */
interface Monotone {
  readonly of: (x: number) => number;
  readonly falls?: true;
  readonly domain?: (x: Interval) => boolean;
  /** Bounds that no rounding may cross. */
  readonly within?: readonly [low: number, high: number];
}

const monotone: Partial<Record<FunctionName, Monotone>> = {
  exp: { of: Math.exp, within: [0, Number.POSITIVE_INFINITY] },
  sinh: { of: Math.sinh },
  tanh: { of: Math.tanh, within: [-1, 1] },
  atan: { of: Math.atan },
  asinh: { of: Math.asinh },
  logistic: { of: (x) => 1 / (1 + Math.exp(-x)), within: [0, 1] },
  softplus: { of: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), within: [0, Number.POSITIVE_INFINITY] },
  log: { of: Math.log, domain: (x) => x.low > 0 },
  logit: { of: (x) => Math.log(x) - Math.log1p(-x), domain: (x) => x.low > 0 && x.high < 1 },
  asin: { of: Math.asin, domain: (x) => x.low >= -1 && x.high <= 1 },
  acos: { of: Math.acos, falls: true, domain: (x) => x.low >= -1 && x.high <= 1 },
  atanh: { of: Math.atanh, domain: (x) => x.low > -1 && x.high < 1 },
  acosh: { of: Math.acosh, domain: (x) => x.low >= 1 },
  acoth: { of: (x) => Math.log1p(2 / (x - 1)) / 2, falls: true, domain: (x) => x.low > 1 || x.high < -1 },
  coth: { of: (x) => 1 / Math.tanh(x), falls: true, domain: (x) => x.low > 0 || x.high < 0 },
  csch: { of: (x) => 1 / Math.sinh(x), falls: true, domain: (x) => x.low > 0 || x.high < 0 },
};

/** An interval that contains every value of the function on the interval. */
export function callOnInterval(name: FunctionName, x: Interval): Interval {
  if (!x.defined) return undefinedSomewhere;
  const rule = monotone[name];
  if (rule !== undefined) return onMonotone(rule, x);
  switch (name) {
    case "sin":
      return wave(x, -Math.PI / 2);
    case "cos":
      return wave(x, 0);
    case "tan":
      return tangent(x);
    case "cosh":
      return even(Math.cosh, 1, x);
    case "sech": {
      const { low, high } = even(Math.cosh, 1, x);
      return outwards(1 / high, Math.min(1, 1 / low));
    }
    case "abs":
      return even(Math.abs, 0, x);
    case "sign":
      return { low: x.low > 0 ? 1 : x.low === 0 ? 0 : -1, high: x.high < 0 ? -1 : x.high === 0 ? 0 : 1, defined: true };
    case "erf":
      return { low: x.low >= 0 ? 0 : -1, high: x.high <= 0 ? 0 : 1, defined: true };
    case "entropy":
      return entropyOn(x);
    default:
      return x.low > 0 ? anyReal : undefinedSomewhere;
  }
}

function onMonotone({ of, falls, domain, within }: Monotone, x: Interval): Interval {
  if (domain !== undefined && !domain(x)) return undefinedSomewhere;
  const [a, b] = [of(x.low), of(x.high)];
  // Inside they are sums of a few roundings of size 1: near a zero the error is absolute.
  const { low, high } = outwards(falls ? b : a, falls ? a : b, true, 8);
  const slack = Math.max(Math.abs(a), Math.abs(b)) < 1e300 && domain !== undefined ? 4 * Number.EPSILON : 0;
  return {
    low: Math.max(low - slack, within?.[0] ?? -Infinity),
    high: Math.min(high + slack, within?.[1] ?? Infinity),
    defined: true,
  };
}

/** Falls and rises about 0, where it has its least value. */
function even(f: (x: number) => number, least: number, x: Interval): Interval {
  const ends = [f(x.low), f(x.high)];
  const { low, high } = outwards(Math.min(...ends), Math.max(...ends));
  return { low: x.low <= 0 && x.high >= 0 ? least : Math.max(least, low), high, defined: true };
}

/** A cosine about its maximum; beyond these arguments doubles do not say where in the period they are. */
const largestAngle = 1e6;

function wave(x: Interval, shift: number): Interval {
  const widest = { low: -1, high: 1, defined: true };
  if (!(Math.max(Math.abs(x.low), Math.abs(x.high)) < largestAngle)) return widest;
  const slack = 1e-9;
  const at = (u: number): number => Math.cos(u + shift);
  const reaches = (turn: number): boolean => {
    const [from, to] = [x.low + shift - turn - slack, x.high + shift - turn + slack].map((u) => u / (2 * Math.PI));
    return Math.floor(to!) >= Math.ceil(from!);
  };
  const ends = [at(x.low), at(x.high)];
  const low = reaches(Math.PI) ? -1 : Math.max(-1, Math.min(...ends) - slack);
  const high = reaches(0) ? 1 : Math.min(1, Math.max(...ends) + slack);
  return { low, high, defined: true };
}

function tangent(x: Interval): Interval {
  const cosine = wave(x, 0);
  if (!(cosine.low > 0 || cosine.high < 0)) return undefinedSomewhere;
  return outwards(Math.tan(x.low) - 1e-9, Math.tan(x.high) + 1e-9, true, 1e6);
}

function entropyOn(x: Interval): Interval {
  if (!(x.low >= 0 && x.high <= 1)) return undefinedSomewhere;
  const ends = [entropy(x.low), entropy(x.high)];
  const { low, high } = outwards(Math.min(...ends), Math.max(...ends), true, 16);
  return { low: Math.max(0, low), high: x.low <= 0.5 && x.high >= 0.5 ? Math.LN2 + 1e-15 : high, defined: true };
}

function entropy(m: number): number {
  return m === 0 || m === 1 ? 0 : -m * Math.log(m) - (1 - m) * Math.log1p(-m);
}
