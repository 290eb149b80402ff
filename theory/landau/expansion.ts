/**
 * Landau expansion of the mean-field free energy of a centred machine about its symmetric point: the entropy of a unit
 * is a spring and a quartic wall, the coupling of a mode an inverted spring.
 *
 *   {0,1}: S(½+δ) = ln 2 − 2δ² − (4/3)δ⁴ − (32/15)δ⁶ …      ±1: S = ln 2 − m²/2 − m⁴/12 − m⁶/30 …
 *   along u: F = F₀ + ((r−λ)/2) u² + c Q u⁴,   Q = Σ_i U_iα⁴ + Σ_j V_jα⁴,   r = 4, c = 1/3  or  r = 1, c = 1/48.
 *
 * Sheets A24, A26–A31 for Toledo-Marín et al. 2025; the expansion is a reconstruction of the abstract's statement that
 * symmetry breaking is characterised by the singular values and the eigenvector matrix.
 */
import { gammaln } from "../../src/numeric/index.ts";
import type { Units } from "../../src/rbm/rbm.ts";

/** Coefficients of one kind of unit. */
export interface LandauCoefficients {
  /** Stiffness r of the entropy, which is the critical λ at β = 1. */
  readonly stiffness: number;
  /** c in c Q u⁴. */
  readonly quartic: number;
}

/** Stiffness and quartic coefficient of −S for unbiased units of a kind (nats). */
export function landauCoefficients(units: Units): LandauCoefficients {
  return units === "binary" ? { stiffness: 4, quartic: 1 / 3 } : { stiffness: 1, quartic: 1 / 48 };
}

/** One mode: its singular value and Q = Σ_i U_iα⁴ + Σ_j V_jα⁴. β = 1. */
export interface LandauMode {
  readonly lambda: number;
  readonly participation: number;
  readonly units: Units;
}

/** F − F₀ at displacement u. */
export function landauFreeEnergy({ lambda, participation, units }: LandauMode, u: number): number {
  const { stiffness, quartic } = landauCoefficients(units);
  return ((stiffness - lambda) / 2) * u ** 2 + quartic * participation * u ** 4;
}

/** u* ≥ 0: zero up to the transition, √((λ−r)/4cQ) beyond. */
export function landauOrderParameter({ lambda, participation, units }: LandauMode): number {
  const { stiffness, quartic } = landauCoefficients(units);
  return Math.sqrt(Math.max(0, lambda - stiffness) / (4 * quartic * participation));
}

/** Height of the barrier between ±u*, (λ−r)²/16cQ; 0 up to the transition. The time to cross it grows as its exponential. */
export function landauBarrier({ lambda, participation, units }: LandauMode): number {
  const { stiffness, quartic } = landauCoefficients(units);
  return Math.max(0, lambda - stiffness) ** 2 / (16 * quartic * participation);
}

/** ⟨u²⟩ at the transition, where P(u) ∝ exp(−cQu⁴): [Γ(¾)/Γ(¼)] / √(cQ). */
export function criticalVariance(participation: number, units: Units): number {
  const { quartic } = landauCoefficients(units);
  return Math.exp(gammaln(0.75) - gammaln(0.25)) / Math.sqrt(quartic * participation);
}

/** Coefficients of δ⁰, δ², δ⁴, δ⁶ of the entropy of a unit about its symmetric mean, in nats. */
export function entropySeries(units: Units): readonly [number, number, number, number] {
  return units === "binary" ? [Math.LN2, -2, -4 / 3, -32 / 15] : [Math.LN2, -1 / 2, -1 / 12, -1 / 30];
}

/** Entropy of a unit of the given mean, in nats. */
export function unitEntropy(mean: number, units: Units): number {
  const p = units === "binary" ? mean : (1 + mean) / 2;
  const part = (t: number): number => (t > 0 ? -t * Math.log(t) : 0);
  return part(p) + part(1 - p);
}

/**
 * Stiffness of mode β after mode α has condensed with ⟨ξ_α²⟩: 4 + 16 T_ααββ ⟨ξ_α²⟩ for {0,1} units (A27). A condensed
 * mode repels the others.
 */
export function stiffnessBeside(overlap: number, condensed: number): number {
  return 4 + 16 * overlap * condensed;
}
