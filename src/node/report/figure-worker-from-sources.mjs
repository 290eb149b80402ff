// Entry of the drawing thread when boltzproof runs from its TypeScript sources: a thread does not inherit the
// loader of the process that starts it. The built package never reads this file.
import { register } from "tsx/esm/api";

register();
await import("./figure-worker.ts");
