import { describe, expect, test } from "vitest";
import { plantedPatternData, uniformRandomData } from "../../src/data/synthetic.ts";
import { bitMatrix, popcountRow } from "../../src/numeric/bits.ts";
import { maxAbsDifference } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { logSumExp } from "../../src/numeric/special.ts";
import {
  logLikelihoodExact,
  putTogether,
  reconstructionCrossEntropy,
  resumeTraining,
  singularModes,
  type TrainingRun,
  type TrainOptions,
  takeApart,
  train,
} from "../../src/rbm/index.ts";

const rng = Rng.fromSeed(3);
const data = plantedPatternData({ units: 12, rows: 90, patterns: 3, overlap: 0.8 }, rng.child("data"));
const base: TrainOptions = { hidden: 5, epochs: 3, batch: 4, chains: 6, seed: 11, engine: "reference" };

/** Everything of a run that has to be equal bit for bit. */
function bitsOfRun({ state }: TrainingRun): unknown {
  return takeApart(state);
}

describe("training", () => {
  test("gives the same bits for the same seed and others for another", async () => {
    const first = await train(data, base);
    expect(bitsOfRun(await train(data.bits, base))).toEqual(bitsOfRun(first));
    const other = await train(data, { ...base, seed: 12 });
    expect(other.state.parameters.W).not.toEqual(first.state.parameters.W);
  });

  test("does not depend on what is measured or watched", async () => {
    const watched = await train(data, {
      ...base,
      measure: { every: 2, exact: true, test: data.bits },
      onProgress: () => {},
      onEpoch: async () => {},
    });
    expect(watched.state.parameters).toEqual((await train(data, base)).state.parameters);
    expect(watched.snapshots.map((s) => s.epoch)).toEqual([0, 2, 3]);
    expect(watched.snapshots[2]!.logLikelihood).toBeCloseTo(logLikelihoodExact(watched.rbm, data.bits), 12);
    expect(watched.snapshots[2]!.testLogLikelihood).toBe(watched.snapshots[2]!.logLikelihood);
  });

  test("starts at the frequencies of the data with weights of the asked size", async () => {
    const { rbm, initial } = await train(data, { ...base, hidden: 400, epochs: 0, sigma: 0.02 });
    expect(rbm).toEqual(initial);
    const spread = Math.sqrt(rbm.W.data.reduce((s, w) => s + w * w, 0) / rbm.W.data.length);
    expect(spread).toBeGreaterThan(0.0194); // 0.02 ± 4 standard errors of 4,800 weights
    expect(spread).toBeLessThan(0.0206);
    const on = Array.from({ length: data.bits.rows }, (_, r) => data.bits.words[r]! & 1).reduce((s, x) => s + x, 0);
    expect(rbm.a[0]).toBeCloseTo(Math.log((on + 1) / (data.bits.rows - on + 1)), 6);
    expect(initial.b.every((x) => x === 0)).toBe(true);
  });

  test("as spins starts at the same frequencies", async () => {
    const binary = await train(data, { ...base, epochs: 0, sigma: 0 });
    const spin = await train(data, { ...base, epochs: 0, sigma: 0, units: "spin" });
    expect(logLikelihoodExact(spin.rbm, data.bits)).toBeCloseTo(logLikelihoodExact(binary.rbm, data.bits), 5);
  });

  test("reports every snapshot with the singular values of its weights", async () => {
    const seen: number[] = [];
    const run = await train(data, { ...base, onEpoch: (state, rbm) => void seen.push(state.update, rbm.W.data[0]!) });
    expect(run.snapshots.map(({ epoch, update }) => [epoch, update])).toEqual([
      [0, 0],
      [1, 22],
      [2, 44],
      [3, 66],
    ]);
    const last = run.snapshots[3]!;
    expect(maxAbsDifference(last.singularValues, singularModes(run.rbm).lambda)).toBeLessThan(1e-13);
    expect(last.frobenius).toBeCloseTo(Math.hypot(...last.singularValues), 12);
    expect(last.reconstruction).toBe(reconstructionCrossEntropy(run.rbm, data.bits));
    expect(seen.at(-1)).toBe(run.rbm.W.data[0]);
    expect(seen).toHaveLength(8);
  });

  test.each<[string, Partial<TrainOptions>]>([
    ["PCD", { epochs: 200, rate: 0.1 }],
    ["PCD with centred gradients", { epochs: 200, rate: 0.1, centred: true }],
    ["PCD with Adam", { epochs: 200, rate: 0.01, optimizer: "adam" }],
    ["PCD on spins", { epochs: 200, rate: 0.03, units: "spin" }],
    ["CD-3", { epochs: 200, rate: 0.1, algorithm: "cd", steps: 3 }],
  ])("by %s gains in exact likelihood most of what the law behind the data gains", async (_, options) => {
    const { rbm, initial } = await train(data, { ...base, measure: { every: 200 }, batch: 10, chains: 60, ...options });
    const independent = logLikelihoodExact(initial, data.bits);
    const gain = logLikelihoodExact(rbm, data.bits) - independent;
    expect(gain / (likelihoodOfPatterns() - independent)).toBeGreaterThan(0.7);
  });
});

describe("a run that is stopped and resumed", () => {
  test.each<[string, Partial<TrainOptions>]>([
    ["PCD", {}],
    ["PCD with a rate going to zero", { rate: { start: 0.1, end: 0 } }],
    ["CD-2", { algorithm: "cd", steps: 2 }],
    ["Adam, centred", { optimizer: "adam", centred: true, rate: 0.01 }],
    ["spins", { units: "spin" }],
  ])("has the bits of an uninterrupted one, wherever it was stopped: %s", async (_, change) => {
    const options = { ...base, ...change };
    const whole = bitsOfRun(await train(data, options));
    for (const stops of [1, 2, 4, 7]) {
      let asked = 0;
      const first = await train(data, { ...options, shouldStop: () => ++asked === stops });
      expect(first.finished).toBe(false);
      const { header, arrays } = takeApart(first.state);
      const restored = putTogether(JSON.parse(JSON.stringify(header)), arrays);
      const second = await resumeTraining(data, restored, { engine: "reference" });
      expect(second.finished).toBe(true);
      expect(bitsOfRun(second)).toEqual(whole);
    }
  });

  test("can be resumed from the state of every epoch", async () => {
    const states: TrainingRun["state"][] = [];
    const whole = await train(data, { ...base, onEpoch: (state) => void states.push(state) });
    expect(states.map((s) => s.update)).toEqual([0, 22, 44, 66]);
    for (const state of states) expect(bitsOfRun(await resumeTraining(data, state))).toEqual(bitsOfRun(whole));
  });

  test("can go on for more epochs at a constant rate, as if they had been planned", async () => {
    const short = await train(data, { ...base, epochs: 1 });
    const long = await resumeTraining(data, short.state, { epochs: 3 });
    expect(bitsOfRun(long)).toEqual(bitsOfRun(await train(data, base)));
    const falling = await train(data, { ...base, rate: { start: 0.1, end: 0 } });
    await expect(resumeTraining(data, falling.state, { epochs: 5 })).rejects.toThrow(/rate goes from 0.1 to 0/);
  });

  test("stops at an abort signal and reports how far it came", async () => {
    const abort = new AbortController();
    const progress: number[] = [];
    const run = await train(data, {
      ...base,
      signal: abort.signal,
      onProgress: ({ update, updates, epoch, epochs }) => {
        progress.push(update);
        expect([updates, epochs, epoch]).toEqual([66, 3, Math.floor(update / 22)]);
        if (update >= 30) abort.abort();
      },
    });
    expect(progress).toEqual([8, 16, 22, 30]);
    expect(run.state.update).toBe(30);
  });

  test("is refused other data", async () => {
    const { state } = await train(data, { ...base, epochs: 0 });
    const others = uniformRandomData(90, 12, rng.child("others"));
    await expect(resumeTraining(others, state)).rejects.toThrow(/90 rows of 12 bits with hash .* as in the state/);
  });
});

describe("settings that cannot be", () => {
  test.each<[Partial<TrainOptions>, RegExp]>([
    [{ hidden: 0 }, /0 for hidden, expected a whole number of at least 1/],
    [{ batch: 91 }, /91 for batch, expected at most 90, the rows of the data/],
    [{ rate: Number.NaN }, /NaN for rate/],
    [{ epochs: 1.5 }, /1.5 for epochs/],
    [{ sigma: -1 }, /-1 for sigma/],
    [{ seed: -1 }, /the seed -1/],
  ])("are refused by name: %j", async (change, message) => {
    await expect(train(data, { ...base, ...change })).rejects.toThrow(message);
  });

  test("include a rate at which the weights overflow: the epoch is named", async () => {
    await expect(train(data, { ...base, rate: 1e39 })).rejects.toThrow(/not numbers in epoch 1, .*rate below 1e\+39/);
  });

  test("include data without rows", async () => {
    await expect(train(bitMatrix(0, 12), base)).rejects.toThrow(/batch/);
  });
});

/** Mean log-likelihood of the rows under their own law: a third of each pattern, every unit flipped with p = 0.1. */
function likelihoodOfPatterns(): number {
  const { bits, prototypes } = data;
  const rows = Array.from({ length: bits.rows }, (_, r) => {
    const near = Array.from(prototypes.words, (pattern) => {
      const flips = popcountRow(bitMatrix(1, 12, Uint32Array.of(pattern ^ bits.words[r]!)), 0);
      return flips * Math.log(0.1) + (12 - flips) * Math.log(0.9);
    });
    return logSumExp(near) - Math.log(3);
  });
  return rows.reduce((s, x) => s + x, 0) / rows.length;
}
