/** A line to an engine in a Web Worker. */
import type { FromWorker, OpenChannel } from "./protocol.ts";

/**
 * @param url of the bundled web-worker.ts; a self-contained page passes a Blob's.
 */
export function openWebChannel(url: string | URL): OpenChannel {
  return (listener) => {
    const worker = new Worker(url, { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<FromWorker>) => listener.onMessage(event.data));
    worker.addEventListener("error", (event) => listener.onFailure(event.message || "the worker could not be loaded"));
    return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
  };
}
