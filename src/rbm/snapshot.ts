/** What a run measures of its machine at the end of an epoch. */
import { selectRows } from "../data/dataset.ts";
import type { BitMatrix } from "../numeric/bits.ts";
import { frobeniusNorm, matrix } from "../numeric/matrix.ts";
import { singularValueDecomposition } from "../numeric/svd.ts";
import { inputsVisibleGivenHidden, meanHiddenGivenVisible } from "./conditionals.ts";
import type { Parameters } from "./engine.ts";
import { logLikelihoodExact, logPartitionExact } from "./exact/partition.ts";
import { Rbm, type Units } from "./rbm.ts";
import type { Snapshot } from "./state.ts";
import { blocksOf, logNormaliser, type Rows } from "./states.ts";

/** What to measure beyond singular values, ‖W‖ and reconstruction. */
export interface MeasureOptions {
  /** Every so many epochs, and at the beginning and the end; 1 when left out. */
  readonly every?: number;
  /** Exact ln Z and log-likelihood of all training rows, where min(N, M) ≤ 16. */
  readonly exact?: boolean;
  /** Held-out rows, for their exact log-likelihood too. */
  readonly test?: BitMatrix;
}

/** min(N, M) up to which a snapshot sums exactly: about a second for N = 784. */
const LARGEST_EXACT_SNAPSHOT = 16;

/** Reconstruction is measured on this many rows, evenly spread. */
const RECONSTRUCTION_ROWS = 500;

/** @param data training rows */
export function takeSnapshot(
  rbm: Rbm,
  data: BitMatrix,
  options: MeasureOptions,
  at: { readonly epoch: number; readonly update: number },
): Snapshot {
  return {
    ...at,
    singularValues: singularValueDecomposition(rbm.W, { vectors: "none" }).s,
    frobenius: frobeniusNorm(rbm.W),
    reconstruction: reconstructionCrossEntropy(rbm, spreadRows(data, RECONSTRUCTION_ROWS)),
    ...likelihoods(rbm, data, options),
  };
}

/**
 * Mean over the rows of −Σ_i ln p(v_i | ⟨h|v⟩), in nats a row: how well a row is recovered from the means of its own
 * hidden units. Falls during training, but is not a likelihood.
 */
export function reconstructionCrossEntropy(rbm: Rbm, rows: Rows): number {
  let total = 0;
  for (const { block } of blocksOf(rows, rbm.visibleUnits)) {
    const inputs = inputsVisibleGivenHidden(rbm, meanHiddenGivenVisible(rbm, block));
    for (let k = 0; k < block.data.length; k++) {
      total += logNormaliser(rbm.visibleUnits, inputs.data[k]!) - block.data[k]! * inputs.data[k]!;
    }
  }
  return total / rows.rows;
}

/** The float32 parameters of an engine as a machine. */
export function machineOf({ W, a, b }: Parameters, units: Units): Rbm {
  return new Rbm({
    W: matrix(a.length, b.length, Float64Array.from(W)),
    a: Float64Array.from(a),
    b: Float64Array.from(b),
    units,
  });
}

type Likelihoods = Pick<Snapshot, "logPartition" | "logLikelihood" | "testLogLikelihood">;

function likelihoods(rbm: Rbm, data: BitMatrix, { exact = false, test }: MeasureOptions): Likelihoods {
  if (!exact || Math.min(rbm.visible, rbm.hidden) > LARGEST_EXACT_SNAPSHOT) return {};
  const logPartition = logPartitionExact(rbm);
  const of = (rows: BitMatrix): number => logLikelihoodExact(rbm, rows, { logPartition });
  return { logPartition, logLikelihood: of(data), ...(test ? { testLogLikelihood: of(test) } : {}) };
}

function spreadRows(data: BitMatrix, wanted: number): BitMatrix {
  if (data.rows <= wanted) return data;
  return selectRows(
    data,
    Uint32Array.from({ length: wanted }, (_, k) => Math.floor((k * data.rows) / wanted)),
  );
}
