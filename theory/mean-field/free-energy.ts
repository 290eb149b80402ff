/**
 * The mean-field free energy: the energy less the entropy of a law with independent units of means m, n,
 *
 *   F_MF[m, n] = −a·m − b·n − mᵀWn − (1/β) Σ_i S(m_i) − (1/β) Σ_j S(n_j)  ≥  −(1/β) ln Z,
 *
 * an energy at every temperature, as `freeEnergy` of the machine is. Written in X = Uᵀm, Y = Vᵀn the energy falls
 * apart into modes, which only the entropy couples. The bound is that of Gibbs and Bogoliubov.
 * Sheets A23 and A32 for Toledo-Marín et al. 2025.
 */

import { type Matrix, matrix, multiplyVector, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import { energy } from "../../src/rbm/energy.ts";
import type { CompleteModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { Temperature } from "../../src/rbm/states.ts";
import type { ModePair } from "../reciprocal-space/variables.ts";
import { layerEntropy, unitLaw } from "./unit-law.ts";

/**
 * F_MF of the means m (length N) and n (length M), in the machine's units of energy.
 * @throws BoltzproofError "domain" for means that no unit can have, "shape" when they do not fit the machine.
 */
export function meanFieldFreeEnergy(
  rbm: Rbm,
  m: Float64Array,
  n: Float64Array,
  { beta = 1 }: Temperature = {},
): number {
  return energy(rbm, m, n) - (layerEntropy(rbm.visibleUnits, m) + layerEntropy(rbm.hiddenUnits, n)) / beta;
}

/** X = Uᵀm (length N) and Y = Vᵀn (length M) in the complete bases: the L modes first, then the zero modes. */
export function completeVariables(modes: CompleteModes, m: Float64Array, n: Float64Array): ModePair {
  const along = (U: Matrix, zero: Matrix, x: Float64Array): Float64Array =>
    Float64Array.of(...multiplyVectorTransposed(U, x), ...multiplyVectorTransposed(zero, x));
  return { x: along(modes.U, modes.zeroU, m), y: along(modes.V, modes.zeroV, n) };
}

/** m = UX and n = VY: the means whose complete variables these are. */
export function meansOf(modes: CompleteModes, { x, y }: ModePair): { m: Float64Array; n: Float64Array } {
  const sum = (U: Matrix, zero: Matrix, X: Float64Array): Float64Array => {
    const inside = multiplyVector(U, X.subarray(0, U.cols));
    const outside = multiplyVector(zero, X.subarray(U.cols));
    return inside.map((t, i) => t + outside[i]!);
  };
  return { m: sum(modes.U, modes.zeroU, x), n: sum(modes.V, modes.zeroV, y) };
}

/**
 * F_MF of the complete mode variables: −Σ_α(ã_α X_α + b̃_α Y_α + λ_α X_α Y_α) less the terms along the zero modes and
 * the entropy. Sheet A23, the reciprocal form a reconstruction.
 * @throws BoltzproofError "domain" when UX or VY leaves the range of the units.
 */
export function meanFieldFreeEnergyInModes(
  rbm: Rbm,
  modes: CompleteModes,
  at: ModePair,
  { beta = 1 }: Temperature = {},
): number {
  const { m, n } = meansOf(modes, at);
  const entropy = layerEntropy(rbm.visibleUnits, m) + layerEntropy(rbm.hiddenUnits, n);
  return modeEnergy(rbm, modes, at) - entropy / beta;
}

/** The energy of the mode sum, zero modes included. */
function modeEnergy(rbm: Rbm, modes: CompleteModes, { x, y }: ModePair): number {
  const fields = completeVariables(modes, rbm.a, rbm.b);
  const linear = (f: Float64Array, X: Float64Array): number => f.reduce((s, t, k) => s + t * X[k]!, 0);
  const coupled = modes.lambda.reduce((s, t, k) => s + t * x[k]! * y[k]!, 0);
  return -linear(fields.x, x) - linear(fields.y, y) - coupled;
}

/**
 * Second derivatives of F_MF by (m, n): [[D_v⁻¹/β, −W], [−Wᵀ, D_h⁻¹/β]] with the variances of the units in D_v, D_h,
 * (N+M)×(N+M). Sheet A25.
 */
export function meanFieldHessian(rbm: Rbm, m: Float64Array, n: Float64Array, { beta = 1 }: Temperature = {}): Matrix {
  const { visible: N, hidden: M, W } = rbm;
  const out = matrix(N + M, N + M);
  const diagonal = (units: Rbm["visibleUnits"], means: Float64Array, first: number): void =>
    means.forEach((t, i) => {
      out.data[(first + i) * (N + M) + first + i] = 1 / (beta * unitLaw(units).variance(t));
    });
  diagonal(rbm.visibleUnits, m, 0);
  diagonal(rbm.hiddenUnits, n, N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < M; j++) {
      const w = -W.data[i * M + j]!;
      out.data[i * (N + M) + N + j] = w;
      out.data[(N + j) * (N + M) + i] = w;
    }
  }
  return out;
}
