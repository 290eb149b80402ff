/** The derivations of all rooms under other seeds: other random points of the zero test, other wrong variants. */
import { describe, expect, test } from "vitest";
import { judgeDerivation } from "../../src/algebra/index.ts";
import { rooms } from "../../theory/index.ts";

const all = rooms.flatMap(({ claims, derivations = [] }) => [
  ...claims.flatMap((c) => c.derivation ?? []),
  ...derivations,
]);

describe("whatever the seed", () => {
  test.each([2, 3])("seed %i: every step keeps its verdict and rejects its wrong variants", (seed) => {
    for (const derivation of all) {
      const { problems, steps } = judgeDerivation(derivation, { seed });
      expect(problems, derivation.id).toEqual([]);
      expect(steps.map((s) => s.verdict.kind)).toEqual(derivation.steps.map((s) => s.expect));
      expect(
        steps.flatMap((s) => s.mutants.survivors),
        derivation.id,
      ).toEqual([]);
    }
  });
});
