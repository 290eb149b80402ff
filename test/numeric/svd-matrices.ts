/** Matrices for the tests of decompositions, and what they are judged by. */
import { numbersAt, Workspace } from "../../src/numeric/kernels/linear/module.ts";
import {
  identity,
  type Matrix,
  matrix,
  matrixFrom,
  maxAbsDifference,
  multiply,
  multiplyTransposed,
  transpose,
} from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import type { Svd } from "../../src/numeric/svd.ts";

export function gaussian(rng: Rng, n: number, m: number, size = 1): Matrix {
  const numbers = rng.normals(n * m);
  return matrix(
    n,
    m,
    numbers.map((x) => size * x),
  );
}

export function scaleColumns(a: Matrix, s: ArrayLike<number>): Matrix {
  return matrixFrom(a.rows, a.cols, (i, k) => a.data[i * a.cols + k]! * s[k]!);
}

export function distanceToOrthonormal(q: Matrix): number {
  return maxAbsDifference(multiplyTransposed(q, q).data, identity(q.cols).data);
}

export function rebuilt({ U, s, V }: Svd): Matrix {
  return multiply(scaleColumns(U, s), transpose(V));
}

/** Fills the memory that the kernels get at the next call. */
export function fillKernelMemory(x: number): void {
  const space = new Workspace();
  const room = space.vector(3e5);
  space.use((kernels) => numbersAt(kernels, room, 3e5).fill(x));
}
