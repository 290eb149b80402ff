/**
 * Modes of a trained machine under block Gibbs sampling, measured and predicted from the fluctuations about a mean-field
 * solution. Far beyond the threshold a machine has many solutions; chains wander among them, and what the linearisation
 * about one of them says holds for the fluctuations inside it alone.
 */

import type { TrainedMachine } from "../../../src/lab/types.ts";
import { unpackBits } from "../../../src/numeric/bits.ts";
import { type Matrix, selectColumns } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../../src/rbm/modes.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import { offValue } from "../../../src/rbm/states.ts";
import type { LayerMeans } from "../../mean-field/fixed-point.ts";
import { solveMeanField } from "../../mean-field/solve.ts";
import { sharedDraw } from "../../support/draws.ts";
import { rememberedByObject } from "../../support/remember.ts";
import { type MeasuredDirection, measureDirections } from "./measure.ts";

/** The modes looked at: the strongest ones, and others down to the weakest. */
export function chosenModes(count: number): number[] {
  const first = [0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 14, 19, 29, 39, 59, 89, 129, 199, 299, 399];
  return first.filter((k) => k < count);
}

export interface TrainedModes {
  /** Numbers of the modes, from 1. */
  readonly alpha: readonly number[];
  readonly lambda: Float64Array;
  /** Their singular vectors, N×k and M×k. */
  readonly U: Matrix;
  readonly V: Matrix;
  readonly beta: number;
  /** The mean-field solution reached from the centre. */
  readonly means: LayerMeans;
  readonly measured: readonly MeasuredDirection[];
}

/** All modes of a machine, decomposed once however often they are asked for. */
export const modesOf: (rbm: Rbm) => SingularModes = rememberedByObject((rbm) => singularModes(rbm));

const BURN_IN = 40;

/** Chains from digits of the test set, one each. */
export const measureTrained: (
  rng: Rng,
  machine: TrainedMachine,
  beta: number,
  chains: number,
  sweeps: number,
) => Promise<TrainedModes> = sharedDraw(
  async (rng, { rbm, test }, beta, chains, sweeps) => {
    const all = modesOf(rbm);
    const chosen = chosenModes(all.lambda.length);
    const U = selectColumns(all.U, chosen);
    const means = solveMeanField(rbm, { beta, tolerance: 1e-7 });
    const rows = Uint32Array.from({ length: chains }, (_, c) => c % test.rows);
    const start = unpackBits(test, offValue(rbm.visibleUnits), rows);
    const V = selectColumns(all.V, chosen);
    const options = { chains, sweeps, burnIn: BURN_IN, beta, start, partners: V };
    const measured = await measureDirections(rbm, U, options, rng);
    return {
      alpha: chosen.map((k) => k + 1),
      lambda: Float64Array.from(chosen, (k) => all.lambda[k]!),
      U,
      V,
      beta,
      means,
      measured,
    };
  },
  ({ name, rbm }, beta, chains, sweeps) => [name, rbm.W.data[0]!, beta, chains, sweeps],
);
