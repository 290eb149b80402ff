/** The tests that every room passes: its claims are as claimed, its derivations can be shown. */
import katex from "katex";
import { describe, expect, test } from "vitest";
import { type JudgedDerivation, judgeDerivation } from "../../src/algebra/derivation/index.ts";
import { judgeClaims } from "../../src/lab/runner.ts";
import { reportDerivation } from "../../src/report/derivation.ts";
import { rooms } from "../../theory/index.ts";

function expectShown(judged: JudgedDerivation): void {
  const shown = reportDerivation(judged);
  expect(shown.problems, judged.derivation.id).toEqual([]);
  for (const { expression } of shown.steps) katex.renderToString(expression, { throwOnError: true, strict: "error" });
}

export function judgeRoom(id: string): void {
  describe(`the room ${id}`, () => {
    const room = rooms.find((r) => r.id === id)!;
    const ready = room.claims.filter((claim) => claim.evidence.some((e) => e.needs !== "machine" && !e.budget));

    test("gets the verdicts that it claims, kills every mutant, and shows its proofs", async () => {
      const judged = await judgeClaims(ready, { seed: 1, budget: "quick" });
      const failed = judged.filter((j) => !j.passed);
      const why = failed.map((j) => ({
        id: j.claim.id,
        found: j.evidence.map((e) => e.finding.message),
        survivors: j.mutants.filter((m) => !m.killed).map((m) => m.id),
      }));
      expect(why).toEqual([]);
      for (const { derivation } of judged) if (derivation) expectShown(derivation);
    });

    for (const derivation of room.derivations ?? []) {
      test(`shows the derivation ${derivation.id}, which stands behind no single claim`, () => {
        expectShown(judgeDerivation(derivation, { seed: 1 }));
      });
    }
  });
}
