/**
 * Which implementation does the heavy work: the WebAssembly kernels, or the obvious TypeScript and ml-matrix that they
 * are checked against. One choice for the whole process, made before the work begins: results are the same up to
 * rounding, and a verdict that depended on it would be a defect.
 */
export type Backend = "auto" | "reference";

let chosen: Backend = "auto";

/** "auto" takes the kernels where the platform has WebAssembly with SIMD; "reference" never does. */
export function chooseBackend(backend: Backend): void {
  chosen = backend;
}

/** Whether the kernels may be used, should they work here. */
export function kernelsAllowed(): boolean {
  return chosen === "auto";
}
