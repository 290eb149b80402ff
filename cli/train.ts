/** boltzproof train: trains a machine on MNIST and keeps it in a folder. */
import { BoltzproofError } from "../src/errors.ts";
import { isMissing } from "../src/node/files.ts";
import { listenForInterrupt } from "../src/node/interrupt.ts";
import { formatDuration, startProgress } from "../src/node/progress.ts";
import { completeSettings, type SettingsOptions } from "../src/rbm/settings.ts";
import { completedEpochs, type TrainingState, updatesPerEpoch } from "../src/rbm/state.ts";
import { type RunOptions, resumeTraining, type TrainingRun, train } from "../src/rbm/train.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { type DataChoice, loadRunData, openRun, type RunData, saveRun } from "./run-folder.ts";
import { DEFAULT_RUN, trainSpec } from "./specs.ts";

const SETTINGS = { hidden: 500, epochs: 20 };

export const trainCommand: Command = {
  spec: trainSpec,
  async run(given) {
    const folder = given.text("out") ?? DEFAULT_RUN;
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

function settingsOf(given: Arguments): SettingsOptions {
  const options = {
    steps: given.whole("steps", 1),
    batch: given.whole("batch", 1),
    seed: given.whole("seed", 0),
    rate: given.positive("rate"),
    algorithm: given.oneOf("algorithm", ["cd", "pcd"]),
    optimizer: given.oneOf("optimizer", ["sgd", "adam"]),
    units: given.oneOf("units", ["binary", "spin"]),
    centred: given.flag("centred"),
  };
  const chosen = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const hidden = given.whole("hidden", 1) ?? SETTINGS.hidden;
  const epochs = given.whole("epochs", 0) ?? SETTINGS.epochs;
  return { ...chosen, hidden, epochs };
}

async function begin(folder: string, given: Arguments): Promise<boolean> {
  const settings = settingsOf(given);
  const choice = dataChoice(given);
  const data = await loadRunData(choice);
  completeSettings(settings, data.train.bits.rows); // refuses before anything is written
  const { finished } = await runTraining(
    folder,
    data,
    choice,
    (options) => train(data.train, { ...settings, ...options }),
    given.whole("threads", 1),
  );
  return finished;
}

async function resume(folder: string, given: Arguments): Promise<boolean> {
  const stored = await openRun(folder).catch((error) => {
    if (!isMissing(error)) throw error;
    throw new BoltzproofError("file", {
      found: `no run in ${folder}`,
      expected: "a folder that boltzproof train wrote",
      advice: "name it with --out, or train without --resume",
    });
  });
  if (stored.passedOver)
    process.stderr.write(`boltzproof: ${stored.passedOver.message} Going on from ${stored.path}.\n`);
  const data = await loadRunData(stored.choice);
  const epochs = given.whole("epochs", 0);
  const options = epochs === undefined ? {} : { epochs };
  const { finished } = await runTraining(
    folder,
    data,
    stored.choice,
    (run) => resumeTraining(data.train, stored.state, { ...run, ...options }),
    given.whole("threads", 1),
  );
  return finished;
}

const THREADS = 2;

/**
 * Runs with progress on stderr, a checkpoint an epoch, and Ctrl-C as a wish to stop; the folder always holds the
 * newest state.
 */
export async function runTraining(
  folder: string,
  data: RunData,
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
    process.stderr.write(closingSentence(folder, run, data, performance.now() - began));
    return run;
  } finally {
    progress?.stop();
    interrupt.dispose();
  }
}

function closingSentence(folder: string, run: TrainingRun, data: RunData, milliseconds: number): string {
  const { state } = run;
  const position = describe(state, data);
  if (!run.finished) return `Stopped ${position}; resume with: boltzproof train --resume --out ${folder}\n`;
  const largest = state.snapshots.at(-1)?.singularValues[0];
  const spectrum = largest === undefined ? "" : `, largest singular value ${largest.toFixed(2)}`;
  return `Trained ${position} in ${formatDuration(milliseconds)}${spectrum}; kept in ${folder}\n`;
}

function describe(state: TrainingState, data: RunData): string {
  const perEpoch = updatesPerEpoch(data.train.bits.rows, state.settings.batch);
  const within = state.update % perEpoch;
  return `after ${completedEpochs(state)} of ${state.settings.epochs} epochs${within ? ` and ${within} updates` : ""}`;
}
