/**
 * Error bars of correlated chains. The variance of a mean follows from Geyer's initial monotone sequence (Stat.
 * Sci. 7, 473, 1992): sums of adjacent autocovariances of a reversible chain are positive and fall, so the
 * estimate stops where noise breaks that. Block Gibbs alternation and any scan v → h → v is such a chain.
 */
import { BoltzproofError } from "../../errors.ts";
import { autocovariance } from "./autocovariance.ts";
import { type MeanEstimate, mean, meanEstimate, requireSample, variance, withoutScatter } from "./moments.ts";

/**
 * Mean of a stationary chain with its error bar σ√(τ/n), integrated autocorrelation time τ = 1 + 2Σρ_t in steps
 * and effective sample size n/τ, whose number less one are the degrees of freedom of the interval. A chain that never
 * moves knows nothing about its error: standard error ∞, ess 1.
 * Average parallel chains step by step first, or treat their separate means as independent values.
 * @throws BoltzproofError "shape" for fewer than four values, "not-finite" for a NaN or infinite value.
 */
export function chainMean(x: ArrayLike<number>): MeanEstimate {
  requireSample("a chain average", x, 4);
  const n = x.length;
  const gamma = autocovariance(x);
  if (!(gamma[0]! > 0)) return withoutScatter(mean(x), n);
  const tau = Math.max(monotoneSequenceTime(gamma), leastTime(n));
  return meanEstimate(mean(x), Math.sqrt((gamma[0]! * tau) / n), tau, n, Math.max(1, n / tau - 1));
}

/** An alternating chain may have τ < 1; an estimate below 1/log₁₀ n is noise (the bound that Stan uses). */
function leastTime(n: number): number {
  return 1 / Math.log10(Math.max(n, 10));
}

/** τ = −1 + 2 Σ_k Γ_k/γ₀ over the initial positive Γ_k = γ_2k + γ_2k+1, each cut down to the smallest before it. */
function monotoneSequenceTime(gamma: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let k = 0; 2 * k + 1 < gamma.length; k++) {
    const pair = gamma[2 * k]! + gamma[2 * k + 1]!;
    if (!(pair > 0)) break;
    least = Math.min(least, pair);
    sum += least;
  }
  return (2 * sum) / gamma[0]! - 1;
}

/** Batches of so many autocorrelation times make the error bar at most 1.3 % too small, and there should be so many. */
const TIMES_A_BATCH = 20;
const LEAST_BATCHES = 5;

/**
 * The mean of a chain with the error from batch means, for comparison with chainMean, and an interval with one degree of
 * freedom less than batches. Unless told, √n batches, or as many as leave each of them 20 of the chain's autocorrelation
 * times, but at least 5. The error is right only when a batch is much longer than the autocorrelation time, else too
 * small. A chain that never moves knows nothing about its error: standard error ∞, ess 1.
 * @throws BoltzproofError "shape" for fewer than two batches or values than batches, "not-finite" as above.
 */
export function batchMeans(x: ArrayLike<number>, batches: number = batchesFor(x)): MeanEstimate {
  const n = x.length;
  const size = Math.floor(n / batches);
  requireSample("batch means", x, Math.max(4, 2 * batches));
  const all = Float64Array.from(x);
  const spread = variance(all);
  if (!(spread > 0)) return withoutScatter(mean(all), n);
  const means = Float64Array.from({ length: batches }, (_, k) => mean(all.subarray(k * size, (k + 1) * size)));
  // Batches that agree to the last digit are no sign of a mean without error either.
  const tau = Math.max(((variance(means) / batches) * n) / spread, leastTime(n));
  return meanEstimate(mean(all), Math.sqrt((spread * tau) / n), tau, n, batches - 1);
}

function batchesFor(x: ArrayLike<number>): number {
  const n = x.length;
  if (n < 4) return 2;
  const fit = Math.floor(n / (TIMES_A_BATCH * chainMean(x).tau));
  return Math.max(2, Math.min(Math.floor(Math.sqrt(n)), Math.max(LEAST_BATCHES, fit)));
}

/**
 * Split R̂ of Gelman et al. (Bayesian Data Analysis, 3rd ed., 11.4): near 1 when each half of each chain looks like
 * all of them; above 1.01 they have not mixed. NaN when nothing moves, ∞ when each half stands still at a place of its own.
 * @throws BoltzproofError "shape" for chains of different lengths or fewer than four values.
 */
export function rHat(chains: readonly ArrayLike<number>[]): number {
  const halves = chains.flatMap((chain) => {
    requireSample("R̂", chain, 4);
    requireEqualLength(chain, chains[0]!);
    const all = Float64Array.from(chain);
    const half = Math.floor(all.length / 2);
    return [all.subarray(0, half), all.subarray(all.length - half)];
  });
  requireSample(
    "R̂",
    halves.map((_, i) => i),
    2,
  );
  const n = halves[0]!.length;
  const within = mean(halves.map((h) => variance(h)));
  const between = variance(halves.map((h) => mean(h)));
  return Math.sqrt((n - 1) / n + between / within);
}

function requireEqualLength(chain: ArrayLike<number>, first: ArrayLike<number>): void {
  if (chain.length === first.length) return;
  throw new BoltzproofError("shape", {
    found: `chains of ${first.length} and ${chain.length} values`,
    expected: "equal lengths",
    advice: "cut all chains to the shortest",
  });
}
