import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identity, matrix, maxAbsDifference, multiply, solveLyapunov } from "../../src/numeric/index.ts";
import { Rng } from "../../src/numeric/random.ts";
import { singularModes } from "../../src/rbm/index.ts";
import { checkFigure } from "../../src/report/figure.ts";
import { diffusion } from "../../theory/diffusion/room.ts";
import {
  conditionNumber,
  convergenceText,
  denoised,
  diffusionConvergence,
  divergenceFromStationary,
  divergingModes,
  driftMatrixOfMode,
  geometricTimes,
  gibbsAutocorrelation,
  gibbsTime,
  langevinProcess,
  largestUlaStep,
  lawAt,
  linearisedSweeps,
  logEscapeRate,
  malaVariance,
  noisedScore,
  processLawAt,
  ratesOfMode,
  reverseProcess,
  solveMeanField,
  stationaryLaw,
  temperatureOfConvergence,
  ulaVariance,
} from "../../theory/index.ts";
import { centredMachine, oneMode, randomMachine } from "../../theory/support/machines.ts";
import { refusalOf } from "../refusal.ts";
import { findingsOnMachine } from "./golden-machine.ts";

const rng = (name: string): Rng => Rng.fromSeed(1).child(name);

describe("the law in time", () => {
  test("goes over into its limits: the start, the Boltzmann law, and free diffusion at the threshold", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 8, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (rate, force) => {
          const start = { mean: 0.4, variance: 0.7 };
          const late = lawAt({ rate, force }, 40 / rate, start);
          expect(lawAt({ rate, force }, 0, start)).toEqual(start);
          expect(late.mean).toBeCloseTo(stationaryLaw({ rate, force }).mean, 10);
          expect(late.variance).toBeCloseTo(1 / rate, 10);
          expect(divergenceFromStationary({ rate, force }, late)).toBeCloseTo(0, 9);
          const marginal = lawAt({ rate: 1e-9, force }, 2, start);
          expect(marginal.variance).toBeCloseTo(lawAt({ rate: 0, force }, 2, start).variance, 6);
        },
      ),
      { seed: 1, numRuns: 50 },
    );
  });

  test("of a whole machine ends at the inverse of its drift and at the solution of the Lyapunov equation", () => {
    const rbm = randomMachine(rng("machine"), { visible: 6, hidden: 4 });
    const { beta } = temperatureOfConvergence(rbm);
    const process = langevinProcess(rbm, { beta: 0.7 * beta });
    const n = process.force.length;
    const { covariance, mean } = processLawAt(process, 60, rng("start").normals(n));
    const two = matrix(
      n,
      n,
      identity(n).data.map((x) => 2 * x),
    );
    expect(maxAbsDifference(covariance.data, solveLyapunov(process.drift, two).covariance.data)).toBeLessThan(1e-11);
    expect(maxAbsDifference(multiply(process.drift, matrix(n, 1, mean)).data, process.force)).toBeLessThan(1e-9);
  });

  test("of a mode between layers of different stiffness has the rates of its drift matrix", () => {
    const stiffness = { visible: 4, hidden: 1 };
    const { u, w } = ratesOfMode(1.3, stiffness);
    const { data } = driftMatrixOfMode(1.3, stiffness);
    expect(u + w).toBeCloseTo(data[0]! + data[3]!, 12);
    expect(u * w).toBeCloseTo(data[0]! * data[3]! - data[1]! * data[2]!, 12);
  });
});

describe("the table of convergence", () => {
  const rbm = centredMachine(oneMode(30, 20, 5, rng("mode")), "binary", "binary");

  test("says of one mode beyond the threshold that it diverges, unless the machine is finite or warm", () => {
    expect(divergingModes(diffusionConvergence(rbm))).toEqual([1]);
    expect(divergingModes(diffusionConvergence(rbm, { process: "energy" }))).toHaveLength(20);
    expect(divergingModes(diffusionConvergence(rbm, { process: "finite size" }))).toEqual([]);
    const { beta, restoring } = temperatureOfConvergence(rbm);
    expect(beta).toBeCloseTo(0.8, 10);
    expect(divergingModes(diffusionConvergence(rbm, { beta: restoring }))).toEqual([]);
    expect(divergingModes(diffusionConvergence(rbm, { beta: 1.001 * beta }))).toEqual([1]);
  });

  test("is printed with a line a mode and the zero modes counted", () => {
    const text = convergenceText(diffusionConvergence(rbm), 3);
    expect(text).toContain("19 of 20 modes converge along u, 1 do not");
    expect(text).toContain("… and 17 more modes");
    expect(text).toContain("10 zero modes: yes, 4, 0.25");
    expect(text.split("\n")[3]).toMatch(/^ +1 +5 +5 +no +-1 +1 +yes +9$/);
    expect(convergenceText(diffusionConvergence(rbm, { process: "finite size" }))).toContain("always");
  });

  test("at finite size gives times that grow through the threshold and beyond as the barrier", () => {
    const timeAt = (lambda: number): number =>
      diffusionConvergence(centredMachine(oneMode(300, 300, lambda, rng("mode")), "binary", "binary"), {
        process: "finite size",
      }).modes[0]!.u.logTime;
    const times = [2, 3.9, 4, 4.2, 5, 6, 8].map(timeAt);
    expect(times).toEqual([...times].sort((p, q) => p - q));
    expect(times.at(-1)! - times.at(-2)!).toBeGreaterThan(50);
  });
});

describe("the linearisation about a mean-field solution", () => {
  test("is that of single modes in a centred machine", () => {
    const rbm = centredMachine(oneMode(12, 9, 2.6, rng("mode")), "binary", "binary");
    const modes = singularModes(rbm, { count: 1 });
    const law = linearisedSweeps(rbm, solveMeanField(rbm), modes);
    expect(law.variance[0]).toBeCloseTo(4 / (16 - 2.6 ** 2), 10);
    expect(law.autocorrelation[0]).toBeCloseTo(gibbsAutocorrelation(2.6), 10);
    expect(law.soft[0]).toBeCloseTo(1 / (4 - 2.6), 10);
  });
});

describe("the reverse process", () => {
  test("draws the states of a mixture from noise, in the right shares", () => {
    const means = matrix(2, 2, Float64Array.of(-1, 1, 2, 0));
    const mixture = { means, logWeights: Float64Array.of(Math.log(0.25), Math.log(0.75)) };
    const times = geometricTimes(4, 0.01, 80);
    const drawn = reverseProcess(mixture, { samples: 1500, times }, rng("reverse"));
    const first = Array.from({ length: 1500 }, (_, s) => drawn.data[2 * s]!).filter((x) => x < 0.5).length / 1500;
    expect(Math.abs(first - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 1500));
    const spread = drawn.data.filter((x, k) => k % 2 === 0 && x > 0.5).map((x) => Math.abs(x - 2 * Math.exp(-0.01)));
    expect(spread.reduce((s, t) => s + t, 0) / spread.length).toBeLessThan(0.3);
  });

  test("guesses the nearest state when little noise is left", () => {
    const mixture = { means: matrix(2, 2, Float64Array.of(0, 0, 1, 1)) };
    const guess = denoised(mixture, 1e-3, Float64Array.of(0.9, 0.95));
    expect(maxAbsDifference(guess, [1, 1])).toBeLessThan(1e-10);
  });
});

test("outside its domain every formula is refused with the domain in the sentence", async () => {
  const calls: (readonly [() => unknown, RegExp])[] = [
    [() => stationaryLaw({ rate: -1 }), /k > 0/],
    [() => divergenceFromStationary({ rate: 0 }, { mean: 0, variance: 1 }), /βλ < 4/],
    [() => conditionNumber(4), /βλ < 4/],
    [() => largestUlaStep(0), /k > 0/],
    [() => ulaVariance(1, 2.5), /0 < τ < 2\/k = 2/],
    [() => malaVariance(-0.5), /k > 0/],
    [() => gibbsAutocorrelation(4), /βλ < 4/],
    [() => gibbsTime(1), /0 ≤ ρ < 1/],
    [() => logEscapeRate({ lambda: 3, participation: 0.02, units: "binary" }), /βλ > 4/],
    [() => noisedScore({ means: matrix(1, 1) }, 0, new Float64Array(1)), /time above 0/],
    [() => geometricTimes(1, 2, 3), /positive time/],
    [() => temperatureOfConvergence(centredMachine(matrix(3, 2), "binary", "binary")), /at least one mode/],
    [
      () => diffusionConvergence(centredMachine(oneMode(8, 8, 3, rng("m")), "spin", "spin"), { process: "bulk" }),
      /\{0,1\}/,
    ],
  ];
  for (const [call, sentence] of calls) {
    const { code, message } = await refusalOf(call);
    expect(code, message).toBe("domain");
    expect(message).toMatch(sentence);
  }
});

test("the trained machine forgets as predicted where its modes converge, and has no mode below the threshold to compare the others with", async () => {
  expect(await findingsOnMachine(diffusion)).toEqual({
    "diffusion/temperature: trained machine": "measured",
    "diffusion/trained-autocorrelation: trained machine, warm": "measured",
    "diffusion/trained-modes: condensed machine": "measured",
    "diffusion/trained-modes: trained machine": "undecided",
  });
});

test("the figures can be drawn", async () => {
  const figures = await diffusion.figures({ rng: rng("figures"), budget: "quick" });
  for (const figure of figures) checkFigure(figure);
  expect(figures.map((f) => f.id)).toEqual([
    "diffusion-time",
    "diffusion-divergence",
    "diffusion-step",
    "diffusion-gibbs",
    "diffusion-reverse",
  ]);
});
