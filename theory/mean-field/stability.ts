/**
 * When a mean-field solution is stable. The Hessian of F_MF is positive iff
 *
 *   β σ_max(D_v^½ W D_h^½) < 1,
 *
 * D the variances of the units at the solution. With all means at the centre this is λ_1 below 4/β for {0, 1}, 1/β for
 * ±1, 2/β for one layer of each; biases shrink the variances and so raise the threshold. The same number squared is
 * the rate at which `solveMeanField` converges, and the determinant of 1 − β² D_v W D_h Wᵀ is the one-loop correction.
 * Sheets A25 and A34 for Toledo-Marín et al. 2025 (the 4 stands in their code); B17.
 */
import { BoltzproofError } from "../../src/errors.ts";
import { singularValueDecomposition } from "../../src/numeric/index.ts";
import { type Matrix, matrixFrom } from "../../src/numeric/matrix.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { Temperature } from "../../src/rbm/states.ts";
import { meanFieldFreeEnergy } from "./free-energy.ts";
import { unitLaw } from "./unit-law.ts";

/** D_v^½ W D_h^½, N×M: what couples fluctuations of unit size about the means m, n. */
export function fluctuationCoupling(rbm: Rbm, m: Float64Array, n: Float64Array): Matrix {
  const deviations = (units: Rbm["visibleUnits"], means: Float64Array): Float64Array =>
    means.map((t) => Math.sqrt(unitLaw(units).variance(t)));
  const v = deviations(rbm.visibleUnits, m);
  const h = deviations(rbm.hiddenUnits, n);
  return matrixFrom(rbm.visible, rbm.hidden, (i, j) => v[i]! * rbm.W.data[i * rbm.hidden + j]! * h[j]!);
}

/** β times the singular values of D_v^½ W D_h^½, descending: each stands against 1. */
export function effectiveSingularValues(
  rbm: Rbm,
  m: Float64Array,
  n: Float64Array,
  { beta = 1 }: Temperature = {},
): Float64Array {
  const { s } = singularValueDecomposition(fluctuationCoupling(rbm, m, n), { vectors: "none" });
  return s.map((t) => beta * t);
}

/** β σ_max(D_v^½ W D_h^½): below 1 the point (m, n) of F_MF is stable, above 1 it is a saddle. */
export function stabilityRatio(rbm: Rbm, m: Float64Array, n: Float64Array, temperature: Temperature = {}): number {
  return effectiveSingularValues(rbm, m, n, temperature)[0]!;
}

/**
 * The singular value at which a mode between layers of equal variances becomes unstable, 1/(β √(V_v V_h)):
 * 4/β for V = ¼ on both sides, 1/β for V = 1, 2/β for ¼ and 1. A Gaussian visible layer of variance s² has V_v = s²
 * at β = 1.
 */
export function criticalSingularValue(
  visibleVariance: number,
  hiddenVariance: number,
  { beta = 1 }: Temperature = {},
): number {
  return 1 / (beta * Math.sqrt(visibleVariance * hiddenVariance));
}

/**
 * F_1 = F_MF + (1/2β) ln det(1 − β² D_v W D_h Wᵀ) at a stable solution: Gaussian fluctuations about the saddle of the
 * Hubbard–Stratonovich integral. Not a bound. Sheet A34.
 * @throws BoltzproofError "domain" at an unstable point, where the Gaussian integral diverges.
 */
export function oneLoopFreeEnergy(rbm: Rbm, m: Float64Array, n: Float64Array, temperature: Temperature = {}): number {
  const { beta = 1 } = temperature;
  const s = effectiveSingularValues(rbm, m, n, temperature);
  if (!(s[0]! < 1)) {
    throw new BoltzproofError("domain", {
      found: `βσ_max(D_v^½ W D_h^½) = ${s[0]} at the given means`,
      expected: "a value below 1, where fluctuations are finite",
      advice: "take a stable solution of solveMeanField",
    });
  }
  const logDeterminant = s.reduce((sum, t) => sum + Math.log1p(-t * t), 0);
  return meanFieldFreeEnergy(rbm, m, n, temperature) + logDeterminant / (2 * beta);
}
