/** A line to an engine in a Web Worker. */
import type { FromWorker, OpenChannel } from "./protocol.ts";

/**
 * @param url (a string or a `URL`) of web-worker.ts bundled as one classic script (esbuild's format "iife"). A self-contained page passes
 * the URL of a Blob; a module worker would not start from a Blob on a page opened from file://.
 */
export function openWebChannel(url: string | { readonly href: string }): OpenChannel {
  return (listener) => {
    const worker = new Worker(typeof url === "string" ? url : url.href);
    worker.addEventListener("message", (event: MessageEvent<FromWorker>) => listener.onMessage(event.data));
    worker.addEventListener("error", (event) => listener.onFailure(event.message || "the worker could not be loaded"));
    return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
  };
}
