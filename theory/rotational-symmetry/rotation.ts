/**
 * The rotation test for weights: rotate the singular vectors and see whether the histogram of the entries moves.
 * An untrained Gaussian W does not notice; a trained one, whose singular vectors carry structure, does.
 *
 * Protocol of the public code of Toledo-Marín et al. 2025 (symmetries, sheet A19):
 * W_rot = (R_U U R_Uᵀ) Σ (R_V Vᵀ R_V), R a product of ⌊n/10⌋ rotations in random planes by angles uniform in
 * [0, 2π). R_V stands twice, as in the code; R_V and R_Vᵀ have the same law, so the test is the same.
 */
import { requireWholeWithin } from "../../src/arguments.ts";
import { completeBasis, type Histogram, histogram, jensenShannon } from "../../src/numeric/index.ts";
import { type Matrix, matrix, matrixFrom, multiply, transpose } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import type { SingularModes } from "../../src/rbm/modes.ts";
import { rememberedByObject } from "../support/remember.ts";

/** A product of plane rotations, as the list of its factors (first acts first). */
export interface PlaneRotations {
  readonly n: number;
  readonly planes: readonly { readonly i: number; readonly j: number; readonly angle: number }[];
}

/**
 * Rotations in uniformly random coordinate planes, ⌊n/10⌋ of them as in the public code, or so many.
 * @throws BoltzproofError "domain" unless 2 ≤ n ≤ 10⁷.
 */
export function drawPlaneRotations(n: number, rng: Rng, count: number = Math.floor(n / 10)): PlaneRotations {
  requireWholeWithin("n", n, 2, 1e7);
  const planes = Array.from({ length: count }, () => {
    const i = rng.integer(n);
    const j = (i + 1 + rng.integer(n - 1)) % n;
    return { i, j, angle: 2 * Math.PI * rng.uniform() };
  });
  return { n, planes };
}

/** R·A, in place on a copy. */
export function rotateRows(R: PlaneRotations, A: Matrix): Matrix {
  const out = matrix(A.rows, A.cols, A.data.slice());
  for (const { i, j, angle } of R.planes) {
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    for (let k = 0; k < A.cols; k++) {
      const x = out.data[i * A.cols + k]!;
      const y = out.data[j * A.cols + k]!;
      out.data[i * A.cols + k] = c * x - s * y;
      out.data[j * A.cols + k] = s * x + c * y;
    }
  }
  return out;
}

/** Rᵀ as a list of factors. */
export function inverse(R: PlaneRotations): PlaneRotations {
  return { n: R.n, planes: R.planes.toReversed().map((p) => ({ ...p, angle: -p.angle })) };
}

/** Complete orthogonal matrix whose first columns are the given modes, which may be rotated more than once. */
const complete = rememberedByObject((U: Matrix): Matrix => {
  const rest = completeBasis(U);
  const at = (i: number, j: number): number =>
    j < U.cols ? U.data[i * U.cols + j]! : rest.data[i * rest.cols + j - U.cols]!;
  return matrixFrom(U.rows, U.rows, at);
});

/** W_rot, N×M: same singular values, rotated singular vectors. */
export function rotateWeights(modes: SingularModes, rng: Rng): Matrix {
  const N = modes.U.rows;
  const M = modes.V.rows;
  const RU = drawPlaneRotations(N, rng.child("left"));
  const RV = drawPlaneRotations(M, rng.child("right"));
  // (R U Rᵀ)ᵀ = R Uᵀ Rᵀ, so both factors are row rotations of something.
  const left = rotateRows(RU, transpose(rotateRows(RU, transpose(complete(modes.U)))));
  const right = rotateRows(RV, transpose(rotateRows(inverse(RV), complete(modes.V))));
  const L = modes.lambda.length;
  const scaled = matrix(N, L);
  for (let i = 0; i < N; i++) {
    for (let k = 0; k < L; k++) scaled.data[i * L + k] = left.data[i * N + k]! * modes.lambda[k]!;
  }
  return multiply(scaled, matrix(L, M, right.data.slice(0, L * M)));
}

/**
 * R₁ W R₂ with so many plane rotations, n ln n a side, that every row and column is mixed with many others: close to Haar
 * distributed factors, at the cost of a product.
 */
export function mixedThoroughly(W: Matrix, rng: Rng): Matrix {
  const mixing = (n: number, name: string): PlaneRotations =>
    drawPlaneRotations(n, rng.child(name), Math.ceil(2 * n * Math.log(n)));
  const rows = rotateRows(mixing(W.rows, "left"), W);
  return transpose(rotateRows(mixing(W.cols, "right"), transpose(rows)));
}

/** Number of bins of the public code; the edges span the entries of W. */
export const BINS = 1000;

/** How the entries of W are spread before and after a rotation of its modes. */
export interface RotationTest {
  readonly before: Histogram;
  readonly after: Histogram;
  /** Jensen–Shannon divergence of the two entry histograms, in nats. */
  readonly divergence: number;
  /** Bins that hold an entry of W or of W_rot. */
  readonly occupied: number;
}

/** Entries of both histograms in each bin. */
export function pooledCounts({ before, after }: RotationTest): Float64Array {
  return Float64Array.from(before.counts, (c, i) => c + after.counts[i]!);
}

/** Compares the entries of W and of one rotated copy on the same bins. */
export function rotationTest(W: Matrix, modes: SingularModes, rng: Rng): RotationTest {
  const rotated = rotateWeights(modes, rng);
  return compareEntries(W.data, rotated.data);
}

/** The two histograms on the bins of the first, and their divergence. */
export function compareEntries(first: Float64Array, second: Float64Array): RotationTest {
  const [low, high] = extent(first);
  const before = histogram(first, { low, high, bins: BINS });
  const after = histogram(second, { low, high, bins: BINS });
  const occupied = before.counts.reduce((n, c, i) => n + (c > 0 || after.counts[i]! > 0 ? 1 : 0), 0);
  return { before, after, divergence: jensenShannon(before.counts, after.counts), occupied };
}

function extent(x: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const t of x) {
    if (t < low) low = t;
    if (t > high) high = t;
  }
  return [low, high];
}
