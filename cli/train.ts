/** boltzproof train: trains a machine on MNIST and keeps it in a folder. */
import { resolve } from "node:path";
import { BoltzproofError } from "../src/errors.ts";
import { requireWritable } from "../src/node/files.ts";
import { listenForInterrupt } from "../src/node/interrupt.ts";
import { formatDuration, startProgress } from "../src/node/progress.ts";
import { completeSettings, type SettingsOptions } from "../src/rbm/settings.ts";
import { completedEpochs, type TrainingSettings, type TrainingState, updatesPerEpoch } from "../src/rbm/state.ts";
import { type RunOptions, resumeTraining, type TrainingRun, train } from "../src/rbm/train.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { type DataChoice, dataWarning, holdsRun, loadRunData, openRun, saveRun } from "./run-folder.ts";
import { DEFAULT_RUN, trainSpec } from "./specs.ts";

const SETTINGS = { hidden: 500, epochs: 20 };

/** More than any of them would run for months or not fit into memory. */
const MOST = { hidden: 100_000, epochs: 1_000_000, steps: 100_000, rate: 100, threads: 64 };

export const trainCommand: Command = {
  spec: trainSpec,
  async run(given) {
    const folder = given.text("out") ?? DEFAULT_RUN;
    if (given.flag("resume") && given.flag("overwrite")) {
      throw new BoltzproofError("usage", {
        found: "--resume and --overwrite together",
        expected: "one of them",
        advice: "go on with the run, or replace it",
      });
    }
    await requireWritable(folder, "folder");
    const finished = given.flag("resume") ? await resume(folder, given) : await begin(folder, given);
    return finished ? 0 : 130; // 128 + SIGINT, as a shell expects of an interrupted program
  },
};

/** Where the digits come from: the option, the environment, or null for the embedded ones. */
export function mnistFolder(given: Arguments): string | null {
  return given.text("mnist") ?? (process.env["BOLTZPROOF_MNIST"] || null);
}

function dataChoice(given: Arguments): DataChoice {
  const limit = given.whole("limit", 1);
  return { mnist: mnistFolder(given), ...(limit === undefined ? {} : { limit }) };
}

/** The settings that the command line names, and no others. */
function namedSettings(given: Arguments): Partial<SettingsOptions> {
  const options = {
    hidden: given.whole("hidden", 1, MOST.hidden),
    epochs: given.whole("epochs", 0, MOST.epochs),
    steps: given.whole("steps", 1, MOST.steps),
    batch: given.whole("batch", 1),
    seed: given.whole("seed", 0),
    rate: given.positive("rate", MOST.rate),
    algorithm: given.oneOf("algorithm", ["cd", "pcd"]),
    optimizer: given.oneOf("optimizer", ["sgd", "adam"]),
    units: given.oneOf("units", ["binary", "spin"]),
    centred: given.flag("centred") || undefined,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

async function begin(folder: string, given: Arguments): Promise<boolean> {
  const settings = { ...SETTINGS, ...namedSettings(given) };
  const threads = given.whole("threads", 1, MOST.threads);
  const choice = dataChoice(given);
  if (!given.flag("overwrite")) await requireNoRun(folder);
  const data = await loadRunData(choice);
  completeSettings(settings, data.train.bits.rows); // refuses before anything is written
  process.stderr.write(dataWarning(choice, data));
  const start = (options: RunOptions) => train(data.train, { ...settings, ...options });
  const { finished } = await runTraining(folder, choice, start, threads);
  return finished;
}

/** A trained machine is hours of work: nothing replaces it unasked. */
async function requireNoRun(folder: string): Promise<void> {
  if (!(await holdsRun(folder))) return;
  const held = await openRun(folder).then(
    ({ state }) => `a run of ${state.settings.hidden} hidden units ${positionOf(state)}`,
    () => "a run",
  );
  throw new BoltzproofError("usage", {
    found: `${held} in ${folder}`,
    expected: "a folder without one",
    advice: "name another with --out, go on with it by --resume, or replace it by --overwrite",
  });
}

async function resume(folder: string, given: Arguments): Promise<boolean> {
  const named = namedSettings(given);
  const threads = given.whole("threads", 1, MOST.threads);
  const limit = given.whole("limit", 1);
  const stored = await openRun(folder);
  const { settings } = stored.state;
  requireSameSettings(named, settings, stored.state);
  requireSame(
    "mnist",
    given.text("mnist") && resolve(given.text("mnist")!),
    stored.choice.mnist ?? "the embedded digits",
  );
  requireSame("limit", limit, stored.choice.limit ?? "all rows");
  if (stored.passedOver) {
    process.stderr.write(`boltzproof: ${stored.passedOver.message} Going on from ${stored.path}.\n`);
  }
  const data = await loadRunData(stored.choice);
  const options = named.epochs === undefined ? {} : { epochs: named.epochs };
  const goOn = (run: RunOptions) => resumeTraining(data.train, stored.state, { ...run, ...options });
  const { finished } = await runTraining(folder, stored.choice, goOn, threads);
  return finished;
}

/** A run goes on as it began; only its end may be moved, and not before the point that it has reached. */
function requireSameSettings(
  { epochs, rate, ...named }: Partial<SettingsOptions>,
  settings: TrainingSettings,
  state: TrainingState,
): void {
  for (const name of Object.keys(named) as (keyof typeof named)[]) requireSame(name, named[name], settings[name]);
  const { start, end } = settings.rate;
  requireSame("rate", rate as number | undefined, start === end ? start : `${start} to ${end}`);
  if (epochs !== undefined && epochs < completedEpochs(state)) {
    throw new BoltzproofError("usage", {
      found: `--epochs ${epochs} for a run that has completed ${completedEpochs(state)}`,
      expected: `at least ${completedEpochs(state)}`,
      advice: "name a later end, or train again into another folder",
    });
  }
}

function requireSame(name: string, given: unknown, stored: unknown): void {
  if (given === undefined || given === stored) return;
  const written = (value: unknown): string => (value === true ? `--${name}` : `--${name} ${value}`);
  throw new BoltzproofError("usage", {
    found: `${written(given)} with --resume`,
    expected: stored === false ? `none, as the run began without it` : `${stored}, as the run began`,
    advice: `leave --${name} out, or train into another folder`,
  });
}

const THREADS = 2;

/**
 * Runs with progress on stderr, a checkpoint an epoch, and Ctrl-C as a wish to stop; the folder always holds the
 * newest state.
 */
export async function runTraining(
  folder: string,
  choice: DataChoice,
  start: (options: RunOptions) => Promise<TrainingRun>,
  threads: number = THREADS,
): Promise<TrainingRun> {
  const began = performance.now();
  const interrupt = listenForInterrupt();
  let progress: ReturnType<typeof startProgress> | undefined;
  try {
    const run = await start({
      threads,
      signal: interrupt.signal,
      onEpoch: (state) => saveRun(folder, state, choice),
      onProgress: ({ epoch, epochs, update, updates }) => {
        progress ??= startProgress({ title: "training", total: updates });
        progress.update(update, `epoch ${Math.min(epoch + 1, epochs)} of ${epochs}`);
      },
    });
    progress?.stop();
    await saveRun(folder, run.state, choice);
    process.stderr.write(closingSentence(folder, run, performance.now() - began));
    return run;
  } finally {
    progress?.stop();
    interrupt.dispose();
  }
}

function closingSentence(folder: string, { state, finished }: TrainingRun, milliseconds: number): string {
  const position = positionOf(state);
  if (!finished) return `Stopped ${position}; resume with: boltzproof train --resume --out ${folder}\n`;
  const largest = state.snapshots.at(-1)?.singularValues[0];
  const spectrum = largest === undefined ? "" : `, largest singular value ${largest.toFixed(2)}`;
  return `Trained ${position} in ${formatDuration(milliseconds)}${spectrum}; kept in ${folder}\n`;
}

/** "after 3 of 20 epochs and 17 updates". */
function positionOf(state: TrainingState): string {
  const within = state.update % updatesPerEpoch(state.data.rows, state.settings.batch);
  return `after ${completedEpochs(state)} of ${state.settings.epochs} epochs${within ? ` and ${within} updates` : ""}`;
}
