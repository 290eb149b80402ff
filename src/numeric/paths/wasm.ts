/** The walk on the WebAssembly kernels: two paths a vector, blocks of paths shared out among threads. */
import { requireWholeWithin } from "../../arguments.ts";
import * as command from "../kernels/commands.ts";
import { Layout, type Region, wordsOf } from "../kernels/layout.ts";
import { Program, programBytes } from "../kernels/program.ts";
import { canShareMemory, type KernelThreads, MOST_THREADS, openThreads } from "../kernels/threads.node.ts";
import { BLOCK, RECORD, type Walk, type Walker } from "./ensemble.ts";

/** Round keys and the words of two calls of Philox, of one thread. */
const SCRATCH = 1024;
/** Steps whose records fit into the memory at once. */
const SCHEDULE = 1024;

export async function openWasmWalker(
  start: Float64Array,
  key: readonly [number, number],
  threads: number,
): Promise<Walker> {
  requireWholeWithin("threads", threads, 1, MOST_THREADS);
  const shared = threads > 1 && canShareMemory();
  const layout = new Layout();
  const scratch = Array.from({ length: shared ? threads : 1 }, () => layout.reserve(SCRATCH));
  const blocks = start.length / BLOCK;
  const places = {
    program: layout.reserve(programBytes(1)),
    positions: layout.reserve(start.byteLength),
    records: layout.reserve(8 * RECORD * SCHEDULE),
    accepted: layout.reserve(4 * Math.ceil(blocks / command.WALK_TASK)),
  };
  const memory = layout.createMemory(shared);
  new Float64Array(memory.buffer, places.positions.at, start.length).set(start);
  return new WasmWalker(blocks, key, places, await openThreads(memory, scratch));
}

interface Places {
  readonly program: Region;
  readonly positions: Region;
  readonly records: Region;
  readonly accepted: Region;
}

class WasmWalker implements Walker {
  readonly positions: Float64Array;
  readonly #blocks: number;
  readonly #key: readonly [number, number];
  readonly #places: Places;
  readonly #threads: KernelThreads;

  constructor(blocks: number, key: readonly [number, number], places: Places, threads: KernelThreads) {
    this.positions = new Float64Array(threads.memory.buffer, places.positions.at, BLOCK * blocks);
    this.#blocks = blocks;
    this.#key = key;
    this.#places = places;
    this.#threads = threads;
  }

  async walk({ steps, first, records, metropolis }: Walk): Promise<number> {
    const one = records.length === RECORD;
    const most = one ? steps : SCHEDULE;
    let accepted = 0;
    for (let done = 0; done < steps; done += most) {
      const now = Math.min(most, steps - done);
      this.#store(one ? records : records.subarray(RECORD * done, RECORD * (done + now)));
      await this.#run(now, first + done, one ? 0 : 8 * RECORD, metropolis);
      if (metropolis) accepted += wordsOf(this.#threads.memory, this.#places.accepted).reduce((s, n) => s + n, 0);
    }
    return accepted;
  }

  dispose(): Promise<void> {
    return this.#threads.dispose();
  }

  #store(records: Float64Array): void {
    new Float64Array(this.#threads.memory.buffer, this.#places.records.at, records.length).set(records);
  }

  #run(steps: number, first: number, stride: number, metropolis: boolean): Promise<void> {
    const { program: region, positions, records, accepted } = this.#places;
    const program = new Program(this.#threads.memory, region);
    program.add(command.WALK, Math.ceil(this.#blocks / command.WALK_TASK), {
      [command.WALK_POSITIONS]: positions.at,
      [command.WALK_BLOCKS]: this.#blocks,
      [command.WALK_STEPS]: steps,
      [command.WALK_FIRST]: first,
      [command.WALK_RECORD]: records.at,
      [command.WALK_STRIDE]: stride,
      [command.WALK_KEY0]: this.#key[0],
      [command.WALK_KEY1]: this.#key[1],
      [command.WALK_ACCEPTED]: metropolis ? accepted.at : 0,
    });
    return this.#threads.run(program.at);
  }
}
