/**
 * The folder of a training run: `checkpoint` (state in two generations), `machine.safetensors` (the machine alone,
 * for other programs) and `run.json` (which data it saw), enough to resume it and to hold theory against it.
 */
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import type { DataSet } from "../src/data/dataset.ts";
import { BoltzproofError } from "../src/errors.ts";
import type { TrainedMachine } from "../src/lab/types.ts";
import { type RestoredCheckpoint, readCheckpoint, writeCheckpoint } from "../src/node/checkpoint.ts";
import { isMissing, readBytes, writeFileAtomic } from "../src/node/files.ts";
import { loadMnist } from "../src/node/mnist.ts";
import { saveRbm } from "../src/node/rbm-file.ts";
import { initialParameters } from "../src/rbm/settings.ts";
import { machineOf } from "../src/rbm/snapshot.ts";
import { completedEpochs, fingerprint, type TrainingSettings, type TrainingState } from "../src/rbm/state.ts";

/** Which rows a run was trained on. */
export interface DataChoice {
  /** Folder of the four IDX files, absolute; null for the embedded digits. */
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

/** What a reader has to know of data that are not the ones that their place promises; empty for the known ones. */
export function dataWarning(choice: DataChoice, { train, test }: RunData): string {
  if (choice.mnist === null) return "";
  const of = ({ meta }: DataSet): string =>
    meta.note ? `boltzproof: ${meta.split} data: ${meta.source}: ${meta.note}.\n` : "";
  return of(train) + of(test);
}

const CHECKPOINT = "checkpoint.safetensors";
const RUN = "run.json";

/** Writes everything that the next command needs. */
export async function saveRun(folder: string, state: TrainingState, choice: DataChoice): Promise<void> {
  const data = { ...choice, mnist: choice.mnist === null ? null : resolve(choice.mnist) };
  const text = JSON.stringify({ format: FORMAT, data, sha256: checksum(data) }, null, 2);
  await writeFileAtomic(join(folder, RUN), `${text}\n`);
  await writeCheckpoint(join(folder, CHECKPOINT), state);
  await saveRbm(join(folder, "machine.safetensors"), machineOf(state.parameters, state.settings.units));
}

const FORMAT = 2;

function checksum({ mnist, limit }: DataChoice): string {
  return createHash("sha256")
    .update(JSON.stringify([FORMAT, mnist, limit ?? null]))
    .digest("hex");
}

export interface StoredRun extends RestoredCheckpoint {
  readonly choice: DataChoice;
}

/** @throws BoltzproofError "file" where there is no run, "checkpoint" where it is damaged. */
export async function openRun(folder: string): Promise<StoredRun> {
  const bytes = await readBytes(join(folder, RUN)).catch((error) => {
    throw isMissing(error) ? noRun(folder) : error;
  });
  const choice = parseChoice(new TextDecoder().decode(bytes), folder);
  return { ...(await readCheckpoint(join(folder, CHECKPOINT))), choice };
}

function noRun(folder: string): BoltzproofError {
  return new BoltzproofError("file", {
    found: `no run in ${folder}`,
    expected: "a folder that boltzproof train or start wrote",
    advice: "train one first, or name another folder",
  });
}

/** Whether anything of a run lies in the folder, whole or not. */
export async function holdsRun(folder: string): Promise<boolean> {
  for (const name of [RUN, CHECKPOINT]) {
    const found = await readBytes(join(folder, name)).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

function parseChoice(text: string, folder: string): DataChoice {
  const refuse = (found: string): BoltzproofError =>
    new BoltzproofError("checkpoint", {
      found: `${RUN} in ${folder} ${found}`,
      expected: "the file as boltzproof wrote it",
      advice: "put it back as it was, or train again into a fresh folder",
    });
  let stored: { format?: unknown; data?: Partial<DataChoice>; sha256?: unknown } | null;
  try {
    stored = JSON.parse(text);
  } catch {
    throw refuse("that is not JSON");
  }
  const data = stored?.data;
  if (stored?.format !== FORMAT || typeof data !== "object" || data === null) {
    throw refuse(`of another format than ${FORMAT}`);
  }
  const { mnist, limit } = data;
  const isPlace = mnist === null || typeof mnist === "string";
  const isLimit = limit === undefined || (Number.isSafeInteger(limit) && limit > 0);
  if (!isPlace || !isLimit) throw refuse("that does not say which data the run saw");
  const choice = { mnist, ...(limit === undefined ? {} : { limit }) };
  if (stored.sha256 !== checksum(choice)) throw refuse("that was changed: its contents do not match their SHA-256");
  return choice;
}

/**
 * The machine of a stored run with the data that theory is held against.
 * @throws BoltzproofError "data" when these are not the rows that the machine was trained on.
 */
export function trainedMachine(state: TrainingState, { train, test }: RunData): TrainedMachine {
  const { settings } = state;
  const { units } = settings;
  requireSameRows(state, train);
  return {
    rbm: machineOf(state.parameters, units),
    initial: machineOf(initialParameters(settings, train.bits), units),
    name: machineName(settings, completedEpochs(state), train),
    snapshots: state.snapshots,
    train: train.bits,
    settings,
    test: test.bits,
  };
}

function requireSameRows({ data }: TrainingState, { bits }: DataSet): void {
  const found = fingerprint(bits);
  if (found.rows === data.rows && found.cols === data.cols && found.hash === data.hash) return;
  throw new BoltzproofError("data", {
    found: `${found.rows} rows of ${found.cols} bits with hash ${found.hash}`,
    expected: `the ${data.rows} rows of ${data.cols} bits with hash ${data.hash} that the machine was trained on`,
    advice: "put the data files back as they were, or train again",
  });
}

/** All that tells one machine from another: size, algorithm, gradient, rate, seed, length and data. */
export function machineName(s: TrainingSettings, epochs: number, { bits, meta }: DataSet): string {
  const rows = meta.source.startsWith("MNIST") ? "digits" : "images";
  const parts = [
    `${bits.cols}×${s.hidden}${s.units === "spin" ? " ±1 units" : ""}`,
    `${s.algorithm.toUpperCase()}-${s.steps}`,
    `${s.centred ? "centred" : "plain"}${s.optimizer === "adam" ? " Adam" : ""}`,
    `rate ${s.rate.start === s.rate.end ? s.rate.start : `${s.rate.start} to ${s.rate.end}`}`,
    ...(s.batch === 100 ? [] : [`batches of ${s.batch}`]),
    `seed ${s.seed}`,
    `${epochs} epoch${epochs === 1 ? "" : "s"} of ${bits.rows.toLocaleString("en")} ${rows}`,
  ];
  return parts.join(", ");
}
