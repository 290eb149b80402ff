/**
 * The Gaussian partition function about any means. Units that are independent with means m_0, n_0 take the place of the
 * uniform measure, the rest of the energy is treated as in A35, with Gaussians of the same means and variances:
 *
 *   ln Z ≈ −F_MF[m_0, n_0] + ½ gᵀH⁻¹g − ½ ln det(1 − D_v W D_h Wᵀ),
 *
 * g the slope of −F_MF and H its second derivatives at (m_0, n_0). At the centre of all units this is A36; at a solution
 * of mean field g vanishes and it is one loop (A34). Elsewhere it is a step of Newton towards the solution.
 *
 * A reconstruction: the sheet for Toledo-Marín et al. 2025 asks for it where fields are large.
 */
import { inputsHiddenGivenVisible, inputsVisibleGivenHidden } from "../../src/rbm/conditionals.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { LayerMeans } from "../mean-field/fixed-point.ts";
import { meanFieldFreeEnergy } from "../mean-field/free-energy.ts";
import { unitLaw } from "../mean-field/unit-law.ts";
import { factorCurvature } from "../support/curvature.ts";
import { meanFieldCurvature } from "../symmetry-breaking/linearised-law.ts";

/** What a Gaussian about given means makes of ln Z, in nats, at β = 1. */
export interface GaussianAboutMeans {
  readonly value: number;
  /** Its part from the slope, ½ gᵀH⁻¹g: zero at a solution of mean field. */
  readonly shift: number;
  /** Its part from fluctuations, −½ ln det(1 − D_v W D_h Wᵀ). */
  readonly fluctuations: number;
}

/**
 * ln Z in the Gaussian approximation about the means m_0, n_0. Not a bound.
 * @throws BoltzproofError "domain" where a mode at these means is unstable, or for a mean of 0 or 1.
 */
export function logPartitionGaussianAbout(rbm: Rbm, means: LayerMeans): GaussianAboutMeans {
  const { m, n } = means;
  const factored = factorCurvature(meanFieldCurvature(rbm, means));
  const slope = (units: Rbm["visibleUnits"], inputs: Float64Array, at: Float64Array): Float64Array =>
    inputs.map((t, i) => t - unitLaw(units).inputOf(at[i]!));
  const g = {
    m: slope(rbm.visibleUnits, inputsVisibleGivenHidden(rbm, n), m),
    n: slope(rbm.hiddenUnits, inputsHiddenGivenVisible(rbm, m), n),
  };
  const step = factored.solve(g);
  const overlap = (p: Float64Array, q: Float64Array): number => p.reduce((s, t, i) => s + t * q[i]!, 0);
  const shift = (overlap(g.m, step.m) + overlap(g.n, step.n)) / 2;
  const fluctuations = -factored.logDeterminantRatio / 2;
  return { value: shift + fluctuations - meanFieldFreeEnergy(rbm, m, n), shift, fluctuations };
}
