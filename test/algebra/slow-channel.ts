/** An engine of our own in a real worker that takes its time: the harmless long task of the guard's tests. */
import { Worker } from "node:worker_threads";
import type { FromWorker, OpenChannel } from "../../src/algebra/engines/protocol.ts";

/**
 * Its side of the protocol, in plain JavaScript for any kind of worker: a call is answered with its first part, at
 * once or, for the verb "wait", after a busy loop of twenty seconds, which ends by itself if nobody kills it.
 */
const answering = `
  const answer = (message) => {
    if (message.kind === "load") return { kind: "ready" };
    const until = performance.now() + (message.verb === "wait" ? 20000 : 0);
    while (performance.now() < until);
    return { kind: "text", id: message.id, text: message.parts[0] };
  };`;

export const slowWebWorker: string = `${answering}
  addEventListener("message", ({ data }) => postMessage(answer(data)));`;

const slowThread = `${answering}
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", (message) => parentPort.postMessage(answer(message)));`;

/** A thread of Node with that engine. */
export const openSlowChannel: OpenChannel = (listener) => {
  const worker = new Worker(slowThread, { eval: true });
  worker.unref();
  worker.on("message", (message: FromWorker) => listener.onMessage(message));
  worker.on("error", (error) => listener.onFailure(String(error)));
  return { post: (message) => worker.postMessage(message), terminate: () => void worker.terminate() };
};
