import { describe, expect, test } from "vitest";
import {
  baseRateBias,
  baseRateLogLikelihood,
  countOnPerUnit,
  packBitsByRow,
  uniformRandomData,
} from "../../src/data/index.ts";
import { getBit, packBits } from "../../src/numeric/bits.ts";
import { matrixFromRows } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";

describe("first-order statistics", () => {
  test("counts of on units agree with a walk over the bits", () => {
    const { bits } = uniformRandomData(50, 70, Rng.fromSeed(1));
    const slow = Array.from({ length: 70 }, (_, j) => {
      let n = 0;
      for (let i = 0; i < 50; i++) n += getBit(bits, i, j);
      return n;
    });
    expect([...countOnPerUnit(bits)]).toEqual(slow);
  });

  test("the base-rate bias is logit((n_on + 1)/(rows + 2))", () => {
    const bits = packBits(
      matrixFromRows([
        [1, 0, 1],
        [1, 0, 0],
        [1, 0, 0],
      ]),
    );
    const [always, never, once] = baseRateBias(bits);
    expect(always).toBeCloseTo(Math.log(4), 14);
    expect(never).toBeCloseTo(-Math.log(4), 14);
    expect(once).toBeCloseTo(Math.log(2 / 3), 14);
  });

  test("the base-rate likelihood is the mean of ln p over the rows, also for huge biases", () => {
    const bits = packBits(
      matrixFromRows([
        [1, 0],
        [0, 0],
      ]),
    );
    const logP = (v: readonly number[], b: readonly number[]) =>
      v.reduce((sum, x, i) => sum + Math.log(1 / (1 + Math.exp(x ? -b[i]! : b[i]!))), 0);
    const b = [0.3, -1.2];
    const expected = (logP([1, 0], b) + logP([0, 0], b)) / 2;
    expect(baseRateLogLikelihood(bits, Float64Array.from(b))).toBeCloseTo(expected, 14);
    expect(baseRateLogLikelihood(bits, Float64Array.of(1000, -1000))).toBe(-500);
  });

  test("packed bytes are those of numpy.packbits along rows", () => {
    const row = [1, 0, 1, 1, 0, 0, 0, 1, 0, 1];
    const bits = packBits(matrixFromRows([row, row.map((x) => 1 - x)]));
    expect([...packBitsByRow(bits)]).toEqual([0b10110001, 0b01000000, 0b01001110, 0b10000000]);
  });
});
