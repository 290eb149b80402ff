/**
 * SVG of a figure in plain Node. One worker thread draws for the whole process, one figure after the other; a
 * figure that fails or hangs costs its own promise, never the caller's process.
 */
import { Worker } from "node:worker_threads";
import { BoltzproofError } from "../../errors.ts";
import type { Figure, PlotSpec } from "../../report/figure.ts";
import { plotSpec } from "../../report/theme.ts";
import type { DrawReply, DrawRequest } from "./figure-worker.ts";
import { normaliseSvg } from "./svg.ts";

/** How long a figure may take to draw. */
export interface SvgOptions {
  /** Gives up after so many milliseconds; 30,000. */
  readonly timeout?: number;
}

let worker: Worker | undefined;
/** Ends when the drawing before has ended, well or not. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * The figure as a stand-alone SVG, the same bytes for the same figure.
 * @throws BoltzproofError as `checkFigure`; "capability" when Plotly refuses the figure or does not finish in time.
 */
export async function figureToSvg(figure: Figure, options: SvgOptions = {}): Promise<string> {
  const spec = plotSpec(figure);
  const drawing = queue.then(() => draw(figure, spec, options.timeout ?? 30_000));
  queue = drawing.catch(() => undefined);
  return normaliseSvg(await drawing, figure);
}

async function draw(figure: Figure, spec: PlotSpec, timeout: number): Promise<string> {
  worker ??= startWorker();
  const thread = worker;
  thread.ref();
  const { width, height } = figure.layout;
  const answer = answerOf(thread, timeout);
  thread.postMessage({ spec, width, height } satisfies DrawRequest);
  const reply = await answer;
  thread.unref(); // an idle worker does not keep the program alive
  if ("svg" in reply) return reply.svg;
  if (reply.dead) await thread.terminate();
  throw new BoltzproofError("capability", {
    found: `"${reply.failure}" from Plotly for figure ${figure.id}`,
    expected: "an SVG",
    advice: "check its traces and layout against Plotly's reference",
  });
}

/** The thread's reply, or what became of it instead. */
function answerOf(thread: Worker, timeout: number): Promise<DrawReply & { readonly dead?: boolean }> {
  return new Promise((resolve) => {
    const dead = (failure: string): void => settle({ failure, dead: true });
    const onError = (error: Error): void => dead(error.message);
    const onExit = (code: number): void => dead(`the drawing thread ended with code ${code}`);
    const timer = setTimeout(() => dead(`no picture after ${timeout / 1000} s`), timeout);
    const settle = (reply: DrawReply & { readonly dead?: boolean }): void => {
      clearTimeout(timer);
      thread.off("message", settle).off("error", onError).off("exit", onExit);
      resolve(reply);
    };
    thread.once("message", settle).once("error", onError).once("exit", onExit);
  });
}

/** From the sources Node 20 needs a loader for TypeScript; from the build it needs nothing. */
function startWorker(): Worker {
  const entry = import.meta.url.endsWith(".ts") ? "./figure-worker-from-sources.mjs" : "./figure-worker.js";
  const thread = new Worker(new URL(entry, import.meta.url), { execArgv: [] });
  const forget = (): void => {
    if (worker === thread) worker = undefined; // the next figure starts a new one
  };
  return thread.on("error", forget).on("exit", forget);
}
