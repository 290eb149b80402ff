// What the host calls. Memory is imported and laid out by the host; no function allocates, so any number of threads
// can instantiate the module over one shared memory.
export { multiply32, multiply64 } from "./arithmetic/dense";
export { run } from "./run";
