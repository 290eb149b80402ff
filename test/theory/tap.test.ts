import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { symmetricEigen } from "../../src/numeric/index.ts";
import { maxAbsDifference } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { convertStates, convertUnits, logPartitionExact, type Units } from "../../src/rbm/index.ts";
import { checkFigure } from "../../src/report/figure.ts";
import {
  meanFieldFreeEnergy,
  solveMeanField,
  solveTap,
  tapEquations,
  tapFreeEnergy,
  tapHessian,
  tapStabilityRatio,
} from "../../theory/index.ts";
import { randomMeans } from "../../theory/mean-field/claims/stationarity.ts";
import {
  centredMachine,
  gentleMachines,
  oneMode,
  randomMachine,
  UNIT_PAIRS,
  withWeights,
} from "../../theory/support/machines.ts";
import { tapFigures } from "../../theory/tap/figures.ts";
import { plantedMachine } from "../../theory/tap/planted.ts";
import { tap } from "../../theory/tap/room.ts";
import { refusalOf } from "../refusal.ts";
import { findingsOnMachine } from "./golden-machine.ts";

const rng = (name: string): Rng => Rng.fromSeed(1).child(name);

describe("the TAP free energy", () => {
  test("is the one of mean field without weights", () => {
    const rbm = withWeights(randomMachine(rng("free"), { visible: 4, hidden: 3 }), 0);
    const { m, n } = randomMeans(rbm, rng("means"));
    for (const order of [2, 3] as const) {
      expect(tapFreeEnergy(rbm, m, n, { order })).toBe(meanFieldFreeEnergy(rbm, m, n));
    }
  });

  test("is the same number in either kind of unit, at both orders, up to the constant of the conversion", () => {
    const rbm = randomMachine(rng("units"), { visible: 5, hidden: 3 });
    const { m, n } = randomMeans(rbm, rng("means"));
    for (const [visible, hidden] of UNIT_PAIRS) {
      const { rbm: other, constant } = convertUnits(rbm, visible, hidden);
      const at = (x: Float64Array, units: Units): Float64Array => convertStates(x, "binary", units);
      for (const order of [2, 3] as const) {
        const F = tapFreeEnergy(other, at(m, visible), at(n, hidden), { beta: 0.7, order });
        expect(F + constant).toBeCloseTo(tapFreeEnergy(rbm, m, n, { beta: 0.7, order }), 12);
      }
    }
  });

  test("comes closer to the exact one with every order, on weakly coupled machines", () => {
    const rbm = randomMachine(rng("orders"), { visible: 6, hidden: 4, units: "spin", weights: 0.05, fields: 0.5 });
    const exact = -logPartitionExact(rbm);
    const errors = [
      solveMeanField(rbm).freeEnergy,
      solveTap(rbm).freeEnergy,
      solveTap(rbm, { order: 3 }).freeEnergy,
    ].map((F) => Math.abs(F - exact));
    expect(errors[1]!).toBeLessThan(0.1 * errors[0]!);
    expect(errors[2]!).toBeLessThan(0.5 * errors[1]!);
  });
});

describe("the solver", () => {
  test("says how many iterations it took, what change was left, and that it converged", () => {
    for (const rbm of gentleMachines(rng("solver"))) {
      for (const order of [2, 3] as const) {
        const found = solveTap(rbm, { order, beta: 0.5 });
        expect(found.converged).toBe(true);
        expect(found.iterations).toBeGreaterThan(1);
        expect(found.residual).toBeLessThanOrEqual(1e-12);
        const { visible, hidden } = tapEquations(rbm, { order, beta: 0.5 });
        expect(maxAbsDifference(visible(found.n, found.m), found.m)).toBeLessThan(1e-11);
        expect(maxAbsDifference(hidden(found.m, found.n), found.n)).toBeLessThan(1e-11);
        expect(found.freeEnergy).toBe(tapFreeEnergy(rbm, found.m, found.n, { order, beta: 0.5 }));
      }
    }
  });

  test("calls out where the iteration wanders, and reports it on request", async () => {
    const { rbm, start } = plantedMachine(rng("unstable"), { w: 0, sigma: 2 });
    const options = { damping: 0, start: start.n, maxIterations: 100 };
    const refusal = await refusalOf(() => solveTap(rbm, options));
    expect(refusal.code).toBe("not-converged");
    expect(refusal.found).toContain("after 100 iterations");
    expect(solveTap(rbm, { ...options, onFailure: "report" })).toMatchObject({ converged: false, iterations: 100 });
  });

  test("reaches the same solution with and without damping, more slowly with it", () => {
    const rbm = randomMachine(rng("damping"), { visible: 8, hidden: 6, units: "spin", weights: 0.1, fields: 0.4 });
    const [plain, damped] = [0, 0.5].map((damping) => solveTap(rbm, { damping }));
    expect(maxAbsDifference(plain!.m, damped!.m)).toBeLessThan(1e-10);
    expect(plain!.iterations).toBeLessThan(damped!.iterations);
  });

  test("refuses a start of the visible layer", async () => {
    const rbm = randomMachine(rng("start"), { visible: 6, hidden: 4 });
    expect((await refusalOf(() => solveTap(rbm, { start: new Float64Array(6) }))).code).toBe("shape");
  });
});

test("the stability ratio is below 1 exactly where the Hessian is positive, at any means", () => {
  const cases = fc.record({
    seed: fc.nat(1e6),
    lambda: fc.double({ min: 2, max: 12, noNaN: true }),
    beta: fc.double({ min: 0.5, max: 2, noNaN: true }),
  });
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(cases, ({ seed, lambda, beta }) => {
      const stream = Rng.fromSeed(seed);
      const rbm = centredMachine(oneMode(16, 12, lambda, stream), "binary", "binary");
      const { m, n } = randomMeans(rbm, stream.child("means"));
      const stable = tapStabilityRatio(rbm, m, n, { beta }) < 1;
      seen.add(stable);
      return stable === symmetricEigen(tapHessian(rbm, m, n, { beta })).values.at(-1)! > 0;
    }),
    { seed: 1, numRuns: 100 },
  );
  expect(seen.size).toBe(2); // both kinds occurred
});

test("figures are drawable", async () => {
  const figures = await tapFigures({ rng: Rng.fromSeed(1), budget: "quick" });
  expect(figures.map((f) => f.id)).toEqual(["free-energy-orders", "tap-iteration"]);
  figures.forEach(checkFigure);
});

test("the evidence on a trained machine measures what it claims to", async () => {
  const found = await findingsOnMachine(tap);
  expect(Object.keys(found)).toHaveLength(2);
  expect(Object.values(found)).toEqual(["measured", "measured"]);
});
