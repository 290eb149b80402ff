/**
 * Units as bosons on a site (a reconstruction, less likely to be the paper's): occupations n_i = b_i†b_i with energy E of
 * the occupations and a repulsion ½R Σ n(n−1) on every site. R → ∞ leaves at most one boson a site, the {0,1} unit, and
 * the singular value decomposition is the normal-mode transform of the coupling between densities. Sheet A49 for
 * Toledo-Marín et al. 2025.
 */
import { requireWholeWithin } from "../../../src/arguments.ts";
import { BoltzproofError } from "../../../src/errors.ts";
import { logSumExp } from "../../../src/numeric/index.ts";
import { energy } from "../../../src/rbm/energy.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import type { Temperature } from "../../../src/rbm/states.ts";

/** Strength of the repulsion, the largest occupation of a mode, and the temperature. */
export interface RepulsionOptions extends Temperature {
  /** R, in the machine's units of energy. */
  readonly repulsion: number;
  /** Largest occupation of a site that is summed over; 3 when left out. */
  readonly most?: number;
}

const LARGEST_SUM = 1e6;

/**
 * ln Z of soft-core bosons; the machine's as R → ∞, with an error that falls as e^{−βR}.
 * @throws BoltzproofError "domain" for units other than {0,1}, or more than a million configurations.
 */
export function softCorePartition(rbm: Rbm, { repulsion, most = 3, beta = 1 }: RepulsionOptions): number {
  requireWholeWithin("most", most, 1, LARGEST_SUM);
  const sites = rbm.visible + rbm.hidden;
  const count = (most + 1) ** sites;
  if (rbm.visibleUnits !== "binary" || rbm.hiddenUnits !== "binary" || count > LARGEST_SUM) {
    throw new BoltzproofError("domain", {
      found: `${rbm.visibleUnits}/${rbm.hiddenUnits} units and ${count} configurations`,
      expected: `{0,1} units, which are occupations, and at most ${LARGEST_SUM} configurations`,
      advice: "convert the units, or take a smaller machine",
    });
  }
  const logs = Float64Array.from({ length: count }, (_, code) => {
    const n = Float64Array.from({ length: sites }, (_, site) => Math.floor(code / (most + 1) ** site) % (most + 1));
    const pairs = n.reduce((sum, k) => sum + (k * (k - 1)) / 2, 0);
    return -beta * (energy(rbm, n.slice(0, rbm.visible), n.slice(rbm.visible)) + repulsion * pairs);
  });
  return logSumExp(logs);
}
