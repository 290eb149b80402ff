/**
 * What training needs of a compute engine. Two stand behind it: "reference", the slow obvious TypeScript, and
 * "wasm". Same seed, same bits from both, whatever the number of threads: every random number is a Philox word
 * keyed by (seed, stream; step, chain, unit).
 */
import type { BitMatrix } from "../numeric/bits.ts";
import type { Units } from "./rbm.ts";

/** Parameters in float32, the precision of training; W row-major N×M. */
export interface Parameters {
  readonly W: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

export interface EngineSetup {
  readonly visible: number;
  readonly hidden: number;
  readonly units: Units;
  /** All training rows, bit-packed. */
  readonly data: BitMatrix;
  /** Rows of a mini-batch, at most. */
  readonly batch: number;
  /** "cd": chains restart at the batch; "pcd": persistent chains. */
  readonly algorithm: "cd" | "pcd";
  /** Number of persistent chains (pcd); the batch size for cd. */
  readonly chains: number;
  /** Full Gibbs sweeps (h, then v) an update. */
  readonly steps: number;
  readonly seed: number;
  readonly threads: number;
  /** Subtract the data and chain averages before the products (centred gradient). */
  readonly centred: boolean;
}

/** How a gradient becomes a step. Adam's β₁, β₂, ε are the customary .9, .999, 1e-8. */
export type Optimizer = { readonly kind: "sgd" } | { readonly kind: "adam" };

export interface TrainingEngine {
  readonly name: "reference" | "wasm";
  /**
   * One parameter update a batch (row numbers of the data), in order. Positive phase: v from the data, P(h|v).
   * Negative phase: the chains advance `steps` sweeps with the current parameters, then sampled v and P(h|v).
   * `firstStep` numbers the updates for the random streams.
   */
  update(batches: readonly Uint32Array[], firstStep: number, rate: number): Promise<void>;
  parameters(): Parameters;
  setParameters(p: Parameters): void;
  /** Persistent visible chains; empty (0 rows) for cd. */
  chains(): BitMatrix;
  setChains(v: BitMatrix): void;
  /** First and second moments of Adam, in the order W, a, b; empty for sgd. */
  optimizerState(): readonly Float32Array[];
  setOptimizerState(state: readonly Float32Array[]): void;
  dispose(): Promise<void>;
}

export type EngineFactory = (setup: EngineSetup, optimizer: Optimizer) => Promise<TrainingEngine>;
