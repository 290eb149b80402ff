/**
 * Parallel tempering: replicas of the machine at several t of the annealing path, which exchange their states. At
 * t = 0 every sweep is a fresh independent draw, so the replicas at t = 1 are renewed from there and reach modes
 * that Gibbs sampling alone would not leave or find.
 *
 * Swendsen, Wang, Phys. Rev. Lett. 57, 2607 (1986); Desjardins, Courville, Bengio, Vincent, Delalleau, AISTATS 2010;
 * exchanges of even and odd pairs in turn: Syed et al., J. R. Stat. Soc. B 84, 321 (2022).
 */

import { type Matrix, matrix, row } from "../../numeric/matrix.ts";
import type { Rng } from "../../numeric/random.ts";
import type { Rbm } from "../rbm.ts";
import { requireWhole } from "../require.ts";
import { measureBarrier } from "./ais.ts";
import { type EnsembleChoice, ensembleOf } from "./create-ensemble.ts";
import { type Ensemble, type EnsembleFactory, startStates } from "./ensemble.ts";
import type { AnnealingPath } from "./path.ts";
import { adaptedSchedule, totalBarrier } from "./schedule.ts";
import { annealingPath, type PathOptions } from "./start.ts";

/** Ladders, levels, sweeps and records of parallel tempering. */
export interface TemperingOptions extends PathOptions {
  /** Independent sets of replicas; 20 when left out. */
  readonly ladders?: number;
  /** States recorded from each ladder; 1 when left out. */
  readonly records?: number;
  /** Points t_0 = 0 … t_R = 1; chosen from a pilot run, for exchange rates near one half, when left out. */
  readonly levels?: Float64Array;
  /** Sweeps before the first record; 10 for every level when left out. */
  readonly burnIn?: number;
  /** Sweeps between records; one for every level when left out. */
  readonly thin?: number;
  /** As in `AnnealingOptions`. */
  readonly ensemble?: EnsembleChoice;
  readonly onProgress?: (fraction: number) => void;
}

/** Recorded states, and whether the ladders did mix. */
export interface TemperingRun {
  /** Recorded states at t = 1: the records of the first ladder, then those of the second, … */
  readonly states: Matrix;
  readonly levels: Float64Array;
  /** Fraction of accepted exchanges of each pair of neighbouring levels. */
  readonly acceptance: Float64Array;
  /** Times, on average over the ladders, that a state drawn at t = 0 arrived at t = 1. */
  readonly arrivals: number;
}

/** Samples of the machine by parallel tempering. */
export async function parallelTempering(rbm: Rbm, rng: Rng, options: TemperingOptions = {}): Promise<TemperingRun> {
  const ensemble = ensembleOf(options);
  return temper(await annealingPath(rbm, rng.child("path"), options, ensemble), rng, { ...options, ensemble });
}

/** The same on a given path. */
export async function temper(path: AnnealingPath, rng: Rng, options: TemperingOptions): Promise<TemperingRun> {
  const { ladders = 20, records = 1, onProgress = () => {} } = options;
  requireWhole("ladders", ladders, 1);
  requireWhole("records", records, 1);
  const ensemble = ensembleOf(options);
  const levels = options.levels ?? (await chooseLevels(path, ensemble, rng.child("pilot")));
  const { burnIn = 10 * levels.length, thin = levels.length } = options;
  requireWhole("burnIn", burnIn, 0);
  requireWhole("thin", thin, 1);
  const replicas: Ensemble[] = [];
  for (const l of levels.keys()) {
    replicas.push(await ensemble(path, startStates(path, ladders, rng.child("states").child(l))));
  }
  const exchanges = new Exchanges(levels, ladders);
  const states = matrix(ladders * records, path.target.visible);
  const sweeps = burnIn + thin * (records - 1);
  for (let sweep = 1, recorded = 0; sweep <= sweeps; sweep++) {
    const stream = rng.child("sweep").child(sweep);
    for (const [l, t] of levels.entries()) await replicas[l]!.sweep(t, stream.child(l));
    await exchanges.attempt(replicas, sweep, stream.child("exchange"));
    if (sweep >= burnIn && (sweep - burnIn) % thin === 0) {
      const top = replicas.at(-1)!.states();
      for (let c = 0; c < ladders; c++) row(states, c * records + recorded).set(row(top, c));
      recorded++;
    }
    onProgress(sweep / sweeps);
  }
  await Promise.all(replicas.map((r) => r.dispose()));
  return { states, levels, acceptance: exchanges.acceptance(), arrivals: exchanges.arrivals / ladders };
}

/**
 * Probability of exchanging states v and w of neighbouring levels:
 * min(1, p*_low(w) p*_high(v) / (p*_low(v) p*_high(w))), from the four logarithms.
 */
export function exchangeProbability(
  v: { readonly low: number; readonly high: number },
  w: { readonly low: number; readonly high: number },
): number {
  return Math.min(1, Math.exp(w.low + v.high - v.low - w.high));
}

/** A level for every unit of the barrier; two neighbours then exchange about half of the time. */
async function chooseLevels(path: AnnealingPath, ensemble: EnsembleFactory, rng: Rng): Promise<Float64Array> {
  const barrier = await measureBarrier(path, ensemble, rng);
  return adaptedSchedule(barrier, Math.max(2, Math.ceil(totalBarrier(barrier))));
}

/** Exchanges of neighbours, and who came from where. */
class Exchanges {
  readonly #levels: Float64Array;
  readonly #ladders: number;
  readonly #tried: Float64Array;
  readonly #accepted: Float64Array;
  /** Of the state at level l in ladder c: whether it has been at t = 0 since it was last at t = 1. */
  readonly #fresh: boolean[][];
  arrivals = 0;

  constructor(levels: Float64Array, ladders: number) {
    this.#levels = levels;
    this.#ladders = ladders;
    this.#tried = new Float64Array(levels.length - 1);
    this.#accepted = new Float64Array(levels.length - 1);
    this.#fresh = Array.from(levels, (_, l) => new Array<boolean>(ladders).fill(l === 0));
  }

  acceptance(): Float64Array {
    return this.#accepted.map((n, l) => n / this.#tried[l]!);
  }

  /** Tries all even pairs in even sweeps and all odd ones in odd sweeps. */
  async attempt(replicas: readonly Ensemble[], sweep: number, rng: Rng): Promise<void> {
    for (let l = sweep % 2; l + 1 < replicas.length; l += 2) {
      const [low, high] = [replicas[l]!, replicas[l + 1]!];
      const [t, u] = [this.#levels[l]!, this.#levels[l + 1]!];
      const v = { low: await low.logDensity(t), high: await low.logDensity(u) };
      const w = { low: await high.logDensity(t), high: await high.logDensity(u) };
      const chains: number[] = [];
      for (let c = 0; c < this.#ladders; c++) {
        const at = (x: typeof v): { low: number; high: number } => ({ low: x.low[c]!, high: x.high[c]! });
        if (rng.uniform() < exchangeProbability(at(v), at(w))) chains.push(c);
      }
      low.exchange(high, chains);
      this.#book(l, chains);
    }
  }

  #book(l: number, chains: readonly number[]): void {
    this.#tried[l]! += this.#ladders;
    this.#accepted[l]! += chains.length;
    const [low, high] = [this.#fresh[l]!, this.#fresh[l + 1]!];
    for (const c of chains) [low[c], high[c]] = [high[c]!, low[c]!];
    if (l === 0) low.fill(true);
    if (l + 2 < this.#levels.length) return;
    for (let c = 0; c < this.#ladders; c++) {
      if (high[c]) this.arrivals++;
      high[c] = false;
    }
  }
}
