/**
 * One engine behind one worker: calls are answered in order, each within a budget; a worker that overruns is
 * killed and the next call starts a fresh one. Why so: every hang of symbolic engines met so far is a busy loop
 * inside one synchronous call, which nothing but the end of its thread stops.
 */
import type { EngineChannel, EngineName, FromWorker, OpenChannel, RawReply } from "./protocol.ts";

/** Milliseconds a call may take. */
export const DEFAULT_BUDGET_MS = 4000;
/** Loading mathjs from sources on a busy machine takes seconds; that is not the fault of the call that waits. */
const START_BUDGET_MS = 60_000;

interface Line {
  readonly channel: EngineChannel;
  readonly ready: Promise<string | undefined>;
  /** Receives what the worker says next; one call is under way at a time. */
  hear: (reply: FromWorker) => void;
}

/**
 * An engine behind a line, with a budget of time: a call that runs over it ends the process, and the next starts a
 * fresh one.
 */
export class EngineProcess {
  readonly engine: EngineName;
  readonly #open: OpenChannel;
  readonly #budgetMs: number;
  #line: Line | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  #calls = 0;
  #starts = 0;

  constructor(engine: EngineName, open: OpenChannel, budgetMs: number = DEFAULT_BUDGET_MS) {
    this.engine = engine;
    this.#open = open;
    this.#budgetMs = budgetMs;
  }

  /** How many workers have been started; 1 unless one was killed or died. */
  get starts(): number {
    return this.#starts;
  }

  /** Says one sentence to the engine. Never rejects: a hang and an exception are replies. */
  call(verb: string, parts: readonly string[], budgetMs: number = this.#budgetMs): Promise<RawReply> {
    const turn = this.#tail.then(() => this.#converse(verb, parts, budgetMs));
    this.#tail = turn;
    return turn;
  }

  /** Ends the worker once the calls under way are answered. */
  async close(): Promise<void> {
    await this.#tail;
    this.#hangUp();
  }

  async #converse(verb: string, parts: readonly string[], budgetMs: number): Promise<RawReply> {
    this.#line ??= this.#dial();
    const line = this.#line;
    const failure = await line.ready;
    if (failure !== undefined) {
      this.#hangUp();
      return { kind: "threw", message: failure, ms: 0 };
    }
    const id = ++this.#calls;
    const began = performance.now();
    const reply = await new Promise<RawReply>((resolve) => {
      const timer = setTimeout(() => resolve({ kind: "hang", budgetMs }), budgetMs);
      line.hear = (heard) => {
        if (heard.kind === "ready" || (heard.kind !== "failed" && heard.id !== id)) return;
        clearTimeout(timer);
        const ms = performance.now() - began;
        if (heard.kind === "failed") this.#hangUp();
        resolve(
          heard.kind === "text"
            ? { kind: "text", text: heard.text, ms }
            : { kind: "threw", message: heard.message, ms },
        );
      };
      line.channel.post({ kind: "call", id, verb, parts });
    });
    if (reply.kind === "hang") this.#hangUp();
    return reply;
  }

  #dial(): Line {
    this.#starts++;
    let settle: (failure: string | undefined) => void = () => {};
    const ready = new Promise<string | undefined>((resolve) => {
      settle = resolve;
    });
    const timer = setTimeout(() => settle(`${this.engine} did not load in ${START_BUDGET_MS} ms`), START_BUDGET_MS);
    const done = (failure: string | undefined): void => {
      clearTimeout(timer);
      settle(failure);
    };
    const hear = (message: FromWorker): void => {
      if (message.kind === "ready") done(undefined);
      if (message.kind === "failed") done(message.message);
      line.hear(message);
    };
    const channel = this.#open({ onMessage: hear, onFailure: (message) => hear({ kind: "failed", message }) });
    const line: Line = { channel, ready, hear: () => {} };
    channel.post({ kind: "load", engine: this.engine });
    return line;
  }

  #hangUp(): void {
    this.#line?.channel.terminate();
    this.#line = undefined;
  }
}
