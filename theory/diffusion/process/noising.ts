/**
 * The noising process of diffusion models and the way back, in reciprocal space:
 *
 *   z_t = e^{−t} z + √(1 − e^{−2t}) ξ,    dz = −z dt + √2 dW,
 *   score s(z, t) = ∇ ln p_t(z) = (e^{−t} E[z_0 | z_t = z] − z)/(1 − e^{−2t})    (Tweedie),
 *   reversed:  dz = [z + 2 s(z, T − τ)] dτ + √2 dW.
 *
 * The noise is isotropic, so it is the same in every orthonormal basis and the score of U^T z is U^T times the score.
 * Sheet A56 for Toledo-Marín et al. 2025; Song et al., ICLR 2021; Tweedie's formula after Efron, JASA 106, 1602 (2011).
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { type Matrix, matrix, row } from "../../../src/numeric/matrix.ts";
import type { LangevinStep } from "../../../src/numeric/paths/index.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { logSumExp } from "../../../src/numeric/special.ts";
import type { Gaussian } from "./ornstein-uhlenbeck.ts";

/** Isotropic Gaussians about the rows of `means`: of variance 0 for the empirical law of a data set. */
export interface Mixture {
  /** One component a row. */
  readonly means: Matrix;
  /** 0 when left out. */
  readonly variance?: number;
  /** ln of the weights up to a constant; equal when left out. */
  readonly logWeights?: Float64Array;
}

/** Variance 1 − e^{−2t} of the noise at time t. @throws BoltzproofError "domain" unless t > 0. */
export function noiseVariance(t: number): number {
  if (t > 0) return -Math.expm1(-2 * t);
  throw new BoltzproofError("domain", {
    found: `a score at the time ${t}`,
    expected: "a time above 0: data without noise have no density",
    advice: "stop the reverse process a little before the end",
  });
}

/** Law of a Gaussian coordinate at time t. */
export function noisedLaw({ mean, variance }: Gaussian, t: number): Gaussian {
  return { mean: Math.exp(-t) * mean, variance: Math.exp(-2 * t) * variance - Math.expm1(-2 * t) };
}

/** Score of a Gaussian coordinate, −(z − e^{−t}m)/(e^{−2t}v + 1 − e^{−2t}). */
export function gaussianScore(law: Gaussian, t: number, z: number): number {
  const { mean, variance } = noisedLaw(law, t);
  return -(z - mean) / variance;
}

/** ln of posterior weights of the components, given z at time t, normalised; and ln p_t(z). */
function posterior({ means, variance = 0, logWeights }: Mixture, t: number, z: Float64Array) {
  const spread = noisedLaw({ mean: 0, variance }, t).variance;
  const logs = Float64Array.from({ length: means.rows }, (_, k) => {
    const distance = row(means, k).reduce((s, m, i) => s + (z[i]! - Math.exp(-t) * m) ** 2, 0);
    return (logWeights?.[k] ?? 0) - distance / (2 * spread);
  });
  const total = logSumExp(logs);
  const normaliser = logWeights ? logSumExp(logWeights) : Math.log(means.rows);
  const logDensity = total - normaliser - (z.length / 2) * Math.log(2 * Math.PI * spread);
  return { weights: logs.map((x) => Math.exp(x - total)), spread, logDensity };
}

/** ln p_t(z) of the noised mixture. @throws BoltzproofError "domain" unless t > 0. */
export function noisedLogDensity(mixture: Mixture, t: number, z: Float64Array): number {
  noiseVariance(t);
  return posterior(mixture, t, z).logDensity;
}

/** E[z_0 | z_t = z]: the best guess of the data behind a noisy state. */
export function denoised(mixture: Mixture, t: number, z: Float64Array): Float64Array {
  noiseVariance(t);
  const { weights, spread } = posterior(mixture, t, z);
  const { variance = 0, means } = mixture;
  // Within a component the mean follows z by the share of its own variance in what is seen.
  const gain = (Math.exp(-t) * variance) / spread;
  const out = new Float64Array(z.length);
  weights.forEach((p, k) => {
    if (p === 0) return;
    row(means, k).forEach((m, i) => {
      out[i]! += p * (m + gain * (z[i]! - Math.exp(-t) * m));
    });
  });
  return out;
}

/** ∇ ln p_t(z) by Tweedie's formula. @throws BoltzproofError "domain" unless t > 0. */
export function noisedScore(mixture: Mixture, t: number, z: Float64Array): Float64Array {
  const noise = noiseVariance(t);
  return denoised(mixture, t, z).map((m, i) => (Math.exp(-t) * m - z[i]!) / noise);
}

/** Times from `from` down to `to` in `steps` equal ratios: short steps where the score is steep. */
export function geometricTimes(from: number, to: number, steps: number): Float64Array {
  if (!(from > to && to > 0 && Number.isInteger(steps) && steps > 0)) {
    throw new BoltzproofError("domain", {
      found: `${steps} steps from time ${from} to ${to}`,
      expected: "a whole number of steps down to a positive time",
      advice: "stop a little before time 0",
    });
  }
  return Float64Array.from({ length: steps + 1 }, (_, k) => from * (to / from) ** (k / steps));
}

/** The reverse process of one Gaussian coordinate, step by step: its score is linear in z. */
export function reverseSteps(law: Gaussian, times: Float64Array): LangevinStep[] {
  return Array.from(times.subarray(0, -1), (t, k) => {
    const { mean, variance } = noisedLaw(law, t);
    return { tau: t - times[k + 1]!, force: [(2 * mean) / variance, 1 - 2 / variance] as const };
  });
}

/** Mean and variance that those steps leave, exactly: both follow a linear recursion. */
export function reversedLaw(law: Gaussian, times: Float64Array, start: Gaussian = { mean: 0, variance: 1 }): Gaussian {
  return reverseSteps(law, times).reduce(({ mean, variance }, { tau, force: [f0, f1] }) => {
    const factor = 1 + tau * f1;
    return { mean: factor * mean + tau * f0, variance: factor ** 2 * variance + 2 * tau };
  }, start);
}

/** How many samples, and the descending times of the reverse process. */
export interface ReverseProcessOptions {
  readonly samples: number;
  /** Descending times; the first ones so late that the law is standard normal. */
  readonly times: Float64Array;
}

/** Samples of the mixture, one a row, from noise by the reverse process with its exact score. */
export function reverseProcess(mixture: Mixture, { samples, times }: ReverseProcessOptions, rng: Rng): Matrix {
  const d = mixture.means.cols;
  const out = matrix(samples, d, rng.normals(samples * d));
  for (let k = 0; k + 1 < times.length; k++) {
    const [t, tau] = [times[k]!, times[k]! - times[k + 1]!];
    for (let s = 0; s < samples; s++) {
      const z = row(out, s);
      const score = noisedScore(mixture, t, z);
      for (let i = 0; i < d; i++) z[i]! += tau * (z[i]! + 2 * score[i]!) + Math.sqrt(2 * tau) * rng.normal();
    }
  }
  return out;
}
