/** Work that hears the wish to stop and goes on: only a second Ctrl-C ends it. Run as a child. */
import { listenForInterrupt } from "../../src/node/interrupt.ts";

const { signal } = listenForInterrupt();
signal.addEventListener("abort", () => console.log("asked to stop"));
setInterval(() => {}, 1000);
console.log("working");
