/**
 * Singular value decomposition on the kernels: Householder bidiagonalisation, then the implicit QR iteration for values
 * alone or divide and conquer for vectors too. Backward stable for every matrix: values and vectors are those of a
 * matrix within a few roundings of the largest singular value, small values included, which the shorter way over AᵀA
 * does not give.
 */
import { type Matrix, matrix } from "../../matrix.ts";
import type { Svd } from "../../svd.ts";
import { type LinearKernels, numbersAt, Workspace } from "./module.ts";
import { descendingOrder, loadColumns, storeColumns, storeRowsAsColumns } from "./transfer.ts";

/** The decomposition is that of A or Aᵀ, whichever has more rows: m×n with m ≥ n. */
interface Shape {
  readonly wide: boolean;
  readonly m: number;
  readonly n: number;
}

function shapeOf({ rows, cols }: Matrix): Shape {
  return rows < cols ? { wide: true, m: cols, n: rows } : { wide: false, m: rows, n: cols };
}

/** Where the reduction to bidiagonal form stands in the memory. */
function reserve(space: Workspace, { m, n }: Shape) {
  return {
    rows: space.vector(m * n),
    left: space.columns(m, n),
    right: space.columns(n, n),
    d: space.vector(n),
    e: space.vector(n),
    scratch: space.vector(2 * m + 128 * n + 4096),
  };
}

type Places = ReturnType<typeof reserve>;

function reduce(kernels: LinearKernels, a: Matrix, { wide, m, n }: Shape, at: Places): void {
  const { left, right, d, e, rows, scratch } = at;
  if (wide) storeRowsAsColumns(kernels, a, left);
  else storeColumns(kernels, a, left, rows);
  kernels.bidiagonalise(left.at, left.stride, m, n, right.at, right.stride, d, e, scratch);
}

/** Of a matrix with entries of order 1 and at least one row and column; undefined when it does not converge. */
export function singularValuesOnKernels(a: Matrix): Svd | undefined {
  const shape = shapeOf(a);
  const space = new Workspace();
  const at = reserve(space, shape);
  return space.use((kernels) => {
    reduce(kernels, a, shape, at);
    if (!kernels.bidiagonalValues(at.d, at.e, shape.n, 0, 0, 0, 0, 0, 0, at.scratch)) return undefined;
    const s = numbersAt(kernels, at.d, shape.n).slice().sort().reverse();
    return { U: matrix(a.rows, 0), s, V: matrix(a.cols, 0) };
  });
}

/** All values, and the vectors of the `count` largest; likewise. */
export function singularTriplesOnKernels(a: Matrix, count: number): Svd | undefined {
  const shape = shapeOf(a);
  const { m, n, wide } = shape;
  const space = new Workspace();
  const at = reserve(space, shape);
  const [u, v] = [space.columns(n, n), space.columns(n + 1, n + 1)];
  const [U, V] = [space.columns(m, count), space.columns(n, count)];
  const room = space.vector((3 * (n + 4) * v.stride) / 8 + 128 * n + 4096);
  return space.use((kernels) => {
    reduce(kernels, a, shape, at);
    if (!kernels.divideBidiagonal(at.d, at.e, n, u.at, u.stride, v.at, v.stride, count, room)) return undefined;
    const values = numbersAt(kernels, at.d, n);
    const order = descendingOrder(values);
    const s = Float64Array.from(order, (k) => values[k]!);
    new Uint32Array(kernels.memory.buffer, room, n).set(order);
    kernels.pickColumns(U.at, U.stride, u.at, u.stride, n, room, count);
    kernels.pickColumns(V.at, V.stride, v.at, v.stride, n, room, count);
    kernels.applyReflectors(U.at, U.stride, count, at.left.at, m, n, 0, at.scratch);
    kernels.applyReflectors(V.at, V.stride, count, at.right.at, n, n - 1, 1, at.scratch);
    const long = loadColumns(kernels, U, m, count, at.rows);
    const short = loadColumns(kernels, V, n, count, at.rows);
    return wide ? { U: short, s, V: long } : { U: long, s, V: short };
  });
}
