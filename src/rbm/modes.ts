/**
 * Singular modes of the weights, W = U diag(λ) Vᵀ, with their signs fixed. Sheets A5 and A13; Toledo-Marín et al.
 * (2025).
 */
import { BoltzproofError } from "../errors.ts";
import { type Matrix, matrix } from "../numeric/matrix.ts";
import { completeBasis, singularValueDecomposition } from "../numeric/svd.ts";
import { Rbm } from "./rbm.ts";

/** k modes of an N×M matrix, k ≤ L = min(N, M). */
export interface SingularModes {
  /** Left singular vectors as columns, N×k. */
  readonly U: Matrix;
  /** Singular values, descending, length k. */
  readonly lambda: Float64Array;
  /** Right singular vectors as columns, M×k. */
  readonly V: Matrix;
}

/** All L modes and the directions that W does not couple at all. */
export interface CompleteModes extends SingularModes {
  /** Orthonormal complement of U, N×(N−L). */
  readonly zeroU: Matrix;
  /** Orthonormal complement of V, M×(M−L). */
  readonly zeroV: Matrix;
}

/** How many singular triples are wanted, and whether U and V are to be complete bases. */
export interface ModesOptions {
  /** Number of leading modes; all L = min(N, M) when left out. */
  readonly count?: number;
  /** Add the bases of zero modes of a rectangular W. */
  readonly complete?: boolean;
}

/**
 * Singular modes of a machine or of a matrix, with the sign of each pair (U_α, V_α) such that Σ_i U_iα ≥ 0 (A13).
 * Equal singular values leave a common rotation of their vectors open. The zero-mode bases are arbitrary: do not
 * take statistics of their entries (A18).
 * @throws BoltzproofError "domain" when count is not in 1 … L, or is given together with complete.
 */
export function singularModes(of: Rbm | Matrix, options: ModesOptions & { readonly complete: true }): CompleteModes;
export function singularModes(of: Rbm | Matrix, options?: ModesOptions): SingularModes;
export function singularModes(of: Rbm | Matrix, options: ModesOptions = {}): SingularModes | CompleteModes {
  const W = of instanceof Rbm ? of.W : of;
  const L = Math.min(W.rows, W.cols);
  const { count = L, complete = false } = options;
  requireCount(count, L, complete);
  const { U, s, V } = singularValueDecomposition(W, { count });
  const modes = fixSigns(U, s, V);
  return complete ? { ...modes, zeroU: completeBasis(U), zeroV: completeBasis(V) } : modes;
}

function fixSigns(U: Matrix, lambda: Float64Array, V: Matrix): SingularModes {
  const sums = new Float64Array(U.cols);
  U.data.forEach((x, k) => {
    sums[k % U.cols]! += x;
  });
  const signed = (A: Matrix): Matrix =>
    matrix(
      A.rows,
      A.cols,
      A.data.map((x, k) => (sums[k % A.cols]! < 0 ? -x : x)),
    );
  return { U: signed(U), lambda, V: signed(V) };
}

function requireCount(count: number, L: number, complete: boolean): void {
  if (Number.isInteger(count) && count >= 1 && count <= L && !(complete && count < L)) return;
  throw new BoltzproofError("domain", {
    found: `a request for ${count} modes${complete ? " with the complete basis" : ""}`,
    expected: complete ? `all ${L}` : `a whole number from 1 to ${L}`,
    advice: "leave count out to get every mode",
  });
}
