/**
 * The few largest singular values with their vectors, without the others: block Lanczos bidiagonalisation (Golub, Luk
 * & Overton, ACM Trans. Math. Softw. 7, 1981), kept orthogonal throughout. A Q = P B with orthonormal P and Q, so
 * B = X Θ Zᵀ gives triples (P x, θ, Q z) of which only Aᵀu = θ v can be violated.
 *
 * Vectors of a matrix near by, such as the weights of the snapshot before, make a good start. The starting block holds
 * random probes besides, so that a direction that is new since then is found too.
 */
import { type Matrix, matrixFrom, multiply, multiplyTransposed } from "../../matrix.ts";
import { Rng } from "../../random.ts";
import type { Svd } from "../../svd.ts";

/** Columns of the block beyond those wanted. */
const PROBES = 8;
/** Residuals that count as converged, in units of the largest singular value. */
const TOLERANCE = 1e-12;
/** Columns that add less than this to a basis add nothing but rounding. */
const INDEPENDENT = 1e-13;
/** The bases grow to this part of min(N, M); then the full decomposition is cheaper. */
const LARGEST_PART = 0.2;
/** The next value below those wanted may still rise by this part of the gap to them in a step. */
const RISE = 0.05;

type Decompose = (a: Matrix) => Svd;

/**
 * The `count` largest triples to 1e-12 of the largest value, or undefined where they do not converge with small
 * bases. `decompose` is a full decomposition.
 */
export function leadingTriples(
  a: Matrix,
  count: number,
  start: Matrix | undefined,
  decompose: Decompose,
): Svd | undefined {
  const largest = LARGEST_PART * Math.min(a.rows, a.cols);
  let [P, Q, B] = [empty(a.rows), empty(a.cols), empty(0)];
  let fresh = startingBlock(a.cols, count + PROBES, start);
  let size = 1;
  let below = Number.POSITIVE_INFINITY;
  while (Q.cols + fresh.cols <= largest) {
    const newQ = addedDirections(fresh, Q, INDEPENDENT * size, decompose);
    if (newQ.cols === 0) return undefined;
    Q = besides(Q, newQ);
    const image = multiply(a, newQ);
    const newP = addedDirections(image, P, INDEPENDENT * size, decompose);
    P = besides(P, newP);
    B = bordered(B, multiplyTransposed(P, image));
    const { U: X, s, V: Z } = decompose(B);
    size = s[0]!;
    fresh = withoutProjection(multiplyTransposed(a, newP), Q);
    const residuals = columnNorms(multiply(fresh, lastRows(X, newP.cols)));
    const next = s[count]!;
    const settled = Math.abs(next - below) <= RISE * (s[count - 1]! - next);
    below = next;
    if (settled && residuals.subarray(0, count).every((x) => x <= TOLERANCE * size)) {
      const first = (k: number): boolean => k < count;
      return { U: multiply(P, columnsWhere(X, first)), s: s.slice(0, count), V: multiply(Q, columnsWhere(Z, first)) };
    }
  }
  return undefined;
}

/** The start, as far as there is one, and random columns. Always the same ones: the result is a function of a. */
function startingBlock(rows: number, cols: number, start: Matrix | undefined): Matrix {
  const given = Math.min(start?.cols ?? 0, cols - PROBES);
  const random = Rng.fromSeed(0).normals(rows * cols);
  return matrixFrom(rows, cols, (i, k) =>
    start && k < given ? start.data[i * start.cols + k]! : random[i * cols + k]! / Math.sqrt(rows),
  );
}

/** An orthonormal basis of what the columns of the block add to the basis, as far as it is longer than `least`. */
function addedDirections(block: Matrix, basis: Matrix, least: number, decompose: Decompose): Matrix {
  const { U, s } = decompose(withoutProjection(block, basis));
  const added = columnsWhere(U, (k) => s[k]! > least);
  // Once more: what the first projection left by rounding is not small beside a small remainder.
  return added.cols === 0 ? added : decompose(withoutProjection(added, basis)).U;
}

function withoutProjection(x: Matrix, basis: Matrix): Matrix {
  if (basis.cols === 0) return x;
  const projection = multiply(basis, multiplyTransposed(basis, x));
  return matrixFrom(x.rows, x.cols, (i, k) => x.data[i * x.cols + k]! - projection.data[i * x.cols + k]!);
}

/** (B 0) with new columns to the right, as many rows as they have. */
function bordered(B: Matrix, columns: Matrix): Matrix {
  return matrixFrom(columns.rows, B.cols + columns.cols, (i, k) => {
    if (k >= B.cols) return columns.data[i * columns.cols + k - B.cols]!;
    return i < B.rows ? B.data[i * B.cols + k]! : 0;
  });
}

const empty = (rows: number): Matrix => matrixFrom(rows, 0, () => 0);

function besides(a: Matrix, b: Matrix): Matrix {
  const [m, n] = [a.cols, b.cols];
  return matrixFrom(a.rows, m + n, (i, k) => (k < m ? a.data[i * m + k]! : b.data[i * n + k - m]!));
}

function lastRows(a: Matrix, count: number): Matrix {
  const from = (a.rows - count) * a.cols;
  return { rows: count, cols: a.cols, data: a.data.subarray(from) };
}

function columnsWhere(a: Matrix, keep: (k: number) => boolean): Matrix {
  const kept = Array.from({ length: a.cols }, (_, k) => k).filter(keep);
  return matrixFrom(a.rows, kept.length, (i, k) => a.data[i * a.cols + kept[k]!]!);
}

function columnNorms(a: Matrix): Float64Array {
  const squares = new Float64Array(a.cols);
  for (let k = 0; k < a.data.length; k++) squares[k % a.cols]! += a.data[k]! ** 2;
  return squares.map(Math.sqrt);
}
