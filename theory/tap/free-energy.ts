/**
 * The free energy of Thouless, Anderson and Palmer: Plefka's expansion in the coupling at fixed means,
 *
 *   F_TAP = F_MF − (β/2) Σ W_ij² V_i V_j − (β²/6) Σ W_ij³ K_i K_j + O(W⁴),
 *
 * V and K the variances and third cumulants of the units; an energy, so with one power of β less than βF has. On a
 * bipartite graph no triangle contributes; for {0, 1}, K_i K_j / 6 = (2/3) V_i V_j (½ − m_i)(½ − n_j). It is no bound.
 * Plefka, J. Phys. A 15, 1971 (1982); Georges, Yedidia, J. Phys. A 24, 2173 (1991); sheets A33, B19.
 */
import { dot, type Matrix, matrix, multiplyVector, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import type { Rbm, Units } from "../../src/rbm/rbm.ts";
import type { Temperature } from "../../src/rbm/states.ts";
import { meanFieldFreeEnergy, meanFieldHessian } from "../mean-field/free-energy.ts";
import { unitLaw } from "../mean-field/unit-law.ts";

/** Temperature and order of the expansion: 1 is mean field, 2 has the Onsager term. */
export interface TapOptions extends Temperature {
  /** Highest power of W that is kept: 2 for the equations of TAP, 3 with the next term. 2 when left out. */
  readonly order?: 2 | 3;
}

/** The cumulants of a layer and their slopes, one entry a unit. */
export interface LayerCumulants {
  readonly V: Float64Array;
  readonly slopeV: Float64Array;
  readonly K: Float64Array;
  readonly slopeK: Float64Array;
}

/** Of independent units with the given means. */
export function layerCumulants(units: Units, means: Float64Array): LayerCumulants {
  const law = unitLaw(units);
  return {
    V: means.map(law.variance),
    slopeV: means.map(law.varianceSlope),
    K: means.map(law.third),
    slopeK: means.map(law.thirdSlope),
  };
}

/** The matrix of the entries W_ij^power. */
export function powerOf(W: Matrix, power: number): Matrix {
  return matrix(W.rows, W.cols, power === 2 ? W.data.map((w) => w * w) : W.data.map((w) => w ** power));
}

/**
 * F_TAP of the means m (length N) and n (length M), in the machine's units of energy.
 * @throws BoltzproofError "domain" for means that no unit can have, "shape" when they do not fit the machine.
 */
export function tapFreeEnergy(rbm: Rbm, m: Float64Array, n: Float64Array, options: TapOptions = {}): number {
  const { beta = 1, order = 2 } = options;
  const v = layerCumulants(rbm.visibleUnits, m);
  const h = layerCumulants(rbm.hiddenUnits, n);
  const reaction = (power: number, x: Float64Array, y: Float64Array): number =>
    dot(x, multiplyVector(powerOf(rbm.W, power), y));
  const second = (beta / 2) * reaction(2, v.V, h.V);
  const third = order === 3 ? (beta ** 2 / 6) * reaction(3, v.K, h.K) : 0;
  return meanFieldFreeEnergy(rbm, m, n, options) - second - third;
}

/** ∂²F_TAP/∂m_i² = 1/(βV_i) + β Σ_j W_ij² V_j and the same for the hidden means (order 2). Sheet B19. */
export function tapStiffness(
  rbm: Rbm,
  m: Float64Array,
  n: Float64Array,
  { beta = 1 }: Temperature = {},
): { visible: Float64Array; hidden: Float64Array } {
  const v = layerCumulants(rbm.visibleUnits, m).V;
  const h = layerCumulants(rbm.hiddenUnits, n).V;
  const squares = powerOf(rbm.W, 2);
  const stiffness = (own: Float64Array, reaction: Float64Array): Float64Array =>
    own.map((V, k) => 1 / (beta * V) + beta * reaction[k]!);
  return {
    visible: stiffness(v, multiplyVector(squares, h)),
    hidden: stiffness(h, multiplyVectorTransposed(squares, v)),
  };
}

/**
 * Second derivatives of F_TAP (order 2) by (m, n), (N+M)×(N+M). Against the one of mean field the diagonal grows by
 * β Σ_j W_ij² V_j and the coupling W_ij by (β/2) W_ij² V′_i V′_j. Sheet B19.
 */
export function tapHessian(rbm: Rbm, m: Float64Array, n: Float64Array, temperature: Temperature = {}): Matrix {
  const { beta = 1 } = temperature;
  const { visible: N, hidden: M, W } = rbm;
  const size = N + M;
  const out = meanFieldHessian(rbm, m, n, temperature);
  const { visible, hidden } = tapStiffness(rbm, m, n, temperature);
  [...visible, ...hidden].forEach((t, k) => {
    out.data[k * size + k] = t;
  });
  const v = layerCumulants(rbm.visibleUnits, m).slopeV;
  const h = layerCumulants(rbm.hiddenUnits, n).slopeV;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < M; j++) {
      const w = (beta / 2) * W.data[i * M + j]! ** 2 * v[i]! * h[j]!;
      out.data[i * size + N + j]! -= w;
      out.data[(N + j) * size + i]! -= w;
    }
  }
  return out;
}
