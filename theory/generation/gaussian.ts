/**
 * Digits from a normal law in reciprocal space: the mean and covariance of z = (x, y) are taken from samples of the
 * machine, new z are drawn with a root of the covariance, z = μ + Bg with g ~ N(0, 1), and units from
 * P(v | input UΣy + a).
 *
 * Protocol of the public code of Toledo-Marín et al. 2025 (Cholesky; sheet A39). How far the covariance of S drawn
 * z is from its target is a standard property of the Wishart law.
 */
import { cholesky, sampleMoments } from "../../src/numeric/index.ts";
import { frobeniusNorm, type Matrix, matrix, matrixFrom, multiply, transpose } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { meanVisibleGivenHidden } from "../../src/rbm/conditionals.ts";
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { type JointStates, sampleVisibleGivenHidden } from "../../src/rbm/sampling.ts";
import { type ModePairRows, reciprocalVariables } from "../reciprocal-space/variables.ts";

/** A normal law of z = (x_1 … x_k, y_1 … y_k). */
export interface ReciprocalGaussian {
  readonly modes: SingularModes;
  /** Length 2k. */
  readonly mean: Float64Array;
  /** 2k×2k. */
  readonly covariance: Matrix;
  /** B with B Bᵀ = covariance, 2k×r. */
  readonly root: Matrix;
}

/**
 * What the root is made from. "cholesky": the triangular factor, as in the public code; it needs more samples than
 * the 2k variables. "samples": the centred samples over √(S−1) themselves, for as few samples as there are.
 */
export type RootKind = "cholesky" | "samples";

/**
 * The normal law with the mean and covariance that (x, y) have over the given joint states (one a row).
 * @throws BoltzproofError "domain" when the covariance has no Cholesky factor, "shape" when states and modes differ.
 */
export function fitReciprocalGaussian(
  modes: SingularModes,
  { v, h }: JointStates<Matrix>,
  kind: RootKind = "cholesky",
): ReciprocalGaussian {
  const { mean, covariance, centred } = sampleMoments(stacked(reciprocalVariables(modes, v, h)));
  if (kind === "cholesky") return { modes, mean, covariance, root: cholesky(covariance) };
  const scale = 1 / Math.sqrt(v.rows - 1);
  const root = matrixFrom(mean.length, v.rows, (i, s) => scale * centred.data[s * centred.cols + i]!);
  return { modes, mean, covariance, root };
}

/** z = (x, y) of each state as one row of 2k numbers. */
export function stacked({ x, y }: ModePairRows): Matrix {
  const k = x.cols;
  return matrixFrom(x.rows, 2 * k, (s, i) => (i < k ? x.data[s * k + i]! : y.data[s * k + i - k]!));
}

/** So many independent draws of z, one a row: count×2k. */
export function sampleReciprocalGaussian({ mean, root }: ReciprocalGaussian, count: number, rng: Rng): Matrix {
  const noise = matrix(count, root.cols, rng.normals(count * root.cols));
  const z = multiply(noise, transpose(root));
  for (let s = 0, k = 0; s < count; s++) for (let i = 0; i < mean.length; i++, k++) z.data[k]! += mean[i]!;
  return z;
}

/** The second half of every z. */
export function hiddenPart(z: Matrix): Matrix {
  const k = z.cols / 2;
  return matrixFrom(z.rows, k, (s, i) => z.data[s * z.cols + k + i]!);
}

/** v ~ P(v | input UΣy + a), one image a row of y (S×k). Modes that are not among the k give no input. */
export function generateVisible(rbm: Rbm, modes: SingularModes, y: Matrix, rng: Rng): Matrix {
  return sampleVisibleGivenHidden(rbm, hiddenFromModes(modes, y), rng);
}

/** The means of `generateVisible`: images in shades. */
export function meanVisible(rbm: Rbm, modes: SingularModes, y: Matrix): Matrix {
  return meanVisibleGivenHidden(rbm, hiddenFromModes(modes, y));
}

/** Vy: W Vy = UΣy. The entries need not be states of units. */
export function hiddenFromModes({ V }: SingularModes, y: Matrix): Matrix {
  return multiply(y, transpose(V));
}

/** ‖A − C‖ / ‖C‖ in the Frobenius norm. */
export function relativeFrobenius(found: Matrix, target: Matrix): number {
  const difference = matrixFrom(target.rows, target.cols, (i, j) => {
    return found.data[i * found.cols + j]! - target.data[i * target.cols + j]!;
  });
  return frobeniusNorm(difference) / frobeniusNorm(target);
}

/**
 * Root mean square of the relative Frobenius error of the covariance of S independent draws:
 * √((1 + d)/(S − 1)) with d = (tr C)²/‖C‖², the number of directions that C effectively has.
 */
export function expectedCovarianceError(target: Matrix, draws: number): number {
  let trace = 0;
  for (let i = 0; i < target.rows; i++) trace += target.data[i * (target.cols + 1)]!;
  return Math.sqrt((1 + (trace / frobeniusNorm(target)) ** 2) / (draws - 1));
}
