/**
 * Chains on the annealing path on the WebAssembly kernels, in float32. Spin machines run as their binary equivalents
 * (sheet A4), whose parameters are linear in t as well.
 *
 * The sampling kernel gives means m = 1/(1 + e^−x) beside states, and ln p*_t(v) follows from them without another
 * exponential: Σ ln(1 + eˣ) = Σ x − Σ ln m, where Σ_j x_j is linear in v and exact in float64, and ln m loses
 * nothing, since a float32 near 0 has all its digits.
 */
import { type BitMatrix, getBit, packBits, unpackBits } from "../../numeric/bits.ts";
import * as command from "../../numeric/kernels/commands.ts";
import { floatsOf, Layout, type Region, wordsOf } from "../../numeric/kernels/layout.ts";
import {
  blocksOf,
  chunksOf,
  meansBytes,
  packPanels,
  packStates,
  panelBytes,
  planBytes,
  stateBytes,
  unpackStates,
} from "../../numeric/kernels/panels.ts";
import { floatWord, Program, programBytes } from "../../numeric/kernels/program.ts";
import { canShareMemory, type KernelThreads, openThreads } from "../../numeric/kernels/threads.ts";
import { type Matrix, multiplyVector } from "../../numeric/matrix.ts";
import type { Rng } from "../../numeric/random.ts";
import { BEFORE_LINES } from "../engines/wasm-memory.ts";
import type { Rbm } from "../rbm.ts";
import { offValue } from "../states.ts";
import { type ConvertedRbm, toBinary } from "../units.ts";
import type { Ensemble, EnsembleFactory } from "./ensemble.ts";
import { type AnnealingPath, machineAt } from "./path.ts";

/** @throws BoltzproofError "capability" beyond 4 GiB. */
export function createWasmEnsemble(threads = 1): EnsembleFactory {
  return async (path, states) => {
    const shared = threads > 1 && canShareMemory();
    const places = layOut(path.target, states.rows, shared ? threads : 1, shared);
    return new WasmEnsemble(path, states, places, await openThreads(places.memory, places.scratch));
  };
}

/** Parameters at one t, ready for the kernels. */
interface Slot {
  t: number;
  readonly weights: Region;
  readonly visibleBias: Region;
  readonly hiddenBias: Region;
}

interface Places {
  readonly memory: WebAssembly.Memory;
  readonly scratch: readonly Region[];
  readonly program: Region;
  readonly visible: Region;
  readonly hidden: Region;
  readonly visiblePlan: Region;
  readonly hiddenPlan: Region;
  readonly means: Region;
  /** Weights of the target. */
  readonly weights: Region;
  /** Three: a level of parallel tempering is asked for its own t and for those of its two neighbours. */
  readonly slots: readonly Slot[];
}

function layOut({ visible: N, hidden: M }: Rbm, chains: number, threads: number, shared: boolean): Places {
  const layout = new Layout();
  const weights = (): Region => layout.reserve(blocksOf(M) * panelBytes(N));
  const slot = (): Slot => ({
    t: Number.NaN,
    weights: weights(),
    visibleBias: layout.reserve(64 * blocksOf(N)),
    hiddenBias: layout.reserve(64 * blocksOf(M)),
  });
  const places = {
    scratch: Array.from({ length: threads }, () => layout.reserve(BEFORE_LINES + 64 * (chains + 1))),
    program: layout.reserve(programBytes(8)),
    visible: layout.reserve(chains * stateBytes(N)),
    hidden: layout.reserve(chains * stateBytes(M)),
    visiblePlan: layout.reserve(planBytes(chains) * chunksOf(N)),
    hiddenPlan: layout.reserve(planBytes(chains) * chunksOf(M)),
    means: layout.reserve(blocksOf(M) * meansBytes(chains)),
    weights: weights(),
    slots: [slot(), slot(), slot()],
  };
  return { ...places, memory: layout.createMemory(shared) };
}

class WasmEnsemble implements Ensemble {
  readonly #path: AnnealingPath;
  readonly #places: Places;
  readonly #threads: KernelThreads;
  readonly #program: Program;
  readonly #chains: number;
  /** Both ends of the path over {0, 1} units. */
  readonly #ends: readonly [ConvertedRbm, ConvertedRbm];
  /** Σ_j W_ij of the end of the path. */
  readonly #rowSums: Float64Array;
  #oldest = 0;

  constructor(path: AnnealingPath, states: Matrix, places: Places, threads: KernelThreads) {
    this.#path = path;
    this.#places = places;
    this.#threads = threads;
    this.#program = new Program(places.memory, places.program);
    this.#chains = states.rows;
    this.#ends = [toBinary(machineAt(path, 0)), toBinary(machineAt(path, 1))];
    const { W } = this.#ends[1].rbm;
    this.#rowSums = multiplyVector(W, new Float64Array(W.cols).fill(1));
    packPanels(floatsOf(places.memory, places.weights), Float32Array.from(W.data), W.rows, W.cols, 1);
    packStates(wordsOf(places.memory, places.visible), packBits(states));
  }

  states(): Matrix {
    return unpackBits(this.#bits(), offValue(this.#path.target.visibleUnits));
  }

  async logDensity(t: number): Promise<Float64Array> {
    this.#program.clear();
    this.#planVisible();
    this.#hiddenLayer(this.#slotAt(t), undefined);
    await this.#threads.run(this.#program.at);
    return this.#densities(t, this.#bits());
  }

  async sweep(t: number, rng: Rng): Promise<Float64Array> {
    const slot = this.#slotAt(t);
    const before = this.#bits();
    this.#program.clear();
    this.#planVisible();
    this.#hiddenLayer(slot, rng.key());
    this.#program.barrier();
    this.#planHidden();
    this.#program.barrier();
    this.#visibleLayer(slot, rng.key());
    await this.#threads.run(this.#program.at);
    return this.#densities(t, before);
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

  #bits(): BitMatrix {
    return unpackStates(wordsOf(this.#places.memory, this.#places.visible), this.#chains, this.#path.target.visible);
  }

  /** The slot that holds t; the one that was filled first is overwritten when none does. */
  #slotAt(t: number): Slot {
    const { memory, weights, slots } = this.#places;
    const found = slots.find((s) => s.t === t);
    if (found) return found;
    const slot = slots[this.#oldest]!;
    this.#oldest = (this.#oldest + 1) % slots.length;
    slot.t = t;
    const [target, source] = [floatsOf(memory, slot.weights), floatsOf(memory, weights)];
    for (let k = 0; k < target.length; k++) target[k] = t * source[k]!;
    floatsOf(memory, slot.visibleBias).set(this.#between(t, "a"));
    floatsOf(memory, slot.hiddenBias).set(this.#between(t, "b"));
    return slot;
  }

  /** A bias at t. */
  #between(t: number, layer: "a" | "b"): Float64Array {
    const [start, end] = this.#ends;
    return start.rbm[layer].map((x, i) => (1 - t) * x + t * end.rbm[layer][i]!);
  }

  /** (a_t + t W 1)·v + Σ b_t − Σ ln m − constant, for the visible states whose means were just computed. */
  #densities(t: number, v: BitMatrix): Float64Array {
    const [start, end] = this.#ends;
    const field = this.#between(t, "a").map((a, i) => a + t * this.#rowSums[i]!);
    const bias = this.#between(t, "b").reduce((sum, b) => sum + b, 0);
    const constant = (1 - t) * start.constant + t * end.constant;
    const logMeans = this.#sumLogMeans(t, v);
    return logMeans.map((log, c) => sumWhereOn(v, c, field) + bias - log - constant);
  }

  /** Σ_j ln m_j of every chain, by products of sixteen means as long as those do not underflow. */
  #sumLogMeans(t: number, v: BitMatrix): Float64Array {
    const means = floatsOf(this.#places.memory, this.#places.means);
    const stride = meansBytes(this.#chains) / 4;
    const { hidden } = this.#path.target;
    const logs = new Float64Array(this.#chains);
    const products = new Float64Array(this.#chains).fill(1);
    for (let first = 0, at = 0; first < hidden; first += 16, at += stride) {
      const units = Math.min(16, hidden - first);
      for (let c = 0; c < this.#chains; c++) {
        let product = 1;
        for (let j = at + 16 * c; j < at + 16 * c + units; j++) product *= means[j]!;
        if (product > SAFE_PRODUCT) {
          products[c]! *= product;
          if (products[c]! > 1e-200) continue;
        } else {
          for (let j = 0; j < units; j++) logs[c]! += this.#logMean(means[at + 16 * c + j]!, t, v, c, first + j);
        }
        logs[c]! += Math.log(products[c]!);
        products[c] = 1;
      }
    }
    return logs.map((log, c) => log + Math.log(products[c]!));
  }

  /** ln m; where float32 cannot tell m from 0 it is the input itself. */
  #logMean(m: number, t: number, v: BitMatrix, c: number, j: number): number {
    return m < LEAST_MEAN ? this.#input(t, v, c, j) : Math.log(m);
  }

  /** b_j + (Wᵀv)_j at t; for very negative inputs it is ln m_j. */
  #input(t: number, v: BitMatrix, c: number, j: number): number {
    const { W } = this.#ends[1].rbm;
    let x = this.#between(t, "b")[j]!;
    for (let i = 0; i < W.rows; i++) if (getBit(v, c, i)) x += t * W.data[i * W.cols + j]!;
    return x;
  }

  #planVisible(): void {
    const { visible, visiblePlan } = this.#places;
    this.#plan(visible, visiblePlan, this.#path.target.visible);
  }

  #planHidden(): void {
    const { hidden, hiddenPlan } = this.#places;
    this.#plan(hidden, hiddenPlan, this.#path.target.hidden);
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

  /** Means always; states too where there is a key. */
  #hiddenLayer(slot: Slot, key: readonly [number, number] | undefined): void {
    const { visible, hidden } = this.#path.target;
    const { means, visiblePlan, hidden: states } = this.#places;
    this.#program.add(command.LAYER, blocksOf(hidden), {
      ...this.#layer(slot, visiblePlan, key ?? [0, 0]),
      [command.LAYER_CONTRACTED]: visible,
      [command.LAYER_UNITS]: hidden,
      [command.LAYER_BIAS]: slot.hiddenBias.at,
      [command.LAYER_MEANS]: means.at,
      [command.LAYER_MEANS_STRIDE]: meansBytes(this.#chains),
      [command.LAYER_MEANS_SCALE]: floatWord(1),
      [command.LAYER_STATES]: key ? states.at : 0,
      [command.LAYER_STATES_STRIDE]: stateBytes(hidden),
      [command.LAYER_PHASE]: 0,
    });
  }

  #visibleLayer(slot: Slot, key: readonly [number, number]): void {
    const { visible, hidden } = this.#path.target;
    const { hiddenPlan, visible: states } = this.#places;
    this.#program.add(command.LAYER, blocksOf(visible), {
      ...this.#layer(slot, hiddenPlan, key),
      [command.LAYER_CONTRACTED]: hidden,
      [command.LAYER_TRANSPOSED]: 1,
      [command.LAYER_UNITS]: visible,
      [command.LAYER_BIAS]: slot.visibleBias.at,
      [command.LAYER_STATES]: states.at,
      [command.LAYER_STATES_STRIDE]: stateBytes(visible),
      [command.LAYER_PHASE]: 1,
    });
  }

  #layer(slot: Slot, plan: Region, key: readonly [number, number]): Record<number, number> {
    return {
      [command.LAYER_PLAN]: plan.at,
      [command.LAYER_PLAN_STRIDE]: planBytes(this.#chains),
      [command.LAYER_ROWS]: this.#chains,
      [command.LAYER_WEIGHTS]: slot.weights.at,
      [command.LAYER_PANEL]: panelBytes(this.#path.target.visible),
      [command.LAYER_KEY0]: key[0],
      [command.LAYER_KEY1]: key[1],
    };
  }
}

/** Σ of the entries of x whose bit is on in row c. */
function sumWhereOn(v: BitMatrix, c: number, x: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < v.stride; k++) {
    for (let w = v.words[c * v.stride + k]!; w !== 0; w &= w - 1) sum += x[32 * k + 31 - Math.clz32(w & -w)]!;
  }
  return sum;
}

/** The kernels stop their exponential at 2^126; means below this may have been cut there. */
const LEAST_MEAN = 2 ** -125;

/** A product of means above this has none among them that was cut. */
const SAFE_PRODUCT = 1e-37;
