/**
 * The first updates of a training run, one machine after another. The earliest modes of a machine condense within
 * some thirty updates, long before the first snapshot at the end of an epoch. Settings, rows, rates and random numbers
 * are those of the run, so the machines are the very ones that it went through.
 */
import { miniBatches } from "../data/dataset.ts";
import { BoltzproofError } from "../errors.ts";
import type { BitMatrix } from "../numeric/bits.ts";
import { createEngine, type EngineChoice } from "./create-engine.ts";
import type { Rbm } from "./rbm.ts";
import { initialParameters, rateOf, trainingStream } from "./settings.ts";
import { machineOf } from "./snapshot.ts";
import { type TrainingSettings, updatesPerEpoch } from "./state.ts";

/** A machine on its way. */
export interface CoursePoint {
  /** Updates completed. */
  readonly update: number;
  readonly rbm: Rbm;
}

/**
 * The machines after the given numbers of updates of a run with these settings on these rows.
 * @param updates rising, 0 for the machine before the first one
 * @throws BoltzproofError "domain" for numbers that do not rise or lie beyond the last epoch.
 */
export async function trainingCourse(
  data: BitMatrix,
  settings: TrainingSettings,
  updates: readonly number[],
  choice: EngineChoice = "auto",
): Promise<CoursePoint[]> {
  requireRising(updates, updatesPerEpoch(data.rows, settings.batch) * settings.epochs);
  const engine = await createEngine(choice, settings, data, 1);
  try {
    engine.setParameters(initialParameters(settings, data));
    const batches = batchesOf(data, settings);
    const points: CoursePoint[] = [];
    let done = 0;
    for (const update of updates) {
      for (; done < update; done++) {
        await engine.update([batches.next().value!], done, rateOf(settings, data.rows, done));
      }
      points.push({ update, rbm: machineOf(engine.parameters(), settings.units) });
    }
    return points;
  } finally {
    await engine.dispose();
  }
}

/** The rows of every update, as a whole run deals them out. */
function* batchesOf({ rows }: BitMatrix, settings: TrainingSettings): Generator<Uint32Array, undefined> {
  const epochs = trainingStream(settings).child("epoch");
  for (let epoch = 0; epoch < settings.epochs; epoch++) yield* miniBatches(rows, settings.batch, epochs.child(epoch));
}

function requireRising(updates: readonly number[], last: number): void {
  const sound = updates.every((t, k) => Number.isInteger(t) && t <= last && t > (updates[k - 1] ?? -1));
  if (sound) return;
  throw new BoltzproofError("domain", {
    found: `updates ${updates.join(", ")}`,
    expected: `whole numbers that rise from 0 to at most ${last}, the last update of the run`,
    advice: "ask for updates that the run makes, in order",
  });
}
