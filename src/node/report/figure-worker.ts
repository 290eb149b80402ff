/**
 * Thread that draws figures. Plotly lives here because an error in one of its timers would end the process that
 * holds it; here it ends a thread, and the caller hears of it.
 */
import { parentPort } from "node:worker_threads";
import type { PlotSpec } from "../../report/figure.ts";
import { openPlotlyWindow } from "./plotly-window.ts";

export interface DrawRequest {
  readonly spec: PlotSpec;
  readonly width: number;
  readonly height: number;
}

export type DrawReply = { readonly svg: string } | { readonly failure: string };

/** Errors of the window are no instances of this thread's Error. */
function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}

const draw = openPlotlyWindow();

parentPort?.on("message", async ({ spec, width, height }: DrawRequest) => {
  let reply: DrawReply;
  try {
    reply = { svg: await draw(spec, width, height) };
  } catch (error) {
    reply = { failure: messageOf(error) };
  }
  parentPort?.postMessage(reply);
});
