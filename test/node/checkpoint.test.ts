import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { previousGeneration, readCheckpoint, saveRbm, writeCheckpoint } from "../../src/node/index.ts";
import { matrix } from "../../src/numeric/matrix.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { refusalOf } from "../refusal.ts";
import { scratchFolder } from "../scratch.ts";
import { someTrainingState } from "./training-state.ts";

const folder = scratchFolder();
const older = someTrainingState(10);
const newer = someTrainingState(20);

function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >>> 1]! ^= 1;
  writeFileSync(path, bytes);
}

async function twoGenerations(name: string): Promise<string> {
  const path = join(folder, name);
  await writeCheckpoint(path, older);
  await writeCheckpoint(path, newer);
  return path;
}

describe("a checkpoint", () => {
  test("gives back the whole state, and the newer of two generations", async () => {
    const path = await twoGenerations("both");
    expect(await readCheckpoint(path)).toEqual({ state: newer, path });
    expect((await readCheckpoint(previousGeneration(path))).state).toEqual(older);
  });

  test("holds a run without chains and moments as well", async () => {
    const { settings } = newer;
    const state = { ...newer, settings: { ...settings, algorithm: "cd", optimizer: "sgd" } as const, optimizer: [] };
    const empty = { ...state, chains: { rows: 0, cols: 5, stride: 1, words: new Uint32Array(0) } };
    await writeCheckpoint(join(folder, "cd"), empty);
    expect((await readCheckpoint(join(folder, "cd"))).state).toEqual(empty);
  });

  test("with one flipped bit gives way to the previous generation, and says so", async () => {
    const path = await twoGenerations("flipped");
    damage(path);
    const restored = await readCheckpoint(path);
    expect(restored.state).toEqual(older);
    expect(restored.path).toBe(previousGeneration(path));
    expect(restored.passedOver?.message).toContain(`content that does not match its SHA-256 in ${path}`);
  });

  test("that a kill left without its newest generation is read from the previous one", async () => {
    const path = await twoGenerations("between");
    rmSync(path);
    expect((await readCheckpoint(path)).state).toEqual(older);
  });

  test("damaged in both generations is an error, never a guess", async () => {
    const path = await twoGenerations("ruined");
    damage(path);
    damage(previousGeneration(path));
    const error = await refusalOf(() => readCheckpoint(path));
    expect(error.code).toBe("checkpoint");
    expect(error.message).toContain(`in ${path},`);
  });

  test("missing, with a damaged previous generation, reports the damage", async () => {
    const path = await twoGenerations("half");
    damage(previousGeneration(path));
    rmSync(path);
    expect((await refusalOf(() => readCheckpoint(path))).code).toBe("checkpoint");
  });

  test("that is not there at all is a missing file", async () => {
    const error = await refusalOf(() => readCheckpoint(join(folder, "nowhere")));
    expect(error.code).toBe("file");
    expect(error.message).toContain("nothing there");
  });

  test("that is a machine and not a run is refused", async () => {
    const path = join(folder, "machine");
    await saveRbm(path, new Rbm({ W: matrix(2, 2) }));
    expect((await refusalOf(() => readCheckpoint(path))).message).toContain('kind "rbm"');
    copyFileSync(path, previousGeneration(path));
    expect((await refusalOf(() => readCheckpoint(path))).code).toBe("checkpoint");
  });
});
