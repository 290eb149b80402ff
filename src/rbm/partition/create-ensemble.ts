/** Chooses how chains are moved. */
import { kernelsWork } from "../../numeric/kernels/module.ts";
import { createPlainEnsemble, type EnsembleFactory } from "./ensemble.ts";
import { createWasmEnsemble } from "./wasm-ensemble.ts";

/** By name, or one of the caller's own. */
export type EnsembleChoice = "plain" | "auto" | EnsembleFactory;

export function ensembleOf(options: {
  readonly ensemble?: EnsembleChoice;
  readonly threads?: number;
}): EnsembleFactory {
  const { ensemble = "auto", threads = 1 } = options;
  if (typeof ensemble === "function") return ensemble;
  return ensemble === "auto" && kernelsWork() ? createWasmEnsemble(threads) : createPlainEnsemble;
}
