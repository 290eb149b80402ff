import { describe, expect, test } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import {
  autocovariance,
  batchMeans,
  chainMean,
  independentMean,
  kurtosis,
  mean,
  rHat,
  variance,
  zTest,
} from "../../../src/numeric/statistics/index.ts";
import { refusalOf } from "../../refusal.ts";

/** x_{t+1} = ρ x_t + √(1 − ρ²) ξ, stationary with mean 0, variance 1 and τ = (1 + ρ)/(1 − ρ). */
function autoregressive(rng: Rng, n: number, rho: number): Float64Array {
  const out = new Float64Array(n);
  out[0] = rng.normal();
  for (let t = 1; t < n; t++) out[t] = rho * out[t - 1]! + Math.sqrt(1 - rho * rho) * rng.normal();
  return out;
}

function coverage(rho: number, n: number, estimate: typeof chainMean): { share: number; leastEss: number } {
  const rng = Rng.fromSeed(1).child(`coverage ${rho}`);
  let covered = 0;
  let leastEss = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 300; run++) {
    const { mean: m, standardError, ess } = estimate(autoregressive(rng, n, rho));
    if (Math.abs(m) < 1.96 * standardError) covered++;
    leastEss = Math.min(leastEss, ess);
  }
  return { share: covered / 300, leastEss };
}

describe("autocovariance", () => {
  test("equals the sums that define it, at lengths around powers of two", () => {
    for (const n of [1, 2, 3, 7, 8, 9, 31, 64]) {
      const x = Rng.fromSeed(n).normals(n);
      const m = mean(x);
      const found = autocovariance(x);
      expect(found.length).toBe(n);
      for (let t = 0; t < n; t++) {
        let sum = 0;
        for (let i = 0; i + t < n; i++) sum += (x[i]! - m) * (x[i + t]! - m);
        expect(found[t]).toBeCloseTo(sum / n, 13);
      }
    }
  });

  test("decays like ρᵗ for an autoregressive chain", () => {
    const gamma = autocovariance(autoregressive(Rng.fromSeed(2), 50_000, 0.8));
    for (const t of [0, 1, 2, 5]) expect(gamma[t]).toBeCloseTo(0.8 ** t, 1);
  });
});

describe("chainMean", () => {
  test.each([
    [0, 400],
    [0.5, 1000],
    [0.9, 4000],
    [-0.5, 400],
  ])("at ρ = %f, with %i steps, its interval covers the known mean in 91 to 99 of 100 runs, out of 300", (rho, n) => {
    const { share, leastEss } = coverage(rho, n, chainMean);
    expect(leastEss).toBeGreaterThan(100);
    expect(share).toBeGreaterThanOrEqual(0.91);
    expect(share).toBeLessThanOrEqual(0.99);
  });

  test("the coverage test can fail: the error bar that ignores correlation covers less than 70 %", () => {
    const naive: typeof chainMean = (x) => {
      const se = Math.sqrt(variance(x) / x.length);
      return { ...chainMean(x), mean: mean(x), standardError: se, tau: 1, ess: x.length };
    };
    expect(coverage(0.9, 4000, naive).share).toBeLessThan(0.7);
  });

  test.each([-0.6, 0, 0.5, 0.9, 0.97])("recovers τ = (1 + ρ)/(1 − ρ) at ρ = %f", (rho) => {
    const { tau, ess } = chainMean(autoregressive(Rng.fromSeed(3), 100_000, rho));
    expect(tau / ((1 + rho) / (1 - rho))).toBeGreaterThan(0.85);
    expect(tau / ((1 + rho) / (1 - rho))).toBeLessThan(1.15);
    expect(ess).toBeCloseTo(100_000 / tau, 6);
  });

  test.each([2, 0.1, 1 / 3, -7e-200, 1e200, Math.PI * 1e12])(
    "a chain that never moved from %f has no error bar and an effective size of one, by every estimate",
    (value) => {
      for (const n of [5, 1000]) {
        const x = new Float64Array(n).fill(value);
        const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
        for (const estimate of [chainMean, batchMeans, independentMean]) {
          const found = estimate(x);
          expect(found).toEqual({ mean: value, standardError: high, tau: n, ess: 1, interval: [low, high] });
          expect(zTest(found.mean, found.standardError, value)).toEqual({ z: 0, p: 1 });
        }
        expect(variance(x)).toBe(0);
        expect(rHat([x, x])).toBeNaN();
        expect(() => kurtosis(x)).toThrow(/all equal/);
        expect(autocovariance(x).every((t) => t === 0)).toBe(true);
      }
    },
  );

  test("a chain stuck for half its length has an effective size of a few, not of thousands", () => {
    const stuck = Float64Array.from({ length: 4000 }, (_, i) => (i < 2000 ? 0 : 1));
    expect(chainMean(stuck).ess).toBeLessThan(5);
  });

  test("a perfectly alternating chain stays finite", () => {
    const { tau, standardError } = chainMean(Float64Array.from({ length: 1000 }, (_, i) => i % 2));
    expect(tau).toBeCloseTo(1 / 3, 12);
    expect(standardError).toBeGreaterThan(0);
  });

  test("shifts and scales with its chain, and refuses what is too short or not finite", () => {
    const x = autoregressive(Rng.fromSeed(4), 500, 0.7);
    const [a, b] = [chainMean(x), chainMean(x.map((t) => 5 - 2 * t))];
    expect(b.mean).toBeCloseTo(5 - 2 * a.mean, 12);
    expect(b.standardError).toBeCloseTo(2 * a.standardError, 12);
    expect(() => chainMean([1, 2, 3])).toThrow(/3 values for a chain average/);
    expect(() => chainMean([1, 2, Number.NaN, 4])).toThrow(/NaN at position 2/);
  });
});

describe("batchMeans", () => {
  test("agrees with Geyer's estimate when batches are long, and falls short when they are not", () => {
    const x = autoregressive(Rng.fromSeed(5), 100_000, 0.9);
    const geyer = chainMean(x).standardError;
    expect(batchMeans(x).standardError / geyer).toBeGreaterThan(0.85);
    expect(batchMeans(x).standardError / geyer).toBeLessThan(1.15);
    expect(batchMeans(x, 50_000).standardError / geyer).toBeLessThan(0.5);
    expect(() => batchMeans(x, 1)).toThrow(/at least 2/);
    expect(() => batchMeans([1, 2, 3], 2)).toThrow(/at least 4/);
  });
});

test("batch means of batches that agree to the last digit still have an error bar", () => {
  const found = batchMeans(Float64Array.from({ length: 1024 }, (_, i) => i % 2));
  expect(found.standardError).toBeGreaterThan(0);
  expect(found.ess).toBeLessThan(4096);
});

describe("rHat", () => {
  test("is near one for chains of one law and far from it for chains that disagree or drift", () => {
    const rng = Rng.fromSeed(6);
    const chains = Array.from({ length: 4 }, () => autoregressive(rng, 2000, 0.5));
    expect(rHat(chains)).toBeLessThan(1.01);
    expect(rHat(chains.map((c, k) => c.map((t) => t + k)))).toBeGreaterThan(1.3);
    const drifting = autoregressive(rng, 2000, 0.5).map((t, i) => t + i / 500);
    expect(rHat([drifting])).toBeGreaterThan(1.3);
  });

  test("equals the formula on a case worked by hand, and is NaN when nothing moves", () => {
    // Halves (0, 2) and (1, 3): within 2, between the means 1/2, so R̂² = 1/2 + (1/2)/2.
    expect(rHat([[0, 2, 1, 3]])).toBeCloseTo(Math.sqrt(0.75), 14);
    expect(rHat([[1, 1, 1, 1]])).toBeNaN();
    const stuck = (at: number): number[] => [at, at, at, at];
    expect(rHat([stuck(0.1), stuck(0.2)])).toBe(Number.POSITIVE_INFINITY);
    expect(() =>
      rHat([
        [1, 2, 3, 4],
        [1, 2, 3, 4, 5],
      ]),
    ).toThrow(/chains of 4 and 5 values/);
    expect(() => rHat([])).toThrow(/at least 2/);
  });
});

describe("short chains worked by hand", () => {
  // Deviations −½, −½, ½, ½: γ = ¼, 1/16, −1/8, −1/16, so Γ₀ = 5/16 and Γ₁ < 0 ends the sum: τ = 2·(5/16)/(1/4) − 1.
  // Of ten values, γ₀ = 1.24 and Γ = 1.704, 0.02, 0.116, −0.688: the third is cut down to the second.
  test.each([
    [[0, 0, 1, 1], 1 / 2, 1.5, 1 / 4, 5.242265130583833],
    [[0, 0, 0, 0, 1, 1, 1, 1], 1 / 2, 2.5, 1 / 4, 3.948720749712723],
    [[3, 3, 3, 1, 1, 2, 2, 0, 1, 0], 1.6, (2 * 1.744) / 1.24 - 1, 1.24, 2.6556956344667566],
    [[1, 2, 1, 2, 3, 1, 0, 1, 2], 13 / 9, 1.1507936507936507, 0.691358024691358, 2.377284573436911],
    // τ = 0 by the sum, so that the least time 1/log₁₀ 10 decides.
    [[1, -1, 1, -1], 0, 1, 1, 3.182446305283708],
  ])("%j has the mean, error, time and interval of Geyer's estimator", (x, center, tau, gamma0, quantile) => {
    const found = chainMean(x);
    const error = Math.sqrt((gamma0 * tau) / x.length);
    expect(found.mean).toBeCloseTo(center, 14);
    expect(found.tau).toBeCloseTo(tau, 13);
    expect(found.ess).toBeCloseTo(x.length / tau, 12);
    expect(found.standardError).toBeCloseTo(error, 13);
    // Quantiles of Student's law with n/τ − 1 degrees of freedom, from scipy.
    expect(found.interval[0]).toBeCloseTo(center - quantile * error, 11);
    expect(found.interval[1]).toBeCloseTo(center + quantile * error, 11);
  });

  test("batch means are the scatter of the means of batches, and leave out what no batch holds", () => {
    // Batches (0, 2) and (4, 6): means 1 and 5 of variance 8, so the error is √(8/2).
    const found = batchMeans([0, 2, 4, 6], 2);
    expect(found.mean).toBe(3);
    expect(found.standardError).toBeCloseTo(2, 14);
    expect(found.tau).toBeCloseTo((4 * 4) / (20 / 3), 14);
    expect(found.ess).toBeCloseTo(20 / 3 / 4, 14);
    expect(found.interval[1]).toBeCloseTo(3 + 2 * Math.tan(0.475 * Math.PI), 10); // one degree of freedom: Cauchy's law
    // Of five values in two batches the last belongs to none: means 1 and 5 again, with all five in the mean.
    const five = batchMeans([0, 2, 4, 6, 3], 2);
    expect([five.mean, five.standardError]).toEqual([3, expect.closeTo(2, 13)]);
  });

  // Alternating chains of n values have τ = 1/log₁₀ n, so that n/(20 τ) batches would fit: 2, 5, 10, 52.
  test.each([
    [4, 2, Math.tan(0.475 * Math.PI)],
    [36, 5, 2.7764451051977934],
    [64, 5, 2.7764451051977934],
    [100, 10, 2.262157162798205],
    [400, 20, 2.0930240544083087],
  ])("of %i alternating values, batch means take %i batches unless told", (n, batches, quantile) => {
    const x = Float64Array.from({ length: n }, (_, i) => i % 2);
    const found = batchMeans(x);
    expect((found.interval[1] - found.mean) / found.standardError).toBeCloseTo(quantile, 10);
    if (n > 4) expect(found).toEqual(batchMeans(x, batches));
  });

  test("R̂ of an odd length leaves out the middle", () => {
    expect(rHat([[0, 2, 9, 1, 3]])).toBeCloseTo(Math.sqrt(0.75), 14);
  });

  test("what is too short, uneven or not finite is refused with what was found and what to do", async () => {
    const more = { code: "shape", advice: "draw more samples" };
    for (const [call, found, expected] of [
      [() => autocovariance([]), "0 values for an autocovariance", "at least 1"],
      [() => chainMean([1, 2, 3]), "3 values for a chain average", "at least 4"],
      [() => batchMeans([1, 2, 3]), "3 values for batch means", "at least 4"],
      [() => batchMeans([1, 2, 3, 4, 5], 3), "5 values for batch means", "at least 6"],
      [() => rHat([[1, 2, 3]]), "3 values for R̂", "at least 4"],
      [() => rHat([]), "0 values for R̂", "at least 2"],
    ] as const) {
      expect(await refusalOf(call)).toMatchObject({ ...more, found, expected });
    }
    expect(
      await refusalOf(() =>
        rHat([
          [1, 2, 3, 4],
          [1, 2, 3, 4, 5],
        ]),
      ),
    ).toMatchObject({
      code: "shape",
      found: "chains of 4 and 5 values",
      expected: "equal lengths",
      advice: "cut all chains to the shortest",
    });
  });
});
