/**
 * How long a mode of a machine of finite size takes. Beyond the threshold its free energy is a double well; the law
 * converges, but only after the paths have crossed the barrier, in a time that grows as the exponential of its height
 * (Kramers, Physica 7, 284, 1940). Close to the threshold neither the linear rate nor the barrier counts, and the time is
 * that of a quartic well, estimated by its variance as 1/k is the variance of a spring.
 *
 * Sheets A30, A48, A52 for Toledo-Marín et al. 2025, a reconstruction.
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { criticalVariance, type LandauMode, landauBarrier, landauCoefficients } from "../../landau/expansion.ts";
import type { DirectionConvergence } from "./direction.ts";

/**
 * ln of the rate at which the law of a mode beyond its threshold relaxes: √2(λ − r)/π · e^{−ΔF}, twice the rate of
 * crossings from one well, from the curvatures 2(λ − r) of the wells and −(λ − r) of the barrier. Good to the order of
 * 1/ΔF.
 * @throws BoltzproofError "domain" at and below the threshold, where there is no barrier.
 */
export function logEscapeRate(mode: LandauMode): number {
  const excess = mode.lambda - landauCoefficients(mode.units).stiffness;
  if (excess > 0) return Math.log((Math.SQRT2 * excess) / Math.PI) - landauBarrier(mode);
  throw new BoltzproofError("domain", {
    found: `βλ = ${mode.lambda}`,
    expected: `βλ > ${landauCoefficients(mode.units).stiffness}, where a barrier separates two wells`,
    advice: "below the threshold the rate is 4 − βλ",
  });
}

/** Lower barriers do not hold paths back. */
const LEAST_BARRIER = 1;

/** Along u at finite size: always converges; 1/(r − λ) well below the threshold, the escape time well beyond. */
export function finiteDirection(mode: LandauMode): DirectionConvergence {
  const rate = landauCoefficients(mode.units).stiffness - mode.lambda;
  const critical = Math.log(criticalVariance(mode.participation, mode.units));
  if (rate > 0) return { converges: true, rate, logTime: Math.min(-Math.log(rate), critical) };
  const held = landauBarrier(mode) > LEAST_BARRIER;
  return { converges: true, rate: Number.NaN, logTime: held ? Math.max(-logEscapeRate(mode), critical) : critical };
}
