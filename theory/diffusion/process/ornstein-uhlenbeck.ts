/**
 * Langevin dynamics of one direction of the machine in the Gaussian regime, dz = (f − k z) dt + √2 dW: the law at every
 * time for a stable direction (k > 0), a marginal one (k = 0) and an unstable one (k < 0), and how fast it approaches
 * the Boltzmann law, where there is one. Along u of a mode k = 4 − βλ, along w k = 4 + βλ, along zero modes k = 4.
 *
 * Sheets A50–A53 for Toledo-Marín et al. 2025: the process stands in the paper's code (langevin.jl), the stiffness 4
 * and everything that follows from it is a reconstruction.
 */
import { BoltzproofError } from "../../../src/errors.ts";

/** Drift f − k z. */
export interface LinearDrift {
  readonly rate: number;
  /** 0 when left out. */
  readonly force?: number;
}

/** Mean and variance of one coordinate. */
export interface Gaussian {
  readonly mean: number;
  readonly variance: number;
}

/** (1 − e^{−kt})/k, which is t for k = 0. */
function saturation(k: number, t: number): number {
  return k === 0 ? t : -Math.expm1(-k * t) / k;
}

/** The law at time t ≥ 0 of a process that starts from a Gaussian one; from a point where the variance is 0. */
export function lawAt({ rate, force = 0 }: LinearDrift, t: number, start: Gaussian = AT_ORIGIN): Gaussian {
  return {
    mean: start.mean * Math.exp(-rate * t) + force * saturation(rate, t),
    variance: 2 * saturation(2 * rate, t) + start.variance * Math.exp(-2 * rate * t),
  };
}

const AT_ORIGIN: Gaussian = { mean: 0, variance: 0 };

/** The Boltzmann law N(f/k, 1/k). @throws BoltzproofError "domain" for k ≤ 0, where no such law exists. */
export function stationaryLaw({ rate, force = 0 }: LinearDrift): Gaussian {
  requireStable(rate, "stationary law");
  return { mean: force / rate, variance: 1 / rate };
}

/**
 * KL(p_t‖π) in nats from a Gaussian p_t to the Boltzmann law: ½[kv − 1 − ln kv] + ½ k m², m the distance of the means.
 * @throws BoltzproofError "domain" for k ≤ 0.
 */
export function divergenceFromStationary(drift: LinearDrift, law: Gaussian): number {
  const goal = stationaryLaw(drift);
  const ratio = drift.rate * law.variance;
  return (ratio - 1 - Math.log(ratio)) / 2 + (drift.rate * (law.mean - goal.mean) ** 2) / 2;
}

/** Rate at which the divergence falls at late times, 2k. @throws BoltzproofError "domain" for k ≤ 0. */
export function divergenceRate(rate: number): number {
  requireStable(rate, "rate of convergence");
  return 2 * rate;
}

/**
 * (4 + βλ_max)/(4 − βλ_max): the fastest rate over the slowest, which limits every explicit integrator.
 * @throws BoltzproofError "domain" for βλ_max ≥ 4.
 */
export function conditionNumber(strength: number, stiffness = 4): number {
  requireStable(stiffness - strength, "condition number");
  return (stiffness + strength) / (stiffness - strength);
}

/** @throws BoltzproofError "domain" unless k > 0. */
export function requireStable(rate: number, what: string): void {
  if (rate > 0) return;
  throw new BoltzproofError("domain", {
    found: `a ${what} for the rate k = ${rate}`,
    expected: "k > 0, which for a mode of {0,1} units is βλ < 4",
    advice: "raise the temperature, or ask for the law at a finite time",
  });
}
