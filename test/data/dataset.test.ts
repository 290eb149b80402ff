import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dataSet, miniBatches, onFraction, selectRows, splitDataSet } from "../../src/data/index.ts";
import { bitMatrix, getBit, packBits, setBit } from "../../src/numeric/bits.ts";
import { matrixFrom } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { refusalOf } from "../refusal.ts";

/** Row i is the number i in binary. */
function countingData(rows: number, units = 40) {
  const bits = packBits(matrixFrom(rows, units, (i, j) => (j < 31 && (i >> j) & 1 ? 1 : 0)));
  const labels = Uint8Array.from({ length: rows }, (_, i) => i % 10);
  return dataSet({ bits, labels, meta: { source: "counting", split: "all", binarization: "none", sha256: "of all" } });
}

describe("mini-batches", () => {
  test("use every row at most once and only full batches", () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), fc.nat());
    fc.assert(
      fc.property(sizes, ([rows, size, seed]) => {
        fc.pre(size <= rows);
        const batches = miniBatches(rows, size, Rng.fromSeed(seed));
        expect(batches.length).toBe(Math.floor(rows / size));
        expect(batches.every((batch) => batch.length === size)).toBe(true);
        const used = batches.flatMap((batch) => [...batch]);
        expect(new Set(used).size).toBe(used.length);
        expect(Math.max(...used)).toBeLessThan(rows);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("are the same for the same stream and differ for another epoch's stream", () => {
    const rng = Rng.fromSeed(3);
    expect(miniBatches(100, 10, rng.child(1))).toEqual(miniBatches(100, 10, rng.child(1)));
    expect(miniBatches(100, 10, rng.child(1))).not.toEqual(miniBatches(100, 10, rng.child(2)));
  });

  test.each([0, 101, 2.5])("refuse a batch of %d of 100 rows", async (size) => {
    const error = await refusalOf(() => miniBatches(100, size, Rng.fromSeed(1)));
    expect(error.code).toBe("domain");
    expect(error.message).toContain(`a mini-batch of ${size} rows`);
  });
});

describe("rows and splits", () => {
  test("selected rows are copies in the asked order", () => {
    const { bits } = countingData(20);
    const some = selectRows(bits, [7, 7, 0]);
    expect([0, 1, 2].map((i) => some.words[i * some.stride])).toEqual([7, 7, 0]);
    setBit(some, 2, 5, true);
    expect(getBit(bits, 0, 5)).toBe(0);
  });

  test.each([-1, 20, Number.NaN])("row %d of 20 cannot be selected", async (row) => {
    expect((await refusalOf(() => selectRows(countingData(20).bits, [row]))).code).toBe("domain");
  });

  test("a split keeps every row once, its label with it, and drops the hash of the whole", () => {
    const { train, test: held } = splitDataSet(countingData(100), 30, Rng.fromSeed(5));
    const number = (i: number, part: typeof train) => part.bits.words[i * part.bits.stride]!;
    const numbers = [train, held].map((part) => Array.from({ length: part.bits.rows }, (_, i) => number(i, part)));
    expect(numbers[1]).toHaveLength(30);
    expect(numbers.flat().sort((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...held.labels!]).toEqual(numbers[1]!.map((n) => n % 10));
    expect([train.meta.split, held.meta.split]).toEqual(["train", "test"]);
    expect(train.meta.sha256).toBeUndefined();
  });

  test.each([0, 100, 1.5])("a test half of %d of 100 rows is refused", async (rows) => {
    expect((await refusalOf(() => splitDataSet(countingData(100), rows, Rng.fromSeed(1)))).code).toBe("domain");
  });

  test("labels that do not match the rows are refused", async () => {
    const { bits, meta } = countingData(4);
    const error = await refusalOf(() => dataSet({ bits, labels: new Uint8Array(3), meta }));
    expect(error.message).toContain("3 labels for 4 rows");
  });

  test("the fraction of on units counts bits, also where a row ends inside a word", () => {
    const bits = bitMatrix(3, 33);
    for (let j = 0; j < 33; j++) setBit(bits, 1, j, true);
    expect(onFraction(bits)).toBe(1 / 3);
    expect(onFraction(bitMatrix(0, 33))).toBe(0);
  });
});
