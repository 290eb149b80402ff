import { describe, expect, test } from "vitest";
import { maxAbsDifference } from "../../src/numeric/matrix.ts";
import { type Derivative, rungeKutta4, solveOde } from "../../src/numeric/ode.ts";
import { convergenceOrder } from "../../src/numeric/statistics/index.ts";

const oscillator: Derivative = (_, y) => [y[1]!, -y[0]!];
/** y' = −2ty with y(0) = 1: a Gaussian. */
const gaussian: Derivative = (t, y) => [-2 * t * y[0]!];

describe("rungeKutta4", () => {
  test("converges with order four", () => {
    const steps = [10, 20, 40, 80];
    const errors = steps.map((n) => rungeKutta4(gaussian, [1], 0, 1, n)[0]! - Math.exp(-1));
    expect(Math.abs(convergenceOrder(steps, errors).slope + 4)).toBeLessThan(0.1);
    expect(Math.abs(errors[3]!)).toBeLessThan(1e-8);
  });

  test("is exact for cubics in time and runs backwards", () => {
    expect(rungeKutta4((t) => [4 * t ** 3], [0], 0, 2, 1)[0]).toBeCloseTo(16, 13);
    expect(rungeKutta4(oscillator, rungeKutta4(oscillator, [1, 0], 0, 3, 300), 3, 0, 300)[0]).toBeCloseTo(1, 9);
  });

  test("refuses no steps and reports a blow-up", () => {
    expect(() => rungeKutta4(oscillator, [1, 0], 0, 1, 0)).toThrow(/0 steps/);
    expect(() => rungeKutta4((_, y) => [y[0]! ** 3], [1], 0, 9, 30)).toThrow(/no longer finite/);
  });
});

describe("solveOde", () => {
  test("gives the state at each time, to the tolerance", () => {
    const times = [0, 0.1, 1, 5, 20];
    const { states } = solveOde(oscillator, [1, 0], times, { relativeTolerance: 1e-11, absoluteTolerance: 1e-13 });
    for (const [k, t] of times.entries()) {
      expect(maxAbsDifference(states[k]!, [Math.cos(t), -Math.sin(t)])).toBeLessThan(1e-9);
    }
    expect(Array.from(states[0]!)).toEqual([1, 0]);
  });

  test("gets more exact in proportion to the tolerance, at a cost of its fifth root", () => {
    const run = (relativeTolerance: number) => {
      const s = solveOde(gaussian, [1], [0, 2], { relativeTolerance, absoluteTolerance: 0 });
      return { error: Math.abs(s.states[1]![0]! / Math.exp(-4) - 1), steps: s.accepted };
    };
    const [loose, tight] = [run(1e-6), run(1e-11)];
    expect(loose.error).toBeLessThan(3e-6);
    expect(tight.error).toBeLessThan(3e-11);
    expect(tight.steps / loose.steps).toBeGreaterThan(5);
    expect(tight.steps / loose.steps).toBeLessThan(20);
  });

  test("predicts its steps so well that few are rejected", () => {
    const { accepted, rejected } = solveOde(oscillator, [1, 0], [0, 20], { relativeTolerance: 1e-8 });
    expect(rejected).toBeLessThan(accepted / 5);
  });

  test("agrees with the obvious method on a nonlinear system", () => {
    const pendulum: Derivative = (_, y) => [y[1]!, -Math.sin(y[0]!)];
    const adaptive = solveOde(pendulum, [2, 0.5], [0, 10], { relativeTolerance: 1e-11 }).states[1]!;
    expect(maxAbsDifference(adaptive, rungeKutta4(pendulum, [2, 0.5], 0, 10, 20_000))).toBeLessThan(1e-9);
  });

  test("runs backwards in time, resolves a sudden forcing, and keeps a resting state at rest", () => {
    expect(solveOde(gaussian, [Math.exp(-1)], [1, 0]).states[1]![0]).toBeCloseTo(1, 8);
    const pulse: Derivative = (t) => [Math.exp(-(((t - 5) / 0.05) ** 2))];
    const area = 0.05 * Math.sqrt(Math.PI);
    expect(solveOde(pulse, [0], [0, 10], { maxStep: 0.05 }).states[1]![0]).toBeCloseTo(area, 9);
    expect(solveOde(() => [0], [3], [0, 100]).states[1]![0]).toBe(3);
    expect(solveOde(oscillator, [1, 0], [2]).states.length).toBe(1);
  });

  test("a blow-up, a NaN, an exhausted budget and a stiff equation are errors, not answers", () => {
    expect(() => solveOde((_, y) => [y[0]! ** 2], [1], [0, 2])).toThrow(/stuck at t = (0\.99|1)/);
    expect(() => solveOde((t) => [t > 0.5 ? Number.NaN : 1], [0], [0, 1])).toThrow(/below the spacing/);
    expect(() => solveOde((_, y) => [-1e6 * y[0]!], [1], [0, 1], { maxSteps: 1000 })).toThrow(/1000 steps are used up/);
  });

  test("times that do not strictly rise or fall are refused", () => {
    for (const times of [[], [0, 0], [0, 1, 1], [0, 1, 0.5], [0, Number.NaN]]) {
      expect(() => solveOde(oscillator, [1, 0], times)).toThrow(/times that strictly rise/);
    }
  });
});
