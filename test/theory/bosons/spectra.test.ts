import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bosonAlgebra, fockMatrix, fockSpectrum, truncatedLevels } from "../../../src/algebra/boson/index.ts";
import { rational, rationals, rationalToNumber } from "../../../src/algebra/exact/index.ts";
import { boundStates, symmetricEigen } from "../../../src/numeric/index.ts";
import {
  exactly,
  fokkerPlanckLevels,
  gaussianModeLevel,
  kramersGap,
  oscillatorEnergies,
  oscillatorGrowth,
  pairAlgebra,
  pairHamiltonian,
  pairSpectrum,
  potentialOfMode,
  squeezingParameters,
} from "../../../theory/index.ts";
import { refusalOf } from "../../refusal.ts";

const toNumber = rationalToNumber;

describe("levels in a truncated number basis", () => {
  test("of one mode are those of the whole truncated matrix, whose blocks they are", () => {
    const algebra = bosonAlgebra(rationals);
    const x = algebra.add(algebra.annihilator(0), algebra.creator(0));
    const H = algebra.add(algebra.number(0), algebra.multiply(algebra.scalar(rational(1, 7)), algebra.multiply(x, x)));
    const whole = symmetricEigen(fockMatrix(algebra, H, { cutoff: 13, toNumber })).values.reverse();
    const parts = truncatedLevels(algebra, H, 12, { toNumber });
    expect(parts.length).toBe(13);
    parts.forEach((e, k) => {
      expect(e).toBeCloseTo(whole[k]!, 12);
    });
  });

  test("fall as quanta are added, as the min–max principle demands", () => {
    const H = pairHamiltonian(3);
    const [few, more] = [6, 10].map((quanta) => truncatedLevels(pairAlgebra, H, quanta, { toNumber }));
    for (let k = 0; k < 5; k++) expect(more![k]!).toBeLessThanOrEqual(few![k]! + 1e-13);
    expect(few![0]! - more![0]!).toBeGreaterThan(1e-6);
  });

  test("are √(4−λ) and √(4+λ) apart for any stable coupling, within the reported change and rounding", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2.5, noNaN: true }), (lambda) => {
        const { levels, change } = pairSpectrum(lambda, { levels: 2, tolerance: 1e-6, quanta: 20 });
        const { u, w } = oscillatorEnergies(lambda);
        expect(Math.abs(levels[0]! - (u + w) / 2)).toBeLessThan(change + 1e-12);
        expect(Math.abs(levels[1]! - levels[0]! - u)).toBeLessThan(change + 1e-12);
      }),
      { seed: 1, numRuns: 8 },
    );
  });

  test.each([80, 1000, 12, 1e30])("of n − n(n − 1)/%f, which has no ground state, are refused", async (c) => {
    const algebra = bosonAlgebra(rationals);
    const [n, one] = [algebra.number(0), algebra.scalar(rational(-1))];
    const pairs = algebra.multiply(n, algebra.add(n, one));
    const H = algebra.add(n, algebra.multiply(algebra.scalar(rational(-1, BigInt(c))), pairs));
    const refusal = await refusalOf(() => fockSpectrum(algebra, H, { toNumber, levels: 1 }));
    expect(refusal.code).toMatch(/domain|not-converged/);
    const bound = algebra.add(n, algebra.multiply(algebra.scalar(rational(1, BigInt(c))), pairs));
    expect(fockSpectrum(algebra, bound, { toNumber, levels: 2 }).levels[1]).toBeCloseTo(1, 10);
  });

  test("of two modes that fall only along x₁ = −x₂, or only by a phase, are refused", async () => {
    const algebra = bosonAlgebra(rationals, 2);
    const { add, multiply, scalar } = algebra;
    const x = (i: number) => add(algebra.annihilator(i), algebra.creator(i));
    const free = add(algebra.number(0), algebra.number(1));
    const apart = add(x(0), multiply(scalar(rational(-1)), x(1)));
    const square = multiply(apart, apart);
    const falling = add(free, multiply(scalar(rational(-1, 100_000)), multiply(square, square)));
    const options = { toNumber, levels: 1, quanta: 10 };
    expect((await refusalOf(() => fockSpectrum(algebra, falling, options))).code).toMatch(/domain|not-converged/);
    const rising = add(free, multiply(scalar(rational(1, 100_000)), multiply(square, square)));
    expect(fockSpectrum(algebra, rising, options).levels[0]).toBeGreaterThan(0);
  });

  test("are refused where the cut-off does not suffice, and where there is no ground state", async () => {
    const short = await refusalOf(() => pairSpectrum(3.9, { quanta: 6, maxQuanta: 10, tolerance: 1e-9 }));
    expect(short.code).toBe("not-converged");
    expect(short.found).toContain("10 quanta");
    const bottomless = await refusalOf(() =>
      fockSpectrum(pairAlgebra, pairHamiltonian(4.5), { toNumber, levels: 1, quanta: 12 }),
    );
    expect(bottomless.code).toBe("not-converged");
    const few = await refusalOf(() => pairSpectrum(1, { levels: 8, quanta: 1 }));
    expect(few).toMatchObject({ code: "domain", found: expect.stringContaining("8 levels asked of the 3 states") });
  });
});

const NO_COUNT = [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e9];

describe("a number of levels that is none", () => {
  const algebra = bosonAlgebra(rationals);
  test.each(NO_COUNT)("is refused: %f", async (levels) => {
    for (const ask of [
      () => fockSpectrum(algebra, algebra.number(0), { toNumber, levels }),
      () => boundStates((x) => x * x, { levels }),
      () => pairSpectrum(1, { levels }),
      () => fokkerPlanckLevels({ stiffness: 1, quartic: 0 }, { levels }),
    ]) {
      const refusal = await refusalOf(ask);
      expect(refusal.code).toBe("domain");
      expect(refusal.found).toBe(`${levels} for levels`);
      expect(refusal.expected).toMatch(/whole number from 1 to/);
    }
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("nor is %f a tolerance or a scale", async (x) => {
    for (const ask of [
      () => fockSpectrum(algebra, algebra.number(0), { toNumber, levels: 1, tolerance: x }),
      () => boundStates((t) => t * t, { levels: 1, tolerance: x }),
      () => boundStates((t) => t * t, { levels: 1, scale: x }),
    ]) {
      expect((await refusalOf(ask)).code).toBe("domain");
    }
  });
});

describe("two oscillators a mode", () => {
  test("refuse a vacuum from λ = 4 on and name the domain", async () => {
    for (const lambda of [4, 5.5, -0.1, Number.NaN]) {
      for (const ask of [oscillatorEnergies, squeezingParameters, pairSpectrum]) {
        const refusal = await refusalOf(() => ask(lambda));
        expect(refusal.code).toBe("domain");
        expect(refusal.found).toContain(`βλ = ${lambda}`);
        expect(refusal.expected).toContain("< 4");
      }
    }
  });

  test("grow only beyond it, and are squeezed by e^{2r} = Ω/2 before it", () => {
    expect(oscillatorGrowth(3)).toBe(0);
    expect(oscillatorGrowth(5)).toBe(1);
    const r = squeezingParameters(3);
    expect(2 * Math.exp(2 * r.u)).toBeCloseTo(1, 14);
    expect(2 * Math.exp(2 * r.w)).toBeCloseTo(Math.sqrt(7), 14);
  });

  test("take a coupling at the exact value of the double", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), (x) => {
        expect(rationalToNumber(exactly(x))).toBe(x === 0 ? 0 : x);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

describe("levels on a grid", () => {
  test("are those of the oscillator, for any width, within the reported change", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), (omega) => {
        const { levels, change } = boundStates((x) => omega ** 2 * x * x, { levels: 5, scale: omega ** -0.5 });
        levels.forEach((e, n) => {
          expect(Math.abs(e - omega * (2 * n + 1))).toBeLessThan(change + 1e-9 * omega);
        });
      }),
      { seed: 1, numRuns: 10 },
    );
  });

  test.each([
    ["x² − x⁴/1000", (x: number) => x * x - x ** 4 / 1000],
    ["x² − x⁴/10⁷", (x: number) => x * x - x ** 4 / 1e7],
    ["x² − x⁴/10⁵⁰", (x: number) => x * x - x ** 4 / 1e50],
    ["x", (x: number) => x],
    ["0", () => 0],
    ["x² − x³/50", (x: number) => x * x - x ** 3 / 50],
    ["x² − x⁶/10⁹", (x: number) => x * x - x ** 6 / 1e9],
    ["x² where it is not cut", (x: number) => (Math.abs(x) < 9 ? x * x : -100)],
  ])("of %s, which has no ground state, are refused", async (_, V) => {
    expect((await refusalOf(() => boundStates(V, { levels: 2 }))).code).toMatch(/domain|not-converged/);
  });

  test("below the edge of a finite well are found, above it there are none", async () => {
    const well = (x: number): number => -6 / Math.cosh(x) ** 2; // levels −4 and −1
    expect(boundStates(well, { levels: 2, scale: 2 }).levels[0]).toBeCloseTo(-4, 6);
    expect(["domain", "not-converged"]).toContain(
      (await refusalOf(() => boundStates(well, { levels: 4, scale: 2 }))).code,
    );
  });

  test("are refused where the grid does not suffice", async () => {
    const refusal = await refusalOf(() => boundStates((x) => x * x, { levels: 3, scale: 0.01, maxPoints: 80 }));
    expect(refusal.code).toBe("not-converged");
    expect(refusal.advice).toContain("scale");
  });
});

describe("the Fokker–Planck Hamiltonian of a mode", () => {
  test("scales with the stiffness: U(su) has the levels of U times s²", () => {
    const { levels } = fokkerPlanckLevels({ stiffness: -1, quartic: 0.05 });
    const scaled = fokkerPlanckLevels({ stiffness: -9, quartic: 0.05 * 81 });
    scaled.levels.forEach((e, n) => {
      expect(e / 9).toBeCloseTo(levels[n]!, 7);
    });
  });

  test("has its zero mode on both sides of the transition and at it, with a gap that falls", () => {
    const gaps = [3, 3.9, 4, 4.1, 5].map((lambda) => {
      const potential = potentialOfMode({ lambda, participation: 0.06, units: "binary" });
      const { levels, change } = fokkerPlanckLevels(potential);
      expect(Math.abs(levels[0]!)).toBeLessThan(Math.max(1e-10, change));
      return levels[1]!;
    });
    expect(gaps).toEqual(gaps.toSorted((x, y) => y - x));
  });

  test("refuses a potential that confines nothing, free diffusion, and Kramers' law without a barrier", async () => {
    expect((await refusalOf(() => fokkerPlanckLevels({ stiffness: 1, quartic: -0.1 }))).code).toBe("domain");
    expect((await refusalOf(() => fokkerPlanckLevels({ stiffness: 0, quartic: 0 }))).code).toBe("domain");
    expect((await refusalOf(() => gaussianModeLevel(0, 1))).expected).toContain("not zero");
    expect((await refusalOf(() => kramersGap({ stiffness: 1, quartic: 1 }))).expected).toContain("double well");
  });
});
