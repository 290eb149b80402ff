/** p-values of z-scores, and families of p-values held to one false-alarm rate. */
import { BoltzproofError } from "../../errors.ts";
import { normalTwoSided } from "../special.ts";

/** The distance in standard errors, and its two-sided p-value. */
export interface ZTest {
  /** (estimate − expected) / standard error. */
  readonly z: number;
  /** Two-sided p-value. */
  readonly p: number;
}

/**
 * Is an estimate with a normal error compatible with the expected value?
 * @throws BoltzproofError "domain" when the standard error is not positive or an argument is NaN.
 */
export function zTest(estimate: number, standardError: number, expected: number): ZTest {
  const z = (estimate - expected) / standardError;
  if (standardError > 0 && !Number.isNaN(z)) return { z, p: normalTwoSided(z) };
  throw new BoltzproofError("domain", {
    found: `${estimate} ± ${standardError} against ${expected}`,
    expected: "numbers, and a standard error > 0",
    advice: "compare exact quantities by a tolerance instead",
  });
}

/**
 * Holm's adjusted p-values: adjusted[i] ≤ level is the rejection of i in a family whose probability of any false
 * rejection is at most `level`, whatever the dependence (Holm, Scand. J. Stat. 6, 65, 1979).
 * @throws BoltzproofError "domain" for a p-value outside 0 … 1 or NaN.
 */
export function holmAdjusted(pValues: ArrayLike<number>): Float64Array {
  const p = Float64Array.from(pValues);
  requireProbabilities(p);
  const order = Array.from(p.keys()).sort((i, j) => p[i]! - p[j]!);
  const out = new Float64Array(p.length);
  let running = 0;
  order.forEach((i, rank) => {
    running = Math.max(running, Math.min(1, (p.length - rank) * p[i]!));
    out[i] = running;
  });
  return out;
}

/**
 * Which of the hypotheses Holm's procedure rejects at the given family-wise level; `level` as in `holmAdjusted`.
 * @throws BoltzproofError "domain" for a p-value outside 0 … 1 or NaN.
 */
export function holm(pValues: ArrayLike<number>, level: number): boolean[] {
  return Array.from(holmAdjusted(pValues), (p) => p <= level);
}

function requireProbabilities(p: Float64Array): void {
  const at = p.findIndex((x) => !(x >= 0 && x <= 1));
  if (at < 0) return;
  throw new BoltzproofError("domain", {
    found: `${p[at]} as p-value ${at}`,
    expected: "a number from 0 to 1",
    advice: "leave tests without a p-value out of the family",
  });
}
