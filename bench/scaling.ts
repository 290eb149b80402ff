/** How the time of an update grows with hidden units, batch, sweeps and threads: ours alone. */
import { availableParallelism } from "node:os";
import type { EngineSetup } from "../src/rbm/engine.ts";
import { seconds } from "./report.ts";
import { sideBySide, type Timing } from "./side-by-side.ts";
import { ourEpoch, trainingRows } from "./training.ts";

type Variation = Pick<EngineSetup, "hidden" | "batch" | "steps" | "threads">;

const USUAL: Variation = { hidden: 500, batch: 500, steps: 1, threads: 1 };

export interface Scaling {
  readonly vary: keyof Variation;
  /** Seconds an update. */
  readonly updates: readonly { readonly value: number; readonly seconds: number }[];
}

export async function benchScaling(rounds: number): Promise<Scaling[]> {
  const cores = availableParallelism();
  const values: Record<keyof Variation, number[]> = {
    hidden: [16, 100, 500, 1000, 3000],
    batch: [50, 100, 500, 2000],
    steps: [1, 2, 5, 10],
    threads: Array.from({ length: cores }, (_, i) => i + 1),
  };
  const results: Scaling[] = [];
  for (const vary of ["hidden", "batch", "steps", "threads"] as const) {
    results.push({ vary, updates: await timesOf(vary, values[vary], rounds) });
  }
  return results;
}

async function timesOf(vary: keyof Variation, values: readonly number[], rounds: number) {
  const setups = values.map((value) => ({ ...USUAL, [vary]: value }));
  const rows = 4000;
  const data = await trainingRows(rows);
  const contenders = await Promise.all(setups.map((setup) => ourEpoch(data, setup)));
  const timings = await sideBySide(contenders, rounds);
  console.log(`\nTime of an update of 784×${USUAL.hidden}, batch ${USUAL.batch}, as ${vary} varies`);
  return timings.map((t: Timing, i) => {
    const perUpdate = t.median / Math.floor(rows / setups[i]!.batch);
    console.log(`  ${vary} ${String(values[i]).padStart(5)}  ${seconds(perUpdate)}`);
    return { value: values[i]!, seconds: perUpdate };
  });
}
