/**
 * Checkpoints of training: the whole state in one tensor file, two generations on the disk, every byte under a hash.
 * A run that is killed at any moment, even while it writes, goes on from the last checkpoint that was complete.
 */
import { BoltzproofError } from "../errors.ts";
import { putTogether, type TrainingState, takeApart } from "../rbm/state.ts";
import { isMissing, previousGeneration, readBytes, writeFileAtomic } from "./files.ts";
import { CONVENTION, requireContent } from "./rbm-file.ts";
import { decodeTensors, encodeTensors, type TensorFile, tensor } from "./tensor-file.ts";

const CONTENT = "training checkpoint";

/**
 * Writes the state to `path` and keeps the checkpoint that was there as the previous generation.
 * @throws BoltzproofError "file"; the earlier checkpoints are then untouched.
 */
export async function writeCheckpoint(path: string, state: TrainingState): Promise<void> {
  await writeFileAtomic(path, encodeTensors(toTensors(state)), { keepPrevious: true });
}

/** A training state as it was read back, and which of the two generations on disk it is. */
export interface RestoredCheckpoint {
  readonly state: TrainingState;
  /** The file that was read: the path asked for, or its previous generation. */
  readonly path: string;
  /** Why the newer generation was passed over, when it was: to be shown to the user. */
  readonly passedOver?: BoltzproofError;
}

/**
 * Reads the newest checkpoint that is whole: the file itself, or else its previous generation.
 * @throws BoltzproofError "file" when there is none, "checkpoint" when what is there is damaged; never a guess.
 */
export async function readCheckpoint(path: string): Promise<RestoredCheckpoint> {
  try {
    return { state: await readGeneration(path), path };
  } catch (error) {
    if (!(error instanceof BoltzproofError)) throw error;
    const older = previousGeneration(path);
    try {
      return { state: await readGeneration(older), path: older, passedOver: error };
    } catch (olderError) {
      // A missing newest file beside a damaged older one: the damage is what the user has to know.
      throw isMissing(error) && !isMissing(olderError) ? olderError : error;
    }
  }
}

async function readGeneration(path: string): Promise<TrainingState> {
  return fromTensors(decodeTensors(await readBytes(path), path), path);
}

/** A state as metadata and tensors. Units, seed and settings stand in the metadata for other readers too. */
export function toTensors(state: TrainingState): TensorFile {
  const { header, arrays } = takeApart(state);
  const { units, seed, hidden } = state.settings;
  const shapes: Record<string, number[]> = {
    W: [state.data.cols, hidden],
    chains: [state.chains.rows, state.chains.stride],
  };
  const tensors = Object.fromEntries(
    Object.entries(arrays).map(([name, data]) => [name, tensor(data, shapes[name] ?? [data.length])]),
  );
  const metadata = {
    content: CONTENT,
    convention: CONVENTION,
    units,
    seed: String(seed),
    state: JSON.stringify(header),
  };
  return { metadata, tensors };
}

function parseHeader(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BoltzproofError("checkpoint", {
      found: `a state that is not JSON in ${path}`,
      expected: "the state as boltzproof writes it",
      advice: "use the previous generation, or start the run anew",
      cause,
    });
  }
}

/** The inverse of `toTensors`. @throws BoltzproofError "checkpoint" for a file that holds something else. */
export function fromTensors(file: TensorFile, path: string): TrainingState {
  requireContent(file, CONTENT, path);
  const { state = "null" } = file.metadata;
  const arrays = Object.fromEntries(Object.entries(file.tensors).map(([name, { data }]) => [name, data]));
  return putTogether(parseHeader(state, path), arrays);
}
