/**
 * The path of machines that annealing and tempering walk along: from independent units at t = 0, whose partition
 * function is known, to the machine in question at t = 1. With reference biases a₀ for the visible units,
 *
 *   ln p*_t(v) = ((1 − t) a₀ + t a)·v + Σ_j ln Σ_h exp(t h (b + Wᵀv)_j),
 *   Z_0 = 2^M Π_i Σ_v exp(a₀ v).
 *
 * Salakhutdinov, Murray, ICML 2008, eqs. 15–17.
 */
import { matrix } from "../../numeric/matrix.ts";
import { Rbm } from "../rbm.ts";
import { logNormaliser } from "../states.ts";

/** From independent units to the wanted machine: p*_t between the two ends. */
export interface AnnealingPath {
  /** The machine at t = 1, with β in its parameters. */
  readonly target: Rbm;
  /** a₀, length N. */
  readonly reference: Float64Array;
  /** ln Z_0. */
  readonly logPartitionStart: number;
}

/** The path from independent units with the given biases. */
export function pathBetween(reference: Float64Array, target: Rbm): AnnealingPath {
  const visible = reference.reduce((sum, a) => sum + logNormaliser(target.visibleUnits, a), 0);
  return { target, reference, logPartitionStart: visible + target.hidden * Math.LN2 };
}

/** The machine whose visible law is p_t: biases (1 − t) a₀ + t a and t b, weights t W. */
export function machineAt({ target, reference }: Pick<AnnealingPath, "target" | "reference">, t: number): Rbm {
  const { W, a, b, visibleUnits, hiddenUnits } = target;
  const times = (x: Float64Array): Float64Array => x.map((y) => t * y);
  return new Rbm({
    W: matrix(W.rows, W.cols, times(W.data)),
    a: a.map((x, i) => (1 - t) * reference[i]! + t * x),
    b: times(b),
    visibleUnits,
    hiddenUnits,
  });
}
