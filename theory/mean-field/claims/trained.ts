/**
 * Approximations of ln Z on the trained machine. As a whole it is held against annealing at β = 0.2, warm enough that
 * annealing is sure of itself; at β = 1 against exact sums, with all but twelve hidden units held fast.
 */
import { errorsBelow, onMachine, show } from "../../../src/lab/agreement.ts";
import type { Evidence, Finding, TrainedMachine } from "../../../src/lab/types.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { inputsVisibleGivenHidden } from "../../../src/rbm/conditionals.ts";
import { logPartitionExact } from "../../../src/rbm/exact/index.ts";
import { type AisEstimate, logPartitionAis } from "../../../src/rbm/partition/index.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import { clampedMachines } from "../../support/clamped.ts";
import { sharedDraw } from "../../support/draws.ts";
import type { LayerMeans } from "../fixed-point.ts";
import { meanFieldFreeEnergy } from "../free-energy.ts";
import { solveMeanField } from "../solve.ts";

/** A machine with a mean-field solution and what is known of its ln Z. */
export interface MeasuredMachine extends LayerMeans {
  readonly rbm: Rbm;
  readonly beta: number;
  readonly logPartition: number;
  /** Standard error of ln Z; 0 where it is exact. */
  readonly error: number;
  /** Why ln Z is not to be believed; empty when it is. */
  readonly doubt: string;
}

const CHAINS = 120;
const TEMPERATURES = 100;

/** From the independent units of mean field: any start is correct, and this one is near. */
const annealed = sharedDraw(
  (rng: Rng, { rbm }: TrainedMachine, beta: number, n: Float64Array): Promise<AisEstimate> => {
    const start = inputsVisibleGivenHidden(rbm, n).map((t) => beta * t);
    return logPartitionAis(rbm, rng, { chains: CHAINS, temperatures: TEMPERATURES, start, beta });
  },
  ({ name, rbm }, beta) => [name, rbm.W.data[0]!, beta],
);

const TOLERANCE = 1e-8;

/** The whole trained machine; one annealing run a seed and temperature, whoever asks. */
export async function wholeMachine(machine: TrainedMachine, seed: number, beta: number): Promise<MeasuredMachine> {
  const { rbm } = machine;
  const { m, n } = solveMeanField(rbm, { beta, tolerance: TOLERANCE });
  const estimate = await annealed(Rng.fromSeed(seed).child("annealing of the trained machine"), machine, beta, n);
  const doubt = estimate.reliable ? "" : estimate.says;
  return { rbm, beta, m, n, logPartition: estimate.value, error: estimate.standardError, doubt };
}

/** The trained machine with all but twelve hidden units held fast, around its first test digits. */
export function clamped(machine: TrainedMachine, beta = 1): MeasuredMachine[] {
  return clampedMachines(machine, 3).map((rbm) => {
    const { m, n } = solveMeanField(rbm, { beta });
    return { rbm, beta, m, n, logPartition: logPartitionExact(rbm, { beta }), error: 0, doubt: "" };
  });
}

/** Warm enough for annealing, cold enough for mean field to miss by nats. */
const WARM = 0.2;

/** The misses −βF − ln Z of one approximation and of mean field, and the error of ln Z, judged. */
export type JudgeMisses = (misses: readonly Miss[]) => Finding;

export interface Miss {
  /** −βF − ln Z in nats. */
  readonly formula: number;
  readonly meanField: number;
  readonly error: number;
}

/** Both pieces of evidence for one approximation of the free energy. */
export function trainedEvidence<F>(
  what: string,
  freeEnergy: (formula: F, machine: MeasuredMachine) => number,
  judge: JudgeMisses,
): Evidence<F>[] {
  const missOf = (formula: F, s: MeasuredMachine): Miss => ({
    formula: -s.beta * freeEnergy(formula, s) - s.logPartition,
    meanField: -s.beta * meanFieldFreeEnergy(s.rbm, s.m, s.n, { beta: s.beta }) - s.logPartition,
    error: s.error,
  });
  return [
    {
      id: "trained weights",
      says: `${what} on the weights of the trained machine at β = 1, with all but twelve hidden units held fast, around three digits, against exact sums`,
      needs: "machine",
      judge: (formula, { machine }) =>
        onMachine(machine!.name, judge(clamped(machine!).map((s) => missOf(formula, s)))),
    },
    {
      id: "trained machine",
      says: `${what} on the whole trained machine at β = ${WARM}, against annealing with ${CHAINS} chains`,
      needs: "machine",
      async judge(formula, { machine, seed }) {
        const measured = await wholeMachine(machine!, seed, WARM);
        const { doubt } = measured;
        const finding = judge([missOf(formula, measured)]);
        return doubt === ""
          ? onMachine(machine!.name, finding)
          : { ...finding, verdict: { kind: "undecided", why: doubt } };
      },
    },
  ];
}

/** The largest error is at most this part of the one of mean field; both appear in the sentence. */
export function improvesOnMeanField(part: number): JudgeMisses {
  return (misses) => {
    const ratios = misses.map(({ formula, meanField, error }) => (Math.abs(formula) + error) / Math.abs(meanField));
    const list = misses.map((t) => `${show(t.formula)} (mean field ${show(t.meanField)})`).join(", ");
    const what = `error in ln Z of ${list} nats, relative to mean field's`;
    return errorsBelow([{ what, error: ratios.reduce((s, t) => Math.max(s, t), 0), limit: part }]);
  };
}

/** The approximation stays below ln Z, within three standard errors of it. */
export const staysBelow: JudgeMisses = (misses) => {
  const list = misses.map((t) => show(t.formula)).join(", ");
  const violation = misses.reduce((s, t) => Math.max(s, t.formula - 3 * t.error), 0);
  return errorsBelow([{ what: `excess of −βF over ln Z (misses of ${list} nats)`, error: violation, limit: 1e-9 }]);
};
