/**
 * The Marchenko–Pastur law of the singular values of a weight matrix with independent entries.
 *
 * For W of N×M entries of mean 0 and variance σ², L = min(N, M), K = max(N, M), and s = λ²:
 *
 *   ρ(λ) = √((λ₊² − λ²)(λ² − λ₋²)) / (π L σ² λ),     λ± = σ(√K ± √L),     N, M → ∞ at fixed ratio.
 *
 * Marchenko and Pastur 1967; used for untrained RBMs in Toledo-Marín et al. 2025, sheet A16.
 */
import { BoltzproofError } from "../../src/errors.ts";

/** Independent entries of variance sigma² in a W of visible × hidden. */
export interface WeightEnsemble {
  /** N, number of visible units. */
  readonly visible: number;
  /** M, number of hidden units. */
  readonly hidden: number;
  /** Standard deviation σ of one weight. */
  readonly sigma: number;
}

/** Law of the singular values of such a W, as both layers grow in proportion. */
export interface SpectralLaw {
  /** λ₋ and λ₊. */
  readonly edges: readonly [number, number];
  /** Density of one singular value at λ; 0 outside the edges. */
  density(lambda: number): number;
  /** P(singular value ≤ λ), in closed form. */
  cumulative(lambda: number): number;
  /** ⟨λ^(2k)⟩ over the L values. */
  evenMoment(k: number): number;
}

/**
 * The law for an ensemble of weight matrices.
 * @throws BoltzproofError "domain" unless both sizes and σ are positive.
 */
export function marchenkoPastur(ensemble: WeightEnsemble): SpectralLaw {
  const { visible, hidden, sigma } = requireEnsemble(ensemble);
  const small = Math.min(visible, hidden);
  const large = Math.max(visible, hidden);
  const edges = [sigma * (Math.sqrt(large) - Math.sqrt(small)), sigma * (Math.sqrt(large) + Math.sqrt(small))] as const;
  const q = small * sigma ** 2;
  return {
    edges,
    density: (lambda) => densityAt(lambda, edges, q),
    cumulative: (lambda) => cumulativeAt(lambda, edges, q),
    evenMoment: (k) => sigma ** (2 * k) * narayanaSum(k, large, small),
  };
}

function densityAt(lambda: number, [low, high]: readonly [number, number], q: number): number {
  if (lambda <= low || lambda >= high) return 0;
  return Math.sqrt((high - lambda) * (high + lambda) * (lambda - low) * (lambda + low)) / (Math.PI * q * lambda);
}

/**
 * s = mid − half·cos θ takes the square-root edges away:
 * ∫ρ(s)ds = (1/2πq) ∫ half² sin²θ / (mid − half cos θ) dθ, which is elementary.
 */
function cumulativeAt(lambda: number, [low, high]: readonly [number, number], q: number): number {
  if (lambda <= low) return 0;
  if (lambda >= high) return 1;
  const mid = (high ** 2 + low ** 2) / 2;
  const half = (high ** 2 - low ** 2) / 2;
  const cosine = Math.min(1, Math.max(-1, (mid - lambda ** 2) / half));
  const theta = Math.acos(cosine);
  const turn = 2 * Math.atan2(high * Math.sin(theta / 2), low * Math.cos(theta / 2));
  return (mid * theta + half * Math.sin(theta) - low * high * turn) / (2 * Math.PI * q);
}

/**
 * ⟨s^k⟩/σ^(2k) = Σ_r Narayana(k, r+1) K^(k−r) L^r with L ≤ K: the closed form of the moments that the
 * Stieltjes quadratic generates (N, then N(N+M), then N(N²+3NM+M²) for N ≥ M).
 */
function narayanaSum(k: number, large: number, small: number): number {
  let sum = 0;
  for (let r = 0; r < k; r++) {
    sum += ((choose(k, r) * choose(k, r + 1)) / k) * large ** (k - r) * small ** r;
  }
  return k === 0 ? 1 : sum;
}

function choose(n: number, k: number): number {
  let c = 1;
  for (let i = 0; i < k; i++) c = (c * (n - i)) / (i + 1);
  return Math.round(c);
}

function requireEnsemble(ensemble: WeightEnsemble): WeightEnsemble {
  const { visible, hidden, sigma } = ensemble;
  if (visible >= 1 && hidden >= 1 && sigma > 0 && Number.isFinite(sigma)) return ensemble;
  throw new BoltzproofError("domain", {
    found: `an ensemble of ${visible}×${hidden} weights with σ = ${sigma}`,
    expected: "at least one unit in each layer and σ > 0",
    advice: "pass the sizes of W and the standard deviation of its entries",
  });
}
