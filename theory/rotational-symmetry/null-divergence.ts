/**
 * What the Jensen–Shannon divergence of two entry histograms is when nothing changed (reconstruction: derived
 * here; sheet A19 gives the leading term).
 *
 * With n entries a side, 4n·JS is the G-statistic of homogeneity of two samples over B bins. A bin that holds t
 * entries of both sides together splits them as x ~ Binomial(t, ½) and contributes
 *
 *   g(t) = E[2x ln(2x/t) + 2(t−x) ln(2(t−x)/t)],     g(0) = 0,  g(1) = 2 ln 2,  g(t) = 1 + 1/(2t) + O(t⁻²),
 *
 * less one for the common total. All bins full: E[JS] = (B−1)/(4n), the leading term. Bins in the tails of the
 * histogram hold few entries and contribute more than one: hence a correction, computed from the counts alone.
 */
import { requireWholeWithin } from "../../src/arguments.ts";

/** (B−1)/(4n): the leading term, for B occupied bins and n entries a side. Nats. */
export function nullDivergenceLeading(occupied: number, entries: number): number {
  requireWholeWithin("occupied", occupied, 1, Number.MAX_SAFE_INTEGER);
  requireWholeWithin("entries", entries, 1, Number.MAX_SAFE_INTEGER);
  return (occupied - 1) / (4 * entries);
}

/**
 * (Σ_b g(t_b) − 1)/(4n) from the pooled counts t_b of both histograms: unbiased for two independent samples.
 * Nats.
 */
export function nullDivergence(pooled: ArrayLike<number>, entries: number): number {
  let sum = -1;
  for (let b = 0; b < pooled.length; b++) sum += splitStatistic(pooled[b]!);
  return sum / (4 * entries);
}

const EXACT_UP_TO = 200;
const exact: number[] = [0];

/** g(t): exact binomial sum for small t, its expansion beyond. */
export function splitStatistic(t: number): number {
  if (t > EXACT_UP_TO) return 1 + 1 / (2 * t);
  for (let s = exact.length; s <= t; s++) exact.push(binomialMean(s));
  return exact[t]!;
}

function binomialMean(t: number): number {
  let probability = 0.5 ** t;
  let sum = 0;
  for (let x = 0; x <= t; x++) {
    sum += probability * (part(x, t) + part(t - x, t));
    probability *= (t - x) / (x + 1);
  }
  return sum;
}

function part(x: number, t: number): number {
  return x === 0 ? 0 : 2 * x * Math.log((2 * x) / t);
}
