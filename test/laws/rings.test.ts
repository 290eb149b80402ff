/** Every commutative ring of the algebra obeys the laws, and every law is seen to fail on a ring spoiled on purpose. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Domain,
  differentiatePolynomial,
  fromInteger,
  type Polynomial,
  polynomials,
  quadraticExtension,
  type Rational,
  rationalFunctions,
  rationals,
} from "../../src/algebra/exact/index.ts";
import { differentiateSeries, type Series, seriesDomain } from "../../src/algebra/series/index.ts";
import { polynomialArbitrary, rationalArbitrary, rationalFunctionArbitrary, seededRuns } from "../algebra/support.ts";
import { brokenLaws, domainLaws, domainSpoilers, expectedBreaks, ringSpoilers, sameIn } from "./ring-laws.ts";

const gaussian = quadraticExtension(rationals, fromInteger(-1), { name: "i", imaginary: true });
const gaussianArbitrary = fc.tuple(rationalArbitrary, rationalArbitrary).map(([x, y]) => ({ rational: x, root: y }));

const overRationals = seriesDomain(rationals, 6);
/** Starts at a number that is not 0 half of the time, so that division is exercised with and without loss of order. */
const seriesArbitrary: fc.Arbitrary<Series<Rational>> = fc.array(rationalArbitrary, { minLength: 7, maxLength: 7 });
const unitArbitrary = seriesArbitrary.map((f) => [fromInteger(3), ...f.slice(1)]);

const overParameters = seriesDomain(rationalFunctions, 3);
const parametricArbitrary = fc
  .array(polynomialArbitrary, { minLength: 4, maxLength: 4 })
  .map((cs) => cs.map((c, k) => (k === 0 ? rationalFunctions.one : { numerator: c, denominator: fromInteger(1) })));

/** A ring with its random elements, its type forgotten, so that rings of different elements stand in one table. */
interface Subject {
  readonly name: string;
  readonly broken: () => readonly string[];
  readonly spoiled: readonly {
    readonly name: string;
    readonly expected: readonly string[];
    readonly broken: () => readonly string[];
  }[];
}

/** `runs` is the number of examples a law that the speed of the ring allows. */
function subject<T>(ring: Domain<T>, elements: fc.Arbitrary<T>, runs: number): Subject {
  const laws = domainLaws<T>();
  const broken = (r: Domain<T>, examples: number) =>
    brokenLaws(laws, r, elements, { same: sameIn(ring), runs: examples });
  const spoilers = [...ringSpoilers<T>(), ...domainSpoilers<T>()];
  return {
    name: ring.name,
    broken: () => broken(ring, runs),
    spoiled: spoilers.map((spoiler) => ({
      name: spoiler.name,
      expected: expectedBreaks(laws, spoiler),
      // A spoiled operation is wrong almost everywhere: few examples find it.
      broken: () => broken({ ...ring, ...spoiler.spoil(ring) }, Math.ceil(runs / 4)),
    })),
  };
}

const subjects: readonly Subject[] = [
  subject(rationals, rationalArbitrary, 100),
  subject(gaussian, gaussianArbitrary, 60),
  subject(polynomials, polynomialArbitrary, 60),
  subject(rationalFunctions, rationalFunctionArbitrary, 25),
  subject(overRationals, unitArbitrary, 30),
  subject(overParameters, parametricArbitrary, 10),
];

describe.each(subjects)("$name", ({ broken, spoiled }) => {
  test("obey every law", () => {
    expect(broken()).toEqual([]);
  });

  test.each(spoiled)("with $name break exactly the laws that this touches", ({ expected, broken: found }) => {
    expect(found()).toEqual(expected);
  });
});

describe("the laws themselves", () => {
  test("each one is broken by some spoiler", () => {
    const refuted = new Set(subjects.flatMap((s) => s.spoiled).flatMap((s) => s.expected));
    const names = domainLaws<Rational>().map((law) => law.name);
    expect(names.filter((name) => !refuted.has(name))).toEqual([]);
  });

  test("a product with a derivative term breaks associativity and division and nothing else", () => {
    // Commutative, distributive and with the right one: only the grouping of three factors shows it.
    const d = (p: Polynomial) => differentiatePolynomial(p, "y");
    const spoiled: Domain<Polynomial> = {
      ...polynomials,
      multiply: (p, q) => polynomials.add(polynomials.multiply(p, q), polynomials.multiply(d(p), d(q))),
    };
    const options = { same: sameIn(polynomials), runs: 500 };
    const found = brokenLaws(domainLaws<Polynomial>(), spoiled, polynomialArbitrary, options);
    expect(found).toEqual(["division undoes multiplication", "multiplication associates"]);
  });

  test("a series product that loses its highest coefficient is not neutral under one", () => {
    const spoiled: Domain<Series<Rational>> = {
      ...overRationals,
      multiply: (f, g) => overRationals.multiply(f, g).with(6, rationals.zero),
    };
    const found = brokenLaws(domainLaws<Series<Rational>>(), spoiled, unitArbitrary, {
      same: sameIn(overRationals),
      runs: 30,
    });
    expect(found).toContain("one is neutral");
    expect(found).toContain("division undoes multiplication");
  });
});

describe("derivation of series", () => {
  const product = (f: Series<Rational>, g: Series<Rational>) => overRationals.multiply(f, g);
  const leibniz = (d: (f: Series<Rational>) => Series<Rational>) =>
    fc.check(
      fc.property(seriesArbitrary, seriesArbitrary, (f, g) => {
        const right = overRationals.add(product(d(f), g), product(f, d(g)));
        return d(product(f, g)).every((c, k) => rationals.isZero(rationals.add(c, rationals.negate(right[k]!))));
      }),
      seededRuns(40),
    ).failed;

  test("obeys the product rule, and a derivative without the factor k does not", () => {
    expect(leibniz((f) => differentiateSeries(overRationals, f))).toBe(false);
    expect(leibniz((f) => f.slice(1))).toBe(true);
  });

  test("division by a random series is exact to the order it claims", () => {
    fc.assert(
      fc.property(seriesArbitrary, unitArbitrary, (f, g) => {
        expect(product(overRationals.divide(f, g), g)).toEqual(f);
      }),
      seededRuns(40),
    );
  });
});
