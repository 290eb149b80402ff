/**
 * The Gaussian law of a machine about a solution of mean field or of TAP: means at the solution, covariance the inverse
 * of the second derivatives of the free energy there. With all means at the centre and one mode it is the law of A43,
 * variances 1/(4 ∓ λ); with the reaction of TAP and an extensive bulk, that of A44; with fields, the variances of the
 * units shrink and the strength of a mode is the singular value of D_v^½ W D_h^½ (A25).
 *
 * A reconstruction: Toledo-Marín et al. 2025 state the Gaussian limit about the uniform measure.
 */
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { LayerMeans } from "../mean-field/fixed-point.ts";
import { unitLaw } from "../mean-field/unit-law.ts";
import { reciprocalVariables } from "../reciprocal-space/variables.ts";
import { type CurvatureParts, factorCurvature } from "../support/curvature.ts";
import { layerCumulants, tapStiffness } from "../tap/free-energy.ts";

/** Means and variances of x ± y over √2 of each mode, one entry a mode. */
export interface ModeMoments {
  /** ⟨(x + y)/√2⟩, not measured from the saddle. */
  readonly meanU: Float64Array;
  readonly varianceU: Float64Array;
  /** ⟨(y − x)/√2⟩. */
  readonly meanW: Float64Array;
  readonly varianceW: Float64Array;
}

/** Second derivatives of F_MF at β = 1. Sheet A25. */
export function meanFieldCurvature(rbm: Rbm, { m, n }: LayerMeans): CurvatureParts {
  const stiffness = (units: Rbm["visibleUnits"], means: Float64Array): Float64Array =>
    means.map((t) => 1 / unitLaw(units).variance(t));
  return { visible: stiffness(rbm.visibleUnits, m), hidden: stiffness(rbm.hiddenUnits, n), coupling: rbm.W };
}

/** The same of F_TAP to second order. Sheet B19 for Decelle, Fissore, Furtlehner 2018. */
export function tapCurvature(rbm: Rbm, { m, n }: LayerMeans): CurvatureParts {
  const v = layerCumulants(rbm.visibleUnits, m).slopeV;
  const h = layerCumulants(rbm.hiddenUnits, n).slopeV;
  const data = rbm.W.data.map((w, k) => w + (w * w * v[Math.floor(k / rbm.hidden)]! * h[k % rbm.hidden]!) / 2);
  return { ...tapStiffness(rbm, m, n), coupling: { ...rbm.W, data } };
}

/**
 * The Gaussian law of the given modes about the given means, at β = 1.
 * @throws BoltzproofError "domain" where the curvature is not positive and no such law exists.
 */
export function linearisedLaw(modes: SingularModes, means: LayerMeans, curvature: CurvatureParts): ModeMoments {
  const { x, y } = reciprocalVariables(modes, means.m, means.n);
  const factored = factorCurvature(curvature);
  const variance = (mode: number, sign: 1 | -1): number => {
    const side = ({ data, cols, rows }: SingularModes["U"], factor: number): Float64Array =>
      Float64Array.from({ length: rows }, (_, i) => (factor * data[i * cols + mode]!) / Math.SQRT2);
    const along = { m: side(modes.U, sign), n: side(modes.V, 1) };
    const response = factored.solve(along);
    const dot = (p: Float64Array, q: Float64Array): number => p.reduce((s, t, i) => s + t * q[i]!, 0);
    return dot(along.m, response.m) + dot(along.n, response.n);
  };
  return {
    meanU: x.map((t, k) => (t + y[k]!) / Math.SQRT2),
    varianceU: x.map((_, k) => variance(k, 1)),
    meanW: x.map((t, k) => (y[k]! - t) / Math.SQRT2),
    varianceW: x.map((_, k) => variance(k, -1)),
  };
}
