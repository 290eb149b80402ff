/**
 * Chains on the annealing path, all at one t at a time. The obvious float64 version is here; faster ones have the
 * same operations.
 */
import { type Matrix, matrix, row } from "../../numeric/matrix.ts";
import type { Rng } from "../../numeric/random.ts";
import { freeEnergy } from "../free-energy.ts";
import type { Rbm } from "../rbm.ts";
import { gibbsSweep, sampleVisibleGivenHidden } from "../sampling.ts";
import { type AnnealingPath, machineAt } from "./path.ts";

export interface Ensemble {
  /** Visible states, one chain a row. */
  readonly states: Matrix;
  /** ln p*_t(v) of every chain. */
  logDensity(t: number): Float64Array | Promise<Float64Array>;
  /** One block Gibbs sweep of every chain that leaves p_t invariant: h given v, then v given h. */
  sweep(t: number, rng: Rng): void | Promise<void>;
  /** Exchanges the states of some chains with the same chains of another ensemble of the same kind. */
  exchange(other: this, chains: readonly number[]): void;
}

export type EnsembleFactory = (path: AnnealingPath, states: Matrix) => Ensemble;

/** The obvious version. */
export const createEnsemble: EnsembleFactory = (path, states) => new PlainEnsemble(path, states);

/** An exact sample of p_0, whose units are independent of any h. */
export function startStates(path: AnnealingPath, chains: number, rng: Rng): Matrix {
  return sampleVisibleGivenHidden(machineAt(path, 0), matrix(chains, path.target.hidden), rng);
}

class PlainEnsemble implements Ensemble {
  readonly #path: AnnealingPath;
  #states: Matrix;
  #t = Number.NaN;
  #machine: Rbm;

  constructor(path: AnnealingPath, states: Matrix) {
    this.#path = path;
    this.#states = states;
    this.#machine = path.target;
  }

  get states(): Matrix {
    return this.#states;
  }

  logDensity(t: number): Float64Array {
    return freeEnergy(this.#at(t), this.#states).map((F) => -F);
  }

  sweep(t: number, rng: Rng): void {
    this.#states = gibbsSweep(this.#at(t), this.#states, rng).v;
  }

  exchange(other: this, chains: readonly number[]): void {
    for (const c of chains) {
      const [x, y] = [row(this.#states, c), row(other.#states, c)];
      const kept = x.slice();
      x.set(y);
      y.set(kept);
    }
  }

  /** The machine at t, kept for the next call, which is usually at the same t. */
  #at(t: number): Rbm {
    if (t !== this.#t) {
      this.#machine = machineAt(this.#path, t);
      this.#t = t;
    }
    return this.#machine;
  }
}
