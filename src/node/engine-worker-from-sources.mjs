// Entry of the engine's thread when boltzproof runs from its TypeScript sources: a thread does not inherit the
// loader of the process that starts it, so it registers tsx itself. The built package never reads this file.
import { register } from "tsx/esm/api";

register();
await import("./engine-worker.ts");
