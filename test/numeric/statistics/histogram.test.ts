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
import { refusalOf } from "../../refusal.ts";

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

describe("exact values and refusals", () => {
  test("equal bins have exact edges, a density per width, and may be empty or one", () => {
    expect(Array.from(uniformEdges({ low: 1, high: 3, bins: 4 }))).toEqual([1, 1.5, 2, 2.5, 3]);
    expect(Array.from(uniformEdges({ low: -1, high: 1, bins: 1 }))).toEqual([-1, 1]);
    const h = histogram([0, 0.5, 1.5, 5, -1], [0, 1, 3]);
    expect(h).toEqual({ edges: Float64Array.of(0, 1, 3), counts: Float64Array.of(2, 1), below: 1, above: 1 });
    expect(Array.from(histogramDensity(h))).toEqual([2 / 3, 1 / 6]);
    expect(histogram([], [0, 1]).counts).toEqual(Float64Array.of(0));
  });

  test("ε stands where the source has it", () => {
    // p = (1/4, 3/4), q = (1/2, 1/2), ε = 1/4.
    const [kl, js] = [kullbackLeibler([1, 3], [2, 2], 0.25), jensenShannon([1, 3], [2, 2], 0.25)];
    expect(kl).toBeCloseTo(0.25 * Math.log(2 / 3) + 0.75 * Math.log(4 / 3), 15);
    const toMiddle = 0.25 * Math.log(1 / 1) + 0.75 * Math.log(2 / 1.5);
    const back = 0.5 * Math.log(1.5 / 1) + 0.5 * Math.log(1.5 / 1.5);
    expect(js).toBeCloseTo((toMiddle + back) / 2, 15);
  });

  test("every refusal says what was found, what was expected and what to do", async () => {
    const bins = {
      expected: "a whole number of bins ≥ 1, and finite ends with low < high",
      advice: "take the smallest and largest value of a sample that varies",
    };
    const edges = { expected: "at least two finite edges that rise", advice: "sort the edges and drop repeated ones" };
    const entries = {
      expected: "entries ≥ 0 with a positive sum",
      advice: "check that the values fall between the edges",
    };
    for (const [call, found, rest] of [
      [() => uniformEdges({ low: 0, high: 1, bins: 0 }), "0 bins from 0 to 1", bins],
      [() => uniformEdges({ low: 0, high: 1, bins: 1.5 }), "1.5 bins from 0 to 1", bins],
      [() => uniformEdges({ low: 1, high: 1, bins: 2 }), "2 bins from 1 to 1", bins],
      [() => uniformEdges({ low: 0, high: Number.POSITIVE_INFINITY, bins: 2 }), "2 bins from 0 to Infinity", bins],
      [() => uniformEdges({ low: -1e308, high: 1e308, bins: 2 }), "2 bins from -1e+308 to 1e+308", bins],
      [() => histogram([1], [0, 2, 1]), "edge 2 at 1 after 2", edges],
      [() => histogram([1], [0, 1, Number.POSITIVE_INFINITY]), "edge 2 at Infinity after 1", edges],
      [() => histogram([1], [Number.NaN, 1]), "edge 0 at NaN", edges],
      [() => histogram([1], [0]), "1 edges", edges],
      [() => histogram([1], []), "0 edges", edges],
      [() => kullbackLeibler([1, -1], [1, 1]), "a histogram with an entry that is not ≥ 0", entries],
      [() => kullbackLeibler([1, 1], [Number.NaN, 1]), "a histogram with an entry that is not ≥ 0", entries],
      [() => jensenShannon([1, 1], [0, 0]), "a histogram with sum 0", entries],
      [() => jensenShannon([1e308, 1e308], [1, 1]), "a histogram with sum Infinity", entries],
    ] as const) {
      expect(await refusalOf(call)).toMatchObject({ code: "domain", found, ...rest });
    }
    for (const divergence of [kullbackLeibler, jensenShannon]) {
      expect(await refusalOf(() => divergence([1, 2], [1]))).toMatchObject({
        code: "shape",
        found: "histograms of 2 and 1 bins",
        expected: "the same bins",
        advice: "count both over the same edges",
      });
    }
    expect((await refusalOf(() => histogram([Number.NaN], [0, 1]))).found).toBe(
      "NaN at position 0 of a sample for a histogram",
    );
  });
});
