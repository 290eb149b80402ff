/**
 * The Langevin process of a whole machine in the Gaussian regime: every unit is replaced by a continuous variable with
 * the variance that it has without input, which acts as a spring of stiffness r (4 for {0,1}, 1 for ±1),
 *
 *   dz = (f − A z) dt + √2 dW,   A = [[r_v, −βW], [−βWᵀ, r_h]],   f = (r_v μ_v + βa, r_h μ_h + βb),   z = (v, h).
 *
 * The singular vectors of W take A apart into one 2×2 block [[r_v, −βλ], [−βλ, r_h]] a mode. Sheet A51 for
 * Toledo-Marín et al. 2025, a reconstruction.
 */
import {
  type Matrix,
  matrixFrom,
  matrixFromRows,
  multiplyVector,
  multiplyVectorTransposed,
} from "../../../src/numeric/matrix.ts";
import { symmetricEigen } from "../../../src/numeric/svd.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import type { Temperature } from "../../../src/rbm/states.ts";
import { unitLaw } from "../../mean-field/unit-law.ts";
import { lawAt } from "./ornstein-uhlenbeck.ts";

/** Of the coordinates x and y of the modes. */
export interface Stiffness {
  readonly visible: number;
  readonly hidden: number;
}

/** Of free units: the inverse of their variance. */
export function stiffnessOf(rbm: Rbm): Stiffness {
  const of = (units: Rbm["visibleUnits"]): number => 1 / unitLaw(units).variance(unitLaw(units).centre);
  return { visible: of(rbm.visibleUnits), hidden: of(rbm.hiddenUnits) };
}

/** A of one mode in (x, y). `strength` is βλ. */
export function driftMatrixOfMode(strength: number, { visible, hidden }: Stiffness = BINARY): Matrix {
  return matrixFromRows([
    [visible, -strength],
    [-strength, hidden],
  ]);
}

const BINARY: Stiffness = { visible: 4, hidden: 4 };

/** Eigenvalues of A along the two directions of a mode: r ∓ βλ where both layers have the stiffness r. */
export function ratesOfMode(strength: number, { visible, hidden }: Stiffness = BINARY): { u: number; w: number } {
  const middle = (visible + hidden) / 2;
  const spread = Math.hypot((visible - hidden) / 2, strength);
  return { u: middle - spread, w: middle + spread };
}

/** dz = (force − drift·z) dt + √2 dW in N + M coordinates: the visible ones first. */
export interface LinearProcess {
  /** A, n×n. */
  readonly drift: Matrix;
  /** f, length n. */
  readonly force: Float64Array;
}

/** A and f of the whole machine in (v, h), n = N + M. */
export function langevinProcess(rbm: Rbm, { beta = 1 }: Temperature = {}): LinearProcess {
  const { visible: N, hidden: M, W } = rbm;
  const r = stiffnessOf(rbm);
  const drift = matrixFrom(N + M, N + M, (i, j) => {
    if (i === j) return i < N ? r.visible : r.hidden;
    if (i < N && j >= N) return -beta * W.data[i * M + j - N]!;
    if (i >= N && j < N) return -beta * W.data[j * M + i - N]!;
    return 0;
  });
  const centre = (units: Rbm["visibleUnits"]): number => unitLaw(units).centre;
  const force = Float64Array.of(
    ...rbm.a.map((t) => r.visible * centre(rbm.visibleUnits) + beta * t),
    ...rbm.b.map((t) => r.hidden * centre(rbm.hiddenUnits) + beta * t),
  );
  return { drift, force };
}

/** Mean and covariance of a Gaussian process at a time. */
export interface ProcessLaw {
  readonly mean: Float64Array;
  /** n×n. */
  readonly covariance: Matrix;
}

/**
 * Mean and covariance at time t of a process with symmetric A that starts from the point z₀: exact, whether its modes
 * are stable, marginal or unstable.
 */
export function processLawAt({ drift, force }: LinearProcess, t: number, start: Float64Array): ProcessLaw {
  const { values, vectors } = symmetricEigen(drift);
  const [z, f] = [multiplyVectorTransposed(vectors, start), multiplyVectorTransposed(vectors, force)];
  const laws = Array.from(values, (rate, k) => {
    return lawAt({ rate, force: f[k]! }, t, { mean: z[k]!, variance: 0 });
  });
  const n = drift.rows;
  const covariance = matrixFrom(n, n, (i, j) => {
    return laws.reduce((s, law, k) => s + vectors.data[i * n + k]! * law.variance * vectors.data[j * n + k]!, 0);
  });
  return {
    mean: multiplyVector(
      vectors,
      laws.map((law) => law.mean),
    ),
    covariance,
  };
}
