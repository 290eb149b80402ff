/** Entry of the thread in which an engine lives (node:worker_threads). */
import { parentPort } from "node:worker_threads";
import type { ToWorker } from "../algebra/engines/protocol.ts";
import { serveEngine } from "../algebra/engines/serve.ts";

const port = parentPort!;
const handle = serveEngine((message) => port.postMessage(message));
port.on("message", (message: ToWorker) => void handle(message));
