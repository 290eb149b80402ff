/**
 * Approximations of ln Z on the trained machine: as a whole against annealing, and with all but twelve hidden units held
 * fast against exact sums. A trained machine is deep in its broken phase, where each of many solutions has its own
 * share of Z; expansions about one of them are judged at a temperature where the strongest mode is well below its
 * threshold, and the figures show what becomes of them at β = 1.
 */
import { errorsBelow } from "../../../src/lab/agreement.ts";
import { onMachine, show } from "../../../src/lab/comparisons/index.ts";
import type { Evidence, Finding, TrainedMachine } from "../../../src/lab/types.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { inputsVisibleGivenHidden } from "../../../src/rbm/conditionals.ts";
import { logPartitionExact } from "../../../src/rbm/exact/index.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import { type AisEstimate, logPartitionAis } from "../../../src/rbm/partition/index.ts";
import type { Rbm, Units } from "../../../src/rbm/rbm.ts";
import { clampedMachines } from "../../support/clamped.ts";
import { sharedDraw } from "../../support/draws.ts";
import type { LayerMeans } from "../fixed-point.ts";
import { meanFieldFreeEnergy } from "../free-energy.ts";
import { solveMeanField } from "../solve.ts";
import { criticalSingularValue } from "../stability.ts";
import { unitLaw } from "../unit-law.ts";

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
export function clamped(machine: TrainedMachine, temperature: number | ((rbm: Rbm) => number) = 1): MeasuredMachine[] {
  return clampedMachines(machine, 3).map((rbm) => {
    const beta = typeof temperature === "number" ? temperature : temperature(rbm);
    const { m, n } = solveMeanField(rbm, { beta });
    return { rbm, beta, m, n, logPartition: logPartitionExact(rbm, { beta }), error: 0, doubt: "" };
  });
}

/** The strongest mode stands at this part of the threshold of centred units, whose variances are the largest. */
const WARM = 0.4;

/** The inverse temperature at which it does; biases only weaken it further. */
function warmBeta(rbm: Rbm): number {
  const central = (units: Units): number => unitLaw(units).variance(unitLaw(units).centre);
  const critical = criticalSingularValue(central(rbm.visibleUnits), central(rbm.hiddenUnits));
  return Math.min(1, (WARM * critical) / singularModes(rbm, { count: 1 }).lambda[0]!);
}

/** The misses −βF − ln Z of one approximation and of mean field, and the error of ln Z, judged. */
export type JudgeMisses = (misses: readonly Miss[]) => Finding;

export interface Miss {
  /** −βF − ln Z in nats. */
  readonly formula: number;
  readonly meanField: number;
  readonly error: number;
}

/**
 * Both pieces of evidence for one approximation of the free energy.
 * @param cold judges the small machines at β = 1, which only a bound need survive
 */
export function trainedEvidence<F>(
  what: string,
  freeEnergy: (formula: F, machine: MeasuredMachine) => number,
  judge: JudgeMisses,
  { cold = false }: { readonly cold?: boolean } = {},
): Evidence<F>[] {
  const missOf = (formula: F, s: MeasuredMachine): Miss => ({
    formula: -s.beta * freeEnergy(formula, s) - s.logPartition,
    meanField: -s.beta * meanFieldFreeEnergy(s.rbm, s.m, s.n, { beta: s.beta }) - s.logPartition,
    error: s.error,
  });
  const warm = `at the β where the strongest mode stands at ${WARM} of its threshold`;
  return [
    {
      id: "trained weights",
      says: `${what} on the weights of the trained machine, all but twelve hidden units held fast around three digits, ${cold ? "at β = 1" : warm}, against exact sums`,
      needs: "machine",
      judge: (formula, { machine }) =>
        onMachine(machine!.name, judge(clamped(machine!, cold ? 1 : warmBeta).map((s) => missOf(formula, s)))),
    },
    {
      id: "trained machine",
      says: `${what} on the whole trained machine, ${warm}, against annealing with ${CHAINS} chains`,
      needs: "machine",
      async judge(formula, { machine, seed }) {
        const measured = await wholeMachine(machine!, seed, warmBeta(machine!.rbm));
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
