import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rng } from "../../../src/numeric/random.ts";
import { normalCdf } from "../../../src/numeric/special.ts";
import {
  kolmogorovLimitSf,
  kolmogorovSf,
  ksOneSample,
  ksTwoSample,
  smirnovTwoSampleSf,
} from "../../../src/numeric/statistics/index.ts";
import golden from "../../golden/special.json" with { type: "json" };
import { refusalOf } from "../../refusal.ts";
import { expectUniform } from "./uniform.ts";

type Golden<Args extends readonly number[]> = readonly (readonly [Args, string])[];
const oneSample = golden.kolmogorovSf as unknown as Golden<[number, number]>;
const twoSample = golden.smirnovTwoSampleSf as unknown as Golden<[number, number, number]>;

const identity = (x: number): number => x;
const uniforms = (rng: Rng, n: number): Float64Array => Float64Array.from({ length: n }, () => rng.uniform());

describe("the law of the one-sample statistic", () => {
  test("equals the exact rational values to n = 500, and to 1e-3 beyond", () => {
    for (const [[n, d], digits] of oneSample) {
      const error = Math.abs(kolmogorovSf(n, d) / Number(digits) - 1);
      expect(error, `n = ${n}, d = ${d}`).toBeLessThan(n <= 500 ? 1e-9 : 1e-3);
    }
  });

  test("has the closed ends 1 − n!(2d − 1/n)ⁿ for small and 2(1 − d)ⁿ for large d", () => {
    for (const n of [1, 2, 5, 8]) {
      const factorial = Array.from({ length: n }, (_, i) => i + 1).reduce((a, b) => a * b, 1);
      const d = 0.8 / n;
      expect(kolmogorovSf(n, d)).toBeCloseTo(1 - factorial * (2 * d - 1 / n) ** n, 12);
      expect(kolmogorovSf(n, 1 - 0.5 / n) / (2 * (0.5 / n) ** n)).toBeCloseTo(1, 12);
      expect(kolmogorovSf(n, 0.5 / n)).toBe(1);
      expect(kolmogorovSf(n, 1)).toBe(0);
    }
  });

  test("falls in d without a jump where its formulas meet, at any n", () => {
    for (const n of [3, 140, 500, 501, 5000]) {
      let before = 1;
      for (let x = 0.4; x < 2.4; x += 0.02) {
        const p = kolmogorovSf(n, Math.min(1, x / Math.sqrt(n)));
        expect(p).toBeLessThanOrEqual(before);
        if (n > 3) expect(before - p).toBeLessThan(0.045);
        before = p;
      }
    }
  });

  test("approaches Kolmogorov's limit, whose two series agree where they meet", () => {
    expect(kolmogorovLimitSf(1 - 1e-12)).toBeCloseTo(kolmogorovLimitSf(1), 11);
    expect(kolmogorovLimitSf(1.3580986393225507)).toBeCloseTo(0.05, 12); // the familiar 5 % point
    expect(kolmogorovLimitSf(0.1)).toBe(1);
    expect(kolmogorovSf(100_000, 1.358 / Math.sqrt(100_000)) / kolmogorovLimitSf(1.358)).toBeCloseTo(1, 2);
  });
});

describe("ksOneSample", () => {
  test("measures the largest gap on both sides of every step", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }), (x) => {
        const share = (of: (t: number) => boolean) => x.filter(of).length / x.length;
        const obvious = Math.max(...x.flatMap((t) => [share((s) => s <= t) - t, t - share((s) => s < t)]));
        expect(ksOneSample(x, identity).statistic).toBeCloseTo(obvious, 14);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test.each([5, 60, 700])("p-values of true hypotheses are uniform at n = %i", (n) => {
    const rng = Rng.fromSeed(n);
    expectUniform(Array.from({ length: 1000 }, () => ksOneSample(rng.normals(n), normalCdf).p));
  });

  test("a wrong law is found, and the same p-value holds for the law that the data were moved to", () => {
    const x = Rng.fromSeed(4).normals(500);
    expect(ksOneSample(x, (t) => normalCdf(t / 1.5)).p).toBeLessThan(1e-3);
    expect(
      ksOneSample(
        x.map((t) => t + 0.5),
        normalCdf,
      ).p,
    ).toBeLessThan(1e-10);
    const moved = ksOneSample(
      x.map((t) => 3 * t + 2),
      (t) => normalCdf((t - 2) / 3),
    );
    expect(moved.p).toBeCloseTo(ksOneSample(x, normalCdf).p, 8);
  });

  test("refuses densities, NaN and empty samples", () => {
    expect(() => ksOneSample([0.1, 3], (t) => Math.exp(-t * t))).toThrow(/cumulative distribution, not the density/);
    expect(() => ksOneSample([0.1], () => 1.5)).toThrow(/value 1.5 at 0.1/);
    expect(() => ksOneSample([0.1], () => Number.NaN)).toThrow(/value NaN/);
    expect(() => ksOneSample([], identity)).toThrow(/0 values/);
    expect(() => ksOneSample([Number.NaN], identity)).toThrow(/NaN at position 0/);
  });
});

describe("the law of the two-sample statistic", () => {
  test("equals the count of lattice paths in whole numbers", () => {
    for (const [[n, m, steps], digits] of twoSample) {
      expect(smirnovTwoSampleSf(n, m, steps) / Number(digits)).toBeCloseTo(1, 13);
      expect(smirnovTwoSampleSf(m, n, steps) / Number(digits)).toBeCloseTo(1, 13);
    }
    expect(smirnovTwoSampleSf(4, 6, 0)).toBe(1);
  });

  test("for equal sizes the far end is the share of the two ordered arrangements", () => {
    expect(smirnovTwoSampleSf(10, 10, 10) * 184_756).toBeCloseTo(2, 10); // 184756 = 20!/(10!)²
  });
});

describe("ksTwoSample", () => {
  test("measures the largest gap of the two step functions, with ties moving together", () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, values, (x, y) => {
        const share = (of: number[], t: number) => of.filter((s) => s <= t).length / of.length;
        const obvious = Math.max(...[...x, ...y].map((t) => Math.abs(share(x, t) - share(y, t))));
        expect(ksTwoSample(x, y).statistic).toBeCloseTo(obvious, 14);
        expect(ksTwoSample(y, x)).toEqual(ksTwoSample(x, y));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("p-values of true hypotheses are uniform up to the steps of the statistic", () => {
    const rng = Rng.fromSeed(6);
    expectUniform(Array.from({ length: 1000 }, () => ksTwoSample(rng.normals(97), rng.normals(150)).p));
  });

  test("finds a shift, and goes over to the limit law for large samples without a jump", () => {
    const rng = Rng.fromSeed(7);
    expect(
      ksTwoSample(
        rng.normals(300),
        rng.normals(200).map((t) => t + 0.6),
      ).p,
    ).toBeLessThan(1e-6);
    const [n, d] = [20_000, 0.015];
    const exact = smirnovTwoSampleSf(n, n, Math.round(d * n));
    expect(kolmogorovLimitSf(d * Math.sqrt(n / 2)) / exact).toBeCloseTo(1, 2);
    const large = ksTwoSample(uniforms(rng, 60_000), uniforms(rng, 60_000));
    expect(large.p).toBeCloseTo(kolmogorovLimitSf(large.statistic * Math.sqrt(30_000)), 2);
  });
});

describe("exact values and refusals of the Kolmogorov–Smirnov tests", () => {
  test("an infinite sample and the ends of the law", () => {
    expect(kolmogorovSf(Number.POSITIVE_INFINITY, 0.1)).toBe(0);
    expect(kolmogorovSf(Number.POSITIVE_INFINITY, 0)).toBe(1);
    expect(kolmogorovSf(10, 0)).toBe(1);
    expect(kolmogorovSf(1, 0.75)).toBeCloseTo(0.5, 14); // 2(1 − d) for one value
    expect([kolmogorovLimitSf(0), kolmogorovLimitSf(-1)]).toEqual([1, 1]);
  });

  test("one value against the uniform law, and one against one", () => {
    const one = ksOneSample([0.25], identity);
    expect(one.statistic).toBe(0.75);
    expect(one.p).toBeCloseTo(0.5, 14);
    expect(ksTwoSample([1], [2])).toEqual({ statistic: 1, p: 1 });
    // Six arrangements of two and two, two of them ordered.
    expect(ksTwoSample([1, 2], [3, 4])).toEqual({ statistic: 1, p: expect.closeTo(1 / 3, 14) });
    expect(ksTwoSample([1, 2], [1, 2])).toEqual({ statistic: 0, p: 1 });
  });

  test("a step back of a cdf by rounding is taken, one beyond 1e-9 is not", async () => {
    const steps = (back: number) => (t: number) => (t < 0.5 ? 0.5 : 0.5 - back);
    expect(ksOneSample([0.1, 0.9], steps(9e-10)).statistic).toBeCloseTo(0.5, 8);
    expect(ksOneSample([0.1], () => 1 + 9e-10).statistic).toBeCloseTo(1, 8);
    expect(ksOneSample([0.1], () => -9e-10).statistic).toBeCloseTo(1, 8);
    for (const [call, found] of [
      [
        () => ksOneSample([0.9, 0.1], steps(0.25)),
        "a distribution function with value 0.25 at 0.9, after 0.5 to the left",
      ],
      [() => ksOneSample([0.1], () => 1.5), "a distribution function with value 1.5 at 0.1, after 0 to the left"],
    ] as const) {
      expect(await refusalOf(call)).toMatchObject({
        code: "domain",
        found,
        expected: "values that rise from 0 to 1",
        advice: "pass the cumulative distribution, not the density",
      });
    }
    expect((await refusalOf(() => ksOneSample([0.1, 0.9], steps(1.1e-9)))).code).toBe("domain");
    expect((await refusalOf(() => ksOneSample([0.1], () => 1 + 1.1e-9))).code).toBe("domain");
  });

  test("empty samples and counts beyond what can be counted are refused by name", async () => {
    const empty = "0 values for a Kolmogorov–Smirnov test";
    for (const call of [() => ksOneSample([], identity), () => ksTwoSample([], [1]), () => ksTwoSample([1], [])]) {
      expect(await refusalOf(call)).toMatchObject({ code: "shape", found: empty });
    }
    for (const [n, m, name] of [
      [0, 4, "n"],
      [4, 0.5, "m"],
      [1e5, 1e5, "n·m"],
    ] as const) {
      expect((await refusalOf(() => smirnovTwoSampleSf(n, m, 1))).found).toContain(name);
    }
  });
});
