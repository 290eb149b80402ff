/**
 * How fast an approximation of the free energy gets better as the couplings get weaker: its error on small random
 * machines, against exact sums, as a power of the coupling.
 */
import { within } from "../../src/lab/agreement.ts";
import type { Evidence } from "../../src/lab/types.ts";
import { convergenceOrder, type LineFit } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { logPartitionExact } from "../../src/rbm/exact/index.ts";
import { convertUnits, type Rbm } from "../../src/rbm/index.ts";
import { randomMachine, SMALL_SHAPES, UNIT_PAIRS, withWeights } from "./machines.ts";

/** What an approximation takes −ln Z of a machine at β = 1 to be. */
export type Approximation = (rbm: Rbm) => number;

/** Standard deviations of the weights between ±1 units; machines of these sizes become unstable at about 0.25. */
export const COUPLINGS: readonly number[] = [0.05, 0.025, 0.0125, 0.00625];

const MACHINES = 3;

/** Random machines with fields, the same ones at every coupling but for the size of the weights. */
export function machinesOfCoupling(rng: Rng, coupling: number): Rbm[] {
  return UNIT_PAIRS.flatMap(([visible, hidden], k) =>
    Array.from({ length: MACHINES }, (_, n) => {
      const shape = SMALL_SHAPES[n % SMALL_SHAPES.length]!;
      const drawn = randomMachine(rng.child(k).child(n), { ...shape, units: "spin", fields: 0.5 });
      return convertUnits(withWeights(drawn, coupling), visible, hidden).rbm;
    }),
  );
}

/** Root mean square error of −(approximation) against ln Z, one a coupling. */
export function errorsByCoupling(
  approximation: Approximation,
  rng: Rng,
  couplings: readonly number[] = COUPLINGS,
): number[] {
  return couplings.map((g) => {
    const squares = machinesOfCoupling(rng, g).map((rbm) => (approximation(rbm) + logPartitionExact(rbm)) ** 2);
    return Math.sqrt(squares.reduce((s, t) => s + t, 0) / squares.length);
  });
}

/** The power of the coupling with which the error falls. */
export function orderInCoupling(
  approximation: Approximation,
  rng: Rng,
  couplings: readonly number[] = COUPLINGS,
): LineFit {
  return convergenceOrder(couplings, errorsByCoupling(approximation, rng, couplings));
}

/** Room for the next power of the coupling in a fitted slope (criterion T7). */
const SLACK = 0.45;

/** The fitted power lies within 0.45 of the predicted one. */
export function orderEvidence<F>(
  what: string,
  order: number,
  approximation: (formula: F) => Approximation,
  couplings: readonly number[] = COUPLINGS,
): Evidence<F> {
  return {
    id: `order ${order}`,
    says: `error of ${what} on ${UNIT_PAIRS.length * MACHINES} random machines of every kind of unit against the exact ln Z, couplings ${couplings.join(", ")}: order ${order} ± ${SLACK}`,
    judge(formula, { rng }) {
      const { slope } = orderInCoupling(approximation(formula), rng, couplings);
      return within(`order of the error of ${what}`, slope, order - SLACK, order + SLACK, couplings.length);
    },
  };
}
