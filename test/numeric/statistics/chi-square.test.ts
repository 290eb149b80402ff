import { describe, expect, test } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import { chiSquareGoodnessOfFit, chiSquareTwoSample } from "../../../src/numeric/statistics/index.ts";
import { refusalOf } from "../../refusal.ts";
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

describe("the exact conditions of the tests", () => {
  test("a cell that expects just the least count stands alone, and a least count may be given", () => {
    const found = chiSquareGoodnessOfFit([4, 6], [0.5, 0.5]);
    expect(found).toEqual({ statistic: 0.4, degreesOfFreedom: 1, p: expect.closeTo(0.5270892568655381, 13), cells: 2 });
    expect(chiSquareGoodnessOfFit([4, 6, 0], [0.5, 0.5, 0], { leastExpected: 0 })).toEqual(found);
    expect(() => chiSquareGoodnessOfFit([4, 6], [0.5, 0.5], { leastExpected: 6 })).toThrow(/leave 1 cell after/);
  });

  test("probabilities may miss the sum 1 by 1e-9 and no more", async () => {
    expect(chiSquareGoodnessOfFit([10, 10], [0.5, 0.5 + 9e-10]).cells).toBe(2);
    expect(chiSquareGoodnessOfFit([10, 10], [0.5, 0.5 - 9e-10]).cells).toBe(2);
    for (const miss of [1.1e-9, -1.1e-9]) {
      expect((await refusalOf(() => chiSquareGoodnessOfFit([10, 10], [0.5, 0.5 + miss]))).code).toBe("domain");
    }
  });

  test("two samples of unequal size have Pearson's statistic of their table, also with swapped rows", () => {
    // By scipy.stats.chi2_contingency without correction.
    const [first, second] = [
      [10, 20, 30],
      [15, 15, 10],
    ];
    for (const found of [chiSquareTwoSample(first!, second!), chiSquareTwoSample(second!, first!)]) {
      expect(found.statistic).toBeCloseTo(8.035714285714285, 12);
      expect(found.p).toBeCloseTo(0.017991476826658487, 13);
      expect([found.degreesOfFreedom, found.cells]).toEqual([2, 3]);
    }
  });

  test("two samples are pooled by what the smaller one expects", () => {
    // Of 20 and 60 draws the smaller expects a quarter of each total: 5, 4.75 and 10.25, so the first two are one cell.
    const pooled = chiSquareTwoSample([5, 5, 10], [15, 14, 31]);
    expect(pooled.cells).toBe(2);
    expect(chiSquareTwoSample([15, 14, 31], [5, 5, 10]).cells).toBe(2);
    expect(chiSquareTwoSample([5, 5, 10], [15, 15, 30]).cells).toBe(3);
    expect(chiSquareTwoSample([5, 5, 10], [15, 14, 31], { leastExpected: 4 }).cells).toBe(3);
  });

  test("every refusal says what was found, what was expected and what to do", async () => {
    const cells = { expected: "at least one degree of freedom", advice: "draw more samples or use coarser cells" };
    const law = { expected: "numbers ≥ 0 with sum 1", advice: "normalise them, and add a cell for the rest" };
    const counts = { expected: "a whole number ≥ 0", advice: "pass counts, not frequencies" };
    for (const [call, found, rest] of [
      [() => chiSquareGoodnessOfFit([50, 50], [0.5, 0.5], { fitted: 1 }), "2 cells with 1 fitted parameters", cells],
      [() => chiSquareGoodnessOfFit([2, 1], [0.5, 0.5]), "3 draws that leave 0 cells after pooling", cells],
      [() => chiSquareTwoSample([5, 5], [1, 5]), "6 draws that leave 1 cell after pooling", cells],
      [() => chiSquareGoodnessOfFit([1, 1], [0.5, 1]), "cell probabilities that sum to 1.5", law],
      [() => chiSquareGoodnessOfFit([1, 1], [-1, 2]), "cell probabilities that are not all ≥ 0", law],
      [() => chiSquareGoodnessOfFit([1, 0.5], [0.5, 0.5]), "0.5 as the count of cell 1", counts],
      [() => chiSquareTwoSample([1, 1], [-2, 1]), "-2 as the count of cell 0", counts],
    ] as const) {
      expect(await refusalOf(call)).toMatchObject({ code: "domain", found, ...rest });
    }
    const sides = { expected: "the same cells on both sides", advice: "count both over the same edges" };
    for (const call of [() => chiSquareGoodnessOfFit([1, 2], [1]), () => chiSquareTwoSample([1, 2], [1])]) {
      expect(await refusalOf(call)).toMatchObject({ code: "shape", found: "2 and 1 cells", ...sides });
    }
    expect((await refusalOf(() => chiSquareTwoSample([1], [1]))).found).toBe("1 value for a χ² test");
  });
});
