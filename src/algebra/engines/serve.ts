/** The worker's side of the protocol, the same in a thread of Node and in a Web Worker. */
import type { FromWorker, Speaker, ToWorker } from "./protocol.ts";

/** Handles the messages of the main thread: loads the engine that the first one names, then answers calls. */
export function serveEngine(post: (message: FromWorker) => void): (message: ToWorker) => Promise<void> {
  let speak: Speaker | undefined;
  return async (message) => {
    if (message.kind === "load") {
      speak =
        message.engine === "mathjs"
          ? (await import("./speak-mathjs.ts")).speakMathjs
          : (await import("./speak-nerdamer.ts")).speakNerdamer;
      post({ kind: "ready" });
      return;
    }
    const { id, verb, parts } = message;
    try {
      if (speak === undefined) throw new Error("a call arrived before an engine was loaded");
      post({ kind: "text", id, text: speak(verb, parts) });
    } catch (error) {
      post({ kind: "threw", id, message: error instanceof Error ? error.message : String(error) });
    }
  };
}
