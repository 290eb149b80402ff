/** Claims that are identities of one machine: the worst error over all states of many small machines decides. */
import { enumeratedBelow, errorBelow } from "../../src/lab/agreement.ts";
import type { Evidence } from "../../src/lab/types.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { nameOf, smallMachines } from "./machines.ts";

/** Largest error of a formula on one machine. */
export type MachineError<F> = (formula: F, rbm: Rbm, modes: SingularModes, rng: Rng) => number;

export interface IdentityOptions {
  readonly tolerance?: number;
  readonly machines?: (rng: Rng) => Rbm[];
}

/** Rounding of sums of a few dozen terms of order 1. */
const ROUNDING = 1e-12;

/** All states of small machines of every shape and kind of unit. */
export function overAllStates<F>(says: string, error: MachineError<F>, options: IdentityOptions = {}): Evidence<F> {
  return {
    id: "enumeration",
    says,
    judge(formula, { rng }) {
      const machines = (options.machines ?? smallMachines)(rng.child("machines"));
      const worst = worstOver(machines, (rbm) => error(formula, rbm, singularModes(rbm), rng.child("states")));
      return enumeratedBelow(says, worst, options.tolerance ?? ROUNDING, machines.map(nameOf));
    },
  };
}

/** Random small machines, where the identity speaks of parameters only. */
export function overMachines<F>(says: string, error: MachineError<F>, options: IdentityOptions = {}): Evidence<F> {
  return {
    id: "random machines",
    says,
    judge(formula, { rng }) {
      const machines = (options.machines ?? smallMachines)(rng.child("machines"));
      const worst = worstOver(machines, (rbm) => error(formula, rbm, singularModes(rbm), rng.child("points")));
      return errorBelow(says, worst, options.tolerance ?? ROUNDING, machines.length);
    },
  };
}

/** Maximum in which a NaN wins, so that it can never hide. */
export function worstOver<T>(items: Iterable<T>, error: (item: T) => number): number {
  let worst = 0;
  for (const item of items) {
    const e = error(item);
    if (!(e <= worst)) worst = e;
    if (Number.isNaN(worst)) return worst;
  }
  return worst;
}
