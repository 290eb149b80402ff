/**
 * Reciprocal variables: states and fields in the basis of the singular vectors of W.
 *
 *   W = U Σ Vᵀ,   x = Uᵀv,   y = Vᵀh,   ã = Uᵀa,   b̃ = Vᵀb.
 *
 * The energy becomes a sum over modes, E = −Σ_α(ã_α x_α + b̃_α y_α + λ_α x_α y_α) and linear terms along the
 * directions that W does not see ("zero modes"). Toledo-Marín et al. 2025, sheets A5–A7, both kinds of unit.
 */
import { BoltzproofError } from "../../src/errors.ts";
import { completeBasis } from "../../src/numeric/index.ts";
import { leadingColumns, type Matrix, multiply, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm, Units } from "../../src/rbm/rbm.ts";

/** One number a mode and layer. */
export interface ModePair {
  /** Visible side, length L. */
  readonly x: Float64Array;
  /** Hidden side, length L. */
  readonly y: Float64Array;
}

/** The same for many states: S×L each. */
export interface ModePairRows {
  readonly x: Matrix;
  readonly y: Matrix;
}

/**
 * x = Uᵀv and y = Vᵀh of one configuration (v of length N, h of length M), or of one a row (S×N and S×M).
 * @throws BoltzproofError "shape" when the states do not fit the modes.
 */
export function reciprocalVariables(modes: SingularModes, v: Float64Array, h: Float64Array): ModePair;
export function reciprocalVariables(modes: SingularModes, v: Matrix, h: Matrix): ModePairRows;
export function reciprocalVariables(
  modes: SingularModes,
  v: Float64Array | Matrix,
  h: Float64Array | Matrix,
): ModePair | ModePairRows {
  if (v instanceof Float64Array && h instanceof Float64Array) return project(modes, v, h);
  if (v instanceof Float64Array || h instanceof Float64Array) {
    throw new BoltzproofError("shape", {
      found: "one state and a matrix of states",
      expected: "two vectors or two matrices",
      advice: "pass v and h in the same form",
    });
  }
  return { x: multiply(v, modes.U), y: multiply(h, modes.V) };
}

/** ã = Uᵀa and b̃ = Vᵀb, the fields along each mode. */
export function reciprocalFields(rbm: Rbm, modes: SingularModes): ModePair {
  return project(modes, rbm.a, rbm.b);
}

/** Mean of (x, y) over the uniform measure on all states: ½Uᵀ1 and ½Vᵀ1 for binary units, 0 for spin units. */
export function uniformMeans(rbm: Rbm, modes: SingularModes): ModePair {
  const centre = (n: number, units: Units): Float64Array => new Float64Array(n).fill(units === "binary" ? 0.5 : 0);
  return project(modes, centre(rbm.visible, rbm.visibleUnits), centre(rbm.hidden, rbm.hiddenUnits));
}

function project(modes: SingularModes, visible: Float64Array, hidden: Float64Array): ModePair {
  return { x: multiplyVectorTransposed(modes.U, visible), y: multiplyVectorTransposed(modes.V, hidden) };
}

/** Orthonormal bases of what W does not see: the complements of the modes with λ > 0. */
export interface ZeroModes {
  /** N×(N−r), r the rank of W. */
  readonly visible: Matrix;
  /** M×(M−r). */
  readonly hidden: Matrix;
}

/** Modes below this fraction of λ_1 count as zero modes: float64 cannot tell their λ from 0. */
const RANK_TOLERANCE = 1e-13;

/** Number of modes with λ_α > 0. */
export function rank(modes: SingularModes): number {
  const floor = RANK_TOLERANCE * (modes.lambda[0] ?? 0);
  return modes.lambda.filter((t) => t > floor).length;
}

/** The bases of the zero modes. */
export function zeroModes(modes: SingularModes): ZeroModes {
  const r = rank(modes);
  return { visible: completeBasis(leadingColumns(modes.U, r)), hidden: completeBasis(leadingColumns(modes.V, r)) };
}

/** −Σ_k (Z_visibleᵀa)_k (Z_visibleᵀv)_k − the same hidden: the part of the energy along the zero modes. */
export function zeroModeEnergy(rbm: Rbm, zero: ZeroModes, v: Float64Array, h: Float64Array): number {
  return -overlap(zero.visible, rbm.a, v) - overlap(zero.hidden, rbm.b, h);
}

function overlap(Z: Matrix, field: Float64Array, state: Float64Array): number {
  const f = multiplyVectorTransposed(Z, field);
  const s = multiplyVectorTransposed(Z, state);
  return f.reduce((sum, t, k) => sum + t * s[k]!, 0);
}
