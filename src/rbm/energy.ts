/** Energy of joint states: E(v, h) = −a·v − b·h − vᵀ W h. Toledo-Marín et al. (2025), sheet A1. */
import { BoltzproofError } from "../errors.ts";
import { dot, type Matrix, multiplyVectorTransposed, row } from "../numeric/matrix.ts";
import type { Rbm } from "./rbm.ts";
import { requireUnits } from "./states.ts";

/**
 * E(v, h) of one joint state, or of each row of v (rows × N) with the same row of h (rows × M). No temperature:
 * P ∝ exp(−βE).
 * @throws BoltzproofError "shape" when the states do not fit the machine or each other.
 */
export function energy(rbm: Rbm, v: Float64Array, h: Float64Array): number;
export function energy(rbm: Rbm, v: Matrix, h: Matrix): Float64Array;
export function energy(rbm: Rbm, v: Float64Array | Matrix, h: Float64Array | Matrix): number | Float64Array {
  const count = (x: Float64Array | Matrix) => (x instanceof Float64Array ? "a vector" : `${x.rows} rows`);
  if (count(v) !== count(h)) {
    throw new BoltzproofError("shape", {
      found: `${count(v)} of visible and ${count(h)} of hidden states`,
      expected: "two vectors, or two matrices of equally many rows",
      advice: "pair every visible state with a hidden one",
    });
  }
  if (v instanceof Float64Array) return energyOfState(rbm, v, h as Float64Array);
  return Float64Array.from({ length: v.rows }, (_, r) => energyOfState(rbm, row(v, r), row(h as Matrix, r)));
}

function energyOfState(rbm: Rbm, v: Float64Array, h: Float64Array): number {
  requireUnits("visible", { cols: v.length }, rbm.visible);
  requireUnits("hidden", { cols: h.length }, rbm.hidden);
  return -dot(rbm.a, v) - dot(rbm.b, h) - dot(multiplyVectorTransposed(rbm.W, v), h);
}
