/** Paths of Langevin dynamics: the fastest version that works here. */
import { kernelsWork } from "../kernels/module.ts";
import type { Rng } from "../random.ts";
import {
  keyOf,
  type OpenPathsOptions,
  type PathEnsemble,
  paddedStart,
  requirePaths,
  WalkingPaths,
} from "./ensemble.ts";
import { PlainWalker } from "./plain.ts";
import { openWasmWalker } from "./wasm.ts";

export type { LangevinStep, OpenPathsOptions, PathEnsemble } from "./ensemble.ts";

/**
 * Paths at their start. The stream's own position does not change.
 * @throws BoltzproofError "domain" or "shape" for a number of paths or starts that makes no sense.
 */
export async function openPaths(options: OpenPathsOptions, rng: Rng): Promise<PathEnsemble> {
  requirePaths(options.paths);
  const start = paddedStart(options);
  const { engine = "auto", threads = 1 } = options;
  const fast = engine === "auto" && kernelsWork();
  const walker = fast ? await openWasmWalker(start, keyOf(rng), threads) : new PlainWalker(start, keyOf(rng));
  return new WalkingPaths(options.paths, walker);
}
