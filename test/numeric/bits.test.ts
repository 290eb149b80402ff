import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bitMatrix,
  getBit,
  packBits,
  popcountRow,
  setBit,
  sumsOverSetBits,
  unpackBits,
} from "../../src/numeric/bits.ts";
import { matrix } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";

/** Shapes on both sides of the word size. */
const states = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(1, 2, 31, 32, 33, 64, 70), fc.constantFrom(0, -1))
  .chain(([rows, cols, off]) =>
    fc
      .array(fc.constantFrom(off, 1), { minLength: rows * cols, maxLength: rows * cols })
      .map((x) => ({ off: off as 0 | -1, a: matrix(rows, cols, Float64Array.from(x)) })),
  );

test("packing and unpacking restores {0, 1} and ±1 states", () => {
  fc.assert(
    fc.property(states, ({ off, a }) => {
      expect(unpackBits(packBits(a), off)).toEqual(a);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("the unused bits of the last word stay 0, so whole words can be counted and compared", () => {
  fc.assert(
    fc.property(states, ({ a }) => {
      const b = packBits(a);
      for (let i = 0; i < a.rows; i++) {
        const ones = a.data.subarray(i * a.cols, (i + 1) * a.cols).filter((x) => x > 0).length;
        expect(popcountRow(b, i)).toBe(ones);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("setting a bit changes that bit alone, on and off", () => {
  fc.assert(
    fc.property(states, fc.nat(), fc.boolean(), ({ a }, k, on) => {
      const b = packBits(a);
      const [i, j] = [Math.floor((k % a.data.length) / a.cols), k % a.cols];
      const before = unpackBits(b).data;
      setBit(b, i, j, on);
      expect(getBit(b, i, j)).toBe(on ? 1 : 0);
      before[i * a.cols + j] = on ? 1 : 0;
      expect(unpackBits(b).data).toEqual(before);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("unpacking picks rows in the order asked for, with repetition", () => {
  const b = packBits(matrix(3, 2, Float64Array.of(1, 0, 0, 1, 1, 1)));
  expect(Array.from(unpackBits(b, 0, [2, 0, 2]).data)).toEqual([1, 1, 1, 0, 1, 1]);
});

test("words that do not fill the rows are refused", () => {
  expect(() => bitMatrix(2, 33, new Uint32Array(2))).toThrow(/2 words for 2×33 bits, expected 4/);
});

test("sums over the set bits are the products with a vector, at any width and with padded rows", () => {
  const rng = Rng.fromSeed(4);
  for (const cols of [1, 8, 31, 32, 33, 100]) {
    const states = matrix(
      5,
      cols,
      Float64Array.from({ length: 5 * cols }, () => (rng.uniform() < 0.5 ? 1 : 0)),
    );
    const x = Float64Array.from({ length: cols }, () => rng.normal());
    const { stride, words } = packBits(states);
    const padded = new Uint32Array(5 * (stride + 2));
    for (let r = 0; r < 5; r++) padded.set(words.subarray(r * stride, (r + 1) * stride), r * (stride + 2));
    const sums = sumsOverSetBits(padded, stride + 2, 5, x);
    for (let r = 0; r < 5; r++) {
      const direct = x.reduce((sum, t, j) => sum + t * states.data[r * cols + j]!, 0);
      expect(sums[r]).toBeCloseTo(direct, 12);
    }
  }
});
