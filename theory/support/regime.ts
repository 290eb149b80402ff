/**
 * Which trained machines a claim speaks of. A claim on condensed modes says nothing of a machine in which none has
 * condensed, and is neither right nor wrong there.
 */
import { outsideRegime, show } from "../../src/lab/comparisons/index.ts";
import type { Finding, TrainedMachine } from "../../src/lab/types.ts";
import { Rng } from "../../src/numeric/random.ts";
import { modeStrengths, referenceMeans } from "../symmetry-breaking/early-course.ts";
import { sharedDraw } from "./draws.ts";

const strengths = sharedDraw(
  (_rng: Rng, machine: TrainedMachine, count: number): Float64Array =>
    modeStrengths(machine.rbm, referenceMeans(machine.rbm, machine), count),
  ({ name, rbm }, count) => [name, rbm.W.data[0]!, count],
);

/** Leading singular values of D_v^½ W D_h^½ of the trained machine at the means of its data; a mode condenses at 1. */
export function trainedStrengths(machine: TrainedMachine, count: number): Float64Array {
  return strengths(Rng.fromSeed(0), machine, count);
}

/**
 * A machine in its broken phase: the four modes that figures show one by one are all beyond their transition. While only
 * one or two are, fields may keep a machine in a single solution (the pitchfork is imperfect), and nothing is broken.
 */
export const BROKEN = 4;

/**
 * What to find where fewer than so many modes of the trained machine are beyond their transition; undefined in the regime.
 * Since D ≤ ¼ for {0,1} units, a mode with λ_eff ≥ 1 has λ ≥ 4, whatever the fields.
 */
export function unlessCondensed(machine: TrainedMachine, count: number = BROKEN): Finding | undefined {
  const strength = trainedStrengths(machine, count)[count - 1] ?? 0;
  if (strength >= 1) return undefined;
  const which = count === 1 ? "the leading mode" : `mode ${count}`;
  return outsideRegime(
    `${which} of the trained machine has λ_eff = ${show(strength)}; the claim is on machines where it is beyond 1`,
  );
}

/** What to find for a machine that has not made a single update; undefined in the regime. */
export function unlessTrained({ rbm, initial }: TrainedMachine): Finding | undefined {
  if (rbm.W.data.some((t, k) => t !== initial.W.data[k])) return undefined;
  return outsideRegime("the weights are the initial ones; the claim is on machines that were trained");
}
