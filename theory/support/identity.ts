/** Claims that are identities of one machine: what should vanish, at all states of many small machines. */
import { type Allowance, agree, type Pair, vanishes } from "../../src/lab/comparisons/index.ts";
import type { Evidence } from "../../src/lab/types.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { nameOf, smallMachines } from "./machines.ts";

/** What should vanish on one machine, signs and all, in units in which the terms are of order 1. */
export type MachineResiduals<F> = (formula: F, rbm: Rbm, modes: SingularModes, rng: Rng) => number | Iterable<number>;

/** Numbers of one machine from the formula, each with the one that it is held against. */
export type MachinePairs<F> = (formula: F, rbm: Rbm, modes: SingularModes, rng: Rng) => readonly Pair[];

/** The machines, and how large what should vanish may be. */
export interface IdentityOptions {
  /** At most 10⁻⁶; 10⁻¹² when left out. */
  readonly allowed?: number;
  /** Why so large, whatever is drawn; rounding of short sums when left out. */
  readonly because?: string;
  readonly machines?: (rng: Rng) => Rbm[];
}

const ROUNDING = { allowed: 1e-12, because: "rounding of sums of a few dozen terms of order 1" };

/** All states of small machines of every shape and kind of unit. */
export function overAllStates<F>(
  says: string,
  residuals: MachineResiduals<F>,
  options: IdentityOptions = {},
): Evidence<F> {
  return {
    id: "enumeration",
    says,
    judge(formula, { rng }) {
      const { machines, found } = onMachines(formula, residuals, rng, options);
      return vanishes(says, found, { ...limitOf(options), sizes: machines.map(nameOf), everyDraw: true });
    },
  };
}

/** Random small machines, where the identity speaks of parameters only. */
export function overMachines<F>(
  says: string,
  residuals: MachineResiduals<F>,
  options: IdentityOptions = {},
): Evidence<F> {
  return {
    id: "random machines",
    says,
    judge: (formula, { rng }) =>
      vanishes(says, onMachines(formula, residuals, rng, options).found, { ...limitOf(options), everyDraw: true }),
  };
}

/** Random small machines and numbers that finite differences or a series give: the allowance holds for every machine. */
export function overMachinePairs<F>(
  says: string,
  pairs: MachinePairs<F>,
  { machines, ...allowance }: Omit<Allowance, "everyDraw" | "sizes"> & Pick<IdentityOptions, "machines">,
): Evidence<F> {
  return {
    id: "random machines",
    says,
    judge(formula, { rng }) {
      const drawn = (machines ?? smallMachines)(rng.child("machines"));
      const found = drawn.flatMap((rbm) => pairs(formula, rbm, singularModes(rbm), rng.child("points")));
      return agree(says, found, { ...allowance, everyDraw: true });
    },
  };
}

function onMachines<F>(formula: F, residuals: MachineResiduals<F>, rng: Rng, options: IdentityOptions) {
  const machines = (options.machines ?? smallMachines)(rng.child("machines"));
  return {
    machines,
    found: residualsOver(machines, (rbm) => residuals(formula, rbm, singularModes(rbm), rng.child("points"))),
  };
}

const limitOf = ({ allowed = ROUNDING.allowed, because = ROUNDING.because }: IdentityOptions) => ({ allowed, because });

/** The residuals of every item in one list. */
export function residualsOver<T>(items: Iterable<T>, residuals: (item: T) => number | Iterable<number>): number[] {
  const out: number[] = [];
  for (const item of items) {
    const found = residuals(item);
    if (typeof found === "number") out.push(found);
    else for (const t of found) out.push(t);
  }
  return out;
}

/** Entry by entry, for two lists of numbers; NaN, which vanishes nowhere, when one is longer. */
export function differences(found: ArrayLike<number>, expected: ArrayLike<number>): number[] {
  if (found.length !== expected.length) return [Number.NaN];
  return Array.from(found, (t, k) => t - expected[k]!);
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
