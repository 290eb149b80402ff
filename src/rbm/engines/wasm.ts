/**
 * The fast training engine: the update of the reference engine on WebAssembly kernels, bit for bit, on any number of
 * threads. Host work an update is a few dozen words of commands; data, chains and parameters stay in the memory of
 * the kernels.
 */
import type { BitMatrix } from "../../numeric/bits.ts";
import { floatsOf, type Region, wordsOf } from "../../numeric/kernels/layout.ts";
import { packPanels, packStates, unpackPanels, unpackStates } from "../../numeric/kernels/panels.ts";
import { Program } from "../../numeric/kernels/program.ts";
import { canShareMemory, type KernelThreads, openThreads } from "../../numeric/kernels/threads.node.ts";
import type { EngineFactory, EngineSetup, Optimizer, Parameters, TrainingEngine } from "../engine.ts";
import { binaryEquivalent, fairStates, momentLengths, stepFactors, streamKeys, unitScale } from "./arithmetic.ts";
import {
  checkBatch,
  checkChains,
  checkOptimizerState,
  checkParameters,
  checkSetup,
  persistentChains,
} from "./checks.ts";
import { type EngineMemory, layOut, SLICE } from "./wasm-memory.ts";
import { UpdateProgram } from "./wasm-program.ts";

/** How long a command list should keep the threads, or the caller, busy. */
const SLICE_MILLISECONDS = 50;

/**
 * With one thread the calling one works, otherwise workers do. A page that is not cross-origin isolated cannot share
 * memory between threads and gets one.
 * @throws BoltzproofError "shape" or "domain" for settings that cannot be, "capability" beyond 4 GiB.
 */
export const createWasmEngine: EngineFactory = (setup, optimizer) => openEngine(setup, optimizer, setup.threads > 1);

/** The same in workers even when there is one thread, which leaves the calling thread free for other engines. */
export const createBackgroundEngine: EngineFactory = (setup, optimizer) => openEngine(setup, optimizer, true);

async function openEngine(setup: EngineSetup, optimizer: Optimizer, workers: boolean): Promise<TrainingEngine> {
  checkSetup(setup);
  const shared = workers && canShareMemory();
  const memory = layOut(setup, optimizer, shared ? setup.threads : 1, shared);
  const threads = await openThreads(memory.memory, memory.scratch);
  return new WasmEngine(setup, optimizer, memory, threads);
}

class WasmEngine implements TrainingEngine {
  readonly name = "wasm";
  readonly #setup: EngineSetup;
  readonly #optimizer: Optimizer;
  readonly #memory: EngineMemory;
  readonly #threads: KernelThreads;
  readonly #program: Program;
  readonly #updates: UpdateProgram;
  readonly #key: readonly [number, number];
  /** Updates a slice, found by timing. */
  #slice = 1;

  constructor(setup: EngineSetup, optimizer: Optimizer, memory: EngineMemory, threads: KernelThreads) {
    this.#setup = setup;
    this.#optimizer = optimizer;
    this.#memory = memory;
    this.#threads = threads;
    this.#program = new Program(memory.memory, memory.program);
    this.#updates = new UpdateProgram(setup, memory, this.#program);
    this.#key = streamKeys(setup.seed).updates;
    packStates(wordsOf(memory.memory, memory.data), setup.data);
    this.setChains(fairStates(setup));
  }

  async update(batches: readonly Uint32Array[], firstStep: number, rate: number): Promise<void> {
    for (const batch of batches) checkBatch(this.#setup, batch);
    for (let done = 0; done < batches.length; ) {
      const slice = batches.slice(done, done + this.#slice);
      const began = performance.now();
      await this.#run(slice, firstStep + done, rate);
      done += slice.length;
      const spent = (performance.now() - began) / slice.length;
      this.#slice = Math.max(1, Math.min(SLICE, Math.round(SLICE_MILLISECONDS / spent)));
      if (this.#threads.count === 1 && done < batches.length) await breathe();
    }
  }

  #run(batches: readonly Uint32Array[], firstStep: number, rate: number): Promise<void> {
    const index = wordsOf(this.#memory.memory, this.#memory.index);
    this.#program.clear();
    batches.forEach((batch, i) => {
      const at = i * this.#setup.batch;
      index.set(batch, at);
      this.#updates.add({
        index: this.#memory.index.at + 4 * at,
        rows: batch.length,
        step: firstStep + i,
        key: this.#key,
        factors: stepFactors(this.#optimizer, firstStep + i, rate),
      });
    });
    return this.#threads.run(this.#program.at);
  }

  parameters(): Parameters {
    const [W, a, b] = this.#read(this.#memory.parameters, unitScale(this.#setup) ** 2);
    return { W: W!, a: a!, b: b! };
  }

  setParameters(p: Parameters): void {
    checkParameters(this.#setup, p);
    this.#write(this.#memory.parameters, [p.W, p.a, p.b], unitScale(this.#setup) ** 2);
    const { a, b } = binaryEquivalent(this.#setup, p);
    this.#floats(this.#memory.fields[0]).set(a);
    this.#floats(this.#memory.fields[1]).set(b);
  }

  chains(): BitMatrix {
    const words = wordsOf(this.#memory.memory, this.#memory.hidden);
    return unpackStates(words, persistentChains(this.#setup), this.#setup.hidden);
  }

  setChains(h: BitMatrix): void {
    checkChains(this.#setup, h);
    packStates(wordsOf(this.#memory.memory, this.#memory.hidden), h);
  }

  optimizerState(): readonly Float32Array[] {
    const { moments } = this.#memory;
    return [...this.#read(moments.slice(0, 3), 1), ...this.#read(moments.slice(3), 1)];
  }

  setOptimizerState(state: readonly Float32Array[]): void {
    checkOptimizerState(state, momentLengths(this.#setup, this.#optimizer));
    const { moments } = this.#memory;
    this.#write(moments.slice(0, 3), state.slice(0, 3), 1);
    this.#write(moments.slice(3), state.slice(3), 1);
  }

  dispose(): Promise<void> {
    return this.#threads.dispose();
  }

  #floats(region: Region): Float32Array {
    return floatsOf(this.#memory.memory, region);
  }

  /** Copies of weights, visible and hidden values in the shapes of the outside; weights divided by `scale`. */
  #read(regions: readonly Region[], scale: number): Float32Array[] {
    const { visible: N, hidden: M } = this.#setup;
    return regions.map((region, i) =>
      i === 0 ? unpackPanels(this.#floats(region), N, M, scale) : this.#floats(region).slice(0, i === 1 ? N : M),
    );
  }

  #write(regions: readonly Region[], values: readonly Float32Array[], scale: number): void {
    const { visible: N, hidden: M } = this.#setup;
    regions.forEach((region, i) => {
      if (i === 0) packPanels(this.#floats(region), values[0]!, N, M, scale);
      else this.#floats(region).set(values[i]!);
    });
  }
}

/** Lets timers, input and drawing have their turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
