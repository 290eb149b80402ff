/** Intervals of estimates whose standard error is itself estimated, from few values as from many. */
import { BoltzproofError } from "../../errors.ts";
import { studentTwoSidedQuantile } from "../special.ts";

/** Both ends. */
export type Interval = readonly [low: number, high: number];

/**
 * value ± t·standardError with t of Student's law: it holds the true value with a probability of `level` where the
 * estimate is normal and its standard error comes from so many independent deviations. Infinitely many degrees of freedom
 * stand for a known error. All numbers when the standard error is ∞; NaN when it is NaN or there is no degree of freedom.
 * @throws BoltzproofError "domain" for a negative standard error or a level outside 0 … 1.
 */
export function studentInterval(
  value: number,
  standardError: number,
  degreesOfFreedom: number,
  level: number = 0.95,
): Interval {
  if (standardError < 0 || !(level >= 0 && level < 1)) {
    throw new BoltzproofError("domain", {
      found: `an interval of level ${level} with a standard error of ${standardError}`,
      expected: "a level from 0 up to 1, and a standard error of at least 0",
      advice: "give 0.95 for a 95 % interval",
    });
  }
  const reach = degreesOfFreedom > 0 ? reachOf(1 - level, degreesOfFreedom) * standardError : Number.NaN;
  return [value - reach, value + reach];
}

const KEPT = new Map<string, number>();
/** Enough for all sizes that one run meets, and too few to fill a memory. */
const MOST_KEPT = 10_000;

/** Quantiles take some iterations each, and whole series of intervals ask for the same one. */
function reachOf(tail: number, degreesOfFreedom: number): number {
  const key = `${tail} ${degreesOfFreedom}`;
  const known = KEPT.get(key);
  if (known !== undefined) return known;
  const reach = studentTwoSidedQuantile(tail, degreesOfFreedom);
  if (KEPT.size < MOST_KEPT) KEPT.set(key, reach);
  return reach;
}
