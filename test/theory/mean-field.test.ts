import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixFromRows, maxAbsDifference } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { convertStates, convertUnits, Rbm, singularModes, type Units } from "../../src/rbm/index.ts";
import { checkFigure } from "../../src/report/figure.ts";
import {
  completeVariables,
  findMeanFieldSolutions,
  layerEntropy,
  meanFieldFreeEnergy,
  meanFieldStep,
  meansOf,
  solveMeanField,
  unitLaw,
} from "../../theory/index.ts";
import { randomMeans } from "../../theory/mean-field/claims/stationarity.ts";
import { meanFieldFigures } from "../../theory/mean-field/figures.ts";
import { meanField } from "../../theory/mean-field/room.ts";
import { oneLoopFreeEnergy, stabilityRatio } from "../../theory/mean-field/stability.ts";
import { uniformModeMoments } from "../../theory/mean-field/uniform-mode.ts";
import { clampedMachine } from "../../theory/support/clamped.ts";
import { numericGradient } from "../../theory/support/derivatives.ts";
import {
  boltzmannLaw,
  centredMachine,
  gentleMachines,
  oneMode,
  randomMachine,
  UNIT_PAIRS,
} from "../../theory/support/machines.ts";
import { refusalOf } from "../refusal.ts";
import { findingsOnMachine } from "./golden-machine.ts";

const rng = (name: string): Rng => Rng.fromSeed(1).child(name);

describe("the law of one unit", () => {
  test("has the derivatives that its cumulants are: V = dm/dinput, K = V V′", () => {
    for (const units of ["binary", "spin"] as const) {
      const law = unitLaw(units);
      for (const share of [0.1, 0.35, 0.5, 0.8]) {
        const m = units === "binary" ? share : 2 * share - 1;
        const slope = (f: (x: number) => number): number => numericGradient((x) => f(x[0]!), Float64Array.of(m))[0]!;
        expect(slope(law.inputOf)).toBeCloseTo(1 / law.variance(m), 6);
        expect(slope(law.entropy)).toBeCloseTo(-law.inputOf(m), 8);
        expect(slope(law.variance)).toBeCloseTo(law.varianceSlope(m), 9);
        expect(law.third(m)).toBeCloseTo(law.variance(m) * law.varianceSlope(m), 14);
        expect(slope(law.third)).toBeCloseTo(law.thirdSlope(m), 9);
      }
    }
  });

  test("has ln 2 nats at the centre and none at the ends", () => {
    expect(layerEntropy("binary", Float64Array.of(0.5, 0, 1))).toBeCloseTo(Math.LN2, 15);
    expect(layerEntropy("spin", Float64Array.of(0, -1, 1))).toBeCloseTo(Math.LN2, 15);
  });

  test("refuses a mean that no unit can have, and names it", async () => {
    const refusal = await refusalOf(() => layerEntropy("binary", Float64Array.of(0.5, 1.2)));
    expect(refusal.code).toBe("domain");
    expect(refusal.found).toContain("1.2 of binary unit 1");
  });
});

describe("the mean-field free energy", () => {
  test("is the same number in either kind of unit, up to the constant of the conversion", () => {
    const rbm = randomMachine(rng("units"), { visible: 5, hidden: 3 });
    const { m, n } = randomMeans(rbm, rng("means"));
    for (const [visible, hidden] of UNIT_PAIRS) {
      const converted = convertUnits(rbm, visible, hidden);
      const at = (x: Float64Array, units: Units): Float64Array => convertStates(x, "binary", units);
      const F = meanFieldFreeEnergy(converted.rbm, at(m, visible), at(n, hidden), { beta: 0.7 });
      expect(F + converted.constant).toBeCloseTo(meanFieldFreeEnergy(rbm, m, n, { beta: 0.7 }), 12);
    }
  });

  test("gets its means back from the complete mode variables", () => {
    const rbm = randomMachine(rng("modes"), { visible: 6, hidden: 4 });
    const modes = singularModes(rbm, { complete: true });
    const { m, n } = randomMeans(rbm, rng("means"));
    const back = meansOf(modes, completeVariables(modes, m, n));
    expect(maxAbsDifference(back.m, m)).toBeLessThan(1e-14);
    expect(maxAbsDifference(back.n, n)).toBeLessThan(1e-14);
  });
});

describe("the solver", () => {
  test("says how many iterations it took, what change was left, and that it converged", () => {
    for (const rbm of gentleMachines(rng("solver"))) {
      const found = solveMeanField(rbm, { beta: 1.3 });
      expect(found.converged).toBe(true);
      expect(found.iterations).toBeGreaterThan(1);
      expect(found.residual).toBeLessThanOrEqual(1e-12);
      const again = meanFieldStep(rbm, found.n, { beta: 1.3 });
      expect(maxAbsDifference(again.m, found.m)).toBeLessThan(1e-11);
      expect(maxAbsDifference(again.n, found.n)).toBeLessThan(1e-11);
      expect(found.freeEnergy).toBe(meanFieldFreeEnergy(rbm, found.m, found.n, { beta: 1.3 }));
    }
  });

  test("calls out at the critical point, where it would need forever", async () => {
    const critical = centredMachine(oneMode(6, 5, 4, rng("critical")), "binary", "binary");
    const start = new Float64Array(5).fill(0.9);
    const refusal = await refusalOf(() => solveMeanField(critical, { start, maxIterations: 200 }));
    expect(refusal.code).toBe("not-converged");
    expect(refusal.found).toContain("after 200 iterations");
    const reported = solveMeanField(critical, { start, maxIterations: 200, onFailure: "report" });
    expect(reported).toMatchObject({ converged: false, iterations: 200 });
    expect(reported.residual).toBeGreaterThan(1e-12);
  });

  test("refuses a start of the visible layer", async () => {
    const rbm = randomMachine(rng("start"), { visible: 6, hidden: 4 });
    const refusal = await refusalOf(() => solveMeanField(rbm, { start: new Float64Array(6) }));
    expect(refusal.code).toBe("shape");
    expect(refusal.found).toContain("6 hidden means");
  });

  test("never lets the free energy rise, for any weights, units and temperature", () => {
    const machines = fc.record({
      seed: fc.nat(1e6),
      weights: fc.double({ min: 0.01, max: 5, noNaN: true }),
      beta: fc.double({ min: 0.1, max: 3, noNaN: true }),
      pair: fc.nat(3),
    });
    fc.assert(
      fc.property(machines, ({ seed, weights, beta, pair }) => {
        const [visibleUnits, hiddenUnits] = UNIT_PAIRS[pair]!;
        const drawn = randomMachine(Rng.fromSeed(seed), { visible: 5, hidden: 4, weights });
        const rbm = new Rbm({ ...drawn, visibleUnits, hiddenUnits });
        const course: number[] = [];
        solveMeanField(rbm, {
          beta,
          maxIterations: 100,
          onFailure: "report",
          onIteration: ({ m, n }) => course.push(meanFieldFreeEnergy(rbm, m, n, { beta })),
        });
        const rise = course.slice(1).map((F, k) => F - course[k]!);
        return rise.every((t, k) => t <= 1e-13 * (1 + Math.abs(course[k]!)));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("finds both mirror images of a broken symmetry, and counts the starts that led to each", () => {
    const rbm = centredMachine(oneMode(12, 8, 6, rng("broken")), "binary", "binary");
    const found = findMeanFieldSolutions(rbm, rng("starts"), { starts: 12 });
    expect(found).toHaveLength(2);
    const [first, second] = [found[0]!, found[1]!];
    expect(
      maxAbsDifference(
        first.m.map((t) => 1 - t),
        second.m,
      ),
    ).toBeLessThan(1e-9);
    expect(first.freeEnergy).toBeCloseTo(second.freeEnergy, 12);
    expect(first.starts + second.starts).toBe(12);
    const centre = { m: new Float64Array(12).fill(0.5), n: new Float64Array(8).fill(0.5) };
    expect(first.freeEnergy).toBeLessThan(meanFieldFreeEnergy(rbm, centre.m, centre.n) - 0.1);
    expect(stabilityRatio(rbm, centre.m, centre.n)).toBeCloseTo(1.5, 12);
    expect(stabilityRatio(rbm, first.m, first.n)).toBeLessThan(1);
  });

  test("lists the lowest solution first", () => {
    const rbm = randomMachine(rng("many"), { visible: 14, hidden: 12, weights: 4, units: "spin", fields: 0 });
    const energies = findMeanFieldSolutions(rbm, rng("starts"), { starts: 15 }).map((s) => s.freeEnergy);
    expect(energies.length).toBeGreaterThan(1);
    expect(energies).toEqual([...energies].sort((p, q) => p - q));
  });
});

test("one loop refuses an unstable point, where its integral diverges", async () => {
  const rbm = centredMachine(oneMode(6, 5, 4.4, rng("loop")), "binary", "binary");
  const [m, n] = [new Float64Array(6).fill(0.5), new Float64Array(5).fill(0.5)];
  const refusal = await refusalOf(() => oneLoopFreeEnergy(rbm, m, n));
  expect(refusal.code).toBe("domain");
  expect(refusal.found).toContain("σ_max(D_v^½ W D_h^½) = 1.");
});

test("one uniform mode has the moments of its enumerated law", () => {
  for (const [visibleUnits, hiddenUnits] of UNIT_PAIRS) {
    const mode = { visible: 4, hidden: 3, lambda: 1.7, visibleUnits, hiddenUnits };
    const w = 1.7 / Math.sqrt(12);
    const W = matrixFromRows(Array.from({ length: 4 }, () => [w, w, w]));
    const { states } = boltzmannLaw(centredMachine(W, visibleUnits, hiddenUnits));
    const along = (x: Float64Array, units: Units): number =>
      x.reduce((s, t) => s + t - unitLaw(units).centre, 0) / Math.sqrt(x.length);
    const mean = (f: (xi: number, eta: number) => number): number =>
      states.reduce(
        (s, { v, h, probability }) => s + probability * f(along(v, visibleUnits), along(h, hiddenUnits)),
        0,
      );
    const moments = uniformModeMoments(mode);
    expect(moments.u2).toBeCloseTo(
      mean((x, y) => (x + y) ** 2 / 2),
      12,
    );
    expect(moments.w2).toBeCloseTo(
      mean((x, y) => (y - x) ** 2 / 2),
      12,
    );
  }
});

test("a clamped machine has the law of the whole one with the other hidden units held fast", () => {
  const rbm = randomMachine(rng("clamped"), { visible: 4, hidden: 5 });
  const v = Float64Array.of(1, 0, 0, 1);
  const small = clampedMachine(rbm, v, 3);
  expect([small.visible, small.hidden]).toEqual([4, 3]);
  const conditioned = boltzmannLaw(small).states;
  const whole = boltzmannLaw(rbm).states;
  const columnOf = (W: Rbm["W"], j: number): string =>
    Array.from({ length: 4 }, (_, i) => W.data[i * W.cols + j]).join();
  const kept = [0, 1, 2].map((k) => [0, 1, 2, 3, 4].find((j) => columnOf(rbm.W, j) === columnOf(small.W, k))!);
  const held = [0, 1, 2, 3, 4].filter((j) => !kept.includes(j));
  // The right values of the units held fast are those for which the conditional law agrees; exactly one of four does.
  const agreeing = [0, 1, 2, 3].filter((code) => {
    const matching = whole.filter(({ h }) => held.every((j, k) => h[j] === ((code >> k) & 1)));
    const total = matching.reduce((s, t) => s + t.probability, 0);
    return conditioned.every(({ v: x, h, probability }) => {
      const same = matching.find((t) => t.v.every((y, i) => y === x[i]) && kept.every((j, k) => t.h[j] === h[k]))!;
      return Math.abs(same.probability / total - probability) < 1e-12;
    });
  });
  expect(agreeing).toHaveLength(1);
});

test("figures are drawable", () => {
  const figures = meanFieldFigures({ rng: Rng.fromSeed(1), budget: "quick" });
  expect(figures.map((f) => f.id)).toEqual(["mean-field-gap", "mean-field-threshold", "order-parameter"]);
  figures.forEach(checkFigure);
});

test("the evidence on a trained machine measures what it claims to", async () => {
  const found = await findingsOnMachine(meanField);
  expect(Object.keys(found).length).toBeGreaterThan(5);
  expect(Object.entries(found).filter(([, kind]) => kind !== "measured")).toEqual([]);
});
