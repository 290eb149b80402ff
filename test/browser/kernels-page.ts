/** Runs alike in a page and under Node: a short training run, boiled down to a number that any bit would change. */

import { bitMatrix } from "../../src/numeric/bits.ts";
import { canShareMemory } from "../../src/numeric/kernels/threads.node.ts";
import { Rng } from "../../src/numeric/random.ts";
import { createWasmEngine } from "../../src/rbm/engines/wasm.ts";
import { fingerprint } from "../../src/rbm/state.ts";
import { engineSetup, randomBits, randomParameters } from "../rbm/engines/samples.ts";

export interface Digest {
  readonly canShare: boolean;
  readonly hash: number;
}

export async function trainedDigest(threads: number): Promise<Digest> {
  const rng = Rng.fromSeed(12);
  const data = randomBits(100, 90, 0.3, rng);
  const engine = await createWasmEngine(engineSetup(data, { hidden: 33, threads, centred: true }), { kind: "adam" });
  engine.setParameters(randomParameters(90, 33, 0.1, rng));
  const batches = Array.from({ length: 20 }, () => rng.permutation(100).subarray(0, 8));
  await engine.update(batches, 0, 0.01);
  const { W } = engine.parameters();
  await engine.dispose();
  const words = new Uint32Array(W.buffer);
  return { canShare: canShareMemory(), hash: fingerprint(bitMatrix(1, 32 * words.length, words)).hash };
}
