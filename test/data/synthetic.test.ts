import { describe, expect, test } from "vitest";
import { onFraction, plantedPatternData, treeStructuredData, uniformRandomData } from "../../src/data/index.ts";
import { type BitMatrix, getBit } from "../../src/numeric/bits.ts";
import { Rng } from "../../src/numeric/random.ts";
import { refusalOf } from "../refusal.ts";

/** Mean of s_i s'_i of two rows in ±1 language. */
function overlap(a: BitMatrix, i: number, b: BitMatrix, j: number): number {
  let sum = 0;
  for (let k = 0; k < a.cols; k++) sum += getBit(a, i, k) === getBit(b, j, k) ? 1 : -1;
  return sum / a.cols;
}

describe("tree-structured data", () => {
  const units = 40_000;
  const tree = treeStructuredData({ units, rows: 16, overlaps: [0.5, 0.7, 0.9], rowOverlap: 0.8 }, Rng.fromSeed(4));

  test("leaves overlap by the product of the squared overlaps below their last common ancestor", () => {
    const expectedAt = [1, 0.9 ** 2, 0.9 ** 2 * 0.7 ** 2, 0.9 ** 2 * 0.7 ** 2 * 0.5 ** 2];
    expect(tree.prototypes.rows).toBe(8);
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < i; j++) {
        const levelsApart = 32 - Math.clz32(i ^ j);
        const error = overlap(tree.prototypes, i, tree.prototypes, j) - expectedAt[levelsApart]!;
        expect(Math.abs(error) * Math.sqrt(units)).toBeLessThan(4.5); // 28 pairs, standard error below 1/√units
      }
    }
  });

  test("each row overlaps with the leaf of its label as asked, and every leaf has the same number of rows", () => {
    for (let i = 0; i < 16; i++) {
      const error = overlap(tree.bits, i, tree.prototypes, tree.labels![i]!) - 0.8;
      expect(Math.abs(error) * Math.sqrt(units)).toBeLessThan(4.5);
    }
    expect([...tree.labels!].sort()).toEqual(Array.from({ length: 16 }, (_, i) => Math.floor(i / 2)));
  });

  test("three levels of two children are the default", () => {
    expect(treeStructuredData({ units: 96, rows: 10 }, Rng.fromSeed(1)).prototypes.rows).toBe(8);
  });
});

describe("planted patterns", () => {
  test("rows overlap with their pattern as asked", () => {
    const data = plantedPatternData({ units: 40_000, rows: 6, patterns: 3, overlap: 0.6 }, Rng.fromSeed(8));
    for (let i = 0; i < 6; i++) {
      expect(Math.abs(overlap(data.bits, i, data.prototypes, data.labels![i]!) - 0.6) * 200).toBeLessThan(4.5);
    }
    expect(Math.abs(overlap(data.prototypes, 0, data.prototypes, 1)) * 200).toBeLessThan(4.5);
  });

  test("the symmetric set holds every pattern and its mirror image, with clean padding", () => {
    const data = plantedPatternData({ units: 37, rows: 8, patterns: 2, overlap: 1, symmetric: true }, Rng.fromSeed(8));
    for (let i = 0; i < 8; i++) {
      const label = data.labels![i]!;
      expect(overlap(data.bits, i, data.prototypes, label)).toBe(1);
      expect(overlap(data.bits, i, data.prototypes, (label + 2) % 4)).toBe(-1);
    }
    expect(data.meta.onFraction).toBe(0.5); // bits beyond unit 37 would be counted
  });
});

describe("data without structure", () => {
  test("half of the units are on, within the error of a fair coin", () => {
    const { bits } = uniformRandomData(1000, 333, Rng.fromSeed(6));
    expect(Math.abs(onFraction(bits) - 0.5) * 2 * Math.sqrt(333_000)).toBeLessThan(4);
  });
});

describe("synthetic data", () => {
  test("the same seed gives the same bits", () => {
    const draw = (seed: number) => treeStructuredData({ units: 96, rows: 64 }, Rng.fromSeed(seed)).bits.words;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  const bad: [string, () => unknown][] = [
    ["an overlap above 1", () => plantedPatternData({ units: 4, rows: 4, overlap: 1.1 }, Rng.fromSeed(1))],
    [
      "an overlap that is no number",
      () => treeStructuredData({ units: 4, rows: 4, overlaps: [Number.NaN] }, Rng.fromSeed(1)),
    ],
    ["no units", () => uniformRandomData(4, 0, Rng.fromSeed(1))],
    ["half a row", () => uniformRandomData(0.5, 4, Rng.fromSeed(1))],
    ["more leaves than labels", () => treeStructuredData({ units: 4, rows: 4, branching: 7 }, Rng.fromSeed(1))],
  ];
  test.each(bad)("%s is refused", async (_, call) => {
    expect((await refusalOf(call)).code).toBe("domain");
  });
});
