/** Whether a set of equations for the means says where a free energy is stationary, at any means and not only there. */
import type { Rng } from "../../../src/numeric/random.ts";
import type { Rbm, Units } from "../../../src/rbm/rbm.ts";
import { joined, numericGradient } from "../../support/derivatives.ts";
import type { LayerMeans } from "../fixed-point.ts";
import { unitLaw } from "../unit-law.ts";

/** What the stencil of the gradient leaves. */
export const GRADIENT_ERROR = {
  allowed: 1e-7,
  because: "truncation and rounding of finite differences, about ten digits",
};

/** Means well inside the range of their units. */
export function randomMeans(rbm: Rbm, rng: Rng): LayerMeans {
  const layer = (units: Units, size: number): Float64Array =>
    Float64Array.from({ length: size }, () => {
      const share = 0.15 + 0.7 * rng.uniform();
      return units === "binary" ? share : 2 * share - 1;
    });
  return { m: layer(rbm.visibleUnits, rbm.visible), n: layer(rbm.hiddenUnits, rbm.hidden) };
}

/**
 * For equations m = ⟨v⟩ under an input θ: β∂F/∂m_i is the input that produces m_i less θ_i, at every (m, n). Gives the
 * differences of the two over both layers, with the gradient of F by finite differences.
 */
export function stationarityResiduals(
  rbm: Rbm,
  { m, n }: LayerMeans,
  freeEnergy: (m: Float64Array, n: Float64Array) => number,
  equations: (means: LayerMeans) => LayerMeans,
  beta: number,
): Float64Array {
  const N = rbm.visible;
  const gradient = numericGradient((x) => freeEnergy(x.subarray(0, N), x.subarray(N)), joined(m, n));
  const right = equations({ m, n });
  const from = (units: Units, means: Float64Array): Float64Array => means.map(unitLaw(units).inputOf);
  const inputs = joined(from(rbm.visibleUnits, m), from(rbm.hiddenUnits, n));
  const predicted = joined(from(rbm.visibleUnits, right.m), from(rbm.hiddenUnits, right.n));
  return gradient.map((g, k) => beta * g - (inputs[k]! - predicted[k]!));
}
