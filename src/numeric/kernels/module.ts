/** The compiled kernels, ready to be instantiated over a memory of the host's. */
import { kernelsAllowed } from "./backend.ts";
import { KERNELS_BASE64, SHARED_FLAG } from "./generated/binary.ts";

/** What the module exports: assembly/index.ts. */
export interface KernelExports {
  /** Runs a command list; assembly/run.ts. Nonzero when it ran to the end. */
  run(program: number, control: number, threads: number, scratch: number): number;
  /** C = A·B; assembly/arithmetic/dense.ts. */
  multiply32(...args: ProductArguments): void;
  multiply64(...args: ProductArguments): void;
}

/** Sizes, then for each factor its address and the elements to the next row and column. */
export type ProductArguments = [
  m: number,
  n: number,
  k: number,
  a: number,
  aRow: number,
  aColumn: number,
  b: number,
  bRow: number,
  bColumn: number,
  c: number,
  scratch: number,
];

const modules = new Map<boolean, WebAssembly.Module>();

function kernelBytes(shared: boolean): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(KERNELS_BASE64), (c) => c.charCodeAt(0));
  bytes[SHARED_FLAG] = shared ? 3 : 1;
  return bytes;
}

let works: boolean | undefined;

/** Whether this platform has what the kernels need, WebAssembly with 128-bit SIMD, and the backend allows them. */
export function kernelsWork(): boolean {
  if (!kernelsAllowed()) return false;
  works ??= typeof WebAssembly === "object" && WebAssembly.validate(kernelBytes(false));
  return works;
}

/** Over a shared memory or a private one: the same bytes but for a flag, since not every page may share memory. */
export function kernelModule(shared: boolean): WebAssembly.Module {
  const known = modules.get(shared);
  if (known) return known;
  const made = new WebAssembly.Module(kernelBytes(shared));
  modules.set(shared, made);
  return made;
}

/** One instance; every thread has its own over the common memory. */
export function instantiateKernels(memory: WebAssembly.Memory, shared: boolean): KernelExports {
  return new WebAssembly.Instance(kernelModule(shared), { env: { memory } }).exports as unknown as KernelExports;
}
