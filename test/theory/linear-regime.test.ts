import { expect, test } from "vitest";
import { matrixFrom } from "../../src/numeric/index.ts";
import { Rbm } from "../../src/rbm/index.ts";
import { temperatureOfConvergence } from "../../theory/diffusion/convergence/temperature.ts";
import { matchedVisibleBias } from "../../theory/linear-regime/growth.ts";
import { refusalOf } from "../refusal.ts";

test("biases that match the means stay finite for constant pixels, and those of other pixels are as ever", () => {
  const W = matrixFrom(5, 2, (i, j) => 0.1 * (i - j));
  const b = Float64Array.of(0.3, -0.2);
  const a = matchedVisibleBias(W, b, Float64Array.of(0, 1, 0.3, 1e-12, 1));
  expect(a.every(Number.isFinite)).toBe(true);
  const q = b.map((t) => 1 / (1 + Math.exp(-t)));
  const shift = (i: number): number => 0.1 * i * q[0]! + 0.1 * (i - 1) * q[1]!;
  expect(a[2]).toBeCloseTo(Math.log(0.3 / 0.7) - shift(2), 13);
  expect(a[0]).toBeCloseTo(Math.log(1e-6 / (1 - 1e-6)) - shift(0), 9);
  expect(a[1]).toBeCloseTo(-Math.log(1e-6 / (1 - 1e-6)) - shift(1), 9);
  expect(new Rbm({ W, a, b }).visible).toBe(5);
});

test("means that are no frequencies, or do not fit, are refused", async () => {
  const W = matrixFrom(2, 1, () => 0.1);
  for (const p of [-0.1, 1.1, Number.NaN]) {
    const refusal = await refusalOf(() => matchedVisibleBias(W, new Float64Array(1), Float64Array.of(0.5, p)));
    expect(refusal).toMatchObject({ code: "domain", found: expect.stringContaining("unit 1") });
  }
  expect((await refusalOf(() => matchedVisibleBias(W, new Float64Array(2), new Float64Array(2)))).code).toBe("shape");
});

test("no temperature breaks all modes of a machine with a mode that has no singular value, however rounded", () => {
  const silent = [
    matrixFrom(6, 4, (i, j) => (j === 2 ? 0 : Math.sin(1 + i + 3 * j))),
    matrixFrom(6, 4, (i, j) => Math.sin(1 + i) * Math.cos(j)), // one mode
    matrixFrom(5, 5, (i, j) => 1e-8 * Math.sin(i + j)), // two modes, all small
    matrixFrom(4, 4, (i, j) => (i === j && i < 3 ? 1e6 : 0)),
  ];
  for (const W of silent) {
    const found = temperatureOfConvergence(new Rbm({ W }));
    expect(found.betaOfNone).toBe(Number.POSITIVE_INFINITY);
    expect(found.breaking).toBe(Number.POSITIVE_INFINITY);
    expect(found.beta).toBeLessThan(Number.POSITIVE_INFINITY);
  }
  const full = temperatureOfConvergence(new Rbm({ W: matrixFrom(3, 3, (i, j) => (i === j ? 10 ** -i : 0)) }));
  expect(full.betaOfNone).toBeCloseTo(400, 9);
});
