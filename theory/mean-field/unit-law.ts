/**
 * One unit by its mean: entropy, the input that produces the mean, and the cumulants that follow. With mean m a unit
 * of {0, 1} has variance V = m(1 − m), a spin V = 1 − m²; the third cumulant is K = V V′ for both, because each
 * further cumulant is the derivative of the last by the input, and dm/d(input) = V. Sheet A24, A33, appendix D3.
 */
import { BoltzproofError } from "../../src/errors.ts";
import { logit } from "../../src/numeric/special.ts";
import type { Units } from "../../src/rbm/rbm.ts";

/** Entropy, inverse response and moments of one unit as functions of its mean m. */
export interface UnitLaw {
  /** S(m) in nats; NaN for a mean that no law has. */
  entropy(m: number): number;
  /** The input (β included) under which the unit has mean m: logit m for {0, 1}, artanh m for ±1. */
  inputOf(m: number): number;
  /** V(m). */
  variance(m: number): number;
  /** V′(m). */
  varianceSlope(m: number): number;
  /** K(m), the third cumulant. */
  third(m: number): number;
  /** K′(m). */
  thirdSlope(m: number): number;
  /** The mean without input: ½ or 0. */
  readonly centre: number;
}

/** −p ln p, continued to p = 0. */
const surprise = (p: number): number => (p === 0 ? 0 : -p * Math.log(p));

/** V″ = −2 for both kinds of unit. */
const fromVariance = (variance: (m: number) => number, slope: (m: number) => number) => ({
  variance,
  varianceSlope: slope,
  third: (m: number): number => variance(m) * slope(m),
  thirdSlope: (m: number): number => slope(m) ** 2 - 2 * variance(m),
});

const binary: UnitLaw = {
  entropy: (m) => surprise(m) + surprise(1 - m),
  inputOf: logit,
  ...fromVariance(
    (m) => m * (1 - m),
    (m) => 1 - 2 * m,
  ),
  centre: 0.5,
};

const spin: UnitLaw = {
  entropy: (m) => surprise((1 + m) / 2) + surprise((1 - m) / 2),
  inputOf: Math.atanh,
  ...fromVariance(
    (m) => (1 - m) * (1 + m),
    (m) => -2 * m,
  ),
  centre: 0,
};

/** The law of a unit of the given kind. */
export function unitLaw(units: Units): UnitLaw {
  return units === "binary" ? binary : spin;
}

/**
 * Σ_i S(m_i) of a layer of independent units, in nats.
 * @throws BoltzproofError "domain" for a mean outside [0, 1] or [−1, 1].
 */
export function layerEntropy(units: Units, means: Float64Array): number {
  const { entropy } = unitLaw(units);
  const sum = means.reduce((s, m) => s + entropy(m), 0);
  if (!Number.isNaN(sum)) return sum;
  const at = means.findIndex((m) => Number.isNaN(entropy(m)));
  throw new BoltzproofError("domain", {
    found: `the mean ${means[at]} of ${units} unit ${at}`,
    expected: units === "binary" ? "a number from 0 to 1" : "a number from −1 to 1",
    advice: "pass means in the units of the machine",
  });
}
