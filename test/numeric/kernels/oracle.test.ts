import { describe, expect, test } from "vitest";
import { unitWords } from "../../../src/numeric/kernels/oracle.ts";
import { philox4x32 } from "../../../src/numeric/philox.ts";

const place = { key: [0xa4093822, 0x299f31d0], step: 5, phase: 2 } as const;

/** Random words in the order of their use: chain after chain, unit after unit. */
function words(chains: number, units: number): Uint32Array {
  const out = new Uint32Array(chains * units);
  for (let c = 0; c < chains; c++) out.set(unitWords(place, c, units), c * units);
  return out;
}

describe("random words of units", () => {
  test("are the words of Philox at the counter that the unit's place says", () => {
    const row = unitWords(place, 9, 40);
    const four = new Uint32Array(4);
    row.forEach((word, unit) => {
      philox4x32(4 * Math.floor(unit / 16) + (unit % 4), 9, place.step, place.phase, ...place.key, four);
      expect(word).toBe(four[Math.floor(unit / 4) % 4]);
    });
  });

  test("do not depend on how many units are drawn beside them", () => {
    expect(unitWords(place, 3, 100).subarray(0, 37)).toEqual(unitWords(place, 3, 37));
  });

  test("fill 256 cells evenly: χ² within 5 standard deviations", () => {
    const all = words(200, 500);
    for (const shift of [24, 12, 0]) {
      const cells = new Uint32Array(256);
      for (const w of all) cells[(w >>> shift) & 255]!++;
      const expected = all.length / 256;
      const chiSquared = cells.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
      expect(Math.abs(chiSquared - 255)).toBeLessThan(5 * Math.sqrt(2 * 255));
    }
  });

  test("have as many runs above and below the middle as independent words: within 5 standard deviations", () => {
    const all = words(200, 500);
    let [above, runs] = [0, 1];
    all.forEach((w, k) => {
      above += w >>> 31;
      if (k > 0 && w >>> 31 !== all[k - 1]! >>> 31) runs++;
    });
    const [n, m] = [above, all.length - above];
    const mean = 1 + (2 * n * m) / (n + m);
    const variance = ((mean - 1) * (mean - 2)) / (n + m - 1);
    expect(Math.abs(runs - mean)).toBeLessThan(5 * Math.sqrt(variance));
  });
});
