/**
 * Hierarchical probing: a rotation by π in the plane of two modes turns their y_α into −y_α before the visible units
 * are drawn from P(v | input UΣy + a). Modes that carry the shape of a digit change it, modes that carry its details
 * hardly do.
 *
 * Public code of Toledo-Marín et al. 2025 (sample_gibbs_rot; sheet section 10, F10): units from σ(R U Rᵀ Σ y + a)
 * with R = −1 in the plane. The R on the left would turn the inputs of two pixels that happen to have the numbers
 * of the modes; it is left out here, and with it nothing of the rotation in reciprocal space (a reconstruction).
 */
import { BoltzproofError } from "../../src/errors.ts";
import { type Matrix, matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { probabilityVisibleOn } from "../../src/rbm/conditionals.ts";
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { hiddenFromModes } from "./gaussian.ts";

/** y with the signs of the given modes (numbered from 0) changed, one state a row. */
export function turnModes(y: Matrix, turned: readonly number[]): Matrix {
  const signs = new Int8Array(y.cols).fill(1);
  for (const mode of turned) signs[mode] = -1;
  return matrix(
    y.rows,
    y.cols,
    y.data.map((t, k) => signs[k % y.cols]! * t),
  );
}

/** ‖change of the inputs of all visible units‖² = 4 Σ λ_α² y_α² over the turned modes, for one y. */
export function inputChangeSquared(lambda: Float64Array, y: Float64Array, turned: readonly number[]): number {
  return 4 * turned.reduce((sum, mode) => sum + (lambda[mode]! * y[mode]!) ** 2, 0);
}

/**
 * Σ_i |p_i − p_i′| of every row of y, p and p′ the probabilities that pixel i is on before and after the turn: the
 * mean Hamming distance of the two images when both are drawn with the same random numbers.
 */
export function pixelsChanged(rbm: Rbm, modes: SingularModes, y: Matrix, turned: readonly number[]): Float64Array {
  const before = probabilityVisibleOn(rbm, hiddenFromModes(modes, y));
  const after = probabilityVisibleOn(rbm, hiddenFromModes(modes, turnModes(y, turned)));
  const out = new Float64Array(y.rows);
  before.data.forEach((p, k) => {
    out[Math.floor(k / rbm.visible)]! += Math.abs(p - after.data[k]!);
  });
  return out;
}

/**
 * Disjoint random planes of two modes each, from mode `first` on (numbered from 0).
 * @throws BoltzproofError "domain" when there are too few modes.
 */
export function randomPlanes(modes: number, first: number, planes: number, rng: Rng): [number, number][] {
  if (!(modes - first >= 2 * planes)) {
    throw new BoltzproofError("domain", {
      found: `${modes - first} modes from number ${first + 1} on`,
      expected: `${2 * planes} for ${planes} planes`,
      advice: "ask for fewer planes or take a larger machine",
    });
  }
  const order = rng.permutation(modes - first);
  return Array.from({ length: planes }, (_, p) => [first + order[2 * p]!, first + order[2 * p + 1]!]);
}
