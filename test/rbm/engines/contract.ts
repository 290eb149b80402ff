/** What every training engine has to do; the test file of each engine runs all of it. */
import { expect, test } from "vitest";
import { BoltzproofError } from "../../../src/errors.ts";
import { type BitMatrix, bitMatrix, getBit } from "../../../src/numeric/bits.ts";
import { Rng } from "../../../src/numeric/random.ts";
import type { EngineFactory, Optimizer, Parameters, TrainingEngine } from "../../../src/rbm/engine.ts";
import { engineSetup, randomBits, randomParameters } from "./samples.ts";

const sgd: Optimizer = { kind: "sgd" };
const adam: Optimizer = { kind: "adam" };

export const allRows = (data: BitMatrix): Uint32Array => Uint32Array.from({ length: data.rows }, (_, r) => r);

/** Moments ⟨v⟩, ⟨h⟩, ⟨v hᵀ⟩ of the joint law P(v) P(h|v), in units. */
interface Moments {
  readonly v: number[];
  readonly h: number[];
  readonly vh: number[];
}

/** A machine of few units, enumerated in float64 by the textbook formulas. */
class Enumerated {
  readonly off: number;
  readonly N: number;
  readonly M: number;
  readonly theta: Parameters;

  constructor(theta: Parameters, units: "binary" | "spin") {
    this.theta = theta;
    this.off = units === "spin" ? -1 : 0;
    this.N = theta.a.length;
    this.M = theta.b.length;
  }

  unit(state: number, i: number): number {
    return (state >> i) & 1 ? 1 : this.off;
  }

  /** P(unit = 1) for an input x is 1/(1 + e^−cx), c = 1 or 2. */
  #on(x: number): number {
    return 1 / (1 + Math.exp(-(1 - this.off) * x));
  }

  hiddenOn(v: number): number[] {
    const { W, b } = this.theta;
    return Array.from(b, (bias, j) => this.#on(sum(this.N, (i) => this.unit(v, i) * W[i * this.M + j]!) + bias));
  }

  visibleOn(h: number): number[] {
    const { W, a } = this.theta;
    return Array.from(a, (bias, i) => this.#on(sum(this.M, (j) => this.unit(h, j) * W[i * this.M + j]!) + bias));
  }

  /** One sweep h given v, then v given h, on a law of v. */
  sweep(p: readonly number[]): number[] {
    const out = p.map(() => 0);
    p.forEach((pv, v) => {
      const on = this.hiddenOn(v);
      for (let h = 0; h < 2 ** this.M; h++) {
        const ph = pv * product(on, h);
        const back = this.visibleOn(h);
        for (let w = 0; w < out.length; w++) out[w]! += ph * product(back, w);
      }
    });
    return out;
  }

  moments(p: readonly number[]): Moments {
    const mean = (f: (v: number) => number) => sum(p.length, (v) => p[v]! * f(v));
    const h = p.map((_, v) => this.hiddenOn(v).map((on) => on + (1 - on) * this.off));
    const N = Array.from({ length: this.N }, (_, i) => i);
    const M = Array.from({ length: this.M }, (_, j) => j);
    return {
      v: N.map((i) => mean((v) => this.unit(v, i))),
      h: M.map((j) => mean((v) => h[v]![j]!)),
      vh: N.flatMap((i) => M.map((j) => mean((v) => this.unit(v, i) * h[v]![j]!))),
    };
  }

  /** Expected gradient from the moments of data and chains; the centred one as the difference of covariances. */
  gradient(d: Moments, c: Moments, centred: boolean): { W: number[]; a: number[]; b: number[] } {
    const a = d.v.map((x, i) => x - c.v[i]!);
    const b = d.h.map((x, j) => x - c.h[j]!);
    if (!centred) return { W: d.vh.map((x, k) => x - c.vh[k]!), a, b };
    const cov = (m: Moments) => m.vh.map((x, k) => x - m.v[Math.floor(k / this.M)]! * m.h[k % this.M]!);
    const cd = cov(d);
    const W = cov(c).map((x, k) => cd[k]! - x);
    const mu = d.v.map((x, i) => (x + c.v[i]!) / 2);
    const lambda = d.h.map((x, j) => (x + c.h[j]!) / 2);
    return {
      W,
      a: a.map((x, i) => x - sum(this.M, (j) => W[i * this.M + j]! * lambda[j]!)),
      b: b.map((x, j) => x - sum(this.N, (i) => W[i * this.M + j]! * mu[i]!)),
    };
  }
}

const sum = (n: number, f: (i: number) => number): number => {
  let s = 0;
  for (let i = 0; i < n; i++) s += f(i);
  return s;
};
const product = (on: readonly number[], state: number): number =>
  on.reduce((p, x, i) => p * ((state >> i) & 1 ? x : 1 - x), 1);

function lawOfRows(data: BitMatrix): number[] {
  const p = new Array<number>(2 ** data.cols).fill(0);
  for (let r = 0; r < data.rows; r++) {
    p[sum(data.cols, (i) => getBit(data, r, i) * 2 ** i)]! += 1 / data.rows;
  }
  return p;
}

/** (θ after one update − θ before) / rate, after chains at fixed θ have run in. */
async function measuredGradient(engine: TrainingEngine, data: BitMatrix, runIn: number): Promise<Parameters> {
  const before = engine.parameters();
  const rows = allRows(data);
  await engine.update(Array(runIn).fill(rows), 0, 0);
  const rate = 2 ** -6;
  await engine.update([rows], runIn, rate);
  const after = engine.parameters();
  const difference = (k: "W" | "a" | "b") => after[k].map((x, i) => (x - before[k][i]!) / rate);
  return { W: difference("W"), a: difference("a"), b: difference("b") };
}

const cases = (["binary", "spin"] as const).flatMap((units) =>
  (["cd", "pcd"] as const).flatMap((algorithm) => [true, false].map((centred) => ({ units, algorithm, centred }))),
);

function gradientTests(create: EngineFactory): void {
  for (const { units, algorithm, centred } of cases) {
    const name = `${units} units, ${algorithm}${centred ? ", centred" : ""}`;
    test(`an update follows the expected gradient of the enumerated machine: ${name}`, async () => {
      const rng = Rng.fromSeed(11);
      const theta = randomParameters(3, 2, 0.7, rng);
      const data = randomBits(10_000, 3, 0.3, rng);
      const setup = { units, algorithm, centred, batch: data.rows, chains: data.rows, steps: 2, hidden: 2 };
      const engine = await create(engineSetup(data, setup), sgd);
      engine.setParameters(theta);
      const found = await measuredGradient(engine, data, algorithm === "pcd" ? 6 : 0);
      const machine = new Enumerated(theta, units);
      const start = lawOfRows(data);
      let p = algorithm === "cd" ? start : start.map(() => 1 / start.length);
      for (let s = 0; s < (algorithm === "cd" ? 2 : 60); s++) p = machine.sweep(p);
      const expected = machine.gradient(machine.moments(start), machine.moments(p), centred);
      const scale = units === "spin" ? 2 : 1;
      const fiveSigma = (5 * scale * scale * 0.5) / Math.sqrt(data.rows);
      for (const k of ["W", "a", "b"] as const) {
        expected[k].forEach((x, i) => {
          expect(Math.abs(found[k][i]! - x), `${k}[${i}]`).toBeLessThan(fiveSigma);
        });
      }
      await engine.dispose();
    });
  }
}

function stateTests(create: EngineFactory): void {
  test("parameters, chains and moments carry on bit for bit", async () => {
    const rng = Rng.fromSeed(2);
    const data = randomBits(40, 37, 0.4, rng);
    const batches = Array.from({ length: 6 }, () => rng.permutation(40).subarray(0, 8));
    const setup = engineSetup(data, { hidden: 9, chains: 5, centred: true });
    const [whole, first, second] = await Promise.all([1, 2, 3].map(() => create(setup, adam)));
    const theta = randomParameters(37, 9, 0.2, rng);
    whole!.setParameters(theta);
    first!.setParameters(theta);
    await whole!.update(batches, 0, 0.01);
    await first!.update(batches.slice(0, 2), 0, 0.01);
    second!.setParameters(first!.parameters());
    second!.setChains(first!.chains());
    second!.setOptimizerState(first!.optimizerState());
    await second!.update(batches.slice(2), 2, 0.01);
    expect(second!.parameters()).toEqual(whole!.parameters());
    expect(second!.chains()).toEqual(whole!.chains());
    expect(second!.optimizerState()).toEqual(whole!.optimizerState());
    await Promise.all([whole, first, second].map((e) => e!.dispose()));
  });

  test("the first step of Adam is the rate in the direction of the gradient's signs", async () => {
    const rng = Rng.fromSeed(3);
    const data = randomBits(16, 10, 0.4, rng);
    const theta = randomParameters(10, 2, 0.5, rng);
    const steps = await Promise.all(
      [sgd, adam].map(async (optimizer) => {
        const engine = await create(engineSetup(data, { algorithm: "cd" }), optimizer);
        engine.setParameters(theta);
        await engine.update([allRows(data).subarray(0, 8)], 0, 2 ** -5);
        const { W } = engine.parameters();
        await engine.dispose();
        return W.map((w, k) => w - theta.W[k]!);
      }),
    );
    steps[0]!.forEach((plain, k) => {
      if (Math.abs(plain) > 1e-5) expect(steps[1]![k]! / (2 ** -5 * Math.sign(plain))).toBeCloseTo(1, 4);
    });
    expect(steps[0]!.filter((x) => Math.abs(x) > 1e-5).length).toBeGreaterThan(10);
  });

  test("chains start as fair coins and differ between seeds", async () => {
    const data = randomBits(4, 3, 0.5, Rng.fromSeed(1));
    const engines = await Promise.all(
      [1, 2].map((seed) => create(engineSetup(data, { seed, chains: 50, hidden: 40 }), sgd)),
    );
    const counts = engines.map((e) => sum(50, (r) => sum(40, (j) => getBit(e.chains(), r, j))));
    for (const n of counts) expect(Math.abs(n - 1000)).toBeLessThan(5 * Math.sqrt(500));
    expect(engines[0]!.chains()).not.toEqual(engines[1]!.chains());
    await Promise.all(engines.map((e) => e.dispose()));
  });
}

function refusalTests(create: EngineFactory): void {
  const data = randomBits(20, 5, 0.5, Rng.fromSeed(1));
  const refusal = (action: Promise<unknown>): Promise<unknown> =>
    action.then(
      () => undefined,
      (e: unknown) => (e instanceof BoltzproofError ? e.message : e),
    );

  test("empty, overlong and impossible batches are refused", async () => {
    const engine = await create(engineSetup(data), sgd);
    const update = (rows: Uint32Array) => refusal(engine.update([rows], 0, 0.1));
    expect(await update(new Uint32Array(0))).toMatch(/Found a batch of 0 rows, expected 1 to 8/);
    expect(await update(new Uint32Array(9))).toMatch(/Found a batch of 9 rows/);
    expect(await update(Uint32Array.of(3, 20))).toMatch(/Found row 20 in a batch/);
    await engine.dispose();
  });

  test("impossible settings and states of another machine are refused", async () => {
    expect(await refusal(create(engineSetup(data, { hidden: 0 }), sgd))).toMatch(/Found 0 for hidden/);
    expect(await refusal(create(engineSetup(data, { visible: 6 }), sgd))).toMatch(/5 columns for 6 visible units/);
    expect(await refusal(create(engineSetup(data, { algorithm: "cd", chains: 3 }), sgd))).toMatch(/3 chains/);
    const engine = await create(engineSetup(data), sgd);
    expect(() => engine.setParameters(randomParameters(5, 3, 1, Rng.fromSeed(1)))).toThrow(/15 entries in W/);
    expect(() => engine.setChains(bitMatrix(8, 5))).toThrow(/8×5 chain states/);
    expect(() => engine.setOptimizerState([new Float32Array(10)])).toThrow(/list of moments/);
    await engine.dispose();
  });
}

export function testEngine(create: EngineFactory): void {
  gradientTests(create);
  stateTests(create);
  refusalTests(create);
}
