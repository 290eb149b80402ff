/**
 * Many independent block Gibbs chains on the fastest engine that works here, record after record: what measurements
 * over the states of a machine are made of. The obvious float64 chain is gibbsChain in sampling.ts.
 */
import type { Matrix } from "../numeric/matrix.ts";
import type { Rng } from "../numeric/random.ts";
import { type EnsembleChoice, ensembleOf } from "./partition/create-ensemble.ts";
import { pathBetween } from "./partition/path.ts";
import type { Rbm } from "./rbm.ts";
import { requireWhole } from "./require.ts";
import type { Temperature } from "./states.ts";

/** Length and spacing of a recorded run of chains. */
export interface GibbsRun extends Temperature {
  /** Sweeps before the first record. */
  readonly burnIn: number;
  /** How many records; 1 when left out. */
  readonly records?: number;
  /** Sweeps from one record to the next; 1 when left out. */
  readonly thin?: number;
  /** How chains are moved: "plain" is the obvious float64 version, "auto", the default, the fastest that works here. */
  readonly ensemble?: EnsembleChoice;
  /** Threads of the fast version; 1 when left out. */
  readonly threads?: number;
}

/**
 * Visible states of all chains, one a row, after burnIn, burnIn + thin, … sweeps from `start` (chains × N). Sweep k,
 * from 1, draws from the k-th child of the stream. That the chains have forgotten their start is the caller's to see to.
 * @throws BoltzproofError "domain" unless burnIn ≥ 0, records ≥ 1 and thin ≥ 1 are whole numbers.
 */
export async function* gibbsRecords(rbm: Rbm, start: Matrix, rng: Rng, run: GibbsRun): AsyncGenerator<Matrix> {
  const { beta = 1, burnIn, records = 1, thin = 1 } = run;
  requireWhole("burnIn", burnIn, 0);
  requireWhole("records", records, 1);
  requireWhole("thin", thin, 1);
  // On the path from free units the machine at t has all parameters times t, which is what β does.
  const chains = await ensembleOf(run)(pathBetween(new Float64Array(rbm.visible), rbm), start);
  try {
    for (let record = 0, sweep = 0; record < records; record++) {
      for (const until = burnIn + record * thin; sweep < until; ) await chains.sweep(beta, rng.child(++sweep));
      yield chains.states();
    }
  } finally {
    await chains.dispose();
  }
}
