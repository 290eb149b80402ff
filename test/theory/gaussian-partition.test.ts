import { describe, expect, test } from "vitest";
import { matrixFrom } from "../../src/numeric/index.ts";
import { Rbm } from "../../src/rbm/index.ts";
import { logPartitionGaussian, logWindowIntegral } from "../../theory/gaussian-partition/log-partition.ts";
import windows from "../golden/windows.json" with { type: "json" };
import { refusalOf } from "../refusal.ts";

describe("the window integral of a mode", () => {
  test("agrees with 900 digits of the error functions whose difference it is, below, at and far beyond the transition", () => {
    const rows = windows.logWindowIntegral as unknown as readonly [[number, number, number, number], string][];
    expect(rows.length).toBeGreaterThan(60);
    for (const [at, digits] of rows) {
      const gap = Math.abs(logWindowIntegral(...at) - Number(digits));
      expect(gap, `${at}`).toBeLessThan(2e-15 * Math.max(1, Math.abs(Number(digits))));
    }
  });

  test("refuses a window without width and a law without variance", async () => {
    expect((await refusalOf(() => logWindowIntegral(5, 0, 0.25, 0))).code).toBe("domain");
    expect((await refusalOf(() => logWindowIntegral(5, 0, -1, 0.1))).code).toBe("domain");
    expect((await refusalOf(() => logWindowIntegral(5, 0, 0.25, Number.NaN))).code).toBe("domain");
  });
});

describe("the Gaussian partition function of a machine with one uniform mode", () => {
  const uniform = (visible: number, hidden: number, lambda: number): Rbm =>
    new Rbm({ W: matrixFrom(visible, hidden, () => lambda / Math.sqrt(visible * hidden)) });

  test.each([
    [784, 100],
    [20, 16],
    [100, 50],
  ])("of %i×%i units is finite beyond the transition with a window, and refused without", async (n, m) => {
    for (const lambda of [4.1, 5, 7, 10]) {
      const { value, unstable } = logPartitionGaussian(uniform(n, m, lambda), { halfWidth: 0.05 });
      // By hand: the saddle at x = √n/2, y = √m/2, the rising Gaussian along w, and the window about the mean of u.
      const [x, y] = [Math.sqrt(n) / 2, Math.sqrt(m) / 2];
      const rising = (-((y - x) ** 2 / 4) * lambda) / (1 + lambda / 4) - Math.log1p(lambda / 4) / 2;
      const expected = (n + m) * Math.LN2 + rising + logWindowIntegral(lambda, (x + y) / Math.SQRT2, 0.25, 0.05);
      expect(value / expected).toBeCloseTo(1, 11);
      expect(unstable).toBe(1);
      const refusal = await refusalOf(() => logPartitionGaussian(uniform(n, m, lambda)));
      expect(refusal.code).toBe("domain");
      expect(refusal.advice).toContain("halfWidth");
    }
  });
});
