/**
 * A matrix of second derivatives [[A, −B], [−Bᵀ, C]] over both layers, A and C diagonal, factored through its Schur
 * complement C − BᵀA⁻¹B of one layer's size: what Gaussian fluctuations about a solution cost at 784×500.
 */
import { BoltzproofError } from "../../src/errors.ts";
import { cholesky, solveWithFactor } from "../../src/numeric/linear-systems.ts";
import {
  type Matrix,
  matrixFrom,
  multiply,
  multiplyVector,
  multiplyVectorTransposed,
  transpose,
} from "../../src/numeric/matrix.ts";
import type { LayerMeans } from "../mean-field/fixed-point.ts";

/** Second derivatives of a free energy in the unit means: [[A, −B], [−Bᵀ, C]] with diagonal A and C. */
export interface CurvatureParts {
  /** Diagonal of A, length N. */
  readonly visible: Float64Array;
  /** Diagonal of C, length M. */
  readonly hidden: Float64Array;
  /** B, N×M. */
  readonly coupling: Matrix;
}

export interface FactoredCurvature {
  /** The inverse applied to a pair of vectors. */
  solve(right: LayerMeans): LayerMeans;
  /** ln det(1 − A⁻¹ B C⁻¹ Bᵀ): the determinant relative to that of the diagonal. */
  readonly logDeterminantRatio: number;
}

/** @throws BoltzproofError "domain" where the matrix is not positive, so that fluctuations have no Gaussian law. */
export function factorCurvature({ visible, hidden, coupling: B }: CurvatureParts): FactoredCurvature {
  const scaled = matrixFrom(B.rows, B.cols, (i, j) => B.data[i * B.cols + j]! / Math.sqrt(visible[i]!));
  const schur = multiply(transpose(scaled), scaled);
  schur.data.forEach((t, k) => {
    schur.data[k] = -t;
  });
  hidden.forEach((t, j) => {
    schur.data[j * B.cols + j]! += t;
  });
  const L = positiveFactor(schur);
  return {
    solve({ m, n }) {
      const reduced = multiplyVectorTransposed(
        B,
        m.map((t, i) => t / visible[i]!),
      );
      const y = solveWithFactor(
        L,
        n.map((t, j) => t + reduced[j]!),
      );
      const pull = multiplyVector(B, y);
      return { m: m.map((t, i) => (t + pull[i]!) / visible[i]!), n: y };
    },
    logDeterminantRatio: hidden.reduce((s, t, j) => s + 2 * Math.log(L.data[j * L.cols + j]!) - Math.log(t), 0),
  };
}

function positiveFactor(schur: Matrix): Matrix {
  try {
    return cholesky(schur);
  } catch (cause) {
    if (!(cause instanceof BoltzproofError && cause.code === "domain")) throw cause;
    throw new BoltzproofError("domain", {
      found: "a saddle of the free energy at the given means",
      expected: "a minimum, where fluctuations have a Gaussian law",
      advice: "take a stable solution",
      cause,
    });
  }
}
