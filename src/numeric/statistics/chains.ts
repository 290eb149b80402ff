/**
 * Error bars of correlated chains. The variance of a mean follows from Geyer's initial monotone sequence (Stat.
 * Sci. 7, 473, 1992): sums of adjacent autocovariances of a reversible chain are positive and fall, so the
 * estimate stops where noise breaks that. Block Gibbs alternation and any scan v → h → v is such a chain.
 */
import { BoltzproofError } from "../../errors.ts";
import { autocovariance } from "./autocovariance.ts";
import { type MeanEstimate, mean, requireSample, variance } from "./moments.ts";

/**
 * Mean of a stationary chain with its error bar σ√(τ/n), integrated autocorrelation time τ = 1 + 2Σρ_t in steps
 * and effective sample size n/τ. A chain that never moves knows nothing about its error: standard error ∞, ess 1.
 * Average parallel chains step by step first, or treat their separate means as independent values.
 * @throws BoltzproofError "shape" for fewer than four values, "not-finite" for a NaN or infinite value.
 */
export function chainMean(x: ArrayLike<number>): MeanEstimate {
  requireSample("a chain average", x, 4);
  const n = x.length;
  const gamma = autocovariance(x);
  if (!(gamma[0]! > 0)) return { mean: mean(x), standardError: Number.POSITIVE_INFINITY, tau: n, ess: 1 };
  // An alternating chain may have τ < 1; an estimate below 1/log₁₀ n is noise (the bound that Stan uses).
  const tau = Math.max(monotoneSequenceTime(gamma), 1 / Math.log10(Math.max(n, 10)));
  return { mean: mean(x), standardError: Math.sqrt((gamma[0]! * tau) / n), tau, ess: n / tau };
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

/**
 * The mean of a chain with the error from batch means, for comparison with chainMean: √n batches unless told.
 * Right only when a batch is much longer than the autocorrelation time, else too small.
 * @throws BoltzproofError "shape" for fewer than two batches or values than batches, "not-finite" as above.
 */
export function batchMeans(x: ArrayLike<number>, batches: number = Math.floor(Math.sqrt(x.length))): MeanEstimate {
  const size = Math.floor(x.length / batches);
  requireSample("batch means", x, Math.max(4, 2 * batches));
  const all = Float64Array.from(x);
  const means = Float64Array.from({ length: batches }, (_, k) => mean(all.subarray(k * size, (k + 1) * size)));
  const standardError = Math.sqrt(variance(means) / batches);
  const tau = (standardError ** 2 * x.length) / variance(x);
  return { mean: mean(x), standardError, tau, ess: x.length / tau };
}

/**
 * Split R̂ of Gelman et al. (Bayesian Data Analysis, 3rd ed., 11.4): near 1 when each half of each chain looks like
 * all of them; above 1.01 they have not mixed. NaN when no chain moves.
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
