/**
 * Approximations of ln Z on the trained machine: as a whole against annealing, and with all but twelve hidden units held
 * fast against exact sums. A trained machine is deep in its broken phase, where each of many solutions has its own
 * share of Z; expansions about one of them are judged at a temperature where the strongest mode is well below its
 * threshold, and the figures show what becomes of them at β = 1.
 */
import { bounded, drawnBounds, onMachine, regime, undecided } from "../../../src/lab/comparisons/index.ts";
import type { Evidence, Finding, TrainedMachine } from "../../../src/lab/types.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { inputsVisibleGivenHidden } from "../../../src/rbm/conditionals.ts";
import { logPartitionExact } from "../../../src/rbm/exact/index.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import { type AisEstimate, logPartitionAis } from "../../../src/rbm/partition/index.ts";
import type { Rbm, Units } from "../../../src/rbm/rbm.ts";
import { valuesOfLogPartition } from "../../support/annealing.ts";
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
  /** The exact value, or independent ones with this mean. */
  readonly logPartition: number | Float64Array;
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
  return { rbm, beta, m, n, logPartition: valuesOfLogPartition(estimate), doubt };
}

/** The trained machine with all but twelve hidden units held fast, around its first test digits. */
export function clamped(machine: TrainedMachine, temperature: number | ((rbm: Rbm) => number) = 1): MeasuredMachine[] {
  return clampedMachines(machine, 3).map((rbm) => {
    const beta = typeof temperature === "number" ? temperature : temperature(rbm);
    const { m, n } = solveMeanField(rbm, { beta });
    return { rbm, beta, m, n, logPartition: logPartitionExact(rbm, { beta }), doubt: "" };
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

/** What an approximation and mean field make of ln Z, and ln Z itself, judged. */
export type JudgeApproximation = (measured: readonly Approximated[]) => Finding;

export interface Approximated {
  /** −βF in nats. */
  readonly formula: number;
  /** −βF_MF. */
  readonly meanField: number;
  /** The exact value, or independent ones with this mean. */
  readonly logPartition: number | Float64Array;
}

/** The strongest mode stands well below its threshold. */
const WARM_REGIME = `β where the strongest mode stands at ${WARM} of its threshold`;

/**
 * Both pieces of evidence for one approximation of the free energy.
 * @param cold judges the small machines at β = 1, which only a bound need survive
 */
export function trainedEvidence<F>(
  what: string,
  freeEnergy: (formula: F, machine: MeasuredMachine) => number,
  judge: JudgeApproximation,
  { cold = false }: { readonly cold?: boolean } = {},
): Evidence<F>[] {
  const of = (formula: F, s: MeasuredMachine): Approximated => ({
    formula: -s.beta * freeEnergy(formula, s),
    meanField: -s.beta * meanFieldFreeEnergy(s.rbm, s.m, s.n, { beta: s.beta }),
    logPartition: s.logPartition,
  });
  return [
    {
      id: "trained weights",
      says: `${what} on the weights of the trained machine, all but twelve hidden units held fast around three digits, at ${cold ? "β = 1" : `the ${WARM_REGIME}`}, against exact sums`,
      needs: "machine",
      judge: (formula, { machine }) =>
        onMachine(machine!.name, judge(clamped(machine!, cold ? 1 : warmBeta).map((s) => of(formula, s)))),
    },
    {
      id: "trained machine",
      says: `${what} on the whole trained machine, at the ${WARM_REGIME}, against annealing with ${CHAINS} chains`,
      needs: "machine",
      async judge(formula, { machine, seed }) {
        const measured = await wholeMachine(machine!, seed, warmBeta(machine!.rbm));
        const { doubt } = measured;
        if (doubt !== "")
          return undecided(what, "an estimate of ln Z that is to be believed", "one that is not", doubt);
        return onMachine(machine!.name, judge([of(formula, measured)]));
      },
    },
  ];
}

/** By how much ln Z lies above mean field, within this share of what the approximation says. */
export function correctsMeanField(within: number): JudgeApproximation {
  return (measured) =>
    regime(
      "ln Z + βF_MF in nats",
      measured.map(({ formula, meanField, logPartition }) => ({
        expected: formula - meanField,
        found: typeof logPartition === "number" ? logPartition - meanField : logPartition.map((t) => t - meanField),
      })),
      { within, where: `the ${WARM_REGIME}` },
    );
}

/** The approximation does not lie above ln Z. */
export const staysBelow: JudgeApproximation = (measured) => {
  const drawn = measured.flatMap(({ formula, logPartition }) =>
    typeof logPartition === "number" ? [] : [{ sample: logPartition, atLeast: formula }],
  );
  if (drawn.length > 0) return drawnBounds("ln Z against −βF", drawn);
  const exact = measured.map(({ formula, logPartition }) => ({ lower: formula, upper: logPartition as number }));
  return bounded("−βF ≤ ln Z", exact, { allowed: 1e-9, because: "rounding of ln Z" });
};
