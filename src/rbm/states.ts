/**
 * Configurations as the functions of this folder take them: one state as a vector, or many as the rows of a
 * matrix, or many data rows bit-packed. Also the two kinds of unit as numbers: what "off" is worth, the mean and
 * the probability of "on" under an input.
 */
import { BoltzproofError } from "../errors.ts";
import { type BitMatrix, unpackBits } from "../numeric/bits.ts";
import { type Matrix, matrix } from "../numeric/matrix.ts";
import { logistic, logTwoCosh, softplus } from "../numeric/special.ts";
import type { Units } from "./rbm.ts";

/** One state, or one state a row. */
export type States = Float64Array | Matrix;

/** Many states: rows of a matrix, or bit-packed rows (bit 1 is "on", or +1 for spin units). */
export type Rows = Matrix | BitMatrix;

/** Inverse temperature β of P ∝ exp(−βE); 1 when left out. */
export interface Temperature {
  readonly beta?: number;
}

/** A vector as a matrix of one row (shares memory); a matrix as it is. */
export function asRows(x: States): Matrix {
  return x instanceof Float64Array ? matrix(1, x.length, x) : x;
}

/** Applies f to the rows and gives a vector back for a vector. */
export function mapRows<S extends States>(x: S, f: (rows: Matrix) => Matrix): S {
  const out = f(asRows(x));
  return (x instanceof Float64Array ? out.data : out) as S;
}

/** Rows of data as numbers, in blocks of at most 256 rows, so that 60,000 images never stand in memory at once. */
export function* blocksOf(rows: Rows, units: Units): Generator<{ readonly first: number; readonly block: Matrix }> {
  if ("data" in rows) {
    yield { first: 0, block: rows };
    return;
  }
  for (let first = 0; first < rows.rows; first += 256) {
    const wanted = Uint32Array.from({ length: Math.min(256, rows.rows - first) }, (_, i) => first + i);
    yield { first, block: unpackBits(rows, offValue(units), wanted) };
  }
}

/** @throws BoltzproofError "shape" unless every state has `n` units. */
export function requireUnits(layer: "visible" | "hidden", x: { readonly cols: number }, n: number): void {
  if (x.cols === n) return;
  throw new BoltzproofError("shape", {
    found: `${layer} states of ${x.cols} units`,
    expected: `${n}, as the machine has`,
    advice: "check the order of the arguments, or for a missing transpose",
  });
}

/** 0 for binary units, −1 for spins. */
export function offValue(units: Units): 0 | -1 {
  return units === "binary" ? 0 : -1;
}

/** ⟨unit⟩ under the input x (β included): logistic for {0, 1}, tanh for ±1. Sheet A2. */
export function meanOfUnit(units: Units, x: number): number {
  return units === "binary" ? logistic(x) : Math.tanh(x);
}

/** P(unit on) under the input x (β included): the log-odds are x for {0, 1} and 2x for ±1. */
export function probabilityOn(units: Units, x: number): number {
  return logistic(units === "binary" ? x : 2 * x);
}

/** ln Σ over the two values of a unit of exp(value · x): ln(1 + eˣ) or ln(2 cosh x). Sheet A3. */
export function logNormaliser(units: Units, x: number): number {
  return units === "binary" ? softplus(x) : logTwoCosh(x);
}
