/** Gibbs samples of machines on the fast engine, and those of the trained machine, drawn once for all who ask. */
import type { Budget, TrainedMachine } from "../../src/lab/types.ts";
import { unpackBits } from "../../src/numeric/bits.ts";
import { type Matrix, matrix } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { ensembleOf } from "../../src/rbm/partition/create-ensemble.ts";
import { machineAt, pathBetween } from "../../src/rbm/partition/path.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { type JointStates, sampleHiddenGivenVisible } from "../../src/rbm/sampling.ts";
import { offValue } from "../../src/rbm/states.ts";
import { sharedDraw } from "./draws.ts";

export interface GibbsRun {
  /** Visible states of the chains at the beginning, one a row. */
  readonly start: Matrix;
  /** Sweeps before the first record. */
  readonly burnIn: number;
  /** Records of every chain; 1 when left out. */
  readonly records?: number;
  /** Sweeps between records; 1 when left out. */
  readonly thin?: number;
}

/** Joint states of independent chains: the first record of every chain, then the second, … */
export async function gibbsSamples(rbm: Rbm, rng: Rng, run: GibbsRun): Promise<JointStates<Matrix>> {
  const { start, burnIn, records = 1, thin = 1 } = run;
  const chains = await ensembleOf({})(pathBetween(new Float64Array(rbm.visible), rbm), start);
  const v = matrix(records * start.rows, rbm.visible);
  for (let record = 0, sweep = 0; record < records; record++) {
    for (const until = burnIn + record * thin; sweep < until; ) await chains.sweep(1, rng.child(++sweep));
    v.data.set(chains.states().data, record * start.rows * rbm.visible);
  }
  await chains.dispose();
  return { v, h: sampleHiddenGivenVisible(rbm, v, rng.child("hidden")) };
}

/** The machine whose Boltzmann law at β = 1 is that of the given one at β. */
export function atTemperature(rbm: Rbm, beta: number): Rbm {
  return machineAt({ target: rbm, reference: new Float64Array(rbm.visible) }, beta);
}

/** Chains, sweeps and records: seconds with the full budget, half a second with the quick one. */
const RUNS = {
  quick: { chains: 200, burnIn: 90, records: 4, thin: 20 },
  full: { chains: 1000, burnIn: 700, records: 4, thin: 100 },
} as const;

/** Words for captions. */
export function describeRun(budget: Budget): string {
  const { chains, burnIn, records, thin } = RUNS[budget];
  return `${chains.toLocaleString("en")} chains from training digits, ${burnIn + (records - 1) * thin} sweeps`;
}

const drawMachine = sharedDraw(
  (rng: Rng, { rbm, train }: TrainedMachine, budget: Budget) => {
    const { chains, ...run } = RUNS[budget];
    const rows = rng.child("start").permutation(train.rows).slice(0, chains);
    return gibbsSamples(rbm, rng, { ...run, start: unpackBits(train, offValue(rbm.visibleUnits), rows) });
  },
  ({ name, rbm }, budget) => [name, rbm.W.data[0]!, budget],
);

/**
 * Joint states of the trained machine at β = 1 by Gibbs chains that start from training digits, the same ones for
 * every claim and figure of a seed. Chains from digits reach the free energies of longer chains sooner than chains
 * from random states, yet neither visits all modes of a well-trained machine: these are samples of the machine's
 * neighbourhood of the data.
 */
export function machineSamples(machine: TrainedMachine, seed: number, budget: Budget): Promise<JointStates<Matrix>> {
  return drawMachine(Rng.fromSeed(seed).child("samples of the trained machine"), machine, budget);
}

/** Of the samples above the last record of every chain: states that are independent of each other. */
export function lastRecord({ v, h }: JointStates<Matrix>, budget: Budget): JointStates<Matrix> {
  const { chains } = RUNS[budget];
  const last = ({ rows, cols, data }: Matrix): Matrix => matrix(chains, cols, data.slice((rows - chains) * cols));
  return { v: last(v), h: last(h) };
}
