/**
 * Block Gibbs sampling of a mode. In the Gaussian regime x | y ~ N(μ^x + V_v β(ã + λy), V_v) and likewise y | x, so one
 * sweep multiplies the deviation of x by β²λ²V_vV_h: the autocorrelation per sweep is (βλ/4)² for {0,1} units. About a
 * mean-field solution the same holds with the variances D of the units there, K = β² D_v W D_h Wᵀ, mode by mode of
 * D_v^½ W D_h^½. Sheets A55 and D13 for Toledo-Marín et al. 2025; textbook (Roberts, Sahu, JRSS B 59, 291, 1997).
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { column, type Matrix, matrixFrom, multiply, transpose } from "../../../src/numeric/matrix.ts";
import { singularValueDecomposition } from "../../../src/numeric/svd.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import type { Temperature } from "../../../src/rbm/states.ts";
import type { LayerMeans } from "../../mean-field/fixed-point.ts";
import { fluctuationCoupling } from "../../mean-field/stability.ts";
import { unitLaw } from "../../mean-field/unit-law.ts";
import type { Stiffness } from "./machine.ts";

/**
 * Autocorrelation of x from one sweep to the next, (βλ)²/(r_v r_h). `strength` is βλ.
 * @throws BoltzproofError "domain" for βλ ≥ √(r_v r_h), where the Gaussian regime ends.
 */
export function gibbsAutocorrelation(
  strength: number,
  { visible, hidden }: Stiffness = { visible: 4, hidden: 4 },
): number {
  const rho = strength ** 2 / (visible * hidden);
  requireBelowOne(rho);
  return rho;
}

/** Sweeps in which the autocorrelation falls by e: −1/ln ρ, which is 2/(4 − λ) close to the threshold. */
export function gibbsTime(rho: number): number {
  requireBelowOne(rho);
  return rho === 0 ? 0 : -1 / Math.log(rho);
}

function requireBelowOne(rho: number): void {
  if (rho >= 0 && rho < 1) return;
  throw new BoltzproofError("domain", {
    found: `an autocorrelation of ${rho} per sweep`,
    expected: "0 ≤ ρ < 1, which for modes of {0,1} units is βλ < 4",
    advice: "raise the temperature, or linearise about a broken solution",
  });
}

/** What the linearisation about a mean-field solution says of given directions. */
export interface DirectionLaw {
  /** Variance of the visible coordinate x along each direction. */
  readonly variance: Float64Array;
  /** Its autocorrelation from one sweep to the next. */
  readonly autocorrelation: Float64Array;
  /** Variance of u = (x + y)/√2 with the partner direction in the hidden layer. */
  readonly soft: Float64Array;
}

/**
 * Along the columns of U (N×k) and V (M×k): C = D_v^½ (1 − SSᵀ)⁻¹ D_v^½ with S = βD_v^½WD_h^½ is the covariance of the
 * visible units, KC that from one sweep to the next, D_v^½ (1 − SSᵀ)⁻¹ S D_h^½ that between the layers.
 * @throws BoltzproofError "domain" at an unstable solution.
 */
export function linearisedSweeps(
  rbm: Rbm,
  { m, n }: LayerMeans,
  { U, V }: { readonly U: Matrix; readonly V: Matrix },
  { beta = 1 }: Temperature = {},
): DirectionLaw {
  const svd = singularValueDecomposition(fluctuationCoupling(rbm, m, n));
  const s = svd.s.map((t) => beta * t);
  requireBelowOne(s[0]! ** 2);
  const x = seenFrom(svd.U, U, m.map(unitLaw(rbm.visibleUnits).variance));
  const y = seenFrom(svd.V, V, n.map(unitLaw(rbm.hiddenUnits).variance));
  const laws = Array.from({ length: U.cols }, (_, j) => {
    let [xx, yy, xy] = [0, 0, 0];
    s.forEach((t, a) => {
      const [p, q] = [x.overlaps.data[a * U.cols + j]!, y.overlaps.data[a * U.cols + j]!];
      xx += (p * p * t * t) / (1 - t * t);
      yy += (q * q * t * t) / (1 - t * t);
      xy += (p * q * t) / (1 - t * t);
    });
    const variance = x.free[j]! + xx;
    return { variance, autocorrelation: xx / variance, soft: (variance + y.free[j]! + yy) / 2 + xy };
  });
  const list = (key: keyof (typeof laws)[number]): Float64Array => Float64Array.from(laws, (law) => law[key]);
  return { variance: list("variance"), autocorrelation: list("autocorrelation"), soft: list("soft") };
}

/** Directions D^½ U against the modes of the fluctuations, and their variances without coupling. */
function seenFrom(modes: Matrix, U: Matrix, variances: Float64Array): { overlaps: Matrix; free: Float64Array } {
  const spread = matrixFrom(U.rows, U.cols, (i, j) => Math.sqrt(variances[i]!) * U.data[i * U.cols + j]!);
  const free = Float64Array.from({ length: U.cols }, (_, j) => column(spread, j).reduce((sum, t) => sum + t * t, 0));
  return { overlaps: multiply(transpose(modes), spread), free };
}
