import { describe, expect, test } from "vitest";
import {
  identity,
  matrix,
  maxAbsDifference,
  multiply,
  multiplyTransposed,
  transpose,
} from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { type CompleteModes, Rbm, type SingularModes, singularModes } from "../../src/rbm/index.ts";

const rng = Rng.fromSeed(6);
const product = ({ U, lambda, V }: SingularModes): Float64Array =>
  multiply(
    matrix(
      U.rows,
      U.cols,
      U.data.map((u, k) => u * lambda[k % U.cols]!),
    ),
    transpose(V),
  ).data;

describe.each([
  [9, 4],
  [4, 9],
  [6, 6],
])("singular modes of a %d×%d machine", (N, M) => {
  const rbm = new Rbm({ W: matrix(N, M, rng.child(`${N} ${M}`).normals(N * M)) });
  const modes = singularModes(rbm, { complete: true });

  test("multiply back to the weights, largest first", () => {
    expect(maxAbsDifference(product(modes), rbm.W.data)).toBeLessThan(1e-13);
    expect([...modes.lambda].sort((x, y) => y - x)).toEqual([...modes.lambda]);
    expect(modes.lambda).toHaveLength(Math.min(N, M));
  });

  test("have left vectors with non-negative sums (A13)", () => {
    const sums = multiply(matrix(1, N, new Float64Array(N).fill(1)), modes.U).data;
    expect(Math.min(...sums)).toBeGreaterThanOrEqual(0);
  });

  test("are completed by zero modes to two orthonormal bases", () => {
    expect([modes.zeroU.cols, modes.zeroV.cols]).toEqual([N - modes.U.cols, M - modes.V.cols]);
    for (const [A, B] of pairs(modes)) {
      const basis = matrix(A.rows, A.rows);
      A.data.forEach((x, k) => {
        basis.data[Math.floor(k / A.cols) * A.rows + (k % A.cols)] = x;
      });
      B.data.forEach((x, k) => {
        basis.data[Math.floor(k / B.cols) * A.rows + A.cols + (k % B.cols)] = x;
      });
      expect(maxAbsDifference(multiplyTransposed(basis, basis).data, identity(A.rows).data)).toBeLessThan(1e-13);
    }
  });

  test("can be cut to the leading ones", () => {
    const two = singularModes(rbm.W, { count: 2 });
    expect(two.lambda).toEqual(modes.lambda.slice(0, 2));
    expect([two.U.rows, two.U.cols, two.V.rows, two.V.cols]).toEqual([N, 2, M, 2]);
    expect(two.U.data[3]).toBe(modes.U.data[modes.U.cols + 1]);
  });
});

test("more modes than there are, or a part of a complete basis, are refused", () => {
  const W = matrix(5, 3, rng.child("refused").normals(15));
  expect(() => singularModes(W, { count: 4 })).toThrow(/4 modes, expected a whole number from 1 to 3/);
  expect(() => singularModes(W, { count: 2, complete: true })).toThrow(/all 3/);
});

function pairs(m: CompleteModes): [SingularModes["U"], SingularModes["U"]][] {
  return [
    [m.U, m.zeroU],
    [m.V, m.zeroV],
  ];
}
