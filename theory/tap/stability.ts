/**
 * When a solution of the TAP equations is a minimum, and how fast the iteration approaches it. With the Hessian
 * [[A, −B], [−Bᵀ, C]], A and C diagonal, it is a minimum iff ‖A^−½ B C^−½‖ < 1; at the centre of the units B = W and
 * A_ii = 1/βV + β Σ_j W_ij² V, for ±1 and β = 1 the 1 + Σ_j W_ij² of sheet B21. Each reaction adds to the stiffness, so a
 * mode over an extensive bulk gives way later than mean field says.
 * Sheets B20, B21 and B33 for Decelle, Fissore, Furtlehner 2018; appendix D8 for Toledo-Marín et al. 2025.
 */
import { singularValueDecomposition } from "../../src/numeric/index.ts";
import { type Matrix, matrixFrom } from "../../src/numeric/matrix.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { Temperature } from "../../src/rbm/states.ts";
import { layerCumulants, tapHessian } from "./free-energy.ts";

/** ‖A^−½ B C^−½‖ of the Hessian of F_TAP (order 2) at (m, n): below 1 a minimum, above 1 a saddle. */
export function tapStabilityRatio(rbm: Rbm, m: Float64Array, n: Float64Array, temperature: Temperature = {}): number {
  return couplingRatio(tapHessian(rbm, m, n, temperature), rbm.visible);
}

/** Largest singular value of A^−½ B C^−½ for [[A, −B], [−Bᵀ, C]] with diagonal blocks A, C, the first of size N. */
function couplingRatio(H: Matrix, N: number): number {
  const stiffness = (k: number): number => Math.sqrt(H.data[k * H.cols + k]!);
  const B = matrixFrom(N, H.cols - N, (i, j) => -H.data[i * H.cols + N + j]! / (stiffness(i) * stiffness(N + j)));
  return singularValueDecomposition(B, { vectors: "none" }).s[0]!;
}

/**
 * Factor by which an iteration without damping shrinks a small distance to its fixed point in a large machine whose
 * weights have a random part of the given variance: β² s² √(Σ_i V_i² Σ_j V_j²), the square root of the product of
 * de Almeida and Thouless. At 1 the iteration stops converging.
 * @param weightVariance s², variance of an entry of W about its few strong modes
 */
export function messagePassingRate(
  rbm: Rbm,
  weightVariance: number,
  m: Float64Array,
  n: Float64Array,
  { beta = 1 }: Temperature = {},
): number {
  const squares = (units: Rbm["visibleUnits"], means: Float64Array): number =>
    layerCumulants(units, means).V.reduce((s, V) => s + V * V, 0);
  return beta ** 2 * weightVariance * Math.sqrt(squares(rbm.visibleUnits, m) * squares(rbm.hiddenUnits, n));
}
