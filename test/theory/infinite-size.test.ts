import { expect, test } from "vitest";
import { Rng } from "../../src/numeric/random.ts";
import { type Rbm, sampleHiddenGivenVisible, singularModes, toSpin, uniformStates } from "../../src/rbm/index.ts";
import { checkFigure } from "../../src/report/figure.ts";
import { correlationOfMode, edgeworthDistance, measureModes, selectModes } from "../../theory/index.ts";
import { sphere } from "../../theory/infinite-size/claims-limit.ts";
import { isSpreadOut, sampleModes, shownModes } from "../../theory/infinite-size/densities.ts";
import { limitFigures } from "../../theory/infinite-size/figures.ts";
import { lawOfSum } from "../../theory/infinite-size/law-of-sum.ts";
import { infiniteSize } from "../../theory/infinite-size/room.ts";
import { uniformModeMoments } from "../../theory/mean-field/uniform-mode.ts";
import { boltzmannLaw, configurations, randomMachine } from "../../theory/support/machines.ts";
import { atTemperature, gibbsSamples } from "../../theory/support/samples.ts";
import { findingsOnMachine, goldenMachine } from "./golden-machine.ts";

const rng = (name: string): Rng => Rng.fromSeed(1).child(name);

/** Exact correlation of x and y of one mode. */
function exactCorrelation(rbm: Rbm, mode: number): number {
  const { U, V } = singularModes(rbm);
  const along = (A: typeof U, s: Float64Array): number => s.reduce((t, x, i) => t + x * A.data[i * A.cols + mode]!, 0);
  const { states } = boltzmannLaw(rbm);
  const mean = (f: (x: number, y: number) => number): number =>
    states.reduce((t, { v, h, probability }) => t + probability * f(along(U, v), along(V, h)), 0);
  const [x, y] = [mean((s) => s), mean((_, t) => t)];
  const [xx, yy, xy] = [mean((s) => s * s), mean((_, t) => t * t), mean((s, t) => s * t)];
  return (xy - x * y) / Math.sqrt((xx - x * x) * (yy - y * y));
}

test("measured correlations agree with the enumerated ones, in either kind of unit", async () => {
  const binary = randomMachine(rng("machine"), { visible: 5, hidden: 4, weights: 0.8, fields: 0.5 });
  for (const rbm of [binary, toSpin(binary).rbm]) {
    const start = uniformStates(2000, 5, rbm.visibleUnits, rng("start"));
    const samples = await gibbsSamples(rbm, rng("chains"), { start, burnIn: 30, records: 4, thin: 5 });
    expect(samples.v.rows).toBe(8000);
    measureModes(rbm, singularModes(rbm), samples, 2000).forEach(({ correlation }, mode) => {
      const z = (correlation.mean - exactCorrelation(rbm, mode)) / correlation.standardError;
      expect(Math.abs(z)).toBeLessThan(4.5);
    });
  }
});

test("the prediction with conditional variances is βλ/4 for free units, and βλ for free spins", () => {
  const weak = randomMachine(rng("weak"), { visible: 30, hidden: 20, weights: 0.01, fields: 0 });
  for (const [rbm, expected] of [[weak, 0.25] as const, [toSpin(weak).rbm, 1] as const]) {
    const v = uniformStates(200, 30, rbm.visibleUnits, rng("free"));
    const h = sampleHiddenGivenVisible(rbm, v, rng("free hidden"));
    for (const mode of measureModes(rbm, singularModes(rbm), { v, h })) {
      expect(correlationOfMode(mode) / mode.lambda / expected).toBeCloseTo(1, 2);
    }
  }
});

test("the machine at a temperature has the law at that β", () => {
  const rbm = randomMachine(rng("temperature"), { visible: 4, hidden: 3 });
  const [warm, scaled] = [boltzmannLaw(rbm, 0.3), boltzmannLaw(atTemperature(rbm, 0.3))];
  warm.states.forEach((s, k) => {
    expect(scaled.states[k]!.probability).toBeCloseTo(s.probability, 14);
  });
});

test("selected modes are the modes with those numbers", () => {
  const modes = singularModes(randomMachine(rng("select"), { visible: 6, hidden: 4 }));
  const { U, lambda, V } = selectModes(modes, [3, 1]);
  expect([...lambda]).toEqual([modes.lambda[3], modes.lambda[1]]);
  expect(U.data[5 * 2 + 1]).toBe(modes.U.data[5 * 4 + 1]);
  expect(V.data[2 * 2]).toBe(modes.V.data[2 * 4 + 3]);
});

test("the shown modes are leading, bulk and last, each once, whatever the number", () => {
  expect(shownModes(500)).toEqual([0, 1, 2, 3, 450, 499]);
  expect(shownModes(3)).toEqual([0, 1, 2]);
});

test("densities tell a spread-out mode from a localised one", () => {
  const { W } = randomMachine(rng("densities"), { visible: 400, hidden: 80, weights: 0.01 });
  W.data[0] = 10; // one weight, one mode on one unit of each layer
  const samples = sampleModes(W, rng("states"));
  expect(samples.map((s) => s.name)[0]).toBe("<i>x</i><sub>1</sub>");
  expect(samples.filter((s) => s.participation > 0.5).map((s) => s.name)).toEqual([
    "<i>x</i><sub>1</sub>",
    "<i>y</i><sub>1</sub>",
  ]);
  expect(samples.every(({ values }) => values.length === 10_000)).toBe(true);
  expect(isSpreadOut({ participation: 3 / 500 })).toBe(true);
  expect(isSpreadOut({ participation: 1 / 16 })).toBe(false);
  expect(edgeworthDistance(1)).toBeGreaterThan(0.04);
});

test("the law of a sum by inversion is that over all states, but for its single jumps", () => {
  const u = sphere(16, rng("sum"));
  const values = [...configurations(16, "binary")].map((v) => v.reduce((s, t, i) => s + t * u[i]!, 0));
  const centre = u.reduce((s, t) => s + t / 2, 0);
  const law = lawOfSum(u);
  expect(law(centre)).toBeCloseTo(0.5, 12);
  for (const x of [-1, -0.4, 0.3, 0.8].map((t) => centre + t)) {
    expect(Math.abs(law(x) - values.filter((t) => t <= x).length / values.length)).toBeLessThan(1e-3);
  }
});

test("records of one chain count as one value, and leave the mean as it is", () => {
  const machine = randomMachine(rng("records"), { visible: 20, hidden: 15, weights: 0.1, fields: 0 });
  const v = uniformStates(400, 20, "binary", rng("start"));
  const samples = { v, h: sampleHiddenGivenVisible(machine, v, rng("hidden")) };
  const modes = singularModes(machine);
  const [rows, chains] = [400, 100].map((count) => measureModes(machine, modes, samples, count)[0]!);
  expect(rows!.correlationByChain.length).toBe(400);
  expect(chains!.correlationByChain.length).toBe(100);
  expect(chains!.correlation.mean).toBeCloseTo(rows!.correlation.mean, 12);
  expect(chains!.kurtosis.mean).toBeCloseTo(rows!.kurtosis.mean, 12);
});

test("the fourth moment of one uniform mode is that of its enumerated law", () => {
  const one = { visible: 1, hidden: 1, lambda: 2, visibleUnits: "spin", hiddenUnits: "spin" } as const;
  // Two spins: u = (s + t)/√2 is ±√2 with weight e^λ and 0 with weight e^−λ.
  const p = Math.exp(2) / (Math.exp(2) + Math.exp(-2));
  expect(uniformModeMoments(one).u4).toBeCloseTo(4 * p, 12);
});

test("figures are drawable, with a trained machine and without", async () => {
  const common = ["reciprocal-densities-x", "reciprocal-densities-y", "kurtosis-size"];
  const ends = ["mode-correlation", "mode-kurtosis", "bulk-variance"];
  const without = await limitFigures({ rng: Rng.fromSeed(1), budget: "quick" });
  expect(without.map((f) => f.id)).toEqual([...common, ...ends]);
  const machine = await goldenMachine();
  const figures = await limitFigures({ rng: Rng.fromSeed(1), budget: "quick", machine });
  expect(figures.map((f) => f.id)).toEqual([...common, "mode-scatter", ...ends]);
  [...without, ...figures].forEach(checkFigure);
});

test("the evidence on a trained machine measures what it claims to", async () => {
  const found = await findingsOnMachine(infiniteSize);
  expect(Object.keys(found).length).toBe(2);
  expect(found["infinite-size/correlation-conditional: trained machine"]).toBe("measured");
  expect(["measured", "undecided"]).toContain(found["infinite-size/densities: trained machine"]);
});
