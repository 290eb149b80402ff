/**
 * Free energy of one layer with the other summed out. The convention, at every temperature: an energy,
 *
 *   F(v) = −(1/β) ln Σ_h exp(−β E(v, h)),     P(v) = exp(−β F(v)) / Z.
 *
 * Sheet A3; Toledo-Marín et al. (2025).
 */
import { dot, type Matrix, row } from "../numeric/matrix.ts";
import { inputsHiddenGivenVisible, inputsVisibleGivenHidden } from "./conditionals.ts";
import type { Rbm, Units } from "./rbm.ts";
import { asRows, blocksOf, logNormaliser, type Rows, type Temperature } from "./states.ts";

/** F(v) of one visible state, or of each row; bit-packed rows are read in the machine's visible units. */
export function freeEnergy(rbm: Rbm, v: Float64Array, temperature?: Temperature): number;
export function freeEnergy(rbm: Rbm, v: Rows, temperature?: Temperature): Float64Array;
export function freeEnergy(rbm: Rbm, v: Float64Array | Rows, { beta = 1 }: Temperature = {}): number | Float64Array {
  return forStates(v, rbm.visibleUnits, (x) =>
    sumOut(x, rbm.a, inputsHiddenGivenVisible(rbm, x), rbm.hiddenUnits, beta),
  );
}

/** F(h) = −(1/β) ln Σ_v exp(−β E(v, h)) of one hidden state, or of each row. */
export function freeEnergyHidden(rbm: Rbm, h: Float64Array, temperature?: Temperature): number;
export function freeEnergyHidden(rbm: Rbm, h: Rows, temperature?: Temperature): Float64Array;
export function freeEnergyHidden(
  rbm: Rbm,
  h: Float64Array | Rows,
  { beta = 1 }: Temperature = {},
): number | Float64Array {
  return forStates(h, rbm.hiddenUnits, (x) =>
    sumOut(x, rbm.b, inputsVisibleGivenHidden(rbm, x), rbm.visibleUnits, beta),
  );
}

function forStates(x: Float64Array | Rows, units: Units, f: (rows: Matrix) => Float64Array): number | Float64Array {
  if (x instanceof Float64Array) return f(asRows(x))[0]!;
  const out = new Float64Array(x.rows);
  for (const { first, block } of blocksOf(x, units)) out.set(f(block), first);
  return out;
}

/** −bias·x − (1/β) Σ_k ln Σ_t exp(β t input_k), where t runs over the two values of a unit of the other layer. */
function sumOut(x: Matrix, bias: Float64Array, inputs: Matrix, units: Units, beta: number): Float64Array {
  return Float64Array.from({ length: x.rows }, (_, r) => {
    let log = 0;
    for (const input of row(inputs, r)) log += logNormaliser(units, beta * input);
    return -dot(bias, row(x, r)) - log / beta;
  });
}
