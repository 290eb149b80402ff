/** The worker's side of the protocol, the same in a thread of Node and in a Web Worker. */
import type { EngineName, FromWorker, Speaker, ToWorker } from "./protocol.ts";

/** Handles the messages of the main thread: loads the engine that the first one names, then answers calls. */
export function serveEngine(post: (message: FromWorker) => void): (message: ToWorker) => Promise<void> {
  let speak: Speaker = () => {
    throw new Error("a call arrived before an engine was loaded");
  };
  return async (message) => {
    if (message.kind === "load") {
      try {
        speak = await loadSpeaker(message.engine);
        post({ kind: "ready" });
      } catch (error) {
        post({ kind: "failed", message: describe(error) });
      }
      return;
    }
    const { id, verb, parts } = message;
    try {
      post({ kind: "text", id, text: speak(verb, parts) });
    } catch (error) {
      post({ kind: "threw", id, message: describe(error) });
    }
  };
}

/** Only the engine that is asked for is loaded. */
async function loadSpeaker(engine: EngineName): Promise<Speaker> {
  if (engine === "mathjs") return (await import("./speak-mathjs.ts")).speakMathjs;
  return (await import("./speak-nerdamer.ts")).speakNerdamer;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
