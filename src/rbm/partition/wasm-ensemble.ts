/**
 * Chains on the annealing path on the WebAssembly kernels, in float32. Spin machines run as their binary equivalents
 * (sheet A4), whose parameters are linear in t as well, so that one copy of the weights serves every t: the kernels
 * scale the products. The sums Σ ln(1 + eˣ) of ln p*_t come from the same products, at two t where a step of annealing
 * needs them, before the sweep draws its states from them.
 */
import { requireWholeWithin } from "../../arguments.ts";
import { packBits, sumsOverSetBits, unpackBits } from "../../numeric/bits.ts";
import * as command from "../../numeric/kernels/commands.ts";
import { floatsOf, Layout, type Region, wordsOf } from "../../numeric/kernels/layout.ts";
import {
  blocksOf,
  chunksOf,
  packPanels,
  packStates,
  panelBytes,
  planBytes,
  stateBytes,
  unpackStates,
} from "../../numeric/kernels/panels.ts";
import { floatWord, Program, programBytes } from "../../numeric/kernels/program.ts";
import { canShareMemory, type KernelThreads, MOST_THREADS, openThreads } from "../../numeric/kernels/threads.node.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import type { Rng } from "../../numeric/random.ts";
import { BEFORE_LINES } from "../engines/wasm-memory.ts";
import type { Rbm } from "../rbm.ts";
import { offValue } from "../states.ts";
import { type ConvertedRbm, toBinary } from "../units.ts";
import type { Ensemble, EnsembleFactory } from "./ensemble.ts";
import { type AnnealingPath, machineAt } from "./path.ts";

/** @throws BoltzproofError "capability" beyond 4 GiB. */
export function createWasmEnsemble(threads = 1): EnsembleFactory {
  requireWholeWithin("threads", threads, 1, MOST_THREADS);
  return async (path, states) => {
    const shared = threads > 1 && canShareMemory();
    const places = layOut(path.target, states.rows, shared ? threads : 1, shared);
    return new WasmEnsemble(path, states, places, await openThreads(places.memory, places.scratch));
  };
}

interface Places {
  readonly memory: WebAssembly.Memory;
  readonly scratch: readonly Region[];
  readonly program: Region;
  readonly visible: Region;
  readonly hidden: Region;
  readonly visiblePlan: Region;
  readonly hiddenPlan: Region;
  /** Weights of the target. */
  readonly weights: Region;
  readonly visibleBias: Region;
  /** Biases and sums at two t. */
  readonly hiddenBias: readonly [Region, Region];
  readonly parts: readonly [Region, Region];
  readonly sums: readonly [Region, Region];
}

function layOut({ visible: N, hidden: M }: Rbm, chains: number, threads: number, shared: boolean): Places {
  const layout = new Layout();
  const pair = (bytes: number): [Region, Region] => [layout.reserve(bytes), layout.reserve(bytes)];
  const places = {
    scratch: Array.from({ length: threads }, () => layout.reserve(BEFORE_LINES + 64 * (chains + 1))),
    program: layout.reserve(programBytes(8)),
    visible: layout.reserve(chains * stateBytes(N)),
    hidden: layout.reserve(chains * stateBytes(M)),
    visiblePlan: layout.reserve(planBytes(chains) * chunksOf(N)),
    hiddenPlan: layout.reserve(planBytes(chains) * chunksOf(M)),
    weights: layout.reserve(blocksOf(M) * panelBytes(N)),
    visibleBias: layout.reserve(64 * blocksOf(N)),
    hiddenBias: pair(64 * blocksOf(M)),
    parts: pair(8 * chains * blocksOf(M)),
    sums: pair(16 * chains),
  };
  return { ...places, memory: layout.createMemory(shared) };
}

/** At which t sums are wanted, and with which key a sweep at the first of them. */
interface Work {
  readonly at: readonly [number] | readonly [number, number];
  readonly key?: readonly [number, number];
}

class WasmEnsemble implements Ensemble {
  readonly #path: AnnealingPath;
  readonly #places: Places;
  readonly #threads: KernelThreads;
  readonly #program: Program;
  readonly #chains: number;
  /** Both ends of the path over {0, 1} units. */
  readonly #ends: readonly [ConvertedRbm, ConvertedRbm];

  constructor(path: AnnealingPath, states: Matrix, places: Places, threads: KernelThreads) {
    this.#path = path;
    this.#places = places;
    this.#threads = threads;
    this.#program = new Program(places.memory, places.program);
    this.#chains = states.rows;
    this.#ends = [toBinary(machineAt(path, 0)), toBinary(machineAt(path, 1))];
    const { W } = this.#ends[1].rbm;
    packPanels(floatsOf(places.memory, places.weights), Float32Array.from(W.data), W.rows, W.cols, 1);
    packStates(wordsOf(places.memory, places.visible), packBits(states));
  }

  states(): Matrix {
    const { visible, visibleUnits } = this.#path.target;
    const words = wordsOf(this.#places.memory, this.#places.visible);
    return unpackBits(unpackStates(words, this.#chains, visible), offValue(visibleUnits));
  }

  async logDensity(t: number): Promise<Float64Array> {
    const linear = this.#linearPart(t);
    await this.#run({ at: [t] });
    return this.#softplus(0).map((x, c) => x + linear[c]!);
  }

  async sweep(t: number, rng: Rng): Promise<Float64Array> {
    const linear = this.#linearPart(t);
    await this.#run({ at: [t], key: rng.key() });
    return this.#softplus(0).map((x, c) => x + linear[c]!);
  }

  async step(from: number, to: number, rng: Rng): Promise<Float64Array> {
    const linear = this.#linearPart(to, from);
    await this.#run({ at: [to, from], key: rng.key() });
    const before = this.#softplus(1);
    return this.#softplus(0).map((x, c) => x - before[c]! + linear[c]!);
  }

  exchange(other: this, chains: readonly number[]): void {
    const words = stateBytes(this.#path.target.visible) / 4;
    const [x, y] = [this, other].map((e) => wordsOf(e.#places.memory, e.#places.visible));
    for (const c of chains) {
      const kept = x!.slice(c * words, (c + 1) * words);
      x!.set(y!.subarray(c * words, (c + 1) * words), c * words);
      y!.set(kept, c * words);
    }
  }

  dispose(): Promise<void> {
    return this.#threads.dispose();
  }

  /** A bias at t; exactly the same at every t where both ends agree. */
  #between(t: number, layer: "a" | "b"): Float64Array {
    const [start, end] = this.#ends;
    return start.rbm[layer].map((x, i) => x + t * (end.rbm[layer][i]! - x));
  }

  /** a_t·v − constant of every chain, less the same at another t. */
  #linearPart(t: number, less?: number): Float64Array {
    const [start, end] = this.#ends;
    const constant = (u: number): number => (1 - u) * start.constant + u * end.constant;
    const a = this.#between(t, "a");
    const shift = less === undefined ? constant(t) : constant(t) - constant(less);
    if (less !== undefined) {
      this.#between(less, "a").forEach((x, i) => {
        a[i]! -= x;
      });
    }
    if (a.every((x) => x === 0)) return new Float64Array(this.#chains).fill(-shift); // The path moves W alone.
    const words = wordsOf(this.#places.memory, this.#places.visible);
    return sumsOverSetBits(words, stateBytes(a.length) / 4, this.#chains, a).map((x) => x - shift);
  }

  /** Σ ln(1 + eˣ) of every chain, as the kernels left it in two parts. */
  #softplus(which: 0 | 1): Float64Array {
    const { memory, sums } = this.#places;
    const parts = new Float64Array(memory.buffer, sums[which].at, 2 * this.#chains);
    return new Float64Array(this.#chains).map((_, c) => parts[2 * c]! + Math.log(parts[2 * c + 1]!));
  }

  async #run({ at, key }: Work): Promise<void> {
    const { memory, hiddenBias, parts, sums, visible, visiblePlan, hidden, hiddenPlan } = this.#places;
    at.forEach((t, i) => {
      floatsOf(memory, hiddenBias[i]!).set(this.#between(t, "b"));
    });
    this.#program.clear();
    this.#plan(visible, visiblePlan, this.#path.target.visible);
    this.#hiddenLayer(at, key);
    this.#program.barrier();
    at.forEach((_, i) => {
      this.#program.add(command.SUM_ROWS, blocksOf(this.#chains), {
        [command.SUM_PARTS]: parts[i]!.at,
        [command.SUM_ROWS_COUNT]: this.#chains,
        [command.SUM_BLOCKS]: blocksOf(this.#path.target.hidden),
        [command.SUM_OUT]: sums[i]!.at,
      });
    });
    if (key) {
      this.#plan(hidden, hiddenPlan, this.#path.target.hidden);
      this.#visibleLayer(at[0], key);
    }
    await this.#threads.run(this.#program.at);
  }

  #plan(states: Region, plan: Region, units: number): void {
    this.#program.add(command.PLAN_ROWS, chunksOf(units), {
      [command.PLAN_OUT]: plan.at,
      [command.PLAN_STRIDE]: planBytes(this.#chains),
      [command.PLAN_BITS]: states.at,
      [command.PLAN_BITS_STRIDE]: stateBytes(units),
      [command.PLAN_COUNT]: this.#chains,
    });
    this.#program.barrier();
  }

  #hiddenLayer([t, other]: Work["at"], key: Work["key"]): void {
    const { visible, hidden } = this.#path.target;
    const { visiblePlan, hidden: states, hiddenBias, parts } = this.#places;
    this.#program.add(command.LAYER, blocksOf(hidden), {
      ...this.#layer(t, visiblePlan, key),
      [command.LAYER_CONTRACTED]: visible,
      [command.LAYER_UNITS]: hidden,
      [command.LAYER_BIAS]: hiddenBias[0].at,
      [command.LAYER_SUMS]: parts[0].at,
      [command.LAYER_OTHER_BIAS]: hiddenBias[1].at,
      [command.LAYER_OTHER_SCALE]: floatWord(other ?? 0),
      [command.LAYER_OTHER_SUMS]: other === undefined ? 0 : parts[1].at,
      [command.LAYER_STATES]: key ? states.at : 0,
      [command.LAYER_STATES_STRIDE]: stateBytes(hidden),
      [command.LAYER_PHASE]: 0,
    });
  }

  #visibleLayer(t: number, key: readonly [number, number]): void {
    const { visible, hidden } = this.#path.target;
    const { memory, hiddenPlan, visible: states, visibleBias } = this.#places;
    floatsOf(memory, visibleBias).set(this.#between(t, "a"));
    this.#program.add(command.LAYER, blocksOf(visible), {
      ...this.#layer(t, hiddenPlan, key),
      [command.LAYER_CONTRACTED]: hidden,
      [command.LAYER_TRANSPOSED]: 1,
      [command.LAYER_UNITS]: visible,
      [command.LAYER_BIAS]: visibleBias.at,
      [command.LAYER_STATES]: states.at,
      [command.LAYER_STATES_STRIDE]: stateBytes(visible),
      [command.LAYER_PHASE]: 1,
    });
  }

  #layer(t: number, plan: Region, [key0, key1]: readonly [number, number] = [0, 0]): Record<number, number> {
    return {
      [command.LAYER_PLAN]: plan.at,
      [command.LAYER_PLAN_STRIDE]: planBytes(this.#chains),
      [command.LAYER_ROWS]: this.#chains,
      [command.LAYER_WEIGHTS]: this.#places.weights.at,
      [command.LAYER_PANEL]: panelBytes(this.#path.target.visible),
      [command.LAYER_TEMPERED]: 1,
      [command.LAYER_SCALE]: floatWord(t),
      [command.LAYER_KEY0]: key0,
      [command.LAYER_KEY1]: key1,
    };
  }
}
