/** Mean and covariance of samples of many variables. */
import { BoltzproofError } from "../../errors.ts";
import { type Matrix, matrix, multiplyTransposed } from "../matrix.ts";
import { requireSample } from "./moments.ts";
import { deviations, preciseMean } from "./sums.ts";

/** Mean and covariance of samples, one a row. */
export interface SampleMoments {
  /** Length n. */
  readonly mean: Float64Array;
  /** Σ_s (x_s − x̄)(x_s − x̄)ᵀ/(S − 1), unbiased, n×n. */
  readonly covariance: Matrix;
  /** The samples less their mean, S×n. */
  readonly centred: Matrix;
}

/**
 * Moments of samples, one a row.
 * @throws BoltzproofError "not-finite" for a NaN or infinite value, "shape" for fewer than two rows.
 */
export function sampleMoments(samples: Matrix): SampleMoments {
  const { rows, cols, data } = samples;
  requireSample("a covariance", data, 1);
  if (rows < 2) {
    throw new BoltzproofError("shape", {
      found: `${rows} row for a covariance`,
      expected: "at least 2",
      advice: "pass one sample a row",
    });
  }
  const mean = new Float64Array(cols);
  const centred = matrix(rows, cols);
  for (let i = 0; i < cols; i++) {
    const values = Float64Array.from({ length: rows }, (_, s) => data[s * cols + i]!);
    const centre = preciseMean(values);
    mean[i] = centre[0];
    deviations(values, centre).forEach((d, s) => {
      centred.data[s * cols + i] = d;
    });
  }
  const covariance = multiplyTransposed(centred, centred);
  covariance.data.forEach((t, k) => {
    covariance.data[k] = t / (rows - 1);
  });
  return { mean, covariance, centred };
}
