/**
 * The first updates of the run that the trained machine comes from, in which its leading mode condenses: the machines
 * themselves, the strength of their modes, and their modes measured over Gibbs chains. Shared by claims and figures.
 *
 * The strength of a mode is a singular value of D_v^½ W D_h^½ (sheet A25) at the reference of a machine that reproduces
 * the frequencies of the data with no mode condensed: m_0 the data's means, n_0 the hidden means under them.
 */
import { baseRateBias } from "../../src/data/statistics.ts";
import type { Budget, TrainedMachine } from "../../src/lab/types.ts";
import { Rng } from "../../src/numeric/random.ts";
import { logistic } from "../../src/numeric/special.ts";
import { meanHiddenGivenVisible } from "../../src/rbm/conditionals.ts";
import { trainingCourse } from "../../src/rbm/course.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { completeSettings } from "../../src/rbm/settings.ts";
import { type TrainingSettings, updatesPerEpoch } from "../../src/rbm/state.ts";
import { offValue } from "../../src/rbm/states.ts";
import type { LayerMeans } from "../mean-field/fixed-point.ts";
import { fluctuationCoupling } from "../mean-field/stability.ts";
import { sharedDraw } from "../support/draws.ts";
import { type ChainLength, type MeasuredMode, measureModes } from "../support/mode-chains.ts";

/** A machine in the first updates of training, with its modes and its reference means. */
export interface EarlyMachine {
  /** Updates completed. */
  readonly update: number;
  readonly rbm: Rbm;
  /** The leading modes of W. */
  readonly modes: SingularModes;
  readonly reference: LayerMeans;
  /** Leading singular values of D_v^½ W D_h^½ at the reference, descending: each stands against 1. */
  readonly strengths: Float64Array;
}

/** With its leading modes over Gibbs chains. */
export interface MeasuredMachine extends EarlyMachine {
  readonly measured: readonly MeasuredMode[];
}

/** Modes that are followed. */
export const MODES = 6;
/** Of their strengths. */
const STRENGTHS = 3;

/** Roughly equal steps in the logarithm of time; growth is exponential, so the strength doubles within a few. */
const UPDATES: Readonly<Record<Budget, readonly number[]>> = {
  quick: [0, 11, 18, 21, 24, 28, 32, 42, 64, 91, 128],
  full: [0, 8, 11, 14, 18, 21, 24, 28, 32, 37, 42, 49, 56, 64, 91, 128],
};

/** Means of the data, as a run starts from them (no unit is never or always on), and the hidden means under them. */
export function referenceMeans(rbm: Rbm, { train }: Pick<TrainedMachine, "train">): LayerMeans {
  const off = offValue(rbm.visibleUnits);
  const m = baseRateBias(train).map((logOdds) => off + (1 - off) * logistic(logOdds));
  return { m, n: meanHiddenGivenVisible(rbm, m) };
}

/** Leading singular values of D_v^½ W D_h^½ at the given means. */
export function modeStrengths(rbm: Rbm, { m, n }: LayerMeans, count: number): Float64Array {
  return singularModes(fluctuationCoupling(rbm, m, n), { count: Math.min(count, rbm.visible, rbm.hidden) }).lambda;
}

/** Settings of the run; for a machine from elsewhere those of a plain run on its data. */
function settingsOf({ settings, rbm, train }: TrainedMachine): TrainingSettings {
  return settings ?? completeSettings({ hidden: rbm.hidden, units: rbm.visibleUnits, epochs: 20 }, train.rows);
}

/**
 * The machines of the first updates; gone through once, whoever asks.
 * @param hidden another number of hidden units than the run's
 */
export function earlyCourse(machine: TrainedMachine, budget: Budget, hidden?: number): Promise<EarlyMachine[]> {
  return course(Rng.fromSeed(0), machine, budget, hidden);
}

/** Nothing in it is drawn but by the run's own seed. */
const course = sharedDraw(
  (_rng: Rng, machine: TrainedMachine, budget: Budget, hidden?: number) => goThrough(machine, budget, hidden),
  ({ name, rbm }, budget, hidden) => [name, rbm.W.data[0]!, budget, hidden ?? rbm.hidden],
);

async function goThrough(machine: TrainedMachine, budget: Budget, hidden?: number): Promise<EarlyMachine[]> {
  const own = settingsOf(machine);
  const settings = { ...own, hidden: hidden ?? own.hidden };
  const last = updatesPerEpoch(machine.train.rows, settings.batch) * settings.epochs;
  const points = await trainingCourse(
    machine.train,
    settings,
    UPDATES[budget].filter((t) => t <= last),
  );
  return points.map(({ update, rbm }) => {
    const reference = referenceMeans(rbm, machine);
    const modes = singularModes(rbm, { count: Math.min(MODES, rbm.hidden) });
    return { update, rbm, modes, reference, strengths: modeStrengths(rbm, reference, STRENGTHS) };
  });
}

const LENGTH: Readonly<Record<Budget, ChainLength>> = {
  quick: { chains: 100, burnIn: 30, sweeps: 30, every: 10 },
  full: { chains: 400, burnIn: 100, sweeps: 200, every: 20 },
};

const measured = sharedDraw(
  async (rng: Rng, machine: TrainedMachine, budget: Budget): Promise<MeasuredMachine[]> => {
    const out: MeasuredMachine[] = [];
    for (const early of await earlyCourse(machine, budget)) {
      out.push({
        ...early,
        measured: await measureModes(early.rbm, early.modes, rng.child(early.update), LENGTH[budget]),
      });
    }
    return out;
  },
  ({ name, rbm }, budget) => [name, rbm.W.data[0]!, budget],
);

/** The same with measurements; one set of chains a seed and budget, whoever asks. */
export function measuredCourse(machine: TrainedMachine, seed: number, budget: Budget): Promise<MeasuredMachine[]> {
  return measured(Rng.fromSeed(seed).child("first updates"), machine, budget);
}

/** Chains long enough to tell a variance from that of independent units. */
const LONG: ChainLength = { chains: 400, burnIn: 60, sweeps: 200, every: 10 };

const measuredLong = sharedDraw(
  (rng: Rng, { rbm, modes }: EarlyMachine) => measureModes(rbm, modes, rng, LONG),
  ({ update, rbm }) => [update, rbm.W.data[0]!],
);

/** One of the machines with its modes measured over longer chains, once a seed. */
export async function measuredAtLength(machine: EarlyMachine, seed: number): Promise<MeasuredMachine> {
  return { ...machine, measured: await measuredLong(Rng.fromSeed(seed).child("long chains"), machine) };
}
