/**
 * The folder of a training run: `checkpoint` (state in two generations), `machine.safetensors` (the machine alone,
 * for other programs) and `run.json` (which data it saw), enough to resume it and to hold theory against it.
 */
import { join } from "node:path";
import type { DataSet } from "../src/data/dataset.ts";
import { BoltzproofError } from "../src/errors.ts";
import type { TrainedMachine } from "../src/lab/types.ts";
import { type RestoredCheckpoint, readCheckpoint, writeCheckpoint } from "../src/node/checkpoint.ts";
import { readBytes, writeFileAtomic } from "../src/node/files.ts";
import { loadMnist } from "../src/node/mnist.ts";
import { saveRbm } from "../src/node/rbm-file.ts";
import { initialParameters } from "../src/rbm/settings.ts";
import { machineOf } from "../src/rbm/snapshot.ts";
import { completedEpochs, type TrainingState } from "../src/rbm/state.ts";

/** Which rows a run was trained on. */
export interface DataChoice {
  /** Folder of the official files; null for the embedded digits. */
  readonly mnist: string | null;
  /** Only the first so many training rows. */
  readonly limit?: number;
}

export interface RunData {
  readonly train: DataSet;
  readonly test: DataSet;
}

export async function loadRunData(choice: DataChoice): Promise<RunData> {
  const limit = choice.limit === undefined ? {} : { limit: choice.limit };
  const train = await loadMnist({ folder: choice.mnist, split: "train", ...limit });
  const test = await loadMnist({ folder: choice.mnist, split: "test" });
  return { train, test };
}

const CHECKPOINT = "checkpoint.safetensors";
const RUN = "run.json";

/** Writes everything that the next command needs. */
export async function saveRun(folder: string, state: TrainingState, choice: DataChoice): Promise<void> {
  await writeFileAtomic(join(folder, RUN), `${JSON.stringify({ format: 1, data: choice }, null, 2)}\n`);
  await writeCheckpoint(join(folder, CHECKPOINT), state);
  await saveRbm(join(folder, "machine.safetensors"), machineOf(state.parameters, state.settings.units));
}

export interface StoredRun extends RestoredCheckpoint {
  readonly choice: DataChoice;
}

/** @throws BoltzproofError "file" or "checkpoint". */
export async function openRun(folder: string): Promise<StoredRun> {
  const text = new TextDecoder().decode(await readBytes(join(folder, RUN)));
  const restored = await readCheckpoint(join(folder, CHECKPOINT));
  return { ...restored, choice: parseChoice(text, folder) };
}

function parseChoice(text: string, folder: string): DataChoice {
  try {
    const { format, data } = JSON.parse(text) as { format: unknown; data: DataChoice };
    const { mnist, limit } = data;
    const sound = format === 1 && (mnist === null || typeof mnist === "string") && (limit === undefined || limit > 0);
    if (sound) return data;
  } catch {
    // Told below.
  }
  throw new BoltzproofError("checkpoint", {
    found: `${RUN} in ${folder} that does not say which data the run saw`,
    expected: '{"format": 1, "data": {"mnist": null or a folder}}',
    advice: "train again into a fresh folder",
  });
}

/** The machine of a stored run with the data that theory is held against. */
export function trainedMachine(state: TrainingState, { train, test }: RunData): TrainedMachine {
  const { settings } = state;
  const { hidden, algorithm, steps, units } = settings;
  const epochs = completedEpochs(state);
  const digits = train.bits.rows.toLocaleString("en");
  const name = `${train.bits.cols}×${hidden}, ${algorithm.toUpperCase()}-${steps}, ${epochs} epochs of ${digits} digits`;
  return {
    rbm: machineOf(state.parameters, units),
    initial: machineOf(initialParameters(settings, train.bits), units),
    name,
    snapshots: state.snapshots,
    train: train.bits,
    settings,
    test: test.bits,
  };
}
