/**
 * The compiled linear algebra in float64 (../assembly/linear) and its memory. Everything is synchronous: the module is
 * small enough to be compiled where it is first used, on the main thread of a page too.
 */
import { BoltzproofError } from "../../../errors.ts";
import { kernelsAllowed } from "../backend.ts";
import { LINEAR_ALGEBRA_BASE64 } from "../generated/linear.ts";

type Routine<Result = void> = (...addresses: readonly number[]) => Result;

/**
 * What the module exports; the sources say what the arguments are. Addresses, lengths and strides are in bytes unless
 * they count something.
 */
export interface LinearKernels {
  readonly memory: WebAssembly.Memory;
  /** (c, cStride, a, aStride, m, b, bStride, n, length) */
  readonly innerProducts: Routine;
  /** (c, cStride, a, aStride, m, b, bStride, n, length, packed) */
  readonly addProduct: Routine;
  /** (basis, stride, count, x, added, end) */
  readonly project: Routine;
  /** (basis, stride, count, added, end, least): how many columns there are then. */
  readonly extend: Routine<number>;
  /** (columns, stride, a, rows, count) */
  readonly columnsOfRows: Routine;
  /** (a, columns, stride, rows, count) */
  readonly rowsOfColumns: Routine;
  /** (to, toStride, from, fromStride, rows, order, count) */
  readonly pickColumns: Routine;
  /** (a, stride, m, n, right, rightStride, d, e, work) */
  readonly bidiagonalise: Routine;
  /** (a, stride, n, d, e, work) */
  readonly tridiagonalise: Routine;
  /** (a, stride, m, n, r, rStride, scratch) */
  readonly triangularise: Routine;
  /** (c, stride, columns, u, uStride, rows, count, shift, scratch) */
  readonly applyReflectors: Routine;
  /** (d, e, n, u, uStride, uRows, v, vStride, vRows, scratch): 1, or 0 when it does not converge. */
  readonly bidiagonalValues: Routine<number>;
  /** (d, e, n, u, uStride, v, vStride, wanted, room): likewise. */
  readonly divideBidiagonal: Routine<number>;
  /** (d, e, n, v, vStride, wanted, room): likewise. */
  readonly divideTridiagonal: Routine<number>;
}

const PAGE = 65536;
/** An instance whose memory has grown beyond this is dropped after use, since memory cannot shrink. */
const KEPT = 64 * 2 ** 20;

let works: boolean | undefined;
let compiled: WebAssembly.Module | undefined;
let idle: LinearKernels | undefined;

function kernelBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(LINEAR_ALGEBRA_BASE64), (c) => c.charCodeAt(0));
}

/** Whether this platform has WebAssembly with 128-bit SIMD, and the backend allows the kernels. */
export function linearKernelsWork(): boolean {
  if (!kernelsAllowed()) return false;
  works ??= typeof WebAssembly === "object" && WebAssembly.validate(kernelBytes());
  return works;
}

/** Columns of numbers in the memory of the kernels, zeros after each and three columns of zeros after the last. */
export interface Columns {
  readonly at: number;
  /** Bytes from one column to the next. */
  readonly stride: number;
}

/** Places in the memory, reserved one after another; `use` then makes the memory large enough. */
export class Workspace {
  #end = 64;

  /** Room for so many numbers. */
  vector(length: number): number {
    const at = this.#end;
    this.#end += 64 * Math.ceil(length / 8);
    return at;
  }

  columns(rows: number, count: number): Columns {
    const stride = columnStride(rows);
    return { at: this.vector(((count + 3) * stride) / 8), stride };
  }

  /**
   * Lends the kernels with enough memory; columns and vectors hold whatever was there before.
   * @throws BoltzproofError "capability" when there is not so much memory, of 4 GiB that WebAssembly addresses.
   */
  use<T>(task: (kernels: LinearKernels) => T): T {
    const kernels = idle ?? instantiate();
    idle = undefined;
    grow(kernels.memory, this.#end);
    const result = task(kernels);
    if (kernels.memory.buffer.byteLength <= KEPT) idle = kernels;
    return result;
  }
}

function grow(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch (cause) {
    throw new BoltzproofError("capability", {
      found: `a decomposition that needs ${bytes} bytes`,
      expected: "as much memory, at most 4 GiB",
      advice: "take a smaller matrix or free memory",
      cause,
    });
  }
}

/** Whole cache lines with at least one number to spare, and no large power of two, which would crowd the cache. */
function columnStride(rows: number): number {
  const lines = Math.floor(rows / 8) + 1;
  return 64 * (lines % 8 === 0 ? lines + 1 : lines);
}

function instantiate(): LinearKernels {
  compiled ??= new WebAssembly.Module(kernelBytes());
  return new WebAssembly.Instance(compiled).exports as unknown as LinearKernels;
}

export function numbersAt(kernels: LinearKernels, at: number, length: number): Float64Array {
  return new Float64Array(kernels.memory.buffer, at, length);
}
