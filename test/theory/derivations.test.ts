/** The derivations of the rooms: told in words, and a misprint is refuted. All are judged in the tests of the rooms. */
import { describe, expect, test } from "vitest";
import { type Derivation, judgeDerivation, parse } from "../../src/algebra/index.ts";
import { unstableBosons } from "../../theory/bosons/fokker-planck/derivation.ts";
import { squeezing } from "../../theory/bosons/oscillators/derivation.ts";
import { rooms } from "../../theory/index.ts";
import { spectralMoments } from "../../theory/initial-spectrum/derivation.ts";
import { participationMoments } from "../../theory/initial-spectrum/derivation-vectors.ts";
import { growthOfMode } from "../../theory/linear-regime/derivation.ts";
import { modeCurvature } from "../../theory/reciprocal-space/derivation-curvature.ts";
import { freeEnergyFormSpin } from "../../theory/reciprocal-space/derivation-marginal.ts";
import { overlaps } from "../../theory/spikes/derivation.ts";

const all = rooms.flatMap(({ id, claims, derivations = [] }) =>
  [...claims.flatMap((c) => c.derivation ?? []), ...derivations].map((derivation) => ({ room: id, derivation })),
);

describe("the derivations of the rooms", () => {
  test("have names of their own, in their rooms", () => {
    const ids = all.map(({ derivation }) => derivation.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { room, derivation } of all) expect(derivation.id.startsWith(`${room}/`), derivation.id).toBe(true);
  });

  test("say of every step what is done, and why in sentences", () => {
    for (const { derivation } of all) {
      for (const { id, say } of derivation.steps) {
        expect(say.short, `${derivation.id}: ${id}`).toMatch(/^\S.{0,78}[^.\s]$/u);
        expect(say.why, `${derivation.id}: ${id}`).toMatch(/[.…]$/);
      }
    }
  });
});

/** The derivation with another right-hand side in one of its lines. */
function misprinted(derivation: Derivation, id: string, right: string): Derivation {
  const value = parse(right, derivation.notation);
  const steps = derivation.steps.map((s) => (s.id === id ? { ...s, to: { ...s.to, right: value } } : s));
  return { ...derivation, steps };
}

describe("a misprint", () => {
  const cases: readonly (readonly [what: string, d: Derivation, step: string, right: string])[] = [
    ["the other sign of the curvatures", modeCurvature, "result", "[[lambda[beta], 0], [0, -lambda[beta]]]"],
    [
      "the other kind of unit",
      freeEnergyFormSpin,
      "product",
      "exp(sum(a[i]*v[i], i, 1, N))*prod(1 + exp(theta[j]), j, 1, M)",
    ],
    [
      "2NM for 3NM in the third moment",
      spectralMoments,
      "result",
      "1/z + sigma^2*N/z^2 + sigma^4*N*(N + M)/z^3 + sigma^6*N*(N^2 + 2*N*M + M^2)/z^4",
    ],
    ["the variance of independent components", participationMoments, "result", "96/N^3"],
    [
      "N and M exchanged in an overlap",
      overlaps,
      "left result",
      "(theta^4 - sigma^4*N*M)/(theta^2*(theta^2 + sigma^2*M))",
    ],
    ["a zero mode beyond the transition", unstableBosons, "no zero mode", "k*e*d"],
    ["an energy of first order in the coupling", squeezing, "energy", "(omega + 2*g)^2"],
  ];
  test.each(cases)("%s is refuted where it stands, with a counterexample", (_, d, step, right) => {
    const { steps, verdict } = judgeDerivation(misprinted(d, step, right), { seed: 1 });
    const refuted = steps.filter((s) => s.verdict.kind === "refuted");
    expect(refuted.map((s) => s.id)).toContain(step);
    expect(verdict).toMatchObject({ kind: "refuted", counterexample: expect.stringMatching(/=/) });
  });

  test("behind an equation that is given is not accepted; a counterexample would have to obey what is given", () => {
    const { steps, verdict } = judgeDerivation(misprinted(growthOfMode, "rate", "eta*c*A[j]"), { seed: 1 });
    const rate = steps.find((s) => s.id === "rate")!;
    expect(rate.verdict.kind).toBe("undecided");
    expect(verdict.kind).not.toBe("proved");
  });
});
