/**
 * χ² tests on counts, with cells pooled until each expects at least five: below that the χ² law is not the law
 * of the statistic. The pooling depends on the hypothesis only, never on the deviations that are tested.
 */
import { BoltzproofError } from "../../errors.ts";
import { chiSquareSf } from "../special.ts";
import { requireSample } from "./moments.ts";

/** Pearson's statistic, its degrees of freedom and its p-value. */
export interface ChiSquare {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** P(χ² ≥ statistic) if the hypothesis holds. */
  readonly p: number;
  /** Cells left after pooling. */
  readonly cells: number;
}

/** Parameters fitted beforehand, and the expected count below which cells are joined. */
export interface ChiSquareOptions {
  /** Least expected count of a cell, 5 when left out. */
  readonly leastExpected?: number;
  /** Parameters of the hypothesis that were fitted to the same counts. */
  readonly fitted?: number;
}

/**
 * Counts of independent draws against probabilities of the cells. A count in a cell of probability 0 refutes the
 * hypothesis outright: statistic ∞, p = 0.
 * @throws BoltzproofError "shape" when the lengths differ, "domain" for probabilities that are negative or miss the
 * sum 1 by more than 1e-9, for counts that are not whole, or when fewer than two cells are left after pooling.
 */
export function chiSquareGoodnessOfFit(
  counts: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  options: ChiSquareOptions = {},
): ChiSquare {
  requireSameLength(counts, probabilities);
  const n = totalCount(counts);
  requireDistribution(probabilities);
  const expected = Float64Array.from(probabilities, (p) => n * p);
  const pools = poolCells(expected, options.leastExpected ?? 5);
  requireCells(pools.length, n);
  let statistic = 0;
  for (const pool of pools) {
    const e = sumOver(expected, pool);
    statistic += (sumOver(counts, pool) - e) ** 2 / e;
  }
  for (let i = 0; i < counts.length; i++) if (expected[i] === 0 && counts[i]! > 0) statistic = Number.POSITIVE_INFINITY;
  return judge(statistic, pools.length, options.fitted ?? 0);
}

/**
 * Do two independent sets of counts over the same cells share one law? Sample sizes may differ.
 * @throws BoltzproofError "shape" when the lengths differ, "domain" for counts that are not whole or when fewer
 * than two cells are left after pooling.
 */
export function chiSquareTwoSample(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  options: Pick<ChiSquareOptions, "leastExpected"> = {},
): ChiSquare {
  requireSameLength(first, second);
  const [n, m] = [totalCount(first), totalCount(second)];
  // Given the totals of the cells, the smaller sample expects this many in each.
  const share = Math.min(n, m) / (n + m);
  const totals = Float64Array.from(first, (x, i) => x + second[i]!);
  const pools = poolCells(
    totals.map((x) => x * share),
    options.leastExpected ?? 5,
  );
  requireCells(pools.length, Math.min(n, m));
  let statistic = 0;
  for (const pool of pools) {
    const gap = sumOver(first, pool) * Math.sqrt(m / n) - sumOver(second, pool) * Math.sqrt(n / m);
    statistic += gap ** 2 / sumOver(totals, pool);
  }
  return judge(statistic, pools.length, 0);
}

function judge(statistic: number, cells: number, fitted: number): ChiSquare {
  const degreesOfFreedom = cells - 1 - fitted;
  if (degreesOfFreedom < 1) throw tooFewCells(`${cells} cells with ${fitted} fitted parameters`);
  return { statistic, degreesOfFreedom, p: chiSquareSf(statistic, degreesOfFreedom), cells };
}

/** Groups of cells, smallest first, that each expect at least `least`; a remainder joins the last group. */
function poolCells(expected: Float64Array, least: number): number[][] {
  const order = Array.from(expected.keys()).filter((i) => expected[i]! > 0);
  order.sort((i, j) => expected[i]! - expected[j]!);
  const pools: number[][] = [];
  let open: number[] = [];
  let sum = 0;
  for (const i of order) {
    open.push(i);
    sum += expected[i]!;
    if (sum < least) continue;
    pools.push(open);
    open = [];
    sum = 0;
  }
  pools.at(-1)?.push(...open);
  return pools;
}

function sumOver(x: ArrayLike<number>, cells: readonly number[]): number {
  return cells.reduce((sum, i) => sum + x[i]!, 0);
}

function totalCount(counts: ArrayLike<number>): number {
  requireSample("a χ² test", counts, 2);
  let n = 0;
  for (let i = 0; i < counts.length; i++) {
    if (!(counts[i]! >= 0 && Number.isInteger(counts[i]))) {
      throw new BoltzproofError("domain", {
        found: `${counts[i]} as the count of cell ${i}`,
        expected: "a whole number ≥ 0",
        advice: "pass counts, not frequencies",
      });
    }
    n += counts[i]!;
  }
  return n;
}

function requireDistribution(probabilities: ArrayLike<number>): void {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) sum += probabilities[i]! >= 0 ? probabilities[i]! : Number.NaN;
  if (Math.abs(sum - 1) <= 1e-9) return;
  throw new BoltzproofError("domain", {
    found: `cell probabilities that ${Number.isNaN(sum) ? "are not all ≥ 0" : `sum to ${sum}`}`,
    expected: "numbers ≥ 0 with sum 1",
    advice: "normalise them, and add a cell for the rest",
  });
}

function requireSameLength(x: ArrayLike<number>, y: ArrayLike<number>): void {
  if (x.length === y.length) return;
  throw new BoltzproofError("shape", {
    found: `${x.length} and ${y.length} cells`,
    expected: "the same cells on both sides",
    advice: "count both over the same edges",
  });
}

function requireCells(cells: number, n: number): void {
  if (cells < 2) throw tooFewCells(`${n} draws that leave ${cells} cell${cells === 1 ? "" : "s"} after pooling`);
}

function tooFewCells(found: string): BoltzproofError {
  return new BoltzproofError("domain", {
    found,
    expected: "at least one degree of freedom",
    advice: "draw more samples or use coarser cells",
  });
}
