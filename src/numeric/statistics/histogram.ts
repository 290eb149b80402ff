/** Histograms over given edges, and the distances between them. */
import { BoltzproofError } from "../../errors.ts";
import { requireSample } from "./moments.ts";

/** Counts between ascending edges, with what fell outside. */
export interface Histogram {
  /** Ascending, one more than counts. */
  readonly edges: Float64Array;
  /** counts[k] values lie in [edges[k], edges[k+1]), the last bin including its upper edge. */
  readonly counts: Float64Array;
  /** Values left of the first and right of the last edge. */
  readonly below: number;
  readonly above: number;
}

/** So many equal bins from low to high. */
export interface UniformBins {
  readonly low: number;
  readonly high: number;
  readonly bins: number;
}

/**
 * Edges of equal bins from low to high.
 * @throws BoltzproofError "domain" unless low < high and bins is a whole number ≥ 1.
 */
export function uniformEdges({ low, high, bins }: UniformBins): Float64Array {
  if (low < high && Number.isFinite(high - low) && Number.isInteger(bins) && bins >= 1) {
    return Float64Array.from({ length: bins + 1 }, (_, k) => (k === bins ? high : low + ((high - low) * k) / bins));
  }
  throw new BoltzproofError("domain", {
    found: `${bins} bins from ${low} to ${high}`,
    expected: "a whole number of bins ≥ 1, and finite ends with low < high",
    advice: "take the smallest and largest value of a sample that varies",
  });
}

/**
 * Counts the values between the given edges, or in equal bins.
 * @throws BoltzproofError "domain" when the edges do not rise, "not-finite" for a NaN or infinite value.
 */
export function histogram(x: ArrayLike<number>, bins: ArrayLike<number> | UniformBins): Histogram {
  requireSample("a histogram", x, 0);
  const e = "low" in bins ? uniformEdges(bins) : Float64Array.from(bins);
  requireRising(e);
  const counts = new Float64Array(e.length - 1);
  const [first, last] = [e[0]!, e[e.length - 1]!];
  let below = 0;
  let above = 0;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (value < first) below++;
    else if (value > last) above++;
    else counts[binOf(value, e)]!++;
  }
  return { edges: e, counts, below, above };
}

/** Density of each bin: its share of the counted values over its width. */
export function histogramDensity(h: Histogram): Float64Array {
  const n = h.counts.reduce((s, c) => s + c, 0);
  return h.counts.map((c, k) => c / n / (h.edges[k + 1]! - h.edges[k]!));
}

/** Keeps the logarithms of empty bins finite; the value of Toledo-Marín et al. 2025, sheet A19. */
const EPSILON = 1e-9;

/**
 * Kullback–Leibler divergence Σ p ln((p + ε)/(q + ε)) in nats of two histograms over the same bins, each
 * normalised to sum 1 (Toledo-Marín et al. 2025, sheet A19).
 * @throws BoltzproofError "shape" when the lengths differ, "domain" for negative or vanishing counts.
 */
export function kullbackLeibler(p: ArrayLike<number>, q: ArrayLike<number>, epsilon: number = EPSILON): number {
  const [a, b] = normalisedPair(p, q);
  return a.reduce((sum, x, k) => sum + x * Math.log((x + epsilon) / (b[k]! + epsilon)), 0);
}

/**
 * Jensen–Shannon divergence ½ Σ p ln(2(p + ε)/(p + q + ε)) + ½ Σ q ln(2(q + ε)/(p + q + ε)) in nats, from 0 for
 * equal to ln 2 for disjoint histograms (Toledo-Marín et al. 2025, sheet A19). With the single ε in the denominators,
 * kept as in that source, equal histograms of B occupied bins give Bε/2 instead of 0.
 * @throws BoltzproofError "shape" when the lengths differ, "domain" for negative or vanishing counts.
 */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>, epsilon: number = EPSILON): number {
  const [a, b] = normalisedPair(p, q);
  const toMiddle = (x: number, total: number) => (x / 2) * Math.log((2 * (x + epsilon)) / (total + epsilon));
  return a.reduce((sum, x, k) => sum + toMiddle(x, x + b[k]!) + toMiddle(b[k]!, x + b[k]!), 0);
}

/** Largest k with edges[k] ≤ value, by bisection; the last edge belongs to the last bin. */
function binOf(value: number, edges: Float64Array): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}

function requireRising(edges: Float64Array): void {
  const falls = edges.findIndex((x, k) => !Number.isFinite(x) || (k > 0 && !(x > edges[k - 1]!)));
  if (falls < 0 && edges.length >= 2) return;
  throw new BoltzproofError("domain", {
    found:
      falls < 0
        ? `${edges.length} edges`
        : `edge ${falls} at ${edges[falls]}${falls > 0 ? ` after ${edges[falls - 1]}` : ""}`,
    expected: "at least two finite edges that rise",
    advice: "sort the edges and drop repeated ones",
  });
}

function normalisedPair(p: ArrayLike<number>, q: ArrayLike<number>): readonly [Float64Array, Float64Array] {
  if (p.length !== q.length) {
    throw new BoltzproofError("shape", {
      found: `histograms of ${p.length} and ${q.length} bins`,
      expected: "the same bins",
      advice: "count both over the same edges",
    });
  }
  return [normalised(p), normalised(q)];
}

function normalised(p: ArrayLike<number>): Float64Array {
  let sum = 0;
  for (let k = 0; k < p.length; k++) sum += p[k]! >= 0 ? p[k]! : Number.NaN;
  if (sum > 0 && sum < Number.POSITIVE_INFINITY) return Float64Array.from(p, (x) => x / sum);
  throw new BoltzproofError("domain", {
    found: `a histogram with ${Number.isNaN(sum) ? "an entry that is not ≥ 0" : `sum ${sum}`}`,
    expected: "entries ≥ 0 with a positive sum",
    advice: "check that the values fall between the edges",
  });
}
