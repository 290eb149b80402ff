/** Settings of a training run: defaults, checks, the rate of every update, and the machine that it starts from. */
import { baseRateBias } from "../data/statistics.ts";
import type { BitMatrix } from "../numeric/bits.ts";
import { Rng } from "../numeric/random.ts";
import type { Parameters } from "./engine.ts";
import { requireSetting, requireWhole } from "./require.ts";
import { type RateSchedule, type TrainingSettings, updatesPerEpoch } from "./state.ts";

/** What to train; only the number of hidden units and of epochs have no default. */
export interface SettingsOptions extends Partial<Omit<TrainingSettings, "rate">> {
  /** M. */
  readonly hidden: number;
  readonly epochs: number;
  /** Constant rate, or a straight line from the first update to the last; 0.05 when left out. */
  readonly rate?: number | RateSchedule;
}

/**
 * Fills in the defaults, for data of so many rows: PCD-1 in plain stochastic gradient ascent, batches and chains of 100, rate 0.05, weights
 * from N(0, 0.01²), {0, 1} units, seed 1.
 * @throws BoltzproofError "domain" naming the first setting that cannot be.
 */
export function completeSettings(options: SettingsOptions, rows: number): TrainingSettings {
  const { batch = 100, rate = 0.05, algorithm = "pcd" } = options;
  const settings: TrainingSettings = {
    hidden: options.hidden,
    epochs: options.epochs,
    algorithm,
    steps: options.steps ?? 1,
    batch,
    chains: algorithm === "cd" ? batch : (options.chains ?? batch),
    rate: typeof rate === "number" ? { start: rate, end: rate } : { start: rate.start, end: rate.end },
    optimizer: options.optimizer ?? "sgd",
    units: options.units ?? "binary",
    centred: options.centred ?? false,
    sigma: options.sigma ?? 0.01,
    seed: options.seed ?? 1,
  };
  checkSettings(settings, rows);
  return settings;
}

/** Updates in a row at one rate, between which a run reports, checks its weights, and can be stopped. */
export const UPDATES_A_STRIDE = 8;

/**
 * Learning rate of an update: a straight line in steps of `UPDATES_A_STRIDE` updates from the beginning of each
 * epoch, so that a stride is one call of the engine.
 */
export function rateOf(settings: TrainingSettings, rows: number, update: number): number {
  const perEpoch = updatesPerEpoch(rows, settings.batch);
  const { start, end } = settings.rate;
  const within = update % perEpoch;
  const strideStart = update - (within % UPDATES_A_STRIDE);
  return start + ((end - start) * strideStart) / (perEpoch * settings.epochs);
}

/** The stream of a run's own: initial weights and the order of the rows; the engine has another. */
export function trainingStream(settings: TrainingSettings): Rng {
  return Rng.fromSeed(settings.seed).child("training");
}

/**
 * Where training starts: visible biases that reproduce the frequencies of the data (Hinton 2012, A practical guide
 * to training restricted Boltzmann machines, section 8), hidden biases 0, weights from N(0, sigma²).
 */
export function initialParameters(settings: TrainingSettings, data: BitMatrix): Parameters {
  const logOddsPerBias = settings.units === "binary" ? 1 : 2;
  return {
    W: Float32Array.from(
      trainingStream(settings)
        .child("weights")
        .normals(data.cols * settings.hidden, settings.sigma),
    ),
    a: Float32Array.from(baseRateBias(data), (logOdds) => logOdds / logOddsPerBias),
    b: new Float32Array(settings.hidden),
  };
}

function checkSettings(s: TrainingSettings, rows: number): void {
  for (const name of ["hidden", "steps", "batch", "chains"] as const) {
    requireWhole(name, s[name], 1);
  }
  requireSetting("batch", s.batch, s.batch <= rows, `at most ${rows}, the rows of the data`);
  requireWhole("epochs", s.epochs, 0);
  requireSetting("sigma", s.sigma, s.sigma >= 0 && s.sigma < Infinity, "a finite number of at least 0");
  for (const rate of [s.rate.start, s.rate.end]) {
    requireSetting("rate", rate, rate >= 0 && rate < Infinity, "a finite number of at least 0");
  }
  requireSetting("algorithm", s.algorithm, ["cd", "pcd"].includes(s.algorithm), "cd or pcd");
  requireSetting("optimizer", s.optimizer, ["sgd", "adam"].includes(s.optimizer), "sgd or adam");
  requireSetting("units", s.units, ["binary", "spin"].includes(s.units), "binary or spin");
  Rng.fromSeed(s.seed);
}
