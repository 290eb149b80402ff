import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findRoot } from "../../src/numeric/roots.ts";
import { mean } from "../../src/numeric/statistics/index.ts";

describe("findRoot", () => {
  test("finds the root of random rising cubics to the last digits, inside its bracket", () => {
    const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(positive, positive, fc.double({ min: -50, max: 50, noNaN: true }), (a, b, r) => {
        fc.pre(Math.abs(r) > 1e-300); // nearer to 0 the values of f themselves underflow
        const f = (x: number) => a * (x - r) ** 3 + b * (x - r);
        const { root, residual, bracket } = findRoot(f, -100, 101);
        expect(Math.abs(root - r)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(r));
        expect(residual).toBe(f(root));
        expect(bracket).toContain(root);
        expect(Math.sign(f(bracket[0])) * Math.sign(f(bracket[1]))).toBeLessThanOrEqual(0);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("needs few evaluations for smooth functions and survives flat, steep and jumping ones", () => {
    expect(findRoot((x) => Math.cos(x) - x, 0, 1).root).toBeCloseTo(0.7390851332151607, 15);
    const counts = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((k) => findRoot((x) => Math.cos(x) - k * x, 0, 2).evaluations);
    expect(mean(counts)).toBeLessThan(8); // bisection takes 54
    expect(findRoot((x) => (x - 1) ** 9, 0, 3).root).toBeCloseTo(1, 14);
    expect(findRoot((x) => Math.exp(x) - 1e-300, -800, 800).root).toBeCloseTo(Math.log(1e-300), 10);
    expect(findRoot((x) => Math.tanh(1e6 * (x - 0.25)), 0, 1).root).toBeCloseTo(0.25, 15);
    const jump = findRoot((x) => (x < 0.3 ? -1 : 1), 0, 1);
    expect(jump.root).toBeCloseTo(0.3, 14);
    expect(Math.abs(jump.residual)).toBe(1);
  });

  test("takes the bracket in either order and a root at its end", () => {
    expect(findRoot((x) => x - 2, 5, 0).root).toBe(2);
    expect(findRoot((x) => x, 0, 1).root).toBe(0);
    expect(findRoot((x) => x, -1, 0).root).toBe(0);
    expect(Math.abs(findRoot((x) => x ** 3 - 1e-30, -1, 2).root / 1e-10 - 1)).toBeLessThan(1e-15);
  });

  test("stops at the tolerance that is asked for", () => {
    const { bracket, evaluations } = findRoot((x) => x ** 5 - 0.1, 0, 1, { tolerance: 1e-3 });
    expect(bracket[1] - bracket[0]).toBeLessThanOrEqual(1.001e-3);
    expect(evaluations).toBeLessThan(findRoot((x) => x ** 5 - 0.1, 0, 1).evaluations);
  });

  test("refuses a bracket without a change of sign, and reports NaN and exhaustion as not converged", () => {
    expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow(/f\(-1\) = 2 and f\(1\) = 2/);
    expect(() => findRoot(() => Number.NaN, 0, 1)).toThrow(/changes sign/);
    expect(() => findRoot((x) => x, Number.NEGATIVE_INFINITY, 1)).toThrow(/finite ends/);
    expect(() => findRoot((x) => (x === 0 || x === 1 ? x - 0.5 : Number.NaN), 0, 1)).toThrow(/= NaN/);
    expect(() => findRoot((x) => x ** 9 - 0.1, 0, 1, { maxEvaluations: 4 })).toThrow(/bracket still/);
  });
});
