/**
 * Memory of a kernel computation, laid out before it is made: places are reserved one after another, then one
 * WebAssembly memory of exactly that size is created. Nothing is ever freed piecemeal, so nothing can leak.
 */
import { BoltzproofError } from "../../errors.ts";

const PAGE = 65536;
const LARGEST = 65536 * PAGE;

/** A region of the memory in bytes; addresses are multiples of 64, the length of a cache line. */
export interface Region {
  readonly at: number;
  readonly bytes: number;
}

/** Arrivals at barriers and the flag that ends a run (assembly/run.ts): two words on a cache line of their own. */
export const CONTROL = 64;

export class Layout {
  #end: number = CONTROL + 64;

  /** @throws BoltzproofError "capability" beyond the 4 GiB that WebAssembly addresses. */
  reserve(bytes: number): Region {
    const at = this.#end;
    this.#end = Math.ceil((at + bytes) / 64) * 64;
    if (this.#end > LARGEST) {
      throw new BoltzproofError("capability", {
        found: `a computation of more than ${this.#end} bytes`,
        expected: "at most 4 GiB, the address space of WebAssembly",
        advice: "take fewer data rows, chains or units at a time",
      });
    }
    return { at, bytes };
  }

  /** The memory, zeros throughout. */
  createMemory(shared: boolean): WebAssembly.Memory {
    const pages = Math.ceil(this.#end / PAGE);
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  }
}

export function floatsOf(memory: WebAssembly.Memory, { at, bytes }: Region): Float32Array {
  return new Float32Array(memory.buffer, at, bytes / 4);
}

export function wordsOf(memory: WebAssembly.Memory, { at, bytes }: Region): Uint32Array {
  return new Uint32Array(memory.buffer, at, bytes / 4);
}
