import { readdirSync } from "node:fs";
import katex from "katex";
import { describe, expect, test } from "vitest";
import { requireWellFormed } from "../../src/lab/runner.ts";
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

  test("are judged, each in a file of its own", () => {
    const files = readdirSync(new URL("rooms/", import.meta.url)).sort();
    expect(files).toEqual(rooms.map((room) => `${room.id}.test.ts`).sort());
  });
});
