/** Gibbs samples of machines on the fast engine, and those of the trained machine, drawn once for all who ask. */
import type { Budget, TrainedMachine } from "../../src/lab/types.ts";
import { unpackBits } from "../../src/numeric/bits.ts";
import { type Matrix, matrix } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { type GibbsRun, gibbsRecords } from "../../src/rbm/chains.ts";
import { machineAt } from "../../src/rbm/partition/path.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { type JointStates, sampleHiddenGivenVisible } from "../../src/rbm/sampling.ts";
import { offValue } from "../../src/rbm/states.ts";
import { sharedDraw } from "./draws.ts";

/** Joint states of independent chains at β = 1: the first record of every chain, then the second, … */
export async function gibbsSamples(
  rbm: Rbm,
  rng: Rng,
  { start, ...run }: Omit<GibbsRun, "beta"> & { readonly start: Matrix },
): Promise<JointStates<Matrix>> {
  const v = matrix((run.records ?? 1) * start.rows, rbm.visible);
  let at = 0;
  for await (const { data } of gibbsRecords(rbm, start, rng, run)) {
    v.data.set(data, at);
    at += data.length;
  }
  return { v, h: sampleHiddenGivenVisible(rbm, v, rng.child("hidden")) };
}

/** The machine whose Boltzmann law at β = 1 is that of the given one at β. */
export function atTemperature(rbm: Rbm, beta: number): Rbm {
  return machineAt({ target: rbm, reference: new Float64Array(rbm.visible) }, beta);
}

/** Records of every chain of the trained machine. */
export const RECORDS = 4;

/** Chains, sweeps and records: seconds with the full budget, half a second with the quick one. */
const RUNS = {
  quick: { chains: 200, burnIn: 90, records: RECORDS, thin: 20 },
  full: { chains: 1000, burnIn: 700, records: RECORDS, thin: 100 },
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
