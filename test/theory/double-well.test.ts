import { expect, test } from "vitest";
import { fokkerPlanckLevels } from "../../theory/index.ts";
import { slowestRate } from "../../theory/support/double-well.ts";

test.each([1, 2, 4])(
  "the slowest rate over a barrier of %i is the first level of the Fokker–Planck operator",
  (barrier) => {
    const potential = { stiffness: -1, quartic: 1 / (16 * barrier) };
    const [, gap] = fokkerPlanckLevels(potential, { levels: 2 }).levels;
    expect(Math.abs(slowestRate(potential) / gap! - 1)).toBeLessThan(1e-5);
  },
);

test("rates scale with the stiffness: U(su) has the rates of U times s²", () => {
  const narrow = { stiffness: -9, quartic: 81 / 96 };
  expect(Math.abs(slowestRate(narrow) / slowestRate({ stiffness: -1, quartic: 1 / 96 }) / 9 - 1)).toBeLessThan(1e-6);
});
