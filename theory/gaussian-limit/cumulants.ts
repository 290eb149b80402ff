/**
 * Cumulants of the reciprocal variables over the uniform measure on all states, exact at any size.
 * A sum Σ_i U_iα v_i of independent units has the cumulants κ_n Σ_i U_iα…U_iω with κ_n of one unit:
 * κ₂ = ¼, κ₄ = −⅛ for {0,1}; κ₂ = 1, κ₄ = −2 for ±1; the odd ones vanish.
 *
 * Toledo-Marín et al. 2025 enumerate them for N = 10, M = 6 (code relaxation_th); sheet A40, appendix D3.
 */
import type { Matrix } from "../../src/numeric/matrix.ts";
import type { Units } from "../../src/rbm/rbm.ts";

/** Second and fourth cumulant of one unit. */
export interface UnitCumulants {
  readonly variance: number;
  readonly fourth: number;
}

/** κ₂ and κ₄ of one unit with both values equally likely. */
export function unitCumulants(units: Units): UnitCumulants {
  return units === "binary" ? { variance: 1 / 4, fourth: -1 / 8 } : { variance: 1, fourth: -2 };
}

/** T_αβγδ = Σ_i U_iα U_iβ U_iγ U_iδ. */
export function overlapTensor(U: Matrix, modes: readonly [number, number, number, number]): number {
  let sum = 0;
  for (let i = 0; i < U.rows; i++) {
    const at = (k: number): number => U.data[i * U.cols + k]!;
    sum += at(modes[0]) * at(modes[1]) * at(modes[2]) * at(modes[3]);
  }
  return sum;
}

/** Exact cumulants over the uniform measure. */
export interface UniformCumulants {
  /** Cov(x_α, x_β) for the columns of U. */
  covariance(U: Matrix, units: Units, alpha: number, beta: number): number;
  /** κ₄(x_α, x_β, x_γ, x_δ). */
  fourth(U: Matrix, units: Units, modes: readonly [number, number, number, number]): number;
  /** κ₄ of u_α = (x_α + y_α)/√2 from Q^U = Σ U_iα⁴ and Q^V = Σ V_jα⁴. */
  fourthOfSaddleCoordinate(qU: number, qV: number, units: Units): number;
}

/** Cumulants of the modes of independent, unbiased units, from those of a unit and the overlaps of the modes. */
export const uniformCumulants: UniformCumulants = {
  covariance: (_U, units, alpha, beta) => (alpha === beta ? unitCumulants(units).variance : 0),
  fourth: (U, units, modes) => unitCumulants(units).fourth * overlapTensor(U, modes),
  fourthOfSaddleCoordinate: (qU, qV, units) => (unitCumulants(units).fourth * (qU + qV)) / 4,
};
