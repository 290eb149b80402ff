/**
 * What is said between the main thread and the worker in which an engine lives. Engines are kept in workers
 * because both can run without end and nerdamer keeps global state; a worker can be killed, a function call cannot.
 */

export type EngineName = "mathjs" | "nerdamer";

/** To the worker: first which engine to load, then one call after the other. */
export type ToWorker =
  | { readonly kind: "load"; readonly engine: EngineName }
  | { readonly kind: "call"; readonly id: number; readonly verb: string; readonly parts: readonly string[] };

/** From the worker: once that the engine stands ready or cannot be loaded, then one answer a call. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "text"; readonly id: number; readonly text: string }
  | { readonly kind: "threw"; readonly id: number; readonly message: string };

/** How a call ended, before anything is known of the truth of its text. */
export type RawReply =
  | { readonly kind: "text"; readonly text: string; readonly ms: number }
  | { readonly kind: "threw"; readonly message: string; readonly ms: number }
  | { readonly kind: "hang"; readonly budgetMs: number };

/** A line to one worker. Messages go both ways; `terminate` ends it for good, whatever it is doing. */
export interface EngineChannel {
  post(message: ToWorker): void;
  terminate(): void;
}

/** Who hears what comes over a line. */
export interface ChannelListener {
  onMessage(message: FromWorker): void;
  /** The worker died of its own: out of memory, an error while loading. */
  onFailure(message: string): void;
}

/** Starts a worker. One implementation for Node (src/node/engine-channel.ts), one for browsers (web-channel.ts). */
export type OpenChannel = (listener: ChannelListener) => EngineChannel;

/** An engine inside its worker: a verb ("diff", "solve") and its parts as text, answered as text. */
export type Speaker = (verb: string, parts: readonly string[]) => string;
