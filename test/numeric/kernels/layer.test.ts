import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputs, sampleStates } from "../../../src/numeric/kernels/oracle.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { type LayerCase, meansOf, randomCase, runLayer, valuesOf } from "./harness.ts";

const upTo = (max: number) => fc.integer({ min: 1, max });
const densities = fc.constantFrom(0, 0.02, 0.13, 0.5, 0.9, 1);
/** Standard deviation of the inputs; 70 makes many of ±200. */
const sizes = fc.constantFrom(0, 0.5, 5, 70);
const layers = fc.constantFrom("hidden" as const, "visible" as const);

async function expectSameBits(x: LayerCase): Promise<void> {
  const expected = inputs(x.bits, valuesOf(x), x.bias);
  const found = await runLayer(x);
  expect(found.means).toEqual(meansOf(expected));
  expect(found.states).toEqual(sampleStates(expected, x.bits.rows, x.place));
}

describe("a layer on the kernels", () => {
  test("has the oracle's means and states, bit for bit, over shapes, densities and inputs", async () => {
    await fc.assert(
      fc.asyncProperty(
        upTo(180),
        upTo(150),
        upTo(60),
        densities,
        sizes,
        layers,
        fc.nat(),
        async (N, M, n, d, s, l, seed) => {
          await expectSameBits(randomCase(N, M, n, d, s, l, Rng.fromSeed(seed)));
        },
      ),
      { seed: 1, numRuns: 25 },
    );
  });

  test.each([
    [1, 1, 1],
    [1, 33, 3],
    [128, 16, 2],
    [129, 17, 5],
    [127, 15, 4],
    [256, 32, 1],
    [784, 3, 2],
    [3, 784, 2],
  ])("has them at the edges of blocks and chunks: %i×%i, %i rows", async (N, M, rows) => {
    for (const layer of ["hidden", "visible"] as const) {
      await expectSameBits(randomCase(N, M, rows, 0.6, 2, layer, Rng.fromSeed(N + M)));
    }
  });

  test("sums are float64's to 1e-5 of the sum of magnitudes", async () => {
    const x = randomCase(700, 40, 20, 0.4, 3, "hidden", Rng.fromSeed(4));
    const single = inputs(x.bits, x.W, x.bias);
    const W = Float64Array.from(x.W);
    for (let r = 0; r < 20; r++) {
      for (let j = 0; j < 40; j++) {
        let [sum, magnitude] = [x.bias[j]!, Math.abs(x.bias[j]!)];
        for (let i = 0; i < 700; i++) {
          if (((x.bits.words[r * x.bits.stride + (i >>> 5)]! >>> (i & 31)) & 1) === 0) continue;
          sum += W[i * 40 + j]!;
          magnitude += Math.abs(W[i * 40 + j]!);
        }
        expect(Math.abs(single[r * 40 + j]! - sum)).toBeLessThan(1e-5 * magnitude);
      }
    }
  });

  test("at another temperature takes inputs bias + scale · product, and sums softplus at both", async () => {
    await fc.assert(
      fc.asyncProperty(
        upTo(140),
        upTo(140),
        upTo(40),
        densities,
        sizes,
        fc.nat(),
        async (N, M, rows, d, size, seed) => {
          const rng = Rng.fromSeed(seed);
          const x = randomCase(N, M, rows, d, size, "hidden", rng);
          const scales = [Math.fround(rng.uniform()), Math.fround(rng.uniform())] as const;
          const otherBias = Float32Array.from(rng.normals(M, size));
          const products = inputs(x.bits, x.W, new Float32Array(M));
          const at = (bias: Float32Array, scale: number) =>
            products.map((p, k) => bias[k % M]! + Math.fround(scale * p));
          const expected = at(x.bias, scales[0]);
          const found = await runLayer(x, { scales, otherBias });
          expect(found.means).toEqual(meansOf(expected));
          expect(found.states).toEqual(sampleStates(expected, rows, x.place));
          const both = [expected, at(otherBias, scales[1])];
          both.forEach((inputsOf, i) => {
            for (let r = 0; r < rows; r++) {
              const exact = inputsOf
                .subarray(r * M, (r + 1) * M)
                .reduce((sum, y) => sum + Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y))), 0);
              expect(Math.abs(found.softplus![i]![r]! - exact)).toBeLessThan(2e-6 * (exact + 1));
            }
          });
        },
      ),
      { seed: 2, numRuns: 15 },
    );
  });
});

describe("states drawn by the kernels", () => {
  test("are on as often as the logistic function says, and independent of the states drawn next to them", async () => {
    const rows = 20_000;
    const x = randomCase(1, 20, rows, 0, 1.5, "hidden", Rng.fromSeed(8));
    const { states } = await runLayer(x);
    const on = (r: number, j: number) => (states.words[r * states.stride + (j >>> 5)]! >>> (j & 31)) & 1;
    for (let j = 0; j < 20; j++) {
      const p = 1 / (1 + Math.exp(-x.bias[j]!));
      let [count, neighbours, successors] = [0, 0, 0];
      for (let r = 0; r < rows; r++) {
        count += on(r, j);
        neighbours += on(r, j) & on(r, (j + 1) % 20);
        successors += on(r, j) & on((r + 1) % rows, j);
      }
      const q = 1 / (1 + Math.exp(-x.bias[(j + 1) % 20]!));
      const z = (found: number, mean: number) => (found - rows * mean) / Math.sqrt(rows * mean * (1 - mean));
      expect(Math.abs(z(count, p))).toBeLessThan(4.5);
      expect(Math.abs(z(neighbours, p * q))).toBeLessThan(4.5);
      expect(Math.abs(z(successors, p * p))).toBeLessThan(4.5);
    }
  });
});
