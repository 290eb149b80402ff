/**
 * Block Gibbs sampling of a mode. In the Gaussian regime x | y ~ N(μ^x + V_v β(ã + λy), V_v) and likewise y | x, so one
 * sweep multiplies the deviation of x by β²λ²V_vV_h: the autocorrelation per sweep is (βλ/4)² for {0,1} units. About a
 * mean-field solution the same holds with the variances D of the units there, K = β² D_v W D_h Wᵀ, mode by mode of
 * D_v^½ W D_h^½. Sheets A55 and D13 for Toledo-Marín et al. 2025; textbook (Roberts, Sahu, JRSS B 59, 291, 1997).
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { type Matrix, matrixFrom, multiply, transpose } from "../../../src/numeric/matrix.ts";
import { singularValueDecomposition } from "../../../src/numeric/svd.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import type { Temperature } from "../../../src/rbm/states.ts";
import type { LayerMeans } from "../../mean-field/fixed-point.ts";
import { fluctuationCoupling } from "../../mean-field/stability.ts";
import { unitLaw } from "../../mean-field/unit-law.ts";
import type { Stiffness } from "./machine.ts";

/**
 * Autocorrelation of x from one sweep to the next, (βλ)²/(r_v r_h). `strength` is βλ.
 * @throws BoltzproofError "domain" for βλ ≥ √(r_v r_h), where the Gaussian regime ends.
 */
export function gibbsAutocorrelation(
  strength: number,
  { visible, hidden }: Stiffness = { visible: 4, hidden: 4 },
): number {
  const rho = strength ** 2 / (visible * hidden);
  requireBelowOne(rho);
  return rho;
}

/** Sweeps in which the autocorrelation falls by e: −1/ln ρ, which is 2/(4 − λ) close to the threshold. */
export function gibbsTime(rho: number): number {
  requireBelowOne(rho);
  return rho === 0 ? 0 : -1 / Math.log(rho);
}

function requireBelowOne(rho: number): void {
  if (rho >= 0 && rho < 1) return;
  throw new BoltzproofError("domain", {
    found: `an autocorrelation of ${rho} per sweep`,
    expected: "0 ≤ ρ < 1, which for modes of {0,1} units is βλ < 4",
    advice: "raise the temperature, or linearise about a broken solution",
  });
}

/** What the linearisation about a mean-field solution says of given directions of the visible layer. */
export interface DirectionLaw {
  /** Variance of the coordinate along each direction. */
  readonly variance: Float64Array;
  /** Its autocorrelation from one sweep to the next. */
  readonly autocorrelation: Float64Array;
}

/**
 * Along the columns of `directions` (N×k): C = D_v^½ (1 − SSᵀ)⁻¹ D_v^½ with S = βD_v^½WD_h^½ is the covariance of the
 * visible units, and K C that from one sweep to the next.
 * @throws BoltzproofError "domain" at an unstable solution.
 */
export function linearisedLaw(
  rbm: Rbm,
  means: LayerMeans,
  directions: Matrix,
  { beta = 1 }: Temperature = {},
): DirectionLaw {
  const { U, s } = singularValueDecomposition(fluctuationCoupling(rbm, means.m, means.n));
  const rho = s.map((t) => (beta * t) ** 2);
  requireBelowOne(rho[0]!);
  const { variance } = unitLaw(rbm.visibleUnits);
  const k = directions.cols;
  const spread = matrixFrom(rbm.visible, k, (i, j) => Math.sqrt(variance(means.m[i]!)) * directions.data[i * k + j]!);
  const overlaps = multiply(transpose(U), spread);
  const out = { variance: new Float64Array(k), autocorrelation: new Float64Array(k) };
  for (let j = 0; j < k; j++) {
    let [total, next] = [0, 0];
    for (let i = 0; i < rbm.visible; i++) total += spread.data[i * k + j]! ** 2;
    rho.forEach((r, a) => {
      const weight = overlaps.data[a * k + j]! ** 2;
      total += (weight * r) / (1 - r);
      next += (weight * r) / (1 - r);
    });
    out.variance[j] = total;
    out.autocorrelation[j] = next / total;
  }
  return out;
}
