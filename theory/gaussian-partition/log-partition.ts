/**
 * The partition function with every reciprocal variable replaced by an independent Gaussian of the mean and variance
 * that it has over all states: N(μ^x, σ²), N(μ^y, σ²), σ = ½ for {0,1} and 1 for ±1 units. Per mode the integral is
 * elementary while βλ < 1/σ²; beyond, the Gaussian along u has no limit and a window of half-width Δ around its mean
 * cuts it off.
 *
 * Toledo-Marín et al. 2025, code gaussian_partition (sheet A35) and gaussian_orth_partition (A36, whose μ² terms are
 * corrected here); the window integral in closed form is A37, a reconstruction.
 */
import { BoltzproofError } from "../../src/errors.ts";
import { logQuadraticIntegral } from "../../src/numeric/index.ts";
import { multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { rank, reciprocalFields, uniformMeans, zeroModes } from "../reciprocal-space/variables.ts";

/** One mode in its Gaussian approximation: coupling and fields times β, means and variances over all states. */
export interface GaussianMode {
  /** βλ. */
  readonly lambda: number;
  /** βã and βb̃. */
  readonly a: number;
  readonly b: number;
  /** Means of x and y over all states. */
  readonly meanX: number;
  readonly meanY: number;
  /** Variances of x and y over all states. */
  readonly varianceX: number;
  readonly varianceY: number;
}

/** ln ∫∫ N(x) N(y) e^{ax+by+λxy} by completing squares: first x, then y (A35). @throws "domain" for λ ≥ 1/(σ_xσ_y). */
export function logModeIntegral(mode: GaussianMode): number {
  const { lambda, a, b, meanX, meanY, varianceX, varianceY } = mode;
  const A = 1 / (2 * varianceY) - (varianceX * lambda ** 2) / 2;
  if (!(A > 0)) throw unstable(lambda, 1 / Math.sqrt(varianceX * varianceY));
  const B = meanY / varianceY + lambda * (varianceX * a + meanX) + b;
  const C = -(meanY ** 2) / (2 * varianceY) + meanX * a + (varianceX * a ** 2) / 2;
  return B ** 2 / (4 * A) + C - Math.log(2 * varianceY * A) / 2;
}

/** ln Z_w: the Gaussian along which the energy rises, mean ξ, variance σ² (A36). */
export function logRisingIntegral(lambda: number, mean: number, variance: number): number {
  const s = lambda * variance;
  return -((mean ** 2 / 2) * lambda) / (1 + s) - Math.log1p(s) / 2;
}

/** ln Z_u: the Gaussian along which the energy falls, mean μ, variance σ²; only for λσ² < 1 (A36, first branch). */
export function logFallingIntegral(lambda: number, mean: number, variance: number): number {
  const s = lambda * variance;
  if (!(s < 1)) throw unstable(lambda, 1 / variance);
  return ((mean ** 2 / 2) * lambda) / (1 - s) - Math.log1p(-s) / 2;
}

/**
 * ln ∫_{μ−Δ}^{μ+Δ} N(u; μ, σ²) e^{λu²/2} du for any λ: all branches of A36 and A37 in one. About the mean, u = μ + t, the
 * exponent is λμ²/2 + λμt + κt²/2 with κ = λ − 1/σ².
 * @throws BoltzproofError "domain" unless Δ > 0 and σ² > 0.
 */
export function logWindowIntegral(lambda: number, mean: number, variance: number, halfWidth: number): number {
  if (!(halfWidth > 0 && variance > 0)) {
    throw new BoltzproofError("domain", {
      found: `a window of half-width ${halfWidth} over a variance of ${variance}`,
      expected: "both above 0",
      advice: "choose a half-width of 0.025 to 0.05, as the public code does",
    });
  }
  const window = logQuadraticIntegral(lambda * mean, lambda - 1 / variance, halfWidth);
  return (lambda * mean ** 2) / 2 - Math.log(2 * Math.PI * variance) / 2 + window;
}

function unstable(lambda: number, limit: number): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `βλ = ${lambda}`,
    expected: `βλ < ${limit}, where the Gaussian integral exists`,
    advice: "give halfWidth to cut the unstable modes off, or raise the temperature",
  });
}

/** Temperature, and the window beyond which diverging modes are cut. */
export interface GaussianPartitionOptions {
  readonly beta?: number;
  /** Half-width Δ of the window for unstable modes; they are refused when it is left out. */
  readonly halfWidth?: number;
}

/** ln Z in the Gaussian approximation, and its parts by mode. */
export interface GaussianPartition {
  /** ln Z in nats. */
  readonly value: number;
  /** Modes with βλ ≥ 1/σ², which only the window keeps finite. */
  readonly unstable: number;
}

/**
 * ln Z of the machine in the Gaussian approximation, zero modes included (their factor is only a comment in the
 * public code, and needed for N ≠ M). Not a bound; the error is of order β⁴ (A38).
 * @throws BoltzproofError "domain" for an unstable mode without a window.
 */
export function logPartitionGaussian(
  rbm: Rbm,
  { beta = 1, halfWidth }: GaussianPartitionOptions = {},
): GaussianPartition {
  const modes = singularModes(rbm);
  const variance = rbm.units === "binary" ? 0.25 : 1;
  const fields = reciprocalFields(rbm, modes);
  const means = uniformMeans(rbm, modes);
  let value = (rbm.visible + rbm.hidden) * Math.LN2 + zeroModeTerms(rbm, beta, variance);
  let unstableModes = 0;
  for (let k = 0; k < rank(modes); k++) {
    const mode: GaussianMode = {
      lambda: beta * modes.lambda[k]!,
      a: beta * fields.x[k]!,
      b: beta * fields.y[k]!,
      meanX: means.x[k]!,
      meanY: means.y[k]!,
      varianceX: variance,
      varianceY: variance,
    };
    const stable = mode.lambda * variance < 1;
    if (!stable) unstableModes++;
    value += stable || halfWidth === undefined ? logModeIntegral(mode) : logCutMode(mode, halfWidth);
  }
  return { value, unstable: unstableModes };
}

/** An unstable mode about its saddle: −ε, the rising Gaussian, and the window along the falling one (A36). */
export function logCutMode({ lambda, a, b, meanX, meanY, varianceX }: GaussianMode, halfWidth: number): number {
  const [x, y] = [meanX + b / lambda, meanY + a / lambda];
  const rising = logRisingIntegral(lambda, (y - x) / Math.SQRT2, varianceX);
  return -(a * b) / lambda + rising + logWindowIntegral(lambda, (x + y) / Math.SQRT2, varianceX, halfWidth);
}

/** Σ over the directions that W does not couple of βãμ + ½β²ã²σ². */
export function zeroModeTerms(rbm: Rbm, beta: number, variance: number): number {
  const zero = zeroModes(singularModes(rbm));
  const centre = rbm.units === "binary" ? 0.5 : 0;
  const side = (Z: typeof zero.visible, field: Float64Array): number => {
    const along = multiplyVectorTransposed(Z, field);
    const mean = multiplyVectorTransposed(Z, new Float64Array(Z.rows).fill(centre));
    return along.reduce((sum, t, k) => sum + beta * t * mean[k]! + (beta ** 2 * t ** 2 * variance) / 2, 0);
  };
  return side(zero.visible, rbm.a) + side(zero.hidden, rbm.b);
}
