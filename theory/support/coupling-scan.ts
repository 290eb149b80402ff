/**
 * How an approximation of the free energy gets better as the couplings get weaker, on small random machines against exact
 * sums. Both sides are power series in the coupling g; an approximation of order k shares the coefficients of g⁰ … g^(k−1)
 * with the exact sum. The coefficients come from values at ±g, where a polynomial through Chebyshev points leaves an error
 * that is known beforehand; a slope of errors would tell a factor in them from 1 only when it is large.
 */
import { agree, type Pair } from "../../src/lab/comparisons/index.ts";
import type { Evidence } from "../../src/lab/types.ts";
import { convergenceOrder, type LineFit, solveLinear } from "../../src/numeric/index.ts";
import { matrixFrom } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { logPartitionExact } from "../../src/rbm/exact/index.ts";
import { convertUnits, type Rbm, singularModes } from "../../src/rbm/index.ts";
import { sharedDraw } from "./draws.ts";
import { nameOf, randomMachine, SMALL_SHAPES, UNIT_PAIRS, withWeights } from "./machines.ts";

/** What an approximation takes −ln Z of a machine at β = 1 to be. */
export type Approximation = (rbm: Rbm) => number;

/** Largest coupling, the leading singular value of W between ±1 units: a tenth of where mean field can become unstable. */
const REACH = 0.1;
/** Chebyshev points of −1 … 1, none of them 0. */
const POINTS = Array.from({ length: 10 }, (_, k) => Math.cos((Math.PI * (k + 0.5)) / 10));
const POWERS = matrixFrom(POINTS.length, POINTS.length, (k, power) => POINTS[k]! ** power);

/** A machine at every coupling of the series. */
export interface CoupledMachine {
  /** "6×4 binary" and so on. */
  readonly name: string;
  /** One a point, in the order of the points. */
  readonly at: readonly Rbm[];
}

/** Random machines with fields, one of every kind of unit, the same at every point but for the size of the weights. */
export const coupledMachines: (rng: Rng) => readonly CoupledMachine[] = sharedDraw((rng) =>
  UNIT_PAIRS.map(([visible, hidden], k) => {
    const shape = SMALL_SHAPES[k % SMALL_SHAPES.length]!;
    const drawn = randomMachine(rng.child(k), { ...shape, units: "spin", fields: 0.5 });
    const size = singularModes(drawn, { count: 1 }).lambda[0]!;
    const at = POINTS.map((t) => convertUnits(withWeights(drawn, (REACH * t) / size), visible, hidden).rbm);
    return { name: nameOf(at[0]!), at };
  }),
);

/** c_p g^p at the largest g, for p = 0, 1, …, of a function with these values at the points. */
export function seriesOf(values: ArrayLike<number>): Float64Array {
  return solveLinear(POWERS, Float64Array.from(values));
}

/** What a polynomial through the points leaves: each power is about a tenth of the one before. */
export const SERIES_ERROR = {
  allowed: 1e-4,
  because:
    "powers beyond the 9th at g = 0.1, a tenth of where mean field can become unstable, and rounding, against g³",
} as const;

/**
 * The coefficients below the given power, of one found series against one expected series a case; in units of the root mean
 * square of the expected ones of that power.
 */
export function seriesPairs(
  order: number,
  cases: readonly { readonly name: string; readonly found: Float64Array; readonly expected: Float64Array }[],
): Pair[] {
  return Array.from({ length: order }, (_, p) => {
    const size = Math.sqrt(cases.reduce((s, { expected }) => s + expected[p]! ** 2, 0) / cases.length);
    return cases.map(({ name, found, expected }) => ({
      at: `g^${p}, ${name}`,
      expected: expected[p]! / size,
      found: found[p]! / size,
    }));
  }).flat();
}

const exactSeries = sharedDraw((rng: Rng) =>
  coupledMachines(rng).map(({ at }) => seriesOf(at.map((rbm) => -logPartitionExact(rbm)))),
);

/** The approximation and −ln Z agree in all powers of the coupling below the given one. */
export function orderEvidence<F>(
  what: string,
  order: number,
  approximation: (formula: F) => Approximation,
): Evidence<F> {
  const says = `coefficients of g^0 … g^${order - 1} of ${what} in the coupling g, by polynomials through ${POINTS.length} couplings up to ±${REACH}, against those of −ln Z by enumeration, a random machine with fields of every kind of unit: the error is of order ${order}`;
  return {
    id: `order ${order}`,
    says,
    judge(formula, { rng }) {
      const approximate = approximation(formula);
      const exact = exactSeries(rng);
      const cases = coupledMachines(rng).map(({ name, at }, k) => ({
        name,
        found: seriesOf(at.map(approximate)),
        expected: exact[k]!,
      }));
      return agree(`series of ${what}`, seriesPairs(order, cases), {
        ...SERIES_ERROR,
        unit: "absolute",
        everyDraw: true,
      });
    },
  };
}

const MACHINES = 3;

/** Machines as above, three of every kind of unit, with weights of the given standard deviation between ±1 units. */
function machinesOfCoupling(rng: Rng, coupling: number): Rbm[] {
  return UNIT_PAIRS.flatMap(([visible, hidden], k) =>
    Array.from({ length: MACHINES }, (_, n) => {
      const shape = SMALL_SHAPES[n % SMALL_SHAPES.length]!;
      const drawn = randomMachine(rng.child(k).child(n), { ...shape, units: "spin", fields: 0.5 });
      return convertUnits(withWeights(drawn, coupling), visible, hidden).rbm;
    }),
  );
}

/** Root mean square error of −(approximation) against ln Z, one a coupling: for a figure. */
export function errorsByCoupling(approximation: Approximation, rng: Rng, couplings: readonly number[]): number[] {
  return couplings.map((g) => {
    const squares = machinesOfCoupling(rng, g).map((rbm) => (approximation(rbm) + logPartitionExact(rbm)) ** 2);
    return Math.sqrt(squares.reduce((s, t) => s + t, 0) / squares.length);
  });
}

/** The power of the coupling with which the error falls. */
export function orderInCoupling(approximation: Approximation, rng: Rng, couplings: readonly number[]): LineFit {
  return convergenceOrder(couplings, errorsByCoupling(approximation, rng, couplings));
}
