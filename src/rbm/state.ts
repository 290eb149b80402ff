/**
 * Everything that a training run needs to go on, bit for bit as if it had never stopped: complete settings, the
 * position, parameters, chains, moments of the optimiser, and the snapshots so far. Random numbers need no state:
 * they are keyed by seed and position. A state takes apart into one JSON header and named typed arrays, which is
 * all that a checkpoint file has to store.
 */

import { BoltzproofError } from "../errors.ts";
import { type BitMatrix, bitMatrix } from "../numeric/bits.ts";
import type { Parameters } from "./engine.ts";
import type { Units } from "./rbm.ts";
import { requireWhole } from "./require.ts";

/** Learning rate, moving in a straight line from the first update to the last of the planned epochs. */
export interface RateSchedule {
  readonly start: number;
  readonly end: number;
}

/** The settings that decide the weights; engine and number of threads do not, so they are not here. */
export interface TrainingSettings {
  /** M, the number of hidden units. */
  readonly hidden: number;
  readonly epochs: number;
  readonly algorithm: "cd" | "pcd";
  /** Full Gibbs sweeps an update. */
  readonly steps: number;
  /** Rows of a mini-batch. */
  readonly batch: number;
  /** Persistent chains; equal to `batch` for "cd". */
  readonly chains: number;
  readonly rate: RateSchedule;
  readonly optimizer: "sgd" | "adam";
  readonly units: Units;
  readonly centred: boolean;
  /** Standard deviation of the initial weights. */
  readonly sigma: number;
  readonly seed: number;
}

/** Shape and 32-bit FNV-1a hash of the training bits, so that a run is not resumed on other data. */
export interface DataFingerprint {
  readonly rows: number;
  readonly cols: number;
  readonly hash: number;
}

/** What was measured at the end of an epoch. Likelihoods and cross-entropies in nats a row. */
export interface Snapshot {
  /** Epochs completed. */
  readonly epoch: number;
  /** Updates completed. */
  readonly update: number;
  /** Of W, descending, min(N, M) of them. */
  readonly singularValues: Float64Array;
  /** ‖W‖_F. */
  readonly frobenius: number;
  /** Cross-entropy of the data with their mean-field reconstruction v → ⟨h|v⟩ → ⟨v|h⟩. */
  readonly reconstruction: number;
  /** Exact ln Z, where asked for and min(N, M) allows. */
  readonly logPartition?: number;
  /** Exact mean log-likelihood of the rows that the run measures on. */
  readonly logLikelihood?: number;
  /** The same on held-out rows, where given. */
  readonly testLogLikelihood?: number;
}

/** All that a run needs to go on, bit for bit, after its last completed update. */
export interface TrainingState {
  readonly settings: TrainingSettings;
  readonly data: DataFingerprint;
  /** Updates completed; the epoch follows from it. */
  readonly update: number;
  readonly parameters: Parameters;
  /** Hidden states of the persistent chains, chains × M; 0 rows for "cd". */
  readonly chains: BitMatrix;
  /** Moments of the optimiser; empty for "sgd". */
  readonly optimizer: readonly Float32Array[];
  readonly snapshots: readonly Snapshot[];
}

/** A state taken apart: `header` survives JSON, `arrays` are raw little-endian data with a name each. */
export interface StateParts {
  readonly header: StateHeader;
  readonly arrays: Readonly<Record<string, Float32Array | Uint32Array>>;
}

/** The part of a training state that fits into JSON. */
export interface StateHeader {
  readonly format: "boltzproof-training";
  readonly version: 1;
  readonly settings: TrainingSettings;
  readonly data: DataFingerprint;
  readonly update: number;
  /** JSON knows no typed arrays. */
  readonly snapshots: readonly (Omit<Snapshot, "singularValues"> & { readonly singularValues: readonly number[] })[];
}

/** Mini-batches of one epoch: full ones only; the rows left over differ from epoch to epoch. */
export function updatesPerEpoch(rows: number, batch: number): number {
  requireWhole("batch", batch, 1);
  return Math.floor(rows / batch);
}

/** Epochs completed in a state. */
export function completedEpochs(state: TrainingState): number {
  return Math.floor(state.update / updatesPerEpoch(state.data.rows, state.settings.batch));
}

/** Rows, columns and a check sum of the data, so that a run is not resumed on other data. */
export function fingerprint(data: BitMatrix): DataFingerprint {
  let hash = 0x811c9dc5;
  for (const word of data.words) hash = Math.imul(hash ^ word, 0x01000193) >>> 0;
  return { rows: data.rows, cols: data.cols, hash };
}

/** The state as a header of plain JSON and named arrays; `putTogether` is its inverse. */
export function takeApart(state: TrainingState): StateParts {
  const { settings, data, update, snapshots, parameters, chains, optimizer } = state;
  const arrays: Record<string, Float32Array | Uint32Array> = { ...parameters, chains: chains.words };
  optimizer.forEach((moment, i) => {
    arrays[`optimizer${i}`] = moment;
  });
  const plain = snapshots.map((s) => ({ ...s, singularValues: [...s.singularValues] }));
  return { header: { format: "boltzproof-training", version: 1, settings, data, update, snapshots: plain }, arrays };
}

/** @throws BoltzproofError "checkpoint" when a part is missing, of the wrong kind or of the wrong length. */
export function putTogether(header: unknown, arrays: Readonly<Record<string, unknown>>): TrainingState {
  if (!isHeader(header)) {
    throw checkpointError("a header of another format or version", "boltzproof-training, version 1");
  }
  const { settings, data, update, snapshots } = header;
  const N = data.cols;
  const M = settings.hidden;
  const chains = settings.algorithm === "pcd" ? settings.chains : 0;
  const floats = (name: string, n: number): Float32Array => part(arrays, name, Float32Array, n);
  const parameters = { W: floats("W", N * M), a: floats("a", N), b: floats("b", M) };
  return {
    settings,
    data,
    update,
    snapshots: snapshots.map((s) => ({ ...s, singularValues: Float64Array.from(s.singularValues) })),
    parameters,
    chains: bitMatrix(chains, M, part(arrays, "chains", Uint32Array, chains * Math.ceil(M / 32))),
    optimizer: moments(arrays, settings.optimizer === "adam" ? 2 * (N * M + N + M) : 0),
  };
}

function isHeader(x: unknown): x is StateHeader {
  if (typeof x !== "object" || x === null) return false;
  const h = x as Partial<StateHeader>;
  const { data, settings: s } = h;
  const counts = [h.update, data?.rows, data?.cols, s?.hidden, s?.epochs, s?.steps, s?.batch, s?.chains, s?.seed];
  return (
    h.format === "boltzproof-training" &&
    h.version === 1 &&
    counts.every((n) => Number.isSafeInteger(n) && n! >= 0) &&
    [s?.rate?.start, s?.rate?.end, s?.sigma].every((t) => Number.isFinite(t)) &&
    (s?.units === "binary" || s?.units === "spin") &&
    (s.algorithm === "cd" || s.algorithm === "pcd") &&
    (s.optimizer === "sgd" || s.optimizer === "adam") &&
    typeof s.centred === "boolean" &&
    Array.isArray(h.snapshots) &&
    h.snapshots.every((snapshot) => Array.isArray(snapshot?.singularValues))
  );
}

/** The arrays optimizer0, optimizer1, …; their order is the engine's, their total length is checked here. */
function moments(arrays: Readonly<Record<string, unknown>>, entries: number): Float32Array[] {
  const found: Float32Array[] = [];
  for (let i = 0; arrays[`optimizer${i}`] instanceof Float32Array; i++) {
    found.push(arrays[`optimizer${i}`] as Float32Array);
  }
  const total = found.reduce((n, x) => n + x.length, 0);
  if (total !== entries) throw checkpointError(`${total} entries in the optimiser's moments`, `${entries}`);
  return found;
}

function part<T extends Float32Array | Uint32Array>(
  arrays: Readonly<Record<string, unknown>>,
  name: string,
  Kind: new (n: number) => T,
  length: number,
): T {
  const found = arrays[name];
  if (!(found instanceof Kind)) throw checkpointError(`no ${Kind.name} called ${name}`, "one");
  if (found.length !== length) throw checkpointError(`${found.length} entries in ${name}`, `${length}`);
  return found;
}

function checkpointError(found: string, expected: string): BoltzproofError {
  return new BoltzproofError("checkpoint", {
    found,
    expected,
    advice: "resume from the previous generation, or start the run anew",
  });
}
