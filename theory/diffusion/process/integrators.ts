/**
 * What a finite step makes of Langevin dynamics. The unadjusted algorithm (ULA, Euler–Maruyama) follows its own
 * stationary law, too wide by 1/(1 − τk/2), and diverges beyond τ = 2/k; with acceptance (MALA) the law is exact at
 * every step. Sheet A54; Roberts and Tweedie, Bernoulli 2, 341 (1996).
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { requireStable } from "./ornstein-uhlenbeck.ts";

/** 2/k: a longer step of ULA diverges. For a machine k is the stiffest rate, 4 + βλ_max. */
export function largestUlaStep(stiffest: number): number {
  requireStable(stiffest, "largest step");
  return 2 / stiffest;
}

/**
 * Stationary variance of ULA under the force −kz: 1/(k(1 − τk/2)).
 * @throws BoltzproofError "domain" for k ≤ 0 or a step outside 0 < τ < 2/k.
 */
export function ulaVariance(rate: number, tau: number): number {
  requireStable(rate, "stationary variance");
  if (tau > 0 && tau < largestUlaStep(rate)) return 1 / (rate * (1 - (tau * rate) / 2));
  throw new BoltzproofError("domain", {
    found: `a step τ = ${tau} at the rate k = ${rate}`,
    expected: `0 < τ < 2/k = ${2 / rate}, where the unadjusted Langevin algorithm is stable`,
    advice: "take a shorter step, or MALA, which is exact at any",
  });
}

/** Stationary variance of MALA, 1/k at every step. @throws BoltzproofError "domain" for k ≤ 0, without a target. */
export function malaVariance(rate: number): number {
  requireStable(rate, "target of MALA");
  return 1 / rate;
}
