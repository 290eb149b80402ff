/** Modes of small machines summed over all states: the oracle of the linearised law. */
import type { Rng } from "../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { reciprocalVariables } from "../reciprocal-space/variables.ts";
import { boltzmannLaw, randomMachine } from "../support/machines.ts";
import type { ModeMoments } from "./linearised-law.ts";

export interface SmallMachine {
  readonly rbm: Rbm;
  readonly modes: SingularModes;
}

/**
 * Machines of both kinds of unit with fields, whose strongest modes stand at about a third of their threshold.
 * @param coupling multiplies the weights; the same stream gives the same machines but for that
 */
export function weakMachines(rng: Rng, count: number, coupling = 1): SmallMachine[] {
  return Array.from({ length: count }, (_, k) => {
    const shape = k % 2 === 0 ? { visible: 6, hidden: 5 } : { visible: 5, hidden: 6 };
    const units = k % 4 < 2 ? "binary" : "spin";
    const weights = coupling * (units === "binary" ? 0.4 : 0.1);
    const rbm = randomMachine(rng.child(k), { ...shape, units, weights, fields: 0.5 });
    return { rbm, modes: singularModes(rbm) };
  });
}

/** Exact moments of every mode. */
export function enumeratedModes(rbm: Rbm, modes: SingularModes): ModeMoments {
  const states = boltzmannLaw(rbm).states.map(({ v, h, probability }) => ({
    ...reciprocalVariables(modes, v, h),
    probability,
  }));
  const moment = (f: (x: number, y: number) => number): Float64Array =>
    modes.lambda.map((_, k) => states.reduce((s, { x, y, probability }) => s + probability * f(x[k]!, y[k]!), 0));
  const along = (sign: 1 | -1): { mean: Float64Array; variance: Float64Array } => {
    const mean = moment((x, y) => (y + sign * x) / Math.SQRT2);
    const square = moment((x, y) => (y + sign * x) ** 2 / 2);
    return { mean, variance: square.map((t, k) => t - mean[k]! ** 2) };
  };
  const [u, w] = [along(1), along(-1)];
  return { meanU: u.mean, varianceU: u.variance, meanW: w.mean, varianceW: w.variance };
}
