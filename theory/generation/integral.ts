/**
 * The Gaussian partition function with any mean and covariance of z = (x, y), the "data-covariance variant" of the
 * public code of Toledo-Marín et al. 2025 (therm, sheet A39). With Λ the matrix that has λ_α where x_α meets y_α,
 *
 *   ln ∫ N(z; μ, C) e^{c·z + ½ zᵀΛz} dz = c·μ + ½ μᵀΛμ + ½ εᵀG⁻¹ε − ½ ln det CG,    ε = c + Λμ,   G = C⁻¹ − Λ.
 *
 * The code has G = C⁻¹ + Λ. For ln Z the law must be that of the states without energy, μ = ½Uᵀ1 and C = ¼: one
 * measured on the machine holds the coupling already, and the integral would count it twice.
 */
import { BoltzproofError } from "../../src/errors.ts";
import { cholesky, solveLinear } from "../../src/numeric/index.ts";
import {
  dot,
  type Matrix,
  matrixFrom,
  multiply,
  multiplyVectorTransposed,
  transpose,
} from "../../src/numeric/matrix.ts";

/** A normal law of z = (x_1 … x_k, y_1 … y_k) under fields and couplings, β included. */
export interface JointGaussian {
  /** Length 2k. */
  readonly mean: Float64Array;
  /** B with B Bᵀ = C, 2k×r. */
  readonly root: Matrix;
  /** (ã, b̃), length 2k. */
  readonly fields: Float64Array;
  /** Length k. */
  readonly lambda: Float64Array;
}

/** ln of the integral, in nats. @throws BoltzproofError "domain" where a direction is unstable and it diverges. */
export function logJointIntegral(joint: JointGaussian): number {
  return energyAtMean(joint) + logFluctuations(joint, joint.lambda);
}

/** c·μ + ½ μᵀΛμ. */
export function energyAtMean({ mean, fields, lambda }: JointGaussian): number {
  return dot(fields, mean) + dot(mean, exchanged(lambda, mean)) / 2;
}

/** ε = c + Λμ: what drives z at its mean. */
export function inputAtMean({ mean, fields, lambda }: JointGaussian): Float64Array {
  return exchanged(lambda, mean).map((t, i) => t + fields[i]!);
}

/**
 * ½ εᵀ(C⁻¹ − Λ)⁻¹ε − ½ ln det C(C⁻¹ − Λ), Λ of the given couplings. Written with 1 − BᵀΛB, which is symmetric and
 * exists for a singular C too.
 * @throws BoltzproofError "domain" unless it is positive.
 */
export function logFluctuations(joint: JointGaussian, couplings: Float64Array): number {
  const { root } = joint;
  const stiffness = multiply(transpose(root), exchangedRows(couplings, root));
  stiffness.data.forEach((t, k) => {
    stiffness.data[k] = (k % (stiffness.cols + 1) === 0 ? 1 : 0) - t;
  });
  const factor = factorOf(stiffness);
  const drive = multiplyVectorTransposed(root, inputAtMean(joint));
  let halfLogDeterminant = 0;
  for (let i = 0; i < factor.rows; i++) halfLogDeterminant += Math.log(factor.data[i * (factor.cols + 1)]!);
  return dot(drive, solveLinear(stiffness, drive)) / 2 - halfLogDeterminant;
}

function factorOf(stiffness: Matrix): Matrix {
  try {
    return cholesky(stiffness);
  } catch (error) {
    if (!(error instanceof BoltzproofError && error.code === "domain")) throw error;
    throw new BoltzproofError("domain", {
      found: "a coupling beyond the stiffness of the normal law",
      expected: "C⁻¹ − Λ positive definite, where the Gaussian integral exists",
      advice: "raise the temperature, or give a law of smaller covariance",
    });
  }
}

/** Λz: λ_α y_α in the place of x_α and λ_α x_α in the place of y_α. */
function exchanged(lambda: Float64Array, z: Float64Array): Float64Array {
  const k = lambda.length;
  return z.map((_, i) => lambda[i % k]! * z[(i + k) % (2 * k)]!);
}

function exchangedRows(lambda: Float64Array, root: Matrix): Matrix {
  const k = lambda.length;
  const at = (i: number, r: number): number => lambda[i % k]! * root.data[((i + k) % (2 * k)) * root.cols + r]!;
  return matrixFrom(root.rows, root.cols, at);
}
