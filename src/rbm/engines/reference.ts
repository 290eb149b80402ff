/**
 * The slow obvious training engine: plain TypeScript over the oracle kernels, in float32 rounded step by step.
 * It defines what an update is; the fast engine has to give the same bits.
 * Gradients: Hinton (2002) for cd, Tieleman (ICML 2008) for pcd, Cho, Raiko, Ilin (ICML 2011) for the centred one;
 * Kingma, Ba (ICLR 2015) for Adam.
 */
import { type BitMatrix, bitMatrix, popcountRow, setBit } from "../../numeric/bits.ts";
import { logistic32 } from "../../numeric/kernels/float32.ts";
import {
  addProduct,
  type DrawPlace,
  gatherRows,
  inputs,
  sampleStates,
  transposeBits,
} from "../../numeric/kernels/oracle.ts";
import type { EngineFactory, EngineSetup, Optimizer, Parameters, TrainingEngine } from "../engine.ts";
import {
  BETA1,
  BETA2,
  binaryEquivalent,
  EPSILON,
  fairStates,
  momentLengths,
  ONE_MINUS_BETA1,
  ONE_MINUS_BETA2,
  plainOffset,
  type StepFactors,
  stepFactors,
  streamKeys,
  unitScale,
} from "./arithmetic.ts";
import { checkBatch, checkChains, checkOptimizerState, checkParameters, checkSetup } from "./checks.ts";

const f = Math.fround;

/** @throws BoltzproofError "shape" or "domain" for settings that cannot be. */
export const createReferenceEngine: EngineFactory = async (setup, optimizer) => {
  checkSetup(setup);
  return new ReferenceEngine(setup, optimizer);
};

/** Averages over one phase: bits of v, probabilities of h, their product, all divided by the number of rows. */
interface Gradient {
  readonly W: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

class ReferenceEngine implements TrainingEngine {
  readonly name = "reference";
  readonly #setup: EngineSetup;
  readonly #optimizer: Optimizer;
  #theta: Parameters;
  #moments: Float32Array[];
  #hidden: BitMatrix;

  constructor(setup: EngineSetup, optimizer: Optimizer) {
    this.#setup = setup;
    this.#optimizer = optimizer;
    const { visible: N, hidden: M } = setup;
    this.#theta = { W: new Float32Array(N * M), a: new Float32Array(N), b: new Float32Array(M) };
    this.#moments = momentLengths(setup, optimizer).map((n) => new Float32Array(n));
    this.#hidden = fairStates(setup);
  }

  async update(batches: readonly Uint32Array[], firstStep: number, rate: number): Promise<void> {
    for (const batch of batches) checkBatch(this.#setup, batch);
    batches.forEach((batch, i) => {
      const step = firstStep + i;
      const gradient = this.#gradient(batch, step);
      this.#ascend(gradient, stepFactors(this.#optimizer, step, rate));
    });
  }

  #gradient(batch: Uint32Array, step: number): Gradient {
    const { algorithm, steps, seed } = this.#setup;
    const key = streamKeys(seed).updates;
    const at = (phase: number): DrawPlace => ({ key, step, phase });
    const { W, a, b } = binaryEquivalent(this.#setup, this.#theta);
    const Wt = transposeValues(W, a.length);
    const data = gatherRows(this.#setup.data, batch);
    const x = inputs(data, W, b);
    let h = algorithm === "pcd" ? this.#hidden : sampleStates(x, batch.length, at(0));
    let v = data;
    let y = x;
    for (let sweep = 1; sweep <= steps; sweep++) {
      v = sampleStates(inputs(h, Wt, a), h.rows, at(2 * sweep - 1));
      y = inputs(v, W, b);
      if (algorithm === "pcd" || sweep < steps) h = sampleStates(y, h.rows, at(2 * sweep));
    }
    if (algorithm === "pcd") this.#hidden = h;
    return contrast(this.#setup, data, x, v, y);
  }

  #ascend(gradient: Gradient, factors: StepFactors): void {
    const { W, a, b } = this.#theta;
    [W, a, b].forEach((theta, i) => {
      const g = [gradient.W, gradient.a, gradient.b][i]!;
      const [m, s] = [this.#moments[i], this.#moments[3 + i]];
      for (let k = 0; k < theta.length; k++) {
        const delta = m && s ? adamStep(m, s, k, g[k]!, factors) : f(factors.rate * g[k]!);
        theta[k] = f(theta[k]! + delta);
      }
    });
  }

  parameters(): Parameters {
    const { W, a, b } = this.#theta;
    return { W: W.slice(), a: a.slice(), b: b.slice() };
  }

  setParameters(p: Parameters): void {
    checkParameters(this.#setup, p);
    this.#theta = { W: p.W.slice(), a: p.a.slice(), b: p.b.slice() };
  }

  chains(): BitMatrix {
    return bitMatrix(this.#hidden.rows, this.#hidden.cols, this.#hidden.words.slice());
  }

  setChains(h: BitMatrix): void {
    checkChains(this.#setup, h);
    this.#hidden = bitMatrix(h.rows, h.cols, h.words.slice());
  }

  optimizerState(): readonly Float32Array[] {
    return this.#moments.map((m) => m.slice());
  }

  setOptimizerState(state: readonly Float32Array[]): void {
    checkOptimizerState(state, momentLengths(this.#setup, this.#optimizer));
    this.#moments = state.map((m) => m.slice());
  }

  async dispose(): Promise<void> {}
}

function transposeValues(W: Float32Array, rows: number): Float32Array {
  const cols = W.length / rows;
  return W.map((_, k) => W[(k % rows) * cols + Math.floor(k / rows)]!);
}

/** Gradient of the mean log-likelihood: data v, which drive the hidden units with x, against chains w with y. */
function contrast(setup: EngineSetup, v: BitMatrix, x: Float32Array, w: BitMatrix, y: Float32Array): Gradient {
  const [perRow, perChain] = [f(1 / v.rows), f(1 / w.rows)];
  const [N, M] = [setup.visible, setup.hidden];
  const positive = x.map((input) => logistic32(input, perRow));
  const negative = y.map((input) => logistic32(input, -perChain));
  const both = new Float32Array(N * M);
  addProduct(both, transposeBits(v), positive);
  addProduct(both, transposeBits(w), negative);
  const hData = columnSums(positive, M);
  const hChains = columnSums(negative, M);
  const vData = onAverages(v, perRow);
  const vChains = onAverages(w, perChain);
  const da = vData.map((mean, i) => mean - vChains[i]!);
  const db = hData.map((mean, j) => mean + hChains[j]!);
  const offset = plainOffset(setup);
  const mu = vData.map((mean, i) => (setup.centred ? 0.5 * f(mean + vChains[i]!) : offset));
  const lambda = hData.map((mean, j) => (setup.centred ? 0.5 * f(mean - hChains[j]!) : offset));
  const scale = unitScale(setup);
  const W = both.map((s, k) => {
    const [i, j] = [Math.floor(k / M), k % M];
    return scale * scale * f(f(s - f(mu[i]! * db[j]!)) - f(da[i]! * lambda[j]!));
  });
  const gradient = { W, a: da.map((d) => scale * d), b: db.map((d) => scale * d) };
  if (setup.centred) uncentreBiases(setup, gradient, mu, lambda);
  return gradient;
}

/** ∇a ← ∇a − ∇W λ and ∇b ← ∇b − ∇Wᵀ μ, with the offsets in units: bit averages, or spins 2·average − 1. */
function uncentreBiases(setup: EngineSetup, { W, a, b }: Gradient, mu: Float32Array, lambda: Float32Array): void {
  const inUnits = (x: number): number => (setup.units === "spin" ? 2 * x - 1 : x);
  const [m, l] = [mu.map(inUnits), lambda.map(inUnits)];
  const byMu = new Float32Array(b.length);
  for (let i = 0; i < a.length; i++) {
    const row = W.subarray(i * b.length, (i + 1) * b.length);
    a[i] = a[i]! - laneDot(row, l);
    row.forEach((g, j) => {
      byMu[j] = f(byMu[j]! + f(g * m[i]!));
    });
  }
  for (let j = 0; j < b.length; j++) b[j] = b[j]! - byMu[j]!;
}

/** Σ x·y in the order of four SIMD lanes: within blocks of 16, then over the blocks, then over the lanes. */
function laneDot(x: Float32Array, y: Float32Array): number {
  const totals = new Float32Array(4);
  for (let block = 0; block < x.length; block += 16) {
    const lanes = new Float32Array(4);
    for (let j = block; j < Math.min(block + 16, x.length); j++) lanes[j & 3] = lanes[j & 3]! + f(x[j]! * y[j]!);
    lanes.forEach((sum, lane) => {
      totals[lane] = totals[lane]! + sum;
    });
  }
  return f(f(totals[0]! + totals[1]!) + f(totals[2]! + totals[3]!));
}

function columnSums(values: Float32Array, cols: number): Float32Array {
  const rows = values.length / cols;
  const ones = bitMatrix(1, rows);
  for (let r = 0; r < rows; r++) setBit(ones, 0, r, true);
  const out = new Float32Array(cols);
  addProduct(out, ones, values);
  return out;
}

function onAverages(bits: BitMatrix, perRow: number): Float32Array {
  const t = transposeBits(bits);
  return Float32Array.from({ length: t.rows }, (_, i) => popcountRow(t, i) * perRow);
}

/** Moments in place; returns the step. */
function adamStep(m: Float32Array, s: Float32Array, k: number, g: number, { first, second }: StepFactors): number {
  m[k] = f(f(BETA1 * m[k]!) + f(ONE_MINUS_BETA1 * g));
  s[k] = f(f(BETA2 * s[k]!) + f(f(ONE_MINUS_BETA2 * g) * g));
  return f(f(first * m[k]!) / f(f(Math.sqrt(f(second * s[k]!))) + EPSILON));
}
