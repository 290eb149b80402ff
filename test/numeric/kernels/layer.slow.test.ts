import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputs, sampleStates } from "../../../src/numeric/kernels/oracle.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { meansOf, randomCase, runLayer, valuesOf } from "./harness.ts";

const upTo = (max: number) => fc.integer({ min: 1, max });

describe("a large layer on the kernels", () => {
  test("has the oracle's means and states, bit for bit, up to 2,100 units", async () => {
    await fc.assert(
      fc.asyncProperty(
        upTo(2100),
        upTo(2100),
        upTo(40),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0.5, 5, 70),
        fc.constantFrom("hidden" as const, "visible" as const),
        fc.nat(),
        async (N, M, rows, density, size, layer, seed) => {
          const x = randomCase(N, M, rows, density, size, layer, Rng.fromSeed(seed));
          const expected = inputs(x.bits, valuesOf(x), x.bias);
          const found = await runLayer(x);
          expect(found.means).toEqual(meansOf(expected));
          expect(found.states).toEqual(sampleStates(expected, rows, x.place));
        },
      ),
      { seed: 1, numRuns: 40 },
    );
  });
});
