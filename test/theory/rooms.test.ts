import katex from "katex";
import { describe, expect, test } from "vitest";
import { judgeDerivation } from "../../src/algebra/derivation/index.ts";
import { judgeClaims, requireWellFormed } from "../../src/lab/runner.ts";
import { reportDerivation } from "../../src/report/derivation.ts";
import { allClaims, rooms } from "../../theory/index.ts";

describe("the rooms", () => {
  test("hold only well-formed claims, each in its own room, with a label and a source", () => {
    requireWellFormed(allClaims);
    for (const room of rooms) {
      expect(room.notation.length, room.id).toBeGreaterThan(1);
      for (const claim of room.claims) {
        expect(claim.room, claim.id).toBe(room.id);
        expect(claim.id.startsWith(`${room.id}/`), claim.id).toBe(true);
        expect(
          claim.labels.every((label) => /^[ABC]\d+$/.test(label)),
          claim.id,
        ).toBe(true);
        expect(claim.source.ref, claim.id).toContain("sheet");
      }
    }
  });

  test("call a reconstruction one in the source as well as in the status", () => {
    for (const claim of allClaims) {
      const words = `${claim.source.ref} ${claim.source.note ?? ""}`;
      if (claim.status === "reconstruction") expect(words, claim.id).toMatch(/reconstruction/);
    }
  });

  test("have derivations that the report can show, each step in LaTeX that KaTeX sets", () => {
    const all = rooms.flatMap((r) => [...r.claims.flatMap((c) => c.derivation ?? []), ...(r.derivations ?? [])]);
    expect(all.length).toBeGreaterThan(0);
    for (const derivation of all) {
      const shown = reportDerivation(judgeDerivation(derivation, { seed: 1 }));
      expect(shown.problems, derivation.id).toEqual([]);
      for (const { expression } of shown.steps)
        katex.renderToString(expression, { throwOnError: true, strict: "error" });
    }
  });

  test("state themselves in LaTeX that KaTeX sets", () => {
    const latex = [...allClaims.map((c) => c.statement), ...rooms.flatMap((r) => r.notation.map((n) => n.symbol))];
    const set = (text: string) => katex.renderToString(text, { throwOnError: true, displayMode: true });
    const wrong = latex.filter((text) => {
      try {
        return /\p{Cc}/u.test(text) || set(text) === "";
      } catch {
        return true;
      }
    });
    expect(wrong).toEqual([]);
  });

  test("cover every label of the sheets that they are about", () => {
    const labels = new Set(allClaims.flatMap((claim) => claim.labels));
    const wanted = [...Array.from({ length: 21 }, (_, k) => `A${k + 1}`), "A40"];
    expect(wanted.filter((label) => !labels.has(label))).toEqual([]);
  });

  for (const room of rooms) {
    test(`${room.id}: every claim gets the verdict that it claims, and its evidence kills every mutant`, async () => {
      const ready = room.claims.filter((claim) => claim.evidence.some((e) => e.needs !== "machine" && !e.budget));
      const judged = await judgeClaims(ready, { seed: 1, budget: "quick" });
      const failed = judged.filter((j) => !j.passed);
      const why = failed.map((j) => ({
        id: j.claim.id,
        found: j.evidence.map((e) => e.finding.message),
        survivors: j.mutants.filter((m) => !m.killed).map((m) => m.id),
      }));
      expect(why).toEqual([]);
    });
  }
});
