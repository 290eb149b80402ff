/** Entry of the Web Worker in which an engine lives; bundled on its own and started by web-channel.ts. */
import type { FromWorker, ToWorker } from "./protocol.ts";
import { serveEngine } from "./serve.ts";

interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(kind: "message", listener: (event: { readonly data: ToWorker }) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const handle = serveEngine((message) => scope.postMessage(message));
scope.addEventListener("message", (event) => void handle(event.data));
