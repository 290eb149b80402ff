/** The derivations of all rooms, step by step, under several seeds: other random points, other wrong variants. */
import { describe, expect, test } from "vitest";
import { type Derivation, judgeDerivation } from "../../src/algebra/index.ts";
import type { VerdictKind } from "../../src/verdict.ts";
import { rooms } from "../../theory/index.ts";

const all = rooms.flatMap(({ claims, derivations = [] }) => [
  ...claims.flatMap((c) => c.derivation ?? []),
  ...derivations,
]);

/** A chain is as strong as its weakest step: with a cited one it is cited, however much follows from that. */
const claimed = ({ steps }: Derivation): VerdictKind => (steps.some((s) => s.expect === "cited") ? "cited" : "proved");

describe.each([1, 2, 3])("with seed %i", (seed) => {
  test.each(all.map((d) => [d.id, d] as const))(
    "%s is judged as claimed, and every wrong variant of every step is rejected",
    (_, derivation) => {
      const { problems, steps, verdict } = judgeDerivation(derivation, { seed });
      expect(problems).toEqual([]);
      expect(steps.map((s) => s.verdict.kind)).toEqual(derivation.steps.map((s) => s.expect));
      expect(verdict.kind).toBe(claimed(derivation));
      expect(steps.flatMap((s) => s.mutants.survivors)).toEqual([]);
      for (const { id, mutants } of steps) expect(mutants.killed, id).toBeGreaterThan(0);
    },
  );
});
