/** The rooms on symmetry breaking and on free energies, held against a run on a few thousand digits. */
import { beforeAll, describe, expect, test } from "vitest";
import { judgeClaims } from "../../src/lab/runner.ts";
import type { TrainedMachine } from "../../src/lab/types.ts";
import { loadMnist } from "../../src/node/mnist.ts";
import { Rng } from "../../src/numeric/random.ts";
import { train } from "../../src/rbm/index.ts";
import { checkFigure } from "../../src/report/figure.ts";
import { approximations, smallCourse } from "../../theory/free-energies/approximations.ts";
import { freeEnergies } from "../../theory/free-energies/room.ts";
import { symmetryBreaking } from "../../theory/symmetry-breaking/room.ts";

describe("on a run of few units", () => {
  let machine: TrainedMachine;
  beforeAll(async () => {
    const { bits } = await loadMnist({ folder: null, split: "train", limit: 3000 });
    const run = await train(bits, {
      hidden: 80,
      epochs: 5,
      centred: true,
      rate: { start: 0.1, end: 0 },
      measure: { every: 5 },
    });
    const { rbm, initial, snapshots, state } = run;
    machine = { rbm, initial, snapshots, settings: state.settings, train: bits, test: bits, name: "784×80" };
  });

  test("evidence measures what it claims to, mutants are told apart, and what cannot be judged is undecided", async () => {
    const judged = await judgeClaims([...symmetryBreaking.claims, ...freeEnergies.claims], {
      seed: 1,
      budget: "quick",
      machine,
    });
    const failed = judged.filter((j) => !j.passed);
    // With so few hidden units two solutions share the weight beyond the transition, and the claim on one says so.
    expect(failed.map((j) => [j.claim.id, j.verdict.kind])).toEqual([["symmetry-breaking/after", "undecided"]]);
  });

  test("figures are drawable, and none is drawn without a machine", async () => {
    for (const room of [symmetryBreaking, freeEnergies]) {
      const figures = await room.figures({ rng: Rng.fromSeed(1), budget: "quick", machine });
      expect(figures.length).toBeGreaterThan(0);
      figures.forEach(checkFigure);
      expect(await room.figures({ rng: Rng.fromSeed(1), budget: "quick" })).toEqual([]);
    }
  });

  test("an approximation that does not exist or converge is no number", async () => {
    const strong = (await smallCourse(machine)).at(-1)!;
    expect(strong.strength).toBeGreaterThan(1);
    expect(approximations["Gaussian about the data"](strong)).toBeNaN();
    const unsolved = { ...strong, solution: { ...strong.solution, converged: false } };
    expect(approximations["mean field"](unsolved)).toBeNaN();
    expect(approximations["one loop"](unsolved)).toBeNaN();
  });
});
