/**
 * The effective potential of one mode about the mean of the uniform measure, the form of the public code
 * (langevin_doubleWell), with coefficients from first principles (a reconstruction; the code fits them):
 *
 *   U(z) = −(sΛ/2) z² + (k/2)(z−μ)² + (γ/3)(z−μ)³ + (α/4)(z−μ)⁴,    s = +1 along u, −1 along w.
 *
 * Any such potential obeys the virial identity ⟨zU′⟩ = 1 at β = 1. Sheet A28 for Toledo-Marín et al. 2025.
 */

export interface DoubleWell {
  readonly s: 1 | -1;
  readonly lambda: number;
  readonly mean: number;
  readonly k: number;
  readonly gamma: number;
  readonly alpha: number;
}

/** U(z) of one direction: the coupling −sλz²/2 and the layer's entropy to fourth order about its mean. */
export function doubleWellPotential({ s, lambda, mean, k, gamma, alpha }: DoubleWell, z: number): number {
  const d = z - mean;
  return (-s * lambda * z * z) / 2 + (k * d * d) / 2 + (gamma * d ** 3) / 3 + (alpha * d ** 4) / 4;
}

/** ⟨zU′⟩ from the first four moments of z, expanded in powers of z as in the code. */
export function virial(
  { s, lambda, mean, k, gamma, alpha }: DoubleWell,
  moments: readonly [number, number, number, number],
): number {
  const [z1, z2, z3, z4] = moments;
  return (
    alpha * z4 +
    (gamma - 3 * mean * alpha) * z3 +
    (-s * lambda + k - 2 * mean * gamma + 3 * mean ** 2 * alpha) * z2 +
    (-k * mean + gamma * mean ** 2 - alpha * mean ** 3) * z1
  );
}

/** Second, third and fourth derivative of a layer's entropy along a direction, as the potential uses them. */
export interface WellCoefficients {
  readonly k: number;
  readonly gamma: number;
  readonly alpha: number;
}

/** k, γ, α of one layer's direction U about unit means m₀ ({0,1} units), from the expansion of −S. */
export function wellCoefficients(U: ArrayLike<number>, m0: number): WellCoefficients {
  const sum = (n: number): number => Array.from(U).reduce((s, t) => s + t ** n, 0);
  const q = m0 * (1 - m0);
  return {
    k: sum(2) / q,
    gamma: (sum(3) * (2 * m0 - 1)) / (2 * q * q),
    alpha: (sum(4) * (2 / m0 ** 3 + 2 / (1 - m0) ** 3)) / 6,
  };
}
