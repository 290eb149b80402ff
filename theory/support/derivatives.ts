/** Derivatives by finite differences, the judge of formulas that were differentiated by hand. */
import { type Matrix, matrixFrom } from "../../src/numeric/matrix.ts";

type ScalarField = (x: Float64Array) => number;

/** Where rounding and the fourth-order truncation of the stencil are both small for arguments of order 1. */
const STEP = 1e-3;

/** ∂f/∂x_k by the five-point stencil; about ten digits for a smooth f of order 1. */
export function numericGradient(f: ScalarField, x: Float64Array, step: number = STEP): Float64Array {
  return x.map((_, k) => {
    const at = (shift: number): number => f(x.with(k, x[k]! + shift * step));
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
  });
}

/** ∂²f/∂x_k∂x_l, the gradient of the gradient; about seven digits. */
export function numericHessian(f: ScalarField, x: Float64Array, step: number = STEP): Matrix {
  const columns = Array.from(x, (_, l) => numericGradient((y) => numericGradient(f, y, step)[l]!, x, step));
  return matrixFrom(x.length, x.length, (k, l) => (columns[l]![k]! + columns[k]![l]!) / 2);
}

/** (m, n) as one vector, and back. */
export function joined(m: Float64Array, n: Float64Array): Float64Array {
  return Float64Array.of(...m, ...n);
}
