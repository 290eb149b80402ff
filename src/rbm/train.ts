/**
 * Training by (persistent) contrastive divergence: order of the rows, snapshots, progress, stopping and resuming.
 * The arithmetic of an update is the engine's. Every random number is keyed by seed and position, so a run that was
 * stopped and resumed has the same bits as one that was not.
 * Hinton, Neural Comput. 14, 1771 (2002); Tieleman, ICML 2008.
 */
import { type DataSet, miniBatches } from "../data/dataset.ts";
import { BoltzproofError } from "../errors.ts";
import type { BitMatrix } from "../numeric/bits.ts";
import { createEngine, type EngineChoice } from "./create-engine.ts";
import type { Parameters, TrainingEngine } from "./engine.ts";
import type { Rbm } from "./rbm.ts";
import {
  completeSettings,
  initialParameters,
  rateOf,
  type SettingsOptions,
  trainingStream,
  UPDATES_A_STRIDE,
} from "./settings.ts";
import { type MeasureOptions, machineOf, takeSnapshot } from "./snapshot.ts";
import { fingerprint, type Snapshot, type TrainingSettings, type TrainingState, updatesPerEpoch } from "./state.ts";

/** How far a run has come. */
export interface TrainingProgress {
  /** Epochs completed. */
  readonly epoch: number;
  readonly epochs: number;
  /** Updates completed. */
  readonly update: number;
  readonly updates: number;
}

/** As much of an `AbortSignal` as is read; a name of its own, so that the types need neither Node's nor a browser's. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** How to run; nothing here changes a bit of the weights. */
export interface RunOptions {
  /** "auto", the default, takes the fastest that works here. */
  readonly engine?: EngineChoice;
  /** Threads of the engine; 1 when left out. */
  readonly threads?: number;
  readonly measure?: MeasureOptions;
  /** Called every few updates. */
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** Called at the start and after every epoch, for checkpoints; training waits for it. */
  readonly onEpoch?: (state: TrainingState, rbm: Rbm) => void | Promise<void>;
  /** Stops the run at the next stride of updates; the result can be resumed. */
  readonly signal?: StopSignal;
  /** The same as a question. */
  readonly shouldStop?: () => boolean;
}

/** What decides the weights, and how to run. */
export interface TrainOptions extends SettingsOptions, RunOptions {}

/** The trained machine, the way there, and the state from which the run can go on. */
export interface TrainingRun {
  readonly rbm: Rbm;
  /** The machine before the first update. */
  readonly initial: Rbm;
  readonly snapshots: readonly Snapshot[];
  /** For `resumeTraining`, and for checkpoints. */
  readonly state: TrainingState;
  /** False when the run was stopped before its last epoch. */
  readonly finished: boolean;
}

/**
 * Trains a machine on rows of bits.
 * @param data rows × N bits, 1 = "on" or +1; or a data set
 * @throws BoltzproofError "domain" for settings that cannot be, "not-finite" when the weights diverge.
 */
export async function train(data: BitMatrix | DataSet, options: TrainOptions): Promise<TrainingRun> {
  const bits = bitsOf(data);
  const settings = completeSettings(options, bits.rows);
  return run(bits, { settings, data: fingerprint(bits), update: 0, snapshots: [] }, options);
}

/**
 * Goes on from a state, bit for bit as if the run had not been stopped.
 * @param options.epochs a new last epoch; only for a constant rate, since a schedule ends with its last epoch
 * @throws BoltzproofError "data" when the rows are not those of the state, and as `train`.
 */
export async function resumeTraining(
  data: BitMatrix | DataSet,
  state: TrainingState,
  options: RunOptions & { readonly epochs?: number } = {},
): Promise<TrainingRun> {
  const bits = bitsOf(data);
  requireSameData(bits, state);
  const { epochs = state.settings.epochs } = options;
  const { rate } = state.settings;
  if (epochs !== state.settings.epochs && rate.start !== rate.end) {
    throw new BoltzproofError("domain", {
      found: `${epochs} epochs for a run whose rate goes from ${rate.start} to ${rate.end} in ${state.settings.epochs}`,
      expected: `${state.settings.epochs}`,
      advice: "resume to the same end, or start a new run",
    });
  }
  return run(bits, { ...state, settings: { ...state.settings, epochs } }, options);
}

/** A state before its first update has no parameters yet. */
type Position = Pick<TrainingState, "settings" | "data" | "update" | "snapshots"> & Partial<TrainingState>;

async function run(data: BitMatrix, from: Position, options: RunOptions): Promise<TrainingRun> {
  const { settings } = from;
  const initial = initialParameters(settings, data);
  const engine = await createEngine(options.engine ?? "auto", settings, data, options.threads ?? 1);
  try {
    engine.setParameters(from.parameters ?? initial);
    if (from.chains) engine.setChains(from.chains);
    if (from.optimizer) engine.setOptimizerState(from.optimizer);
    const session = new Session(engine, data, from, options);
    const finished = await session.toTheEnd();
    const state = session.state();
    const rbm = machineOf(state.parameters, settings.units);
    return { rbm, initial: machineOf(initial, settings.units), snapshots: state.snapshots, state, finished };
  } finally {
    await engine.dispose();
  }
}

/** One engine on its way through the epochs. */
class Session {
  readonly #engine: TrainingEngine;
  readonly #data: BitMatrix;
  readonly #from: Position;
  readonly #options: RunOptions;
  readonly #perEpoch: number;
  readonly #snapshots: Snapshot[];
  #update: number;

  constructor(engine: TrainingEngine, data: BitMatrix, from: Position, options: RunOptions) {
    this.#engine = engine;
    this.#data = data;
    this.#from = from;
    this.#options = options;
    this.#perEpoch = updatesPerEpoch(data.rows, from.settings.batch);
    this.#snapshots = [...from.snapshots];
    this.#update = from.update;
  }

  /** False when it was stopped. */
  async toTheEnd(): Promise<boolean> {
    const { epochs } = this.#from.settings;
    if (this.#update === 0 && this.#snapshots.length === 0) await this.#endEpoch(0);
    for (let epoch = Math.floor(this.#update / this.#perEpoch); epoch < epochs; epoch++) {
      if (!(await this.#runEpoch(epoch))) return false;
      await this.#endEpoch(epoch + 1);
    }
    return true;
  }

  /** From wherever in the epoch the run stands; false when it was stopped. */
  async #runEpoch(epoch: number): Promise<boolean> {
    const { settings } = this.#from;
    const batches = miniBatches(this.#data.rows, settings.batch, trainingStream(settings).child("epoch").child(epoch));
    for (let done = this.#update % this.#perEpoch; done < batches.length; ) {
      if (this.#stopRequested()) return false;
      const stride = batches.slice(done, done + UPDATES_A_STRIDE - (done % UPDATES_A_STRIDE));
      await this.#engine.update(stride, this.#update, rateOf(settings, this.#data.rows, this.#update));
      done += stride.length;
      this.#update += stride.length;
      requireFinite(this.#engine.parameters(), epoch + 1, settings);
      this.#report();
    }
    return true;
  }

  async #endEpoch(epoch: number): Promise<void> {
    const { settings } = this.#from;
    const { measure = {}, onEpoch } = this.#options;
    const due = epoch % (measure.every ?? 1) === 0 || epoch === settings.epochs;
    if (!due && !onEpoch) return;
    const rbm = machineOf(this.#engine.parameters(), settings.units);
    if (due) this.#snapshots.push(takeSnapshot(rbm, this.#data, measure, { epoch, update: this.#update }));
    await onEpoch?.(this.state(), rbm);
  }

  state(): TrainingState {
    const { settings, data } = this.#from;
    return {
      settings,
      data,
      update: this.#update,
      parameters: this.#engine.parameters(),
      chains: this.#engine.chains(),
      optimizer: this.#engine.optimizerState(),
      snapshots: [...this.#snapshots],
    };
  }

  #stopRequested(): boolean {
    return (this.#options.signal?.aborted ?? false) || (this.#options.shouldStop?.() ?? false);
  }

  #report(): void {
    const { epochs } = this.#from.settings;
    this.#options.onProgress?.({
      epoch: Math.floor(this.#update / this.#perEpoch),
      epochs,
      update: this.#update,
      updates: epochs * this.#perEpoch,
    });
  }
}

function bitsOf(data: BitMatrix | DataSet): BitMatrix {
  return "bits" in data ? data.bits : data;
}

function requireSameData(data: BitMatrix, state: TrainingState): void {
  const found = fingerprint(data);
  const expected = state.data;
  if (found.rows === expected.rows && found.cols === expected.cols && found.hash === expected.hash) return;
  const show = (d: typeof found): string => `${d.rows} rows of ${d.cols} bits with hash ${d.hash.toString(16)}`;
  throw new BoltzproofError("data", {
    found: show(found),
    expected: `${show(expected)}, as in the state`,
    advice: "resume with the data, the split and the binarisation that the run began with",
  });
}

function requireFinite({ W, a, b }: Parameters, epoch: number, settings: TrainingSettings): void {
  if ([W, a, b].every((x) => x.every(Number.isFinite))) return;
  throw new BoltzproofError("not-finite", {
    found: `weights that are not numbers in epoch ${epoch}`,
    expected: "finite weights",
    advice: `train with a rate below ${settings.rate.start}, or resume an earlier checkpoint`,
  });
}
