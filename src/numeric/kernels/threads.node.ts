/**
 * Threads that run command lists over one shared memory, or the calling thread alone. The only door of the kernels
 * to the platform: Node's threads come from process.getBuiltinModule and web workers from the page, so that the
 * module itself imports nothing and bundles for a browser.
 *
 * Between runs the threads wait for a message and burn no time. A thread that throws or dies ends the run: the
 * others leave their barrier, the promise rejects with the cause, and the pool refuses further work.
 */
import { requireWholeWithin } from "../../arguments.ts";
import { BoltzproofError } from "../../errors.ts";
import { CONTROL, type Region, wordsOf } from "./layout.ts";
import { instantiateKernels, kernelModule } from "./module.ts";

export interface KernelThreads {
  readonly memory: WebAssembly.Memory;
  /** How many there are. */
  readonly count: number;
  /** Runs the command list at an address. @throws BoltzproofError "engine" with the cause when a thread fails. */
  run(program: number): Promise<void>;
  dispose(): Promise<void>;
}

/** Whether this platform lets threads share memory: Node does, a page only when it is cross-origin isolated. */
export function canShareMemory(): boolean {
  return nodeThreads() !== undefined || (globalThis.crossOriginIsolated === true && typeof Worker === "function");
}

/** More than any machine here has processors for; waiting threads would only take turns. */
export const MOST_THREADS = 64;

/**
 * `scratch` has one region a thread. Over a private memory there can be only one, which is the calling thread.
 * @throws BoltzproofError "domain" for more than 64 threads.
 */
export async function openThreads(memory: WebAssembly.Memory, scratch: readonly Region[]): Promise<KernelThreads> {
  requireWholeWithin("threads", scratch.length, 1, MOST_THREADS);
  return isShared(memory) ? WorkerThreads.open(memory, scratch) : new CallingThread(memory, scratch[0]!);
}

class CallingThread implements KernelThreads {
  readonly memory: WebAssembly.Memory;
  readonly count = 1;
  readonly #run: (program: number) => void;
  #failure: BoltzproofError | undefined;

  constructor(memory: WebAssembly.Memory, scratch: Region) {
    this.memory = memory;
    const { run } = instantiateKernels(memory, false);
    this.#run = (program) => {
      run(program, CONTROL, 1, scratch.at);
    };
  }

  async run(program: number): Promise<void> {
    if (this.#failure) throw this.#failure;
    try {
      this.#run(program);
    } catch (cause) {
      this.#failure = failureOf(cause);
      throw this.#failure;
    }
  }

  async dispose(): Promise<void> {}
}

/** Source of a worker, for both platforms. The first message brings the module, each later one a program. */
const WORKER = `
const node = globalThis.process?.getBuiltinModule?.("node:worker_threads");
const port = node ? node.parentPort : globalThis;
let kernels, place;
port.onmessage = ({ data }) => {
  if (data.module) {
    kernels = new WebAssembly.Instance(data.module, { env: { memory: data.memory } }).exports;
    place = data;
  } else {
    kernels.run(data.program, place.control, place.threads, place.scratch);
  }
  port.postMessage("done");
};
`;

/** What both kinds of worker can do. */
interface WorkerPort {
  postMessage(message: unknown): void;
  terminate(): unknown;
  /** Keeps the process alive or lets it end; Node alone. */
  ref?(): void;
  unref?(): void;
}

interface Waiting {
  left: number;
  readonly resolve: () => void;
  readonly reject: (reason: BoltzproofError) => void;
}

class WorkerThreads implements KernelThreads {
  readonly memory: WebAssembly.Memory;
  readonly count: number;
  #workers: WorkerPort[] = [];
  #waiting: Waiting | undefined;
  #failure: BoltzproofError | undefined;
  #closing = false;

  private constructor(memory: WebAssembly.Memory, count: number) {
    this.memory = memory;
    this.count = count;
  }

  static async open(memory: WebAssembly.Memory, scratch: readonly Region[]): Promise<WorkerThreads> {
    const pool = new WorkerThreads(memory, scratch.length);
    pool.#workers = scratch.map(() =>
      spawnWorker(
        () => pool.#finishOne(),
        (cause) => pool.#fail(cause),
      ),
    );
    const module = kernelModule(true);
    await pool.#post((i) => ({ module, memory, control: CONTROL, threads: scratch.length, scratch: scratch[i]!.at }));
    return pool;
  }

  run(program: number): Promise<void> {
    wordsOf(this.memory, { at: CONTROL, bytes: 4 })[0] = 0;
    return this.#post(() => ({ program }));
  }

  async dispose(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#workers.map((w) => w.terminate()));
  }

  #post(message: (thread: number) => unknown): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting = { left: this.count, resolve, reject };
      this.#workers.forEach((w, i) => {
        w.ref?.();
        w.postMessage(message(i));
      });
    });
  }

  #finishOne(): void {
    const waiting = this.#waiting;
    if (!waiting || --waiting.left > 0) return;
    this.#waiting = undefined;
    for (const w of this.#workers) w.unref?.();
    waiting.resolve();
  }

  #fail(cause: unknown): void {
    if (this.#closing || this.#failure) return;
    this.#failure = failureOf(cause);
    const control = new Int32Array(this.memory.buffer, CONTROL, 2);
    Atomics.store(control, 1, 1);
    Atomics.notify(control, 0);
    this.#waiting?.reject(this.#failure);
    this.#waiting = undefined;
    void this.dispose();
  }
}

function failureOf(cause: unknown): BoltzproofError {
  return new BoltzproofError("engine", {
    found: `a thread that ended with ${String(cause)}`,
    expected: "every thread to finish its tasks",
    advice: "resume from the last checkpoint, if memory ran out with fewer chains or threads",
    cause,
  });
}

function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === "function" && memory.buffer instanceof SharedArrayBuffer;
}

/** The part of Node's module of threads that is used here. */
interface NodeThreads {
  readonly Worker: new (source: string, options: { eval: true; execArgv: string[] }) => NodeWorker;
}

interface NodeWorker extends WorkerPort {
  on(event: "message", listener: () => void): unknown;
  on(event: "error", listener: (error: unknown) => void): unknown;
  on(event: "exit", listener: (code: number) => void): unknown;
}

function nodeThreads(): NodeThreads | undefined {
  return globalThis.process?.getBuiltinModule?.("node:worker_threads");
}

function spawnWorker(done: () => void, failed: (cause: unknown) => void): WorkerPort {
  const node = nodeThreads();
  if (node) {
    const worker = new node.Worker(WORKER, { eval: true, execArgv: [] });
    worker.on("message", done);
    worker.on("error", failed);
    worker.on("exit", (code) => failed(new Error(`exit code ${code}`)));
    return worker;
  }
  const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
  const worker = new Worker(url);
  worker.onmessage = () => {
    URL.revokeObjectURL(url); // once the worker speaks it has read its source
    done();
  };
  worker.onerror = (event) => failed(event.error ?? new Error(event.message));
  return worker;
}
