/** A machine after one epoch, for the benchmarks that measure something on it; the same for us and the peers. */
import { writeFile } from "node:fs/promises";
import { type Rbm, train } from "../src/rbm/index.ts";
import { scratchFile } from "./scratch.ts";
import { trainingRows } from "./training.ts";

export async function trainedMachine(hidden: number): Promise<Rbm> {
  const data = await trainingRows();
  const options = { hidden, epochs: 1, algorithm: "pcd", steps: 1, batch: 500, rate: 0.05, seed: 1 } as const;
  const { rbm } = await train(data, { ...options, measure: { every: 2 } });
  return rbm;
}

/** Raw numbers in a file of their own. */
export async function writeNumbers(...parts: readonly (Float32Array | Float64Array)[]): Promise<string> {
  const path = scratchFile("numbers");
  await writeFile(path, Buffer.concat(parts.map((x) => new Uint8Array(x.buffer, x.byteOffset, x.byteLength))));
  return path;
}
