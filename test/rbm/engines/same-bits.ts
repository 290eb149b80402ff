/** Reference and WebAssembly engine side by side. */
import fc from "fast-check";
import { expect } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import type { EngineFactory, EngineSetup, Optimizer } from "../../../src/rbm/engine.ts";
import { createReferenceEngine } from "../../../src/rbm/engines/reference.ts";
import { createWasmEngine } from "../../../src/rbm/engines/wasm.ts";
import { engineSetup, randomBits, randomParameters } from "./samples.ts";

/** Everything that an engine holds after a few updates on batches of changing size. */
async function outcome(create: EngineFactory, setup: EngineSetup, optimizer: Optimizer, scale: number) {
  const rng = Rng.fromSeed(setup.seed);
  const engine = await create(setup, optimizer);
  engine.setParameters(randomParameters(setup.visible, setup.hidden, scale, rng));
  const sizes = [setup.batch, 1, Math.ceil(setup.batch / 2), setup.batch];
  const batches = sizes.map((n) => rng.permutation(setup.data.rows).subarray(0, n));
  await engine.update(batches, 3, 0.05);
  const result = { ...engine.parameters(), chains: engine.chains().words, moments: engine.optimizerState() };
  await engine.dispose();
  return result;
}

/** Largest sizes of the settings tried. */
interface Range {
  readonly visible: number;
  readonly hidden: number;
  readonly batch: number;
  readonly numRuns: number;
}

export async function expectSameBits({ visible, hidden, batch, numRuns }: Range): Promise<void> {
  const upTo = (max: number) => fc.integer({ min: 1, max });
  const anySetup = fc.record({
    visible: upTo(visible),
    hidden: upTo(hidden),
    batch: upTo(batch),
    chains: upTo(batch),
    steps: upTo(3),
    density: fc.constantFrom(0, 0.1, 0.5, 0.9, 1),
    units: fc.constantFrom("binary" as const, "spin" as const),
    algorithm: fc.constantFrom("cd" as const, "pcd" as const),
    centred: fc.boolean(),
    kind: fc.constantFrom("sgd" as const, "adam" as const),
    scale: fc.constantFrom(0, 0.01, 0.3, 20),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(anySetup, async ({ density, kind, scale, ...over }) => {
      const data = randomBits(over.batch + 20, over.visible, density, Rng.fromSeed(over.seed));
      const chains = over.algorithm === "cd" ? over.batch : over.chains;
      const setup = engineSetup(data, { ...over, chains });
      const reference = await outcome(createReferenceEngine, setup, { kind }, scale);
      expect(await outcome(createWasmEngine, setup, { kind }, scale)).toEqual(reference);
      expect(await outcome(createWasmEngine, { ...setup, threads: 3 }, { kind }, scale)).toEqual(reference);
    }),
    { seed: 1, numRuns },
  );
}
