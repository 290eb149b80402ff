/**
 * Products of dense matrices on the kernels (assembly/arithmetic/dense.ts): float64 for theory, float32 for units
 * that are no bits. Synchronous and on the calling thread.
 */
import { BoltzproofError } from "../../errors.ts";
import { instantiateKernels, type KernelExports, kernelsWork } from "./module.ts";

/** A factor with its shape after transposition. */
export interface Factor<T extends Float32Array | Float64Array> {
  readonly rows: number;
  readonly cols: number;
  readonly data: T;
  /** The data are those of the transpose, row-major. */
  readonly transposed?: boolean;
}

const PAGE = 65536;
/** Copies of panels of both factors and a tile: PRODUCT_SCRATCH of the kernel, rounded up to whole pages. */
const SCRATCH = 11 * PAGE;
/** A memory beyond this is given back after use, since it cannot shrink. */
const KEPT = 64 * 2 ** 20;

/** Fewer multiplications are done before the copies to and from the kernels would be. */
const WORTH = 2 ** 20;
const LARGEST = 2 ** 30;

/** Whether a product of m×n entries, k contracted, is faster and still possible on the kernels. */
export function kernelsPay(m: number, n: number, k: number): boolean {
  return m * n * k >= WORTH && 8 * (m * k + k * n + m * n) <= LARGEST && kernelsWork();
}

interface Instance {
  readonly memory: WebAssembly.Memory;
  readonly kernels: KernelExports;
}

let idle: Instance | undefined;

/**
 * A·B, row-major.
 * @throws BoltzproofError "shape" when inner dimensions differ, "capability" beyond 4 GiB.
 */
export function multiplyDense<T extends Float32Array | Float64Array>(a: Factor<T>, b: Factor<T>): T {
  if (a.cols !== b.rows) {
    throw new BoltzproofError("shape", {
      found: `${a.rows}×${a.cols} and ${b.rows}×${b.cols} in multiplyDense`,
      expected: "matching inner dimensions",
      advice: "check for a missing transpose",
    });
  }
  const size = a.data.BYTES_PER_ELEMENT;
  const atB = SCRATCH + align(size * a.data.length);
  const atC = atB + align(size * b.data.length);
  const instance = lend(atC + size * a.rows * b.cols);
  const Kind = a.data.constructor as new (buffer: ArrayBufferLike, at: number, length: number) => T;
  const view = (at: number, length: number): T => new Kind(instance.memory.buffer, at, length);
  view(SCRATCH, a.data.length).set(a.data);
  view(atB, b.data.length).set(b.data);
  const { multiply32, multiply64 } = instance.kernels;
  const multiply = size === 4 ? multiply32 : multiply64;
  multiply(a.rows, b.cols, a.cols, SCRATCH, ...strides(a), atB, ...strides(b), atC, 0);
  const out = view(atC, a.rows * b.cols).slice() as T;
  if (instance.memory.buffer.byteLength <= KEPT) idle = instance;
  return out;
}

/** Elements to the next row and to the next column. */
function strides({ rows, cols, transposed }: Factor<Float32Array | Float64Array>): [number, number] {
  return transposed ? [1, rows] : [cols, 1];
}

function align(bytes: number): number {
  return 64 * Math.ceil(bytes / 64);
}

function lend(bytes: number): Instance {
  const pages = Math.ceil(bytes / PAGE);
  if (pages > 65536) {
    throw new BoltzproofError("capability", {
      found: `a product that needs ${bytes} bytes`,
      expected: "at most 4 GiB, the address space of WebAssembly",
      advice: "multiply in blocks of rows",
    });
  }
  const kept = idle;
  idle = undefined;
  if (kept && kept.memory.buffer.byteLength >= bytes) return kept;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: 65536 });
  return { memory, kernels: instantiateKernels(memory, false) };
}
