import { describe, expect, test } from "vitest";
import { BoltzproofError } from "../../src/errors.ts";
import { gaussHermite, gaussLegendre, integrate } from "../../src/numeric/quadrature.ts";

/** Integrands with known integrals: [name, f, from, to, exact]. */
const KNOWN: readonly (readonly [string, (x: number) => number, number, number, number])[] = [
  ["an entire function", Math.exp, 0, 1, Math.E - 1],
  ["a polynomial of degree 30", (x) => 31 * x ** 30, 0, 1, 1],
  ["fast oscillations", (x) => Math.sin(50 * x) ** 2, 0, 10, 5 - Math.sin(1000) / 200],
  ["a kink", (x) => Math.abs(x - 0.3), 0, 1, 0.29],
  ["a jump", (x) => (x < 1 / 3 ? 1 : 0), 0, 1, 1 / 3],
  ["a root edge", (x) => Math.sqrt(x * (1 - x)), 0, 1, Math.PI / 8],
  ["an inverse root", (x) => 1 / Math.sqrt(x), 0, 1, 2],
  ["a logarithm", (x) => Math.log(x), 0, 1, -1],
  ["x to the −0.9", (x) => x ** -0.9, 0, 1, 10],
  ["a sharp peak", (x) => 1e-3 / (x * x + 1e-6), -1, 1, 2 * Math.atan(1000)],
  ["a normal law", (x) => Math.exp(-x * x), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Math.sqrt(Math.PI)],
  ["an exponential tail", (x) => Math.exp(-x), 0, Number.POSITIVE_INFINITY, 1],
  ["a left tail", (x) => x * Math.exp(x), Number.NEGATIVE_INFINITY, 0, -1],
  ["an algebraic tail", (x) => 1 / (x * x), 1, Number.POSITIVE_INFINITY, 1],
  ["an odd function, whose integral vanishes", Math.sin, -1, 1, 0],
];

describe("integrate", () => {
  test.each(KNOWN)("%s comes out within its error estimate and tolerance", (_, f, from, to, exact) => {
    const { value, error, evaluations } = integrate(f, from, to);
    expect(Math.abs(value - exact)).toBeLessThanOrEqual(error);
    expect(error).toBeLessThanOrEqual(Math.max(1e-10 * Math.abs(value), 1e-14 * (to - from)));
    expect(evaluations % 21).toBe(0);
  });

  test("reversed limits change the sign, equal limits give zero", () => {
    expect(integrate(Math.exp, 1, 0).value).toBe(-integrate(Math.exp, 0, 1).value);
    expect(integrate(Math.exp, 2, 2)).toEqual({ value: 0, error: 0, evaluations: 0 });
  });

  test("an absolute tolerance stops early, a relative one of 1e-14 is reached where rounding allows it", () => {
    const rough = integrate((x) => 1 / Math.sqrt(x), 0, 1, { absoluteTolerance: 1e-3 });
    expect(Math.abs(rough.value - 2)).toBeLessThan(1e-3);
    expect(rough.evaluations).toBeLessThan(1000);
    expect(integrate(Math.exp, 0, 1, { relativeTolerance: 1e-14 }).value).toBeCloseTo(Math.E - 1, 14);
  });

  test.each<[string, (x: number) => number, number]>([
    ["a pole inside", (x) => 1 / (x - 0.3), 1],
    ["a divergence at an end", (x) => 1 / x, 1],
    ["a tail that does not fall", () => 1, Number.POSITIVE_INFINITY],
    ["wild oscillations", (x) => Math.sin(1 / x) / x, 1],
    ["NaN", () => Number.NaN, 1],
    ["NaN in a part of the range", (x) => Math.sqrt(0.5 - x), 1],
  ])("%s is an error and never a number", (_, f, to) => {
    let caught: unknown;
    try {
      integrate(f, 0, to);
    } catch (e) {
      caught = e;
    }
    expect(caught).toBeInstanceOf(BoltzproofError);
    expect((caught as BoltzproofError).code).toBe("not-converged");
  });

  test("limits that are NaN are refused", () => {
    expect(() => integrate(Math.exp, 0, Number.NaN)).toThrow(/from 0 to NaN/);
  });
});

const apply = (rule: { nodes: Float64Array; weights: Float64Array }, f: (x: number) => number): number =>
  rule.weights.reduce((s, w, k) => s + w * f(rule.nodes[k]!), 0);

describe("Gauss rules", () => {
  test.each([1, 2, 3, 7, 20, 64])("Legendre with %i nodes is exact up to degree 2n − 1 and not beyond", (n) => {
    const rule = gaussLegendre(n);
    for (let degree = 0; degree <= 2 * n - 1; degree++) {
      const exact = degree % 2 === 0 ? 2 / (degree + 1) : 0;
      expect(Math.abs(apply(rule, (x) => x ** degree) - exact)).toBeLessThan(1e-14);
    }
    if (n <= 7) expect(Math.abs(apply(rule, (x) => x ** (2 * n)) - 2 / (2 * n + 1))).toBeGreaterThan(1e-5);
  });

  test("Legendre maps to any interval", () => {
    expect(apply(gaussLegendre(20, -1, 3), Math.exp)).toBeCloseTo(Math.exp(3) - Math.exp(-1), 12);
    expect(gaussLegendre(3, 2, 4).nodes[1]).toBe(3);
  });

  test.each([1, 2, 5, 16, 40])("Hermite with %i nodes gives the even moments (k − ½)! up to degree 2n − 1", (n) => {
    const rule = gaussHermite(n);
    let exact = Math.sqrt(Math.PI);
    for (let k = 0; 2 * k <= 2 * n - 1; k++) {
      expect(apply(rule, (x) => x ** (2 * k)) / exact).toBeCloseTo(1, 12);
      exact *= k + 0.5;
    }
    expect(Math.abs(apply(rule, (x) => x ** 3))).toBeLessThan(1e-13);
  });

  test("Hermite keeps the relative precision of its smallest weights", () => {
    // w = 2^(n−1) n! √π / (n² H_{n−1}(x)²), here as 1/(n p²) with p the orthonormal form of H_{n−1} by recurrence.
    const { nodes, weights } = gaussHermite(40);
    nodes.forEach((x, k) => {
      let [before, p] = [0, Math.PI ** -0.25];
      for (let j = 0; j < 39; j++) [before, p] = [p, x * Math.sqrt(2 / (j + 1)) * p - Math.sqrt(j / (j + 1)) * before];
      expect(weights[k]! * 40 * p * p).toBeCloseTo(1, 10);
    });
    expect(weights[0]).toBeLessThan(1e-28);
    expect(gaussHermite(3).weights[1]).toBeCloseTo((2 / 3) * Math.sqrt(Math.PI), 14);
  });

  test("an expectation over a normal law follows with the factor √2", () => {
    const { nodes, weights } = gaussHermite(30);
    const expectation = weights.reduce((s, w, k) => s + w * Math.cos(Math.SQRT2 * nodes[k]!), 0) / Math.sqrt(Math.PI);
    expect(expectation).toBeCloseTo(Math.exp(-0.5), 14);
  });

  test("large rules stay finite and symmetric, impossible ones are refused", () => {
    const rule = gaussHermite(300);
    expect(rule.weights.every(Number.isFinite)).toBe(true);
    expect(apply(rule, () => 1)).toBeCloseTo(Math.sqrt(Math.PI), 13);
    expect(rule.nodes.map((x) => -x).reverse()).toEqual(rule.nodes);
    for (const n of [0, 2.5, 513, Number.NaN]) expect(() => gaussLegendre(n)).toThrow(/from 1 to 512/);
  });
});
