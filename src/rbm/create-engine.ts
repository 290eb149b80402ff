/** Chooses the engine of a run. */
import { BoltzproofError } from "../errors.ts";
import type { BitMatrix } from "../numeric/bits.ts";
import { kernelsWork } from "../numeric/kernels/module.ts";
import type { EngineFactory, TrainingEngine } from "./engine.ts";
import { createReferenceEngine } from "./engines/reference.ts";
import { createWasmEngine } from "./engines/wasm.ts";
import type { TrainingSettings } from "./state.ts";

/** An engine by name, the fastest that works here, or one of the caller's own. */
export type EngineChoice = "reference" | "wasm" | "auto" | EngineFactory;

/** @throws BoltzproofError "capability" for an engine that does not work here. */
export async function createEngine(
  choice: EngineChoice,
  settings: TrainingSettings,
  data: BitMatrix,
  threads: number,
): Promise<TrainingEngine> {
  const { hidden, units, batch, algorithm, chains, steps, seed, centred } = settings;
  const setup = { visible: data.cols, hidden, units, data, batch, algorithm, chains, steps, seed, threads, centred };
  return factoryOf(choice)(setup, { kind: settings.optimizer });
}

function factoryOf(choice: EngineChoice): EngineFactory {
  if (typeof choice === "function") return choice;
  if (choice === "reference") return createReferenceEngine;
  if (kernelsWork()) return createWasmEngine;
  if (choice === "auto") return createReferenceEngine;
  throw new BoltzproofError("capability", {
    found: "a platform without WebAssembly SIMD",
    expected: "one with it for the engine wasm",
    advice: "choose the engine reference or auto",
  });
}
