/** Uniformity of p-values, judged without the library that produced them. */
import { expect } from "vitest";

/**
 * Expects the shares below 0.01, 0.1, 0.2 … 0.9 within 3.3 binomial standard deviations of those numbers. With fixed
 * seeds this passes or fails for good; a right p-value would fail for about one seed in a hundred.
 */
export function expectUniform(pValues: readonly number[]): void {
  for (const level of [0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
    const share = pValues.filter((p) => p <= level).length / pValues.length;
    const z = (share - level) / Math.sqrt((level * (1 - level)) / pValues.length);
    expect(Math.abs(z), `share ${share} of the p-values at most ${level}`).toBeLessThan(3.3);
  }
}
