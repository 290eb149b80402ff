import { expect, test } from "vitest";
import { sampleMoments, variance } from "../../../src/numeric/index.ts";
import { column, matrix, matrixFromRows } from "../../../src/numeric/matrix.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { refusalOf } from "../../refusal.ts";

test("the covariance of samples is the unbiased one, and the samples are centred", () => {
  const { mean, covariance, centred } = sampleMoments(
    matrixFromRows([
      [1, 2],
      [3, 2],
      [5, 8],
    ]),
  );
  expect([...mean]).toEqual([3, 4]);
  expect([...covariance.data]).toEqual([4, 6, 6, 12]);
  expect([...centred.data]).toEqual([-2, -2, 0, -2, 2, 4]);
});

test("a large mean costs no digits", () => {
  const x = matrix(200, 3, Rng.fromSeed(1).normals(600));
  const shifted = matrix(
    200,
    3,
    x.data.map((t) => t + 1e6),
  );
  const { covariance } = sampleMoments(shifted);
  expect(covariance.data[4]).toBeCloseTo(variance(column(x, 1)), 8);
});

test("one row, and a NaN, are refused", async () => {
  expect(await refusalOf(() => sampleMoments(matrix(1, 3)))).toMatchObject({
    code: "shape",
    found: "1 row for a covariance",
    expected: "at least 2",
    advice: "pass one sample a row",
  });
  expect((await refusalOf(() => sampleMoments(matrix(0, 3)))).found).toBe("0 values for a covariance");
  expect(await refusalOf(() => sampleMoments(matrix(2, 1, Float64Array.of(1, Number.NaN))))).toMatchObject({
    code: "not-finite",
    found: "NaN at position 1 of a sample for a covariance",
  });
});

test("two rows are enough", () => {
  const { mean, covariance } = sampleMoments(
    matrixFromRows([
      [1, 5],
      [3, 1],
    ]),
  );
  expect([...mean]).toEqual([2, 3]);
  expect([...covariance.data]).toEqual([2, -4, -4, 8]);
});
