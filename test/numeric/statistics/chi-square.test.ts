import { describe, expect, test } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import { chiSquareGoodnessOfFit, chiSquareTwoSample } from "../../../src/numeric/statistics/index.ts";
import { expectUniform } from "./uniform.ts";

const LAW = Float64Array.from({ length: 20 }, (_, i) => (i + 1) / 210);

function drawCounts(rng: Rng, law: Float64Array, n: number): Float64Array {
  const counts = new Float64Array(law.length);
  for (let k = 0; k < n; k++) {
    let left = rng.uniform();
    let cell = 0;
    while (cell < law.length - 1 && left >= law[cell]!) left -= law[cell++]!;
    counts[cell]!++;
  }
  return counts;
}

describe("chiSquareGoodnessOfFit", () => {
  test("computes Mendel's peas", () => {
    const { statistic, degreesOfFreedom, p, cells } = chiSquareGoodnessOfFit(
      [315, 108, 101, 32],
      [9 / 16, 3 / 16, 3 / 16, 1 / 16],
    );
    expect(statistic).toBeCloseTo(0.4700239808153477, 13);
    expect([degreesOfFreedom, cells]).toEqual([3, 4]);
    expect(p).toBeCloseTo(0.925425895103616, 12);
  });

  test("pools the rarest cells until each group expects five, whatever their order", () => {
    const law = [0.02, 0.4, 0.02, 0.01, 0.55];
    const pooled = chiSquareGoodnessOfFit([3, 38, 2, 1, 56], law);
    // Of 100 draws the rare cells expect 1, 2 and 2: together 5, with 6 found.
    expect(pooled.statistic).toBeCloseTo(1 / 5 + 4 / 40 + 1 / 55, 13);
    expect(pooled.cells).toBe(3);
    expect(chiSquareGoodnessOfFit([3, 38, 2, 1, 56], law, { leastExpected: 1 }).cells).toBe(5);
  });

  test("a remainder that expects less than five joins the last group", () => {
    // Five cells of 4 each pair up, and the fifth goes to the second pair: 6 for 8 and 14 for 12.
    const { statistic, cells } = chiSquareGoodnessOfFit([2, 4, 5, 4, 5], new Float64Array(5).fill(0.2));
    expect(cells).toBe(2);
    expect(statistic).toBeCloseTo(4 / 8 + 4 / 12, 13);
    expect(() => chiSquareGoodnessOfFit([3, 3, 3], [0.3, 0.3, 0.4])).toThrow(/9 draws that leave 1 cell /);
  });

  test.each([100, 1000])("p-values of true hypotheses are uniform at n = %i, sparse cells and all", (n) => {
    const rng = Rng.fromSeed(n);
    expectUniform(Array.from({ length: 1000 }, () => chiSquareGoodnessOfFit(drawCounts(rng, LAW, n), LAW).p));
  });

  test("finds a wrong law, and a count where none may be refutes outright", () => {
    const counts = drawCounts(Rng.fromSeed(2), LAW, 4000);
    expect(chiSquareGoodnessOfFit(counts, LAW.toReversed()).p).toBeLessThan(1e-100);
    const impossible = chiSquareGoodnessOfFit([50, 50, 1], [0.5, 0.5, 0]);
    expect([impossible.statistic, impossible.p]).toEqual([Number.POSITIVE_INFINITY, 0]);
    expect(chiSquareGoodnessOfFit([50, 51, 0], [0.5, 0.5, 0]).p).toBeGreaterThan(0.5);
  });

  test("fitted parameters cost degrees of freedom", () => {
    expect(chiSquareGoodnessOfFit([30, 40, 30], [0.3, 0.4, 0.3], { fitted: 1 }).degreesOfFreedom).toBe(1);
    expect(() => chiSquareGoodnessOfFit([50, 50], [0.5, 0.5], { fitted: 1 })).toThrow(/fitted parameters/);
  });

  test("refuses frequencies, laws that are not normalised, NaN, and too few draws", () => {
    expect(() => chiSquareGoodnessOfFit([0.3, 0.7], [0.3, 0.7])).toThrow(/pass counts, not frequencies/);
    expect(() => chiSquareGoodnessOfFit([10, -1], [0.5, 0.5])).toThrow(/-1 as the count of cell 1/);
    expect(() => chiSquareGoodnessOfFit([10, 10], [0.5, 0.6])).toThrow(/sum to 1.1/);
    expect(() => chiSquareGoodnessOfFit([10, 10], [1.5, -0.5])).toThrow(/not all ≥ 0/);
    expect(() => chiSquareGoodnessOfFit([10, 10], [0.5, Number.NaN])).toThrow(/not all ≥ 0/);
    expect(() => chiSquareGoodnessOfFit([10, 10], [1])).toThrow(/2 and 1 cells/);
    expect(() => chiSquareGoodnessOfFit([2, 1], [0.5, 0.5])).toThrow(/3 draws that leave 0 cells/);
  });
});

describe("chiSquareTwoSample", () => {
  test("equals the textbook statistic of a two-row table", () => {
    // (ad − bc)² n / products of the margins, for the table 20 30 / 40 10.
    expect(chiSquareTwoSample([20, 30], [40, 10]).statistic).toBeCloseTo(
      ((20 * 10 - 30 * 40) ** 2 * 100) / (50 * 50 * 60 * 40),
      12,
    );
    expect(chiSquareTwoSample([20, 30], [40, 10]).degreesOfFreedom).toBe(1);
  });

  test("p-values of true hypotheses are uniform for samples of different size", () => {
    const rng = Rng.fromSeed(3);
    const once = () => chiSquareTwoSample(drawCounts(rng, LAW, 300), drawCounts(rng, LAW, 500)).p;
    expectUniform(Array.from({ length: 1000 }, once));
  });

  test("finds different laws, accepts proportional counts, and pools cells that are empty on both sides", () => {
    const rng = Rng.fromSeed(4);
    const tilted = chiSquareTwoSample(drawCounts(rng, LAW, 2000), drawCounts(rng, LAW.toReversed(), 2000));
    expect(tilted.p).toBeLessThan(1e-50);
    const same = chiSquareTwoSample([10, 20, 30, 0], [20, 40, 60, 0]);
    expect(same.statistic).toBeCloseTo(0, 13);
    expect(same.cells).toBe(3);
    expect(() => chiSquareTwoSample([10], [10])).toThrow(/at least 2/);
    expect(() => chiSquareTwoSample([0, 0], [10, 10])).toThrow(/after pooling/);
  });
});
