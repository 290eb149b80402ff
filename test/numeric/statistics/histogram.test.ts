import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import {
  histogram,
  histogramDensity,
  jensenShannon,
  kullbackLeibler,
  uniformEdges,
} from "../../../src/numeric/statistics/index.ts";

const values = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 60 });

describe("histogram", () => {
  test("counts every value once: in its bin, below or above", () => {
    const edges = [-2, -1.5, 0, 0.1, 2];
    fc.assert(
      fc.property(values, (x) => {
        const h = histogram(x, edges);
        h.counts.forEach((count, k) => {
          const last = k === h.counts.length - 1;
          const inside = x.filter((t) => t >= edges[k]! && (t < edges[k + 1]! || (last && t === edges[k + 1])));
          expect(count).toBe(inside.length);
        });
        expect(h.counts.reduce((s, c) => s + c, 0) + h.below + h.above).toBe(x.length);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("edges belong to the bin on their right, the last one to the last bin", () => {
    const h = histogram([0, 1, 2, 3, -1, 4], { low: 0, high: 3, bins: 3 });
    expect(Array.from(h.counts)).toEqual([1, 1, 2]);
    expect([h.below, h.above]).toEqual([1, 1]);
    expect(Array.from(uniformEdges({ low: 0, high: 3, bins: 3 }))).toEqual([0, 1, 2, 3]);
    const inexact = uniformEdges({ low: 0.1, high: 0.7, bins: 1000 });
    expect([inexact[0], inexact[1000]]).toEqual([0.1, 0.7]);
  });

  test("the density integrates to one over the counted values", () => {
    const h = histogram(Rng.fromSeed(1).normals(1000), [-3, -1, 0, 0.5, 3]);
    const integral = histogramDensity(h).reduce((s, d, k) => s + d * (h.edges[k + 1]! - h.edges[k]!), 0);
    expect(integral).toBeCloseTo(1, 14);
  });

  test("refuses edges that do not rise, empty ranges and NaN", () => {
    expect(() => histogram([1], [0, 1, 1])).toThrow(/edge 2 at 1 after 1/);
    expect(() => histogram([1], [0])).toThrow(/1 edges/);
    expect(() => histogram([Number.NaN], [0, 1])).toThrow(/NaN at position 0/);
    for (const bins of [0, 1.5]) expect(() => uniformEdges({ low: 0, high: 1, bins })).toThrow(/whole number of bins/);
    expect(() => uniformEdges({ low: 1, high: 1, bins: 5 })).toThrow(/low < high/);
  });
});

describe("divergences", () => {
  const law = fc
    .array(fc.integer({ min: 0, max: 50 }), { minLength: 6, maxLength: 6 })
    .filter((x) => x.some((c) => c > 0));

  test("the Jensen–Shannon divergence is symmetric, between 0 and ln 2, and 0 only for equal laws", () => {
    fc.assert(
      fc.property(law, law, (p, q) => {
        const d = jensenShannon(p, q);
        expect(d).toBeCloseTo(jensenShannon(q, p), 12);
        expect(d).toBeGreaterThan(-1e-9);
        expect(d).toBeLessThan(Math.LN2 + 1e-8);
        const occupied = p.filter((c) => c > 0).length;
        expect(
          jensenShannon(
            p,
            p.map((c) => 3 * c),
          ),
        ).toBeCloseTo((occupied * 1e-9) / 2, 14);
        expect(kullbackLeibler(p, q)).toBeGreaterThan(-1e-7);
      }),
      { seed: 1, numRuns: 200 },
    );
    expect(jensenShannon([1, 0], [0, 1])).toBeCloseTo(Math.LN2, 8);
  });

  test("without ε they are the textbook sums, in nats", () => {
    const [p, q] = [
      [1, 3],
      [2, 2],
    ];
    const kl = (a: number[], b: number[]) => a.reduce((s, x, k) => s + x * Math.log(x / b[k]!), 0);
    expect(kullbackLeibler(p!, q!, 0)).toBeCloseTo(kl([0.25, 0.75], [0.5, 0.5]), 15);
    const middle = [0.375, 0.625];
    expect(jensenShannon(p!, q!, 0)).toBeCloseTo((kl([0.25, 0.75], middle) + kl([0.5, 0.5], middle)) / 2, 15);
  });

  test("ε keeps empty bins finite at ln(p/ε)", () => {
    expect(kullbackLeibler([1, 0], [0, 1])).toBeCloseTo(Math.log(1e9), 6);
    expect(kullbackLeibler([1, 0], [0, 1], 1e-3)).toBeCloseTo(Math.log(1001), 12);
  });

  test("two samples of n values of one law diverge by (B − 1)/(4n) on average over B bins", () => {
    const rng = Rng.fromSeed(2);
    const [n, bins, runs] = [5000, 50, 100];
    let sum = 0;
    for (let run = 0; run < runs; run++) {
      const draw = () =>
        histogram(
          Float64Array.from({ length: n }, () => rng.uniform()),
          { low: 0, high: 1, bins },
        );
      sum += jensenShannon(draw().counts, draw().counts);
    }
    // 4n·JS is nearly χ² with B − 1 degrees of freedom, so the mean of 100 has a relative deviation of 2 %.
    expect(Math.abs(sum / runs / ((bins - 1) / (4 * n)) - 1)).toBeLessThan(0.06);
  });

  test("refuses different bins, negative and empty histograms", () => {
    expect(() => jensenShannon([1, 2], [1])).toThrow(/2 and 1 bins/);
    expect(() => kullbackLeibler([1, -1], [1, 1])).toThrow(/not ≥ 0/);
    expect(() => jensenShannon([0, 0], [1, 1])).toThrow(/sum 0/);
  });
});
