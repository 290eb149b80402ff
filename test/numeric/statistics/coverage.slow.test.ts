/** Intervals of correlated chains, by Geyer's sequence and by batch means: 3,000 runs each, 95 ± 1.5 %. */
import { expect, test } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import { batchMeans, chainMean } from "../../../src/numeric/statistics/index.ts";

const RUNS = 3000;

function autoregressive(rng: Rng, n: number, rho: number): Float64Array {
  const out = new Float64Array(n);
  out[0] = rng.normal();
  const noise = rng.normals(n);
  for (let t = 1; t < n; t++) out[t] = rho * out[t - 1]! + Math.sqrt(1 - rho * rho) * noise[t]!;
  return out;
}

test.each([
  [0, 400],
  [0.5, 1000],
  [0.9, 5000],
  [0.99, 43_000],
])("at ρ = %f with %i steps", (rho, n) => {
  const rng = Rng.fromSeed(4).child(`${rho}`);
  const covered = { chainMean: 0, batchMeans: 0 };
  for (let run = 0; run < RUNS; run++) {
    const x = autoregressive(rng.child(run), n, rho);
    for (const [name, estimate] of Object.entries({ chainMean, batchMeans })) {
      const [low, high] = estimate(x).interval;
      if (low <= 0 && 0 <= high) covered[name as keyof typeof covered]++;
    }
  }
  console.log(`ρ = ${rho}: ${covered.chainMean} and ${covered.batchMeans} of ${RUNS} intervals hold the mean`);
  expect(Math.abs(covered.chainMean / RUNS - 0.95)).toBeLessThan(0.015);
  expect(Math.abs(covered.batchMeans / RUNS - 0.95)).toBeLessThan(0.015);
});
