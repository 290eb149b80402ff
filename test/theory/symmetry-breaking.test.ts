import { describe, expect, test } from "vitest";
import { logDeterminant } from "../../src/numeric/linear-systems.ts";
import { maxAbsDifference, multiplyVector } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { logPartitionExact, singularModes } from "../../src/rbm/index.ts";
import {
  linearisedLaw,
  logPartitionGaussianAbout,
  meanFieldCurvature,
  meanFieldFreeEnergy,
  meanFieldHessian,
  modeCovariance,
  modeStrengths,
  solveMeanField,
  solveTap,
  tapCurvature,
  tapHessian,
} from "../../theory/index.ts";
import { randomMeans } from "../../theory/mean-field/claims/stationarity.ts";
import { oneLoopFreeEnergy } from "../../theory/mean-field/stability.ts";
import { factorCurvature } from "../../theory/support/curvature.ts";
import { boltzmannLaw, centredMachine, oneMode, randomMachine } from "../../theory/support/machines.ts";
import { measureModes } from "../../theory/support/mode-chains.ts";
import { enumeratedModes, weakMachines } from "../../theory/symmetry-breaking/enumerated.ts";
import { tinyMachine, trainedMachine } from "../rbm/golden.ts";
import { refusalOf } from "../refusal.ts";

const rng = (name: string): Rng => Rng.fromSeed(1).child(name);

describe("a factored curvature", () => {
  test("is the Hessian of mean field and of TAP: it solves the same equations and has the same determinant", () => {
    for (const { rbm } of weakMachines(rng("curvature"), 8)) {
      const { m, n } = solveMeanField(rbm);
      for (const [parts, H] of [
        [meanFieldCurvature(rbm, { m, n }), meanFieldHessian(rbm, m, n)],
        [tapCurvature(rbm, { m, n }), tapHessian(rbm, m, n)],
      ] as const) {
        const right = { m: rng("right").normals(rbm.visible), n: rng("below").normals(rbm.hidden) };
        const { solve, logDeterminantRatio } = factorCurvature(parts);
        const x = solve(right);
        const back = multiplyVector(H, Float64Array.of(...x.m, ...x.n));
        expect(maxAbsDifference(back, Float64Array.of(...right.m, ...right.n))).toBeLessThan(1e-11);
        const diagonal = [...parts.visible, ...parts.hidden].reduce((s, t) => s + Math.log(t), 0);
        expect(logDeterminantRatio).toBeCloseTo(logDeterminant(H).logAbs - diagonal, 10);
      }
    }
  });

  test("is refused at a saddle", async () => {
    const rbm = centredMachine(oneMode(6, 5, 4.4, rng("saddle")), "binary", "binary");
    const means = { m: new Float64Array(6).fill(0.5), n: new Float64Array(5).fill(0.5) };
    expect((await refusalOf(() => factorCurvature(meanFieldCurvature(rbm, means)))).code).toBe("domain");
  });
});

test("the linearised law of one centred mode is the law of A43", () => {
  const rbm = centredMachine(oneMode(9, 7, 2.5, rng("mode")), "binary", "binary");
  const modes = singularModes(rbm, { count: 1 });
  const means = { m: new Float64Array(9).fill(0.5), n: new Float64Array(7).fill(0.5) };
  const law = linearisedLaw(modes, means, meanFieldCurvature(rbm, means));
  const { varianceX, covariance } = modeCovariance(2.5);
  expect(law.varianceU[0]!).toBeCloseTo(varianceX + covariance, 12);
  expect(law.varianceW[0]!).toBeCloseTo(varianceX - covariance, 12);
  expect(modeStrengths(rbm, means, 1)[0]!).toBeCloseTo(2.5 / 4, 12);
});

test("chains measure the moments that the enumerated law has", async () => {
  const rbm = randomMachine(rng("chains"), { visible: 6, hidden: 5, weights: 0.5 });
  const modes = singularModes(rbm);
  const exact = enumeratedModes(rbm, modes);
  const measured = await measureModes(rbm, modes, rng("draws"), { chains: 2000, burnIn: 20, sweeps: 20, every: 5 });
  measured.forEach((mode, k) => {
    for (const name of ["meanU", "varianceU", "meanW", "varianceW"] as const) {
      const { mean, standardError } = mode[name];
      expect(Math.abs(mean - exact[name][k]!), `${name} of mode ${k}`).toBeLessThan(4.5 * standardError);
    }
  });
});

describe("on machines of an independent implementation", () => {
  test("mean field stays below ln Z and the corrections come closer, ten by six", () => {
    const { rbm, known } = tinyMachine();
    expect(logPartitionExact(rbm)).toBeCloseTo(known.logZ, 9);
    const { m, n, freeEnergy } = solveMeanField(rbm);
    const misses = [-freeEnergy, -solveTap(rbm).freeEnergy, -oneLoopFreeEnergy(rbm, m, n)].map((t) => t - known.logZ);
    expect(misses[0]!).toBeLessThan(0);
    expect(Math.abs(misses[1]!)).toBeLessThan(0.5 * Math.abs(misses[0]!));
    expect(Math.abs(misses[2]!)).toBeLessThan(0.5 * Math.abs(misses[0]!));
    expect(logPartitionGaussianAbout(rbm, { m, n }).value).toBeCloseTo(-oneLoopFreeEnergy(rbm, m, n), 9);
    const exact = boltzmannLaw(rbm).logPartition;
    expect(exact).toBeCloseTo(known.logZ, 9);
  });

  test("mean field stays below the exact ln Z of a machine trained on digits, at a solution and anywhere else", () => {
    const { rbm, known } = trainedMachine();
    const { m, n, freeEnergy, converged } = solveMeanField(rbm);
    expect(converged).toBe(true);
    expect(-freeEnergy).toBeLessThan(known.logZ_exact);
    const elsewhere = randomMeans(rbm, rng("anywhere"));
    expect(-meanFieldFreeEnergy(rbm, elsewhere.m, elsewhere.n)).toBeLessThan(-freeEnergy);
    expect(maxAbsDifference(solveMeanField(rbm, { start: n }).m, m)).toBeLessThan(1e-9);
  });
});
