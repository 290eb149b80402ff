/**
 * Singular value decomposition on the kernels: Householder bidiagonalisation (of R from A = Q R for tall matrices), then the implicit QR iteration for values
 * alone or divide and conquer for vectors too. Backward stable for every matrix: values and vectors are those of a
 * matrix within a few roundings of the largest singular value, small values included, which the shorter way over AᵀA
 * does not give.
 */
import { type Matrix, matrix } from "../../matrix.ts";
import type { Svd } from "../../svd.ts";
import { type Columns, type LinearKernels, numbersAt, Workspace } from "./module.ts";
import { descendingOrder, loadColumns, storeColumns, storeRowsAsColumns } from "./transfer.ts";

/** From this ratio of rows to columns on, A = Q R comes first and R is decomposed: less work in all. */
const TALL = 1.7;

/** The decomposition is that of A or Aᵀ, whichever has more rows: m×n with m ≥ n. */
interface Reduction {
  readonly wide: boolean;
  readonly m: number;
  readonly n: number;
  /** Entries on their way in and out, row-major. */
  readonly rows: number;
  /** The matrix, then reflectors. */
  readonly whole: Columns;
  /** What is reduced to bidiagonal form: R, or the whole. */
  readonly core: Columns;
  readonly right: Columns;
  readonly d: number;
  readonly e: number;
  readonly scratch: number;
}

function reserve(space: Workspace, a: Matrix): Reduction {
  const wide = a.rows < a.cols;
  const [m, n] = wide ? [a.cols, a.rows] : [a.rows, a.cols];
  const [rows, whole] = [space.vector(m * n), space.columns(m, n)];
  const core = m > TALL * n ? space.columns(n, n) : whole;
  const [d, e, scratch] = [space.vector(n), space.vector(n), space.vector(2 * m + 72 * n + 2048)];
  return { wide, m, n, rows, whole, core, right: space.columns(n, n), d, e, scratch };
}

function reduce(kernels: LinearKernels, a: Matrix, to: Reduction): void {
  const { m, n, whole, core, right, scratch } = to;
  if (to.wide) storeRowsAsColumns(kernels, a, whole);
  else storeColumns(kernels, a, whole, to.rows);
  if (core !== whole) kernels.triangularise(whole.at, whole.stride, m, n, core.at, core.stride, scratch);
  const height = core === whole ? m : n;
  kernels.bidiagonalise(core.at, core.stride, height, n, right.at, right.stride, to.d, to.e, scratch);
}

/** Vectors of the bidiagonal matrix become those of the matrix. */
function expand(kernels: LinearKernels, U: Columns, V: Columns, count: number, from: Reduction): void {
  const { m, n, whole, core, right, scratch } = from;
  const height = core === whole ? m : n;
  kernels.applyReflectors(U.at, U.stride, count, core.at, core.stride, height, n, 0, scratch);
  if (core !== whole) kernels.applyReflectors(U.at, U.stride, count, whole.at, whole.stride, m, n, 0, scratch);
  kernels.applyReflectors(V.at, V.stride, count, right.at, right.stride, n, n - 1, 1, scratch);
}

/** Of a matrix with entries of order 1 and at least one row and column; undefined when it does not converge. */
export function singularValuesOnKernels(a: Matrix): Svd | undefined {
  const space = new Workspace();
  const at = reserve(space, a);
  return space.use((kernels) => {
    reduce(kernels, a, at);
    if (!kernels.bidiagonalValues(at.d, at.e, at.n, 0, 0, 0, 0, 0, 0, at.scratch)) return undefined;
    const s = numbersAt(kernels, at.d, at.n).slice().sort().reverse();
    return { U: matrix(a.rows, 0), s, V: matrix(a.cols, 0) };
  });
}

/** All values, and the vectors of the `count` largest; likewise. */
export function singularTriplesOnKernels(a: Matrix, count: number): Svd | undefined {
  const space = new Workspace();
  const at = reserve(space, a);
  const { m, n } = at;
  const [u, v] = [space.columns(n, n), space.columns(n + 1, n + 1)];
  const [U, V] = [space.columns(m, count), space.columns(n, count)];
  const room = space.vector((3 * (n + 4) * v.stride) / 8 + 16 * n + 512);
  return space.use((kernels) => {
    reduce(kernels, a, at);
    if (!kernels.divideBidiagonal(at.d, at.e, n, u.at, u.stride, v.at, v.stride, count, room)) return undefined;
    const values = numbersAt(kernels, at.d, n);
    const order = descendingOrder(values);
    const s = Float64Array.from(order, (k) => values[k]!);
    new Uint32Array(kernels.memory.buffer, room, n).set(order);
    kernels.pickColumns(U.at, U.stride, u.at, u.stride, n, room, count);
    kernels.pickColumns(V.at, V.stride, v.at, v.stride, n, room, count);
    expand(kernels, U, V, count, at);
    const long = loadColumns(kernels, U, m, count, at.rows);
    const short = loadColumns(kernels, V, n, count, at.rows);
    return at.wide ? { U: short, s, V: long } : { U: long, s, V: short };
  });
}
