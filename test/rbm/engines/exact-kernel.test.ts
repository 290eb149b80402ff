/**
 * The transition matrix of a sweep, built from the conditionals that an engine draws from, leaves P(v) as it is.
 * These are float32, so the bound is 1e-6; every mutant is off by more than 1e-3.
 */
import { describe, expect, test } from "vitest";
import { type BitMatrix, bitMatrix } from "../../../src/numeric/bits.ts";
import { logistic32 } from "../../../src/numeric/kernels/float32.ts";
import { inputs } from "../../../src/numeric/kernels/oracle.ts";
import { Rng } from "../../../src/numeric/random.ts";
import type { Parameters } from "../../../src/rbm/engine.ts";
import { binaryEquivalent } from "../../../src/rbm/engines/arithmetic.ts";
import { type LayerCase, runLayer, valuesOf } from "../../numeric/kernels/harness.ts";
import { engineSetup, randomBits, randomParameters } from "./samples.ts";

const [N, M] = [4, 3];

/** P(unit on) for all states of the other layer. */
type Conditional = (x: LayerCase) => Promise<Float32Array>;

const backends: Record<string, Conditional> = {
  reference: async (x) => inputs(x.bits, valuesOf(x), x.bias).map((z) => logistic32(z)),
  wasm: async (x) => (await runLayer(x)).means,
};

const allStates = (units: number): BitMatrix =>
  bitMatrix(
    2 ** units,
    units,
    Uint32Array.from({ length: 2 ** units }, (_, s) => s),
  );

/** P(to | from) from the probabilities of units being on. */
function probability(on: Float32Array, from: number, to: number, units: number): number {
  let p = 1;
  for (let i = 0; i < units; i++) p *= (to >> i) & 1 ? on[from * units + i]! : 1 - on[from * units + i]!;
  return p;
}

/** T(v → w) of one sweep. */
async function transitions(conditional: Conditional, { W, a, b }: Parameters): Promise<number[][]> {
  const place = { key: [0, 0], step: 0, phase: 0 } as const;
  const common = { W, visible: N, hidden: M, place };
  const h = await conditional({ ...common, bits: allStates(N), bias: b, layer: "hidden" });
  const v = await conditional({ ...common, bits: allStates(M), bias: a, layer: "visible" });
  return Array.from({ length: 2 ** N }, (_, from) =>
    Array.from({ length: 2 ** N }, (_, to) => {
      let sum = 0;
      for (let k = 0; k < 2 ** M; k++) sum += probability(h, from, k, M) * probability(v, k, to, N);
      return sum;
    }),
  );
}

/** P(v) by enumeration in float64, from the energy alone. */
function lawOfVisible({ W, a, b }: Parameters, units: "binary" | "spin"): number[] {
  const value = (s: number, i: number) => ((s >> i) & 1 ? 1 : units === "spin" ? -1 : 0);
  const p = Array.from({ length: 2 ** N }, (_, v) => {
    let sum = 0;
    for (let h = 0; h < 2 ** M; h++) {
      let minusE = 0;
      for (let i = 0; i < N; i++) minusE += a[i]! * value(v, i);
      for (let j = 0; j < M; j++) {
        minusE += b[j]! * value(h, j);
        for (let i = 0; i < N; i++) minusE += value(v, i) * W[i * M + j]! * value(h, j);
      }
      sum += Math.exp(minusE);
    }
    return sum;
  });
  const z = p.reduce((x, y) => x + y, 0);
  return p.map((x) => x / z);
}

/** |pT − p|₁. */
function imbalance(p: readonly number[], T: readonly (readonly number[])[]): number {
  return p.reduce((sum, pw, w) => sum + Math.abs(p.reduce((s, pv, v) => s + pv * T[v]![w]!, 0) - pw), 0);
}

describe.each(Object.entries(backends))("conditionals of the %s backend", (_name, conditional) => {
  test.each(["binary", "spin"] as const)("leave the law of %s units as it is, and reach every state", async (units) => {
    const setup = engineSetup(randomBits(4, N, 0.5, Rng.fromSeed(1)), { hidden: M, units });
    const theta = randomParameters(N, M, 0.8, Rng.fromSeed(6));
    const p = lawOfVisible(theta, units);
    const drawn = binaryEquivalent(setup, theta);
    const T = await transitions(conditional, drawn);
    expect(imbalance(p, T)).toBeLessThan(1e-6);
    expect(Math.min(...T.flat())).toBeGreaterThan(0);
    const mutants: Parameters[] = [
      { ...drawn, b: drawn.b.map((x) => -x) },
      { ...drawn, W: drawn.W.map((x) => 1.1 * x) },
      { ...drawn, a: drawn.a.map((x, i) => (i === 2 ? 0 : x)) },
    ];
    for (const mutant of mutants) expect(imbalance(p, await transitions(conditional, mutant))).toBeGreaterThan(1e-3);
  });
});
