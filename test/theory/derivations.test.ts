/** The derivations of the rooms: judged as their authors claim, told in words; and misprints are refuted. */
import { describe, expect, test } from "vitest";
import { type Derivation, judgeDerivation, parse } from "../../src/algebra/index.ts";
import type { VerdictKind } from "../../src/verdict.ts";
import { rooms } from "../../theory/index.ts";
import { spectralMoments } from "../../theory/initial-spectrum/derivation.ts";
import { participationMoments } from "../../theory/initial-spectrum/derivation-vectors.ts";
import { growthOfMode } from "../../theory/linear-regime/derivation.ts";
import { modeCurvature } from "../../theory/reciprocal-space/derivation-curvature.ts";
import { freeEnergyFormSpin } from "../../theory/reciprocal-space/derivation-marginal.ts";
import { overlaps } from "../../theory/spikes/derivation.ts";

/** Derivations that stand behind a claim are judged with it, in the tests of the rooms. */
const withClaims = rooms.flatMap(({ claims }) => claims.flatMap((c) => c.derivation ?? []));
const alone = rooms.flatMap(({ derivations = [] }) => derivations);

/** A chain is as strong as its weakest step: with a cited one it is cited, however much follows from that. */
const claimed = ({ steps }: Derivation): VerdictKind => (steps.some((s) => s.expect === "cited") ? "cited" : "proved");

describe("the derivations of the rooms", () => {
  test("have names of their own", () => {
    const ids = [...withClaims, ...alone].map((d) => d.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, derivations = [], claims } of rooms) {
      for (const d of [...derivations, ...claims.flatMap((c) => c.derivation ?? [])]) {
        expect(d.id.startsWith(`${id}/`), d.id).toBe(true);
      }
    }
  });

  test("say of every step what is done and why, in sentences", () => {
    for (const { id, steps } of [...withClaims, ...alone]) {
      for (const { say, id: step } of steps) {
        expect(say.short, `${id}: ${step}`).toMatch(/^\S.*[^.\s]$/);
        expect(say.short.length, `${id}: ${step}`).toBeLessThan(80);
        expect(say.why, `${id}: ${step}`).toMatch(/[.…]$/);
      }
    }
  });

  for (const derivation of alone) {
    test(`${derivation.id}: every step is judged as claimed, and every wrong variant of it is rejected`, () => {
      const { problems, steps, verdict } = judgeDerivation(derivation, { seed: 1 });
      expect(problems).toEqual([]);
      expect(steps.map((s) => s.verdict.kind)).toEqual(derivation.steps.map((s) => s.expect));
      expect(steps.flatMap((s) => s.mutants.survivors)).toEqual([]);
      for (const s of steps) expect(s.mutants.killed, s.id).toBeGreaterThan(0);
      expect(verdict.kind).toBe(claimed(derivation));
    });
  }
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
    ["the rate without its quarter", growthOfMode, "rate", "eta*c*A[j]"],
  ];
  test.each(cases)("%s is refuted where it stands, with a counterexample", (_, d, step, right) => {
    const { steps, verdict } = judgeDerivation(misprinted(d, step, right), { seed: 1 });
    const refuted = steps.filter((s) => s.verdict.kind === "refuted");
    expect(refuted.map((s) => s.id)).toContain(step);
    expect(verdict).toMatchObject({ kind: "refuted", counterexample: expect.stringMatching(/=/) });
  });
});
