/**
 * The few largest singular values with their vectors, from vectors of a matrix near by, such as the weights of the
 * snapshot before: block Lanczos bidiagonalisation (Golub, Luk & Overton, ACM Trans. Math. Softw. 7, 1981), kept
 * orthogonal throughout. A Q = P B with orthonormal P and Q, so B = X Θ Zᵀ gives triples (P x, θ, Q z) of which only
 * Aᵀu = θ v can be violated. The starting block holds random probes besides the start, so that a direction that is new
 * is found too.
 */
import { type Matrix, matrix, matrixFrom } from "../../matrix.ts";
import { Rng } from "../../random.ts";
import type { Svd } from "../../svd.ts";
import { type Columns, type LinearKernels, numbersAt, Workspace } from "./module.ts";
import { singularTriplesOnKernels } from "./singular-values.ts";
import { loadColumns, storeColumns } from "./transfer.ts";

/** Columns of the block beyond those wanted. */
const PROBES = 8;
/** Residuals that count as converged, in units of the largest singular value. */
const TOLERANCE = 1e-12;
/** Columns that add less than this to a basis add nothing but rounding. */
const INDEPENDENT = 1e-13;
/** The bases grow to this part of min(N, M); beyond it the full decomposition is not much dearer. */
const LARGEST_PART = 0.2;
/** The next value below those wanted may still rise by this part of the gap to them in a step. */
const RISE = 0.05;

/** The `count` largest triples to 1e-12 of the largest value; undefined where small bases do not give them. */
export function leadingTriples(a: Matrix, count: number, start: Matrix): Svd | undefined {
  const width = count + PROBES;
  const largest = Math.floor(LARGEST_PART * Math.min(a.rows, a.cols));
  if (width > largest) return undefined;
  const space = new Workspace();
  const lanczos = new Lanczos(space, a, width, largest);
  return space.use((kernels) => {
    lanczos.open(kernels, startingBlock(a.cols, width, start));
    let below = Number.POSITIVE_INFINITY;
    while (lanczos.grow()) {
      const size = Math.min(lanczos.B.rows, lanczos.B.cols);
      const found = size > count ? singularTriplesOnKernels(lanczos.B, size) : undefined;
      if (!found) return undefined;
      const [highest, next] = [found.s[0]!, found.s[count]!];
      const settled = Math.abs(next - below) <= RISE * (found.s[count - 1]! - next);
      below = next;
      const residuals = lanczos.residuals(found.U, count, highest);
      if (settled && residuals.every((x) => x <= TOLERANCE * highest)) return lanczos.triples(found, count);
    }
    return undefined;
  });
}

/** The start, as far as there is one, and random columns. Always the same ones: the result is a function of a. */
function startingBlock(rows: number, cols: number, start: Matrix): Matrix {
  const given = Math.min(start.cols, cols - PROBES);
  const random = Rng.fromSeed(0).normals(rows * cols);
  return matrixFrom(rows, cols, (i, k) =>
    k < given ? start.data[i * start.cols + k]! : random[i * cols + k]! / Math.sqrt(rows),
  );
}

/** The bases P and Q in the memory of the kernels, and B = PᵀAQ outside. */
class Lanczos {
  B: Matrix = matrix(0, 0);
  #kernels!: LinearKernels;
  readonly #a: Matrix;
  readonly #largest: number;
  readonly #rows: number;
  readonly #A: Columns;
  readonly #P: Columns;
  readonly #Q: Columns;
  /** Columns of P and of Q, and those that wait at the end of Q. */
  #left = 0;
  #right = 0;
  #waiting: number;
  /** The last columns of P, which Aᵀ maps out of Q. */
  #fresh = 0;
  /** Products of columns on their way to and from the bases. */
  readonly #image: Columns;
  readonly #factors: Columns;
  readonly #packed: number;
  #size = 1;

  constructor(space: Workspace, a: Matrix, width: number, largest: number) {
    this.#a = a;
    this.#largest = largest;
    this.#waiting = width;
    this.#rows = space.vector(Math.max(a.rows, a.cols) * Math.max(width, a.cols));
    this.#A = space.columns(a.rows, a.cols);
    this.#P = space.columns(a.rows, largest + width);
    this.#Q = space.columns(a.cols, largest + width);
    this.#image = space.columns(a.rows, width);
    this.#factors = space.columns(largest + width, width);
    this.#packed = space.vector(4 * Math.max(a.cols, largest + width));
  }

  open(kernels: LinearKernels, block: Matrix): void {
    this.#kernels = kernels;
    storeColumns(kernels, this.#a, this.#A, this.#rows);
    // Kernels take columns with the zeros that pad them.
    numbersAt(kernels, this.#P.at, (this.#Q.at - this.#P.at) / 8).fill(0);
    numbersAt(kernels, this.#Q.at, (this.#image.at - this.#Q.at) / 8).fill(0);
    storeColumns(kernels, block, this.#Q, this.#rows);
  }

  /** One step: the waiting columns join Q, their images P. False when the bases are large or exhausted. */
  grow(): boolean {
    const [k, A, P, Q] = [this.#kernels, this.#A, this.#P, this.#Q];
    const least = INDEPENDENT * this.#size;
    const right = k.extend(Q.at, Q.stride, this.#right, this.#waiting, Q.stride, least);
    const added = right - this.#right;
    if (added === 0 || right > this.#largest) return false;
    const image = P.at + this.#left * P.stride;
    numbersAt(k, image, ((added + 3) * P.stride) / 8).fill(0);
    const newQ = Q.at + this.#right * Q.stride;
    k.addProduct(image, P.stride, newQ, Q.stride, added, A.at, A.stride, this.#a.cols, P.stride, this.#packed);
    const images = numbersAt(k, image, (added * P.stride) / 8);
    numbersAt(k, this.#image.at, images.length).set(images);
    const left = k.extend(P.at, P.stride, this.#left, added, P.stride, least);
    this.#border(added, left);
    this.#fresh = left - this.#left;
    const newP = P.at + this.#left * P.stride;
    const waiting = Q.at + right * Q.stride;
    k.innerProducts(waiting, Q.stride, newP, P.stride, this.#fresh, A.at, A.stride, this.#a.cols, P.stride);
    k.project(Q.at, Q.stride, right, waiting, this.#fresh, Q.stride);
    [this.#left, this.#right, this.#waiting] = [left, right, this.#fresh];
    return true;
  }

  /** New columns of B: products of the images with all of P; zeros below the old ones. */
  #border(added: number, left: number): void {
    const [k, P, image, factors] = [this.#kernels, this.#P, this.#image, this.#factors];
    k.innerProducts(factors.at, factors.stride, image.at, P.stride, added, P.at, P.stride, left, P.stride);
    const products = numbersAt(k, factors.at, (added * factors.stride) / 8);
    const old = this.B;
    this.B = matrixFrom(left, old.cols + added, (i, j) => {
      if (j >= old.cols) return products[((j - old.cols) * factors.stride) / 8 + i]!;
      return i < old.rows ? old.data[i * old.cols + j]! : 0;
    });
  }

  /** ‖Aᵀu − θ v‖ for the first triples: what the columns that wait have in them. */
  residuals(X: Matrix, count: number, size: number): Float64Array {
    this.#size = size;
    const { at, stride } = this.#Q;
    const fresh = numbersAt(this.#kernels, at + this.#right * stride, (this.#fresh * stride) / 8);
    return Float64Array.from({ length: count }, (_, t) => {
      let sum = 0;
      for (let i = 0; i < this.#a.cols; i++) {
        let x = 0;
        for (let f = 0; f < this.#fresh; f++) {
          x += fresh[(f * stride) / 8 + i]! * X.data[(X.rows - this.#fresh + f) * X.cols + t]!;
        }
        sum += x * x;
      }
      return Math.sqrt(sum);
    });
  }

  triples({ U: X, s, V: Z }: Svd, count: number): Svd {
    return { U: this.#combine(this.#P, this.#a.rows, X, count), s, V: this.#combine(this.#Q, this.#a.cols, Z, count) };
  }

  /** The basis times the first columns of the factors. */
  #combine(basis: Columns, length: number, X: Matrix, count: number): Matrix {
    const k = this.#kernels;
    storeColumns(
      k,
      matrixFrom(X.rows, count, (i, t) => X.data[i * X.cols + t]!),
      this.#factors,
      this.#rows,
    );
    const out = { at: this.#A.at, stride: basis.stride };
    numbersAt(k, out.at, ((count + 3) * out.stride) / 8).fill(0);
    const { at, stride } = this.#factors;
    k.addProduct(out.at, out.stride, at, stride, count, basis.at, basis.stride, X.rows, out.stride, this.#packed);
    return loadColumns(k, out, length, count, this.#rows);
  }
}
