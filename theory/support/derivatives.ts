/** Derivatives by finite differences, the judge of formulas that were differentiated by hand. */
import { symmetricEigen } from "../../src/numeric/index.ts";
import { type Matrix, matrix } from "../../src/numeric/matrix.ts";

type ScalarField = (x: Float64Array) => number;

/** Where rounding and the fourth-order truncation of the stencil are both small for arguments of order 1. */
const STEP = 1e-3;

/** ∂f/∂x_k by the five-point stencil. */
function slope(f: ScalarField, x: Float64Array, k: number): number {
  const at = (shift: number): number => f(x.with(k, x[k]! + shift * STEP));
  return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * STEP);
}

/** All first derivatives; about ten digits for a smooth f of order 1. */
export function numericGradient(f: ScalarField, x: Float64Array): Float64Array {
  return x.map((_, k) => slope(f, x, k));
}

/** All second derivatives, slopes of slopes; about seven digits. */
export function numericHessian(f: ScalarField, x: Float64Array): Matrix {
  const out = matrix(x.length, x.length);
  for (let k = 0; k < x.length; k++) {
    for (let l = 0; l <= k; l++) {
      const second = slope((y) => slope(f, y, l), x, k);
      out.data[k * x.length + l] = second;
      out.data[l * x.length + k] = second;
    }
  }
  return out;
}

/** Of a symmetric matrix; its sign tells a minimum from a saddle. */
export function smallestEigenvalue(A: Matrix): number {
  return symmetricEigen(A).values.at(-1)!;
}

/** (m, n) as one vector, and back. */
export function joined(m: Float64Array, n: Float64Array): Float64Array {
  return Float64Array.of(...m, ...n);
}
