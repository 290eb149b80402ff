/**
 * A line to an engine in a thread of Node. From the sources (tests) the thread reads TypeScript through tsx, from
 * the built package plain JavaScript; what the engine prints to its console is dropped.
 */
import { Worker } from "node:worker_threads";
import type { FromWorker, OpenChannel } from "../algebra/engines/protocol.ts";

/** Enough for every answer that was ever accepted; a runaway expression ends its thread, not the machine. */
const HEAP_MB = 512;

/** A line to an engine in a worker thread of Node; for `EngineProcess`. */
export const openNodeChannel: OpenChannel = (listener) => {
  const entry = import.meta.url.endsWith(".ts") ? "./engine-worker-from-sources.mjs" : "./engine-worker.js";
  const worker = new Worker(new URL(entry, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    stdout: true,
    stderr: true,
  });
  worker.unref();
  worker.on("message", (message: FromWorker) => listener.onMessage(message));
  worker.on("error", (error) => listener.onFailure(error instanceof Error ? error.message : String(error)));
  return { post: (message) => worker.postMessage(message), terminate: () => void worker.terminate() };
};
