/**
 * Singular vectors of Gaussian weights are uniform on the sphere (Haar) and independent of the singular values.
 * On S^{N−1}: E u_i⁴ = 3/(N(N+2)), E u_i⁸ = 105/(N(N+2)(N+4)(N+6)), E u_i⁴u_j⁴ = 9/(N(N+2)(N+4)(N+6)).
 *
 * Standard; Toledo-Marín et al. 2025 state the rotational symmetry of untrained machines, sheet A18.
 */
import { MOST_ENTRIES, requireWholeWithin } from "../../src/arguments.ts";
import { regularisedBeta } from "../../src/numeric/index.ts";
import { dot, type Matrix, matrix, row } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";

/** What the Haar law says of one unit vector of N components. */
export interface HaarLaw {
  /** P(u_i² ≤ x): the Beta(½, (N−1)/2) distribution. */
  squareCumulative(x: number): number;
  /** Mean of the inverse participation ratio Σ_i u_i⁴. */
  readonly meanIpr: number;
  /** Variance of Σ_i u_i⁴ over the sphere. */
  readonly varianceIpr: number;
  /** Σ_α (Σ_i U_iα)² over a complete orthonormal basis. */
  readonly columnSumsSquared: number;
}

/** The law for vectors of n ≥ 2 components. */
export function haarLaw(n: number): HaarLaw {
  requireWholeWithin("n", n, 1, MOST_ENTRIES);
  const eighth = n * (n + 2) * (n + 4) * (n + 6);
  const meanIpr = 3 / (n + 2);
  return {
    squareCumulative: (x) => regularisedBeta(Math.min(1, Math.max(0, x)), 0.5, (n - 1) / 2),
    meanIpr,
    varianceIpr: (n * 105 + n * (n - 1) * 9) / eighth - meanIpr ** 2,
    columnSumsSquared: n,
  };
}

/** Σ_i U_iα⁴ for every column α: 1/N for a uniform vector, 1 for a localised one. */
export function inverseParticipationRatios(U: Matrix): Float64Array {
  const out = new Float64Array(U.cols);
  for (let i = 0; i < U.rows; i++) {
    for (let j = 0; j < U.cols; j++) out[j]! += U.data[i * U.cols + j]! ** 4;
  }
  return out;
}

/** A Haar-distributed orthogonal matrix: Gaussian rows made orthonormal by Gram and Schmidt, twice for the rounding. */
export function drawHaarOrthogonal(n: number, rng: Rng): Matrix {
  requireWholeWithin("n", n, 1, 1e4);
  const out = matrix(n, n, rng.normals(n * n));
  for (let i = 0; i < n; i++) {
    const r = row(out, i);
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < i; k++) subtract(r, row(out, k), dot(r, row(out, k)));
    }
    const norm = Math.sqrt(dot(r, r));
    for (let j = 0; j < n; j++) r[j]! /= norm;
  }
  return out;
}

function subtract(target: Float64Array, direction: Float64Array, amount: number): void {
  for (let j = 0; j < target.length; j++) target[j]! -= amount * direction[j]!;
}
