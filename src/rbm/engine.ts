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

/** Sizes, data and settings from which an engine is opened. */
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
  /** Full Gibbs sweeps (v, then h) an update. */
  readonly steps: number;
  readonly seed: number;
  readonly threads: number;
  /**
   * Centred gradient: offsets are the means of data and chain averages (Cho, Raiko, Ilin, ICML 2011; Melchior,
   * Fischer, Wiskott, JMLR 17, 2016), so that ∇W = cov_data − cov_chains.
   */
  readonly centred: boolean;
}

/** How a gradient becomes a step. Adam's β₁, β₂, ε are the customary .9, .999, 1e-8. */
export type Optimizer = { readonly kind: "sgd" } | { readonly kind: "adam" };

/** One training run inside an engine: its parameters, chains and optimizer, and the update. */
export interface TrainingEngine {
  readonly name: "reference" | "wasm";
  /**
   * One parameter update a batch (row numbers of the data), in order. Positive phase: v from the data, P(h|v).
   * Negative phase: from the hidden states of the chains (pcd) or a sample of the positive phase (cd), `steps`
   * sweeps with the current parameters, each v given h, then h given v; the statistics are the last v and P(h|v).
   * `firstStep` numbers the updates for the random streams and for Adam's bias correction.
   * @throws BoltzproofError "shape" for an empty or overlong batch, "domain" for a row that the data lack,
   * "engine" when a thread failed.
   */
  update(batches: readonly Uint32Array[], firstStep: number, rate: number): Promise<void>;
  parameters(): Parameters;
  setParameters(p: Parameters): void;
  /**
   * Hidden states of the persistent chains, chains × M: all that an update needs of its predecessor. 0 rows for
   * cd. Before `setChains` they are fair coin flips, the law of h for W = 0, b = 0.
   */
  chains(): BitMatrix;
  setChains(h: BitMatrix): void;
  /** First and second moments of Adam, in the order W, a, b; empty for sgd. */
  optimizerState(): readonly Float32Array[];
  setOptimizerState(state: readonly Float32Array[]): void;
  dispose(): Promise<void>;
}

/** Opens an engine; the data are copied into it. */
export type EngineFactory = (setup: EngineSetup, optimizer: Optimizer) => Promise<TrainingEngine>;
