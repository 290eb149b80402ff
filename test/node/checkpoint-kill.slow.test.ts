import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { readCheckpoint } from "../../src/node/index.ts";
import { Rng } from "../../src/numeric/random.ts";
import { scratchFolder } from "../scratch.ts";

const folder = scratchFolder();

/** Starts a writer, kills it at a random moment after its first checkpoint; returns the last update it had announced. */
async function writeUntilKilled(path: string, first: number, rng: Rng, way: string[] = []): Promise<number> {
  const script = join(import.meta.dirname, "checkpoint-writer.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, path, String(first), ...way], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    said += chunk;
  });
  await once(child.stdout, "data");
  await pause(100 * rng.uniform());
  child.kill("SIGKILL");
  expect(await once(child, "close")).toEqual([null, "SIGKILL"]);
  return Number(said.trim().split("\n").at(-1));
}

describe("a training process killed while it writes checkpoints", () => {
  test("20 times leaves a whole checkpoint every time, never older than the last one announced", async () => {
    const path = join(folder, "run");
    const rng = Rng.fromSeed(1);
    let update = 0;
    for (let kill = 0; kill < 20; kill++) {
      const announced = await writeUntilKilled(path, update, rng);
      const { state } = await readCheckpoint(path);
      expect(state.update, `kill ${kill}`).toBeGreaterThanOrEqual(announced);
      expect(state.update).toBeLessThanOrEqual(announced + 1);
      update = state.update + 1;
    }
    expect(readdirSync(folder).length).toBeLessThanOrEqual(3); // two generations and what the last kill left
  });

  test("leaves a torn file when it overwrites in place, so the kills do come in the middle of a write", async () => {
    let torn = 0;
    for (let kill = 0; kill < 12 && torn === 0; kill++) {
      const path = join(folder, `naive-${kill}`);
      await writeUntilKilled(path, 0, Rng.fromSeed(kill), ["naive"]);
      torn += await readCheckpoint(path).then(
        () => 0,
        () => 1,
      );
    }
    expect(torn).toBe(1);
  });
});
