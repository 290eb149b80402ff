/**
 * The linear regime of maximum likelihood: what the exact gradient is while the weights are small.
 *
 * With the visible means matched, a_i = logit p_i − Σ_j W_ij q_j and q_j = σ(b_j), binary units:
 *
 *   ∂ℓ/∂W_ij = q_j(1−q_j) Σ_k (C_ik − p_i(1−p_i) δ_ik) W_kj + O(W²),
 *
 * C the covariance of the data. Left singular directions that are eigenvectors of C − D grow exponentially, those
 * of larger eigenvalue first: learning is hierarchical. Decelle, Fissore, Furtlehner 2017; sheet A21.
 */

import { BoltzproofError } from "../../src/errors.ts";
import { logistic, logit } from "../../src/numeric/index.ts";
import { type Matrix, matrix, multiply } from "../../src/numeric/matrix.ts";

/** Means and covariance of binary data (rows = samples, entries 0 or 1). */
export interface DataStatistics {
  /** p, length N. */
  readonly mean: Float64Array;
  /** C, N×N, divided by the number of rows. */
  readonly covariance: Matrix;
}

/** Moments of the rows of a matrix. */
export function dataStatistics(rows: Matrix): DataStatistics {
  const n = rows.cols;
  const mean = new Float64Array(n);
  for (let s = 0; s < rows.rows; s++) for (let i = 0; i < n; i++) mean[i]! += rows.data[s * n + i]! / rows.rows;
  const covariance = matrix(n, n);
  for (let s = 0; s < rows.rows; s++) {
    for (let i = 0; i < n; i++) {
      const di = rows.data[s * n + i]! - mean[i]!;
      for (let k = 0; k < n; k++) {
        covariance.data[i * n + k]! += (di * (rows.data[s * n + k]! - mean[k]!)) / rows.rows;
      }
    }
  }
  return { mean, covariance };
}

/** C − D, D_ii = p_i(1−p_i): the covariance between different units, which is all that weights can learn. */
export function offDiagonalCovariance({ mean, covariance }: DataStatistics): Matrix {
  const out = matrix(covariance.rows, covariance.cols, covariance.data.slice());
  mean.forEach((p, i) => {
    out.data[i * out.cols + i]! -= p * (1 - p);
  });
  return out;
}

/** Frequencies closer to 0 or 1 than this count as this: a pixel that never changes keeps a finite bias. */
const SURE = 1e-6;

/**
 * Visible biases that keep ⟨v⟩ of the model at the data's to first order in W: a = logit p − W q. Length N. Frequencies
 * are kept between 10⁻⁶ and 1 − 10⁻⁶, since a constant pixel would ask for an infinite bias.
 * @throws BoltzproofError "shape" when W, b and the means do not fit, "domain" for a frequency outside 0 … 1.
 */
export function matchedVisibleBias(W: Matrix, b: Float64Array, mean: Float64Array): Float64Array {
  requireFrequencies(W, b, mean);
  return mean.map((p, i) => {
    let shift = 0;
    for (let j = 0; j < W.cols; j++) shift += W.data[i * W.cols + j]! * logistic(b[j]!);
    return logit(Math.min(1 - SURE, Math.max(SURE, p))) - shift;
  });
}

function requireFrequencies(W: Matrix, b: Float64Array, mean: Float64Array): void {
  if (mean.length !== W.rows || b.length !== W.cols) {
    throw new BoltzproofError("shape", {
      found: `${mean.length} means and ${b.length} hidden biases for W of ${W.rows}×${W.cols}`,
      expected: "one mean a row and one bias a column",
      advice: "take the means of the data that the machine sees",
    });
  }
  const bad = mean.findIndex((p) => !(p >= 0 && p <= 1));
  if (bad < 0) return;
  throw new BoltzproofError("domain", {
    found: `${mean[bad]} as the frequency of unit ${bad}`,
    expected: "numbers from 0 to 1",
    advice: "count {0, 1} units; means of ±1 units are no frequencies",
  });
}

/** Gradient of the mean log-likelihood to first order in W, N×M, in nats per unit of W. */
export function linearGradient(W: Matrix, b: Float64Array, moments: DataStatistics): Matrix {
  const out = multiply(offDiagonalCovariance(moments), W);
  for (let i = 0; i < W.rows; i++) {
    for (let j = 0; j < W.cols; j++) {
      const q = logistic(b[j]!);
      out.data[i * W.cols + j]! *= q * (1 - q);
    }
  }
  return out;
}

/** Amplitude of a mode of eigenvalue c of C − D after time t (b = 0): e^{ηct/4}. */
export function modeGrowth(eigenvalue: number, rate: number, time: number): number {
  return Math.exp((rate * eigenvalue * time) / 4);
}
