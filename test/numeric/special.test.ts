import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as special from "../../src/numeric/special.ts";
import planesOfArguments from "../golden/planes.json" with { type: "json" };
import golden from "../golden/special.json" with { type: "json" };
import windows from "../golden/windows.json" with { type: "json" };

const { dawson, erfi, logistic, logit, logSumExp, logTwoCosh, normalCdf, normalQuantile, normalSf, softplus } = special;

/** Relative error; below the smallest normal number, where doubles have fewer digits, absolute in its units. */
function relativeError(found: number, expected: number): number {
  return found === expected ? 0 : Math.abs(found - expected) / Math.max(Math.abs(expected), 2.3e-308);
}

type Golden = readonly (readonly [readonly number[], string])[];
const { logSumExp: _ofOneArray, ...ofNumbers } = special;
const functions: Readonly<Record<string, (...x: number[]) => number>> = ofNumbers;
const tables = Object.entries(golden as unknown as Record<string, Golden>).filter(([name]) => name in functions);

const planes = Object.entries({ ...planesOfArguments, ...windows } as unknown as Record<string, Golden>).filter(
  ([name]) => name in functions,
);

describe("special functions against mpmath", () => {
  test.each(tables)("%s agrees to 1e-13 relative, tails included", (name, rows) => {
    for (const [x, digits] of rows) {
      const found = functions[name]!(...x);
      expect(relativeError(found, Number(digits)), `${name}(${x}) = ${found}, expected ${digits}`).toBeLessThan(1e-13);
    }
  });

  test("erfi keeps fifteen digits up to its overflow, where a rounded x² would leave thirteen", () => {
    for (const [x, digits] of (golden as unknown as Record<string, Golden>)["erfi"]!) {
      expect(relativeError(erfi(x[0]!), Number(digits))).toBeLessThan(2e-15);
    }
  });

  test("every function that computes is covered by a table or by a law below", () => {
    const byLaw = ["normalSf", "studentTwoSidedQuantile"];
    const covered = new Set([...tables, ...planes].map(([name]) => name));
    expect(Object.keys(functions).filter((name) => !byLaw.includes(name) && !covered.has(name))).toEqual([]);
  });
});

describe("the whole plane of arguments against mpmath", () => {
  test.each(planes)("%s agrees to 5e-15 relative, both tails down to 1e-300", (name, rows) => {
    expect(rows.length).toBeGreaterThanOrEqual(40);
    for (const [x, digits] of rows) {
      const found = functions[name]!(...x);
      expect(relativeError(found, Number(digits)), `${name}(${x}) = ${found}, expected ${digits}`).toBeLessThan(5e-15);
    }
  });

  test("both incomplete gamma functions agree to 5e-15 relative in both tails, for shapes from 1e-12 to 1e15", () => {
    const rows = planesOfArguments.gammaTails as unknown as readonly [[number, number], string, string][];
    expect(rows.length).toBeGreaterThan(200);
    for (const [[a, x], lower, upper] of rows) {
      expect(relativeError(special.regularisedGammaP(a, x), Number(lower)), `P(${a}, ${x})`).toBeLessThan(5e-15);
      if (Number(upper) === 0) continue; // below the range of the table
      expect(relativeError(special.regularisedGammaQ(a, x), Number(upper)), `Q(${a}, ${x})`).toBeLessThan(5e-15);
    }
  });

  test("ln of a quadratic exponential over a window agrees to 1e-15, for every sign of its curvature", () => {
    for (const [[c, k, width], digits] of windows.logQuadraticIntegral as unknown as [
      [number, number, number],
      string,
    ][]) {
      const gap = Math.abs(special.logQuadraticIntegral(c, k, width) - Number(digits));
      expect(gap, `${c}, ${k}, ${width}`).toBeLessThan(1e-15 * Math.max(1, Math.abs(Number(digits))));
    }
  });
});

describe("limits and ends of the domain", () => {
  const { regularisedGammaP: P, regularisedGammaQ: Q, regularisedBeta: I, chiSquareSf, studentTwoSided: T } = special;
  const infinite = Number.POSITIVE_INFINITY;

  test.each([
    ["P(∞, 5)", P(infinite, 5), 0],
    ["P(3, ∞)", P(3, infinite), 1],
    ["Q(3, ∞)", Q(3, infinite), 0],
    ["P(3, 0)", P(3, 0), 0],
    ["Q(0, 1)", Q(0, 1), 0],
    ["P(1, 5e-324)", P(1, 5e-324), 5e-324],
    ["P(1e300, 1e300)", P(1e300, 1e300), 0.5],
    ["P(1e40, 1e40 less a unit)", P(1e40, 1e40 * (1 - 2 ** -52)), 0],
    ["Q(1, 740)", Q(1, 740), Math.exp(-740)],
    ["I at 0", I(0, 2, 3), 0],
    ["I at 1", I(1, 2, 3), 1],
    ["I of a = 0", I(0.3, 0, 3), 1],
    ["I of b = ∞", I(0.3, 1, infinite), 1],
    ["I of a = ∞", I(0.3, infinite, 1), 0],
    ["I of two huge parameters", I(0.5, 1e200, 1e200), 0.5],
    ["I of one huge parameter", I(1e-200, 1, 1e200), -Math.expm1(-1)],
    ["I of two tiny parameters", I(0.5, 1e-300, 1e-300), 0.5],
    ["the uniform law at the smallest number", I(5e-324, 1, 1), 5e-324],
    ["χ² below its support", chiSquareSf(-1, 5), 1],
    ["χ² at ∞", chiSquareSf(infinite, 10), 0],
    ["χ² with ∞ degrees of freedom", chiSquareSf(10, infinite), 1],
    ["χ² with none", chiSquareSf(5, 0), 0],
    ["Student at ∞", T(infinite, 3), 0],
    ["Student at 0", T(0, 3), 1],
    ["Student with ∞ degrees of freedom", T(1, infinite), special.normalTwoSided(1)],
    ["Cauchy far out", T(-1e300, 1), 2e-300 / Math.PI],
    ["Student of few degrees of freedom, far out", T(1e200, 0.5), 6.414019508284458e-101],
    ["an error function past where its factor overflows", special.erfi(26.7), 8.499867261268985e307],
    ["Dawson's integral where 2x overflows", special.dawson(1.6e308), 0.5 / 1.6e308],
    ["ln Γ at −∞", special.gammaln(-infinite), infinite],
    ["a window without width", special.logQuadraticIntegral(1, 1, 0), -infinite],
    ["a window without end", special.logQuadraticIntegral(1, 1, infinite), infinite],
    ["a whole Gaussian", special.logQuadraticIntegral(1, -1, infinite), Math.log(2 * Math.PI) / 2 + 0.5],
    ["normal density far out", special.normalPdf(infinite), 0],
  ])("%s", (_, found, expected) => {
    expect(relativeError(found, expected)).toBeLessThan(1e-14);
  });

  test("outside the domain there is NaN", () => {
    for (const x of [P(-1, 1), P(1, -1), P(0, 0), Q(infinite, infinite), P(Number.NaN, 1), Q(1, Number.NaN)])
      expect(x).toBeNaN();
    for (const x of [I(-0.1, 1, 1), I(1.1, 1, 1), I(0.5, -1, 1), I(0.5, infinite, infinite), I(0, 0, 1), I(1, 1, 0)]) {
      expect(x).toBeNaN();
    }
    for (const x of [I(0.5, 0, 0), I(Number.NaN, 1, 1), chiSquareSf(1, -1), chiSquareSf(Number.NaN, 1)])
      expect(x).toBeNaN();
    for (const x of [T(1, 0), T(1, -1), T(Number.NaN, 1), T(1, Number.NaN), special.normalTwoSided(Number.NaN)]) {
      expect(x).toBeNaN();
    }
    const reach = special.studentTwoSidedQuantile;
    for (const x of [reach(-0.1, 1), reach(1.1, 1), reach(0.5, 0), special.normalPdf(Number.NaN)]) expect(x).toBeNaN();
    const window = special.logQuadraticIntegral;
    for (const x of [window(Number.NaN, 1, 1), window(1, Number.NaN, 1), window(1, 1, -1)]) expect(x).toBeNaN();
  });

  test("Student's quantile inverts its tail, and is the normal one for infinitely many degrees of freedom", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -250, max: -1e-9, noNaN: true }),
        fc.double({ min: -1, max: 9, noNaN: true }),
        (p, nu) => {
          const [tail, freedom] = [Math.exp(p), 10 ** nu];
          const reach = special.studentTwoSidedQuantile(tail, freedom);
          if (reach < 1e300) expect(T(reach, freedom) / tail).toBeCloseTo(1, 12);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
    expect(special.studentTwoSidedQuantile(0.05, infinite)).toBeCloseTo(1.959963984540054, 14);
    expect(special.studentTwoSidedQuantile(0.05, 3)).toBeCloseTo(3.18244630528371, 13);
    expect(special.studentTwoSidedQuantile(0, 3)).toBe(infinite);
    expect(special.studentTwoSidedQuantile(1, 3)).toBe(0);
  });
});

describe("laws", () => {
  const real = fc.double({ min: -800, max: 800, noNaN: true });

  test("softplus(x) − softplus(−x) = x and its derivative is the logistic function", () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(softplus(x) - softplus(-x)).toBeCloseTo(x, 12);
        const h = 1e-5;
        expect((softplus(x + h) - softplus(x - h)) / (2 * h)).toBeCloseTo(logistic(x), 7);
      }),
      { seed: 1 },
    );
  });

  test("softplus and logistic rise strictly through the points where implementations cut", () => {
    for (const x of [-700, -37, -36.7, -20, -1, 0, 1, 20, 30, 35]) {
      expect(softplus(x + 0.01)).toBeGreaterThan(softplus(x));
      // Beyond 30 a step of 0.01 changes the logistic by less than the spacing of doubles below 1.
      if (x <= 30) expect(logistic(x + 0.01)).toBeGreaterThan(logistic(x));
    }
    expect(softplus(1e308)).toBe(1e308);
    expect(softplus(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(softplus(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(softplus(Number.NaN)).toBeNaN();
  });

  test("logistic(x) + logistic(−x) = 1 and logit inverts logistic", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expect(logistic(x) + logistic(-x)).toBeCloseTo(1, 15);
        if (x < 0) expect(logit(logistic(x))).toBeCloseTo(x, 12);
      }),
      { seed: 1 },
    );
    expect(logit(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(logit(1)).toBe(Number.POSITIVE_INFINITY);
    expect(logit(1.1)).toBeNaN();
  });

  test("ln 2 cosh x is even and is the softplus of 2x less x", () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(logTwoCosh(x)).toBe(logTwoCosh(-x));
        expect(logTwoCosh(x)).toBeCloseTo(softplus(2 * x) - x, 10);
      }),
      { seed: 1 },
    );
  });

  test("logSumExp shifts with its arguments, adds two terms like softplus, and treats infinities as limits", () => {
    fc.assert(
      fc.property(fc.array(real, { minLength: 1, maxLength: 20 }), real, (x, shift) => {
        expect(logSumExp(x.map((t) => t + shift))).toBeCloseTo(logSumExp(x) + shift, 10);
        expect(logSumExp([x[0]!, shift])).toBeCloseTo(x[0]! + softplus(shift - x[0]!), 10);
      }),
      { seed: 1 },
    );
    expect(logSumExp([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
    expect(logSumExp([Number.NaN, 1])).toBeNaN();
    expect(logSumExp([1, Number.NaN])).toBeNaN();
    expect(logSumExp([Number.NaN, Number.POSITIVE_INFINITY])).toBeNaN();
    expect(logSumExp([1e4, 1e4])).toBe(1e4 + Math.LN2);
  });

  test("the survival function mirrors the distribution, and the quantile inverts it in both tails", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 5, noNaN: true }), (z) => {
        expect(normalSf(z)).toBe(normalCdf(-z));
        expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 8);
      }),
      { seed: 1 },
    );
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(-0.1)).toBeNaN();
  });

  test("Dawson's integral solves D' = 1 − 2xD across the seam of its two series", () => {
    fc.assert(
      fc.property(fc.double({ min: 6, max: 8, noNaN: true }), (x) => {
        const h = 1e-4;
        const slope = (dawson(x + h) - dawson(x - h)) / (2 * h);
        expect(slope).toBeCloseTo(1 - 2 * x * dawson(x), 9);
      }),
      { seed: 1 },
    );
    expect(erfi(30)).toBe(Number.POSITIVE_INFINITY);
    expect(erfi(-30)).toBe(Number.NEGATIVE_INFINITY);
    expect(dawson(Number.POSITIVE_INFINITY)).toBe(0);
    expect(dawson(Number.NaN)).toBeNaN();
    expect(erfi(Number.NaN)).toBeNaN();
  });
});
