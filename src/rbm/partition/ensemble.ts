/**
 * Chains on the annealing path, all at one t at a time. The obvious float64 version is here and is the oracle; the
 * fast one on the WebAssembly kernels stands in wasm-ensemble.ts.
 */
import { type Matrix, matrix, row } from "../../numeric/matrix.ts";
import type { Rng } from "../../numeric/random.ts";
import { freeEnergy } from "../free-energy.ts";
import { Rbm } from "../rbm.ts";
import { gibbsSweep, sampleVisibleGivenHidden } from "../sampling.ts";
import { type AnnealingPath, machineAt } from "./path.ts";

/** Chains that stand on a path between a solvable machine (t = 0) and the wanted one (t = 1). */
export interface Ensemble {
  /** Visible states, one chain a row; a copy. */
  states(): Matrix;
  /** ln p*_t(v) of every chain. */
  logDensity(t: number): Promise<Float64Array>;
  /**
   * One block Gibbs sweep of every chain that leaves p_t invariant: h given v, then v given h.
   * @returns ln p*_t(v) of every chain before the sweep, which the sweep computes anyway
   */
  sweep(t: number, rng: Rng): Promise<Float64Array>;
  /** A step of annealing: ln p*_to(v) − ln p*_from(v) of every chain, then a sweep at `to`. */
  step(from: number, to: number, rng: Rng): Promise<Float64Array>;
  /** Exchanges the states of some chains with the same chains of another ensemble of the same kind. */
  exchange(other: this, chains: readonly number[]): void;
  dispose(): Promise<void>;
}

/** Opens an ensemble on a path with the given visible states, one chain a row. */
export type EnsembleFactory = (path: AnnealingPath, states: Matrix) => Promise<Ensemble>;

/** The obvious version. */
export const createPlainEnsemble: EnsembleFactory = async (path, states) => new PlainEnsemble(path, states);

/** An exact sample of p_0: the visible layer of a machine that couples it to nothing. */
export function startStates({ target, reference }: AnnealingPath, chains: number, rng: Rng): Matrix {
  const independent = new Rbm({ W: matrix(target.visible, 1), a: reference, units: target.visibleUnits });
  return sampleVisibleGivenHidden(independent, matrix(chains, 1), rng);
}

class PlainEnsemble implements Ensemble {
  readonly #path: AnnealingPath;
  #states: Matrix;
  #t = Number.NaN;
  #machine: Rbm;

  constructor(path: AnnealingPath, states: Matrix) {
    this.#path = path;
    this.#states = matrix(states.rows, states.cols, states.data.slice());
    this.#machine = path.target;
  }

  states(): Matrix {
    const { rows, cols, data } = this.#states;
    return matrix(rows, cols, data.slice());
  }

  async logDensity(t: number): Promise<Float64Array> {
    return freeEnergy(this.#at(t), this.#states).map((F) => -F);
  }

  async sweep(t: number, rng: Rng): Promise<Float64Array> {
    const before = await this.logDensity(t);
    this.#states = gibbsSweep(this.#at(t), this.#states, rng).v;
    return before;
  }

  async step(from: number, to: number, rng: Rng): Promise<Float64Array> {
    const now = await this.logDensity(from);
    const next = await this.sweep(to, rng);
    return next.map((x, c) => x - now[c]!);
  }

  exchange(other: this, chains: readonly number[]): void {
    for (const c of chains) {
      const [x, y] = [row(this.#states, c), row(other.#states, c)];
      const kept = x.slice();
      x.set(y);
      y.set(kept);
    }
  }

  async dispose(): Promise<void> {}

  /** The machine at t, kept for the next call, which is usually at the same t. */
  #at(t: number): Rbm {
    if (t !== this.#t) {
      this.#machine = machineAt(this.#path, t);
      this.#t = t;
    }
    return this.#machine;
  }
}
