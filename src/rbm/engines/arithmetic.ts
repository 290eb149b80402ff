/**
 * The few numbers that both engines derive from the settings, rounded to float32 in one place.
 *
 * Spin units run on the kernels of binary ones: with s = 2v − 1 and t = 2h − 1 the machine (W, a, b) over ±1 has
 * the conditionals of the binary machine (4W, 2(a − W·1), 2(b − Wᵀ·1)), and the covariances of the spins are four
 * times those of the bits. A spin gradient about the origin is a bit gradient about the offset ½. Sheet A4.
 */
import { type BitMatrix, bitMatrix, setBit } from "../../numeric/bits.ts";
import { unitWords } from "../../numeric/kernels/oracle.ts";
import { Rng } from "../../numeric/random.ts";
import type { EngineSetup, Optimizer, Parameters } from "../engine.ts";
import { persistentChains } from "./checks.ts";

const f = Math.fround;

export const BETA1: number = f(0.9);
export const BETA2: number = f(0.999);
export const ONE_MINUS_BETA1: number = f(0.1);
export const ONE_MINUS_BETA2: number = f(0.001);
export const EPSILON: number = f(1e-8);

/** d(unit)/d(bit): 1 for binary, 2 for spin units. */
export function unitScale({ units }: EngineSetup): 1 | 2 {
  return units === "spin" ? 2 : 1;
}

/** Offset of the bits in a gradient that is not centred: where the unit itself is 0. */
export function plainOffset({ units }: EngineSetup): 0 | 0.5 {
  return units === "spin" ? 0.5 : 0;
}

/** Factors of one step: Δθ = rate·g for SGD, or first·m / (√(second·s) + ε) with the moments m and s for Adam. */
export interface StepFactors {
  readonly rate: number;
  readonly first: number;
  readonly second: number;
}

/** `step` counts updates from 0. */
export function stepFactors(optimizer: Optimizer, step: number, rate: number): StepFactors {
  if (optimizer.kind === "sgd") return { rate: f(rate), first: 0, second: 0 };
  return { rate: f(rate), first: f(rate / (1 - 0.9 ** (step + 1))), second: f(1 / (1 - 0.999 ** (step + 1))) };
}

/** Keys of the streams of an engine: that of the updates, and that of the first states of the chains. */
export function streamKeys(seed: number): Record<"updates" | "start", readonly [number, number]> {
  const root = Rng.fromSeed(seed).child("training engine");
  return { updates: root.child("updates").key(), start: root.child("chains").key() };
}

/** The binary machine with the same conditionals; a binary machine itself, not a copy. */
export function binaryEquivalent(setup: EngineSetup, { W, a, b }: Parameters): Parameters {
  if (setup.units === "binary") return { W, a, b };
  const rowSums = new Float32Array(a.length);
  const columnSums = new Float32Array(b.length);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      const w = W[i * b.length + j]!;
      rowSums[i] = f(rowSums[i]! + w);
      columnSums[j] = f(columnSums[j]! + w);
    }
  }
  return {
    W: W.map((w) => 4 * w),
    a: a.map((x, i) => 2 * f(x - rowSums[i]!)),
    b: b.map((x, j) => 2 * f(x - columnSums[j]!)),
  };
}

/** Lengths of the first moments of W, a, b and then of the second ones; none for SGD. */
export function momentLengths({ visible: N, hidden: M }: EngineSetup, optimizer: Optimizer): number[] {
  return optimizer.kind === "adam" ? [N * M, N, M, N * M, N, M] : [];
}

/** Hidden states of fair coins, the law of h for W = 0, b = 0. */
export function fairStates(setup: EngineSetup): BitMatrix {
  const h = bitMatrix(persistentChains(setup), setup.hidden);
  const place = { key: streamKeys(setup.seed).start, step: 0, phase: 0 };
  for (let r = 0; r < h.rows; r++) {
    unitWords(place, r, h.cols).forEach((word, j) => {
      setBit(h, r, j, word >>> 31 === 1);
    });
  }
  return h;
}
