/** Intervals of small samples hold the true value as often as they say: 95 ± 1.5 % of 3,000 runs. */
import { describe, expect, test } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import {
  convergenceOrder,
  type Interval,
  independentMean,
  linearRegression,
} from "../../../src/numeric/statistics/index.ts";

const RUNS = 3000;
const holds = ([low, high]: Interval, value: number): boolean => low <= value && value <= high;

/** Share of the runs in which each of several intervals holds its value. */
function shares(name: string, run: (rng: Rng) => readonly boolean[]): number[] {
  const rng = Rng.fromSeed(11).child(name);
  const counts: number[] = [];
  for (let k = 0; k < RUNS; k++) {
    run(rng.child(k)).forEach((held, i) => {
      counts[i] = (counts[i] ?? 0) + (held ? 1 : 0);
    });
  }
  return counts.map((c) => c / RUNS);
}

function expectNominal(found: readonly number[]): void {
  expect(found.length).toBeGreaterThan(0);
  for (const share of found) expect(Math.abs(share - 0.95), `${share} of the intervals`).toBeLessThan(0.015);
}

describe.each([3, 4, 5, 10, 30])("of %i values", (n) => {
  test("the mean of independent values is covered", () => {
    expectNominal(shares(`mean ${n}`, (rng) => [holds(independentMean(rng.normals(n, 3)).interval, 0)]));
  });

  test("slope and intercept are covered, with unknown errors and with known unequal ones", () => {
    const x = Float64Array.from({ length: n }, (_, i) => i + (i % 3) / 4);
    const sigma = x.map((t) => 0.3 + 0.1 * t);
    const found = shares(`line ${n}`, (rng) => {
      const plain = linearRegression(
        x,
        x.map((t) => 2 - 0.7 * t + 0.4 * rng.normal()),
      );
      const weighted = linearRegression(
        x,
        x.map((t, i) => 2 - 0.7 * t + sigma[i]! * rng.normal()),
        sigma,
      );
      return [plain, weighted].flatMap((fit) => [holds(fit.slopeInterval, -0.7), holds(fit.interceptInterval, 2)]);
    });
    expect(found.length).toBe(4);
    expectNominal(found);
  });

  test("an order of convergence is covered", () => {
    const sizes = Float64Array.from({ length: n }, (_, i) => 10 * 2 ** i);
    const errors = (rng: Rng): Float64Array =>
      sizes.map((s) => (rng.uniform() < 0.5 ? -1 : 1) * s ** -0.5 * Math.exp(0.2 * rng.normal()));
    expectNominal(shares(`order ${n}`, (rng) => [holds(convergenceOrder(sizes, errors(rng)).slopeInterval, -0.5)]));
  });
});

test("the coverage test can fail: 1.96 standard errors of three values hold the mean in less than 85 % of the runs", () => {
  const [share] = shares("normal", (rng) => {
    const { mean, standardError } = independentMean(rng.normals(3));
    return [Math.abs(mean) < 1.96 * standardError];
  });
  expect(share).toBeLessThan(0.85);
});
