/**
 * Dense real matrices: row-major float64, no classes, no hidden copies.
 * `data[i * cols + j]` is the entry in row i, column j.
 */
import { MOST_ENTRIES, requireRoom, requireWholeWithin } from "../arguments.ts";
import { BoltzproofError } from "../errors.ts";
import { kernelsPay, multiplyDense } from "./kernels/dense.ts";

/** A dense matrix of doubles, row-major: entry (i, j) is data[i·cols + j]. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** Row-major, length rows × cols. */
  readonly data: Float64Array;
}

/**
 * A matrix over the given entries (not copied), or of zeros.
 * @throws BoltzproofError "shape" when the length is not rows × cols, "domain" for sizes that memory cannot hold.
 */
export function matrix(rows: number, cols: number, data: Float64Array = zeros(rows, cols)): Matrix {
  if (data.length !== rows * cols) {
    throw new BoltzproofError("shape", {
      found: `${data.length} entries for a ${rows}×${cols} matrix`,
      expected: `${rows * cols}`,
      advice: "pass row-major entries, rows × cols of them",
    });
  }
  return { rows, cols, data };
}

function zeros(rows: number, cols: number): Float64Array {
  requireRoom(`a ${rows}×${cols} matrix`, rows * cols);
  return new Float64Array(rows * cols);
}

/** Rows given as arrays, for small matrices written by hand. */
export function matrixFromRows(rows: readonly (readonly number[])[]): Matrix {
  const cols = rows[0]?.length ?? 0;
  const out = matrix(rows.length, cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) {
      throw new BoltzproofError("shape", {
        found: `row ${i} with ${row.length} entries`,
        expected: `${cols} as in row 0`,
        advice: "give every row the same length",
      });
    }
    out.data.set(row, i * cols);
  });
  return out;
}

/** A matrix whose entry (i, j) is f(i, j). */
export function matrixFrom(rows: number, cols: number, f: (i: number, j: number) => number): Matrix {
  const out = matrix(rows, cols);
  for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < cols; j++, k++) out.data[k] = f(i, j);
  return out;
}

/** The n×n identity. */
export function identity(n: number): Matrix {
  requireWholeWithin("n", n, 0, MOST_ENTRIES);
  return matrixFrom(n, n, (i, j) => (i === j ? 1 : 0));
}

/** Aᵀ, a copy: cols × rows for an A of rows × cols. */
export function transpose(a: Matrix): Matrix {
  return matrixFrom(a.cols, a.rows, (i, j) => a.data[j * a.cols + i]!);
}

/** View of row i (shares memory). */
export function row(a: Matrix, i: number): Float64Array {
  if (!(Number.isInteger(i) && i >= 0 && i < a.rows)) requireWholeWithin("i", i, 0, a.rows - 1);
  return a.data.subarray(i * a.cols, (i + 1) * a.cols);
}

/** Copy of column j. */
export function column(a: Matrix, j: number): Float64Array {
  const out = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) out[i] = a.data[i * a.cols + j]!;
  return out;
}

/**
 * A·B; large products run on the WebAssembly kernels. Here in i-k-j order: the inner loop runs along rows of B and C,
 * and zeros of A (sparse states) are skipped.
 */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.rows) throw shapeError("multiply", a, b);
  if (kernelsPay(a.rows, b.cols, a.cols)) return matrix(a.rows, b.cols, multiplyDense(a, b));
  const out = matrix(a.rows, b.cols);
  const n = b.cols;
  for (let i = 0; i < a.rows; i++) {
    const ci = i * n;
    for (let k = 0; k < a.cols; k++) {
      const x = a.data[i * a.cols + k]!;
      if (x === 0) continue;
      const bk = k * n;
      for (let j = 0; j < n; j++) out.data[ci + j]! += x * b.data[bk + j]!;
    }
  }
  return out;
}

/** Aᵀ·B without forming Aᵀ; large products run on the WebAssembly kernels. */
export function multiplyTransposed(a: Matrix, b: Matrix): Matrix {
  if (a.rows !== b.rows) throw shapeError("multiplyTransposed", a, b);
  if (kernelsPay(a.cols, b.cols, a.rows)) {
    const left = { rows: a.cols, cols: a.rows, data: a.data, transposed: true };
    return matrix(a.cols, b.cols, multiplyDense(left, b));
  }
  const out = matrix(a.cols, b.cols);
  const n = b.cols;
  for (let k = 0; k < a.rows; k++) {
    const bk = k * n;
    for (let i = 0; i < a.cols; i++) {
      const x = a.data[k * a.cols + i]!;
      if (x === 0) continue;
      const ci = i * n;
      for (let j = 0; j < n; j++) out.data[ci + j]! += x * b.data[bk + j]!;
    }
  }
  return out;
}

/** A·x, length rows. */
export function multiplyVector(a: Matrix, x: ArrayLike<number>): Float64Array {
  if (x.length !== a.cols) throw vectorError("multiplyVector", a, x.length, a.cols);
  const out = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) {
    let s = 0;
    const base = i * a.cols;
    for (let j = 0; j < a.cols; j++) s += a.data[base + j]! * x[j]!;
    out[i] = s;
  }
  return out;
}

/** Aᵀ·x, length cols. */
export function multiplyVectorTransposed(a: Matrix, x: ArrayLike<number>): Float64Array {
  if (x.length !== a.rows) throw vectorError("multiplyVectorTransposed", a, x.length, a.rows);
  const out = new Float64Array(a.cols);
  for (let i = 0; i < a.rows; i++) {
    const xi = x[i]!;
    if (xi === 0) continue;
    const base = i * a.cols;
    for (let j = 0; j < a.cols; j++) out[j]! += a.data[base + j]! * xi;
  }
  return out;
}

/** The first k columns, copied. */
export function leadingColumns(a: Matrix, k: number): Matrix {
  return matrixFrom(a.rows, k, (i, j) => a.data[i * a.cols + j]!);
}

/** The columns with the given numbers, copied. */
export function selectColumns(a: Matrix, wanted: readonly number[]): Matrix {
  return matrixFrom(a.rows, wanted.length, (i, k) => a.data[i * a.cols + wanted[k]!]!);
}

/** √Σ a_ij², without overflow on the way for entries of ordinary size. */
export function frobeniusNorm(a: Matrix): number {
  const plain = Math.sqrt(a.data.reduce((s, x) => s + x * x, 0));
  if (plain > 1e-150 && plain < 1e150) return plain;
  // Squares of such entries leave the range of doubles, or come close to its ends.
  const largest = a.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (largest === 0 || !Number.isFinite(largest)) return plain;
  return largest * Math.sqrt(a.data.reduce((s, x) => s + (x / largest) ** 2, 0));
}

/** Σ x_i y_i over the length of x; y must be at least as long. */
export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) s += x[i]! * y[i]!;
  return s;
}

/** max |a − b| over the entries. */
export function maxAbsDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new BoltzproofError("shape", {
      found: `${a.length} and ${b.length} entries to compare`,
      expected: "equal lengths",
      advice: "compare arrays of one shape",
    });
  }
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    worst = Math.max(worst, Math.abs(a[i]! - b[i]!)); // Math.max keeps a NaN, so it can never look like agreement
  }
  return worst;
}

function shapeError(what: string, a: Matrix, b: Matrix): BoltzproofError {
  return new BoltzproofError("shape", {
    found: `${a.rows}×${a.cols} and ${b.rows}×${b.cols} in ${what}`,
    expected: "matching inner dimensions",
    advice: "check for a missing transpose",
  });
}

function vectorError(what: string, a: Matrix, found: number, expected: number): BoltzproofError {
  return new BoltzproofError("shape", {
    found: `a vector of ${found} entries for a ${a.rows}×${a.cols} matrix in ${what}`,
    expected: `${expected} entries`,
    advice: "check for a missing transpose",
  });
}
