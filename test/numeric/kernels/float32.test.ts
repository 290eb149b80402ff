import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOn, logistic32, onePlusExpOfMinus } from "../../../src/numeric/kernels/float32.ts";

const floats = (max: number) => fc.double({ min: -max, max, noNaN: true }).map(Math.fround);

describe("float32 arithmetic", () => {
  test("1 + e^−x is right to 5e-7 + 6e-8 |x| of itself between −87 and 87", () => {
    fc.assert(
      fc.property(floats(87), (x) => {
        expect(Math.abs(onePlusExpOfMinus(x) / (1 + Math.exp(-x)) - 1)).toBeLessThan(5e-7 + 6e-8 * Math.abs(x));
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  test("the logistic function is right to 1e-5 of itself, also where it is tiny", () => {
    fc.assert(
      fc.property(floats(86), (x) => {
        expect(Math.abs(logistic32(x) * (1 + Math.exp(-x)) - 1)).toBeLessThan(1e-5);
      }),
      { seed: 2, numRuns: 5000 },
    );
  });

  test("inputs of ±200 saturate", () => {
    expect(logistic32(200)).toBe(1);
    expect(logistic32(-200)).toBeLessThan(1e-37);
    for (const word of [0, 1, 0x7fffffff, 0x80000000, 0xffffffff]) {
      expect(isOn(word, 200)).toBe(true);
      expect(isOn(word, -200)).toBe(false);
    }
  });

  test("a unit is on for the words below its probability and off above", () => {
    for (const x of [-18, -10, -3, -0.5, 0, 0.1, 2, 9]) {
      const edge = logistic32(x) * 2 ** 32;
      const slack = Math.max(4, edge * 1e-6);
      expect(isOn(Math.floor(edge - slack), x)).toBe(true);
      expect(isOn(Math.min(2 ** 32 - 1, Math.ceil(edge + slack)), x)).toBe(false);
    }
  });
});
