/** Laws of the functions on random series, several variables, orders and refusals. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  factorial,
  integerIn,
  parameter,
  power,
  type Rational,
  rational,
  rationalFunctions,
  rationals,
  rationalToText,
  subtract,
} from "../../src/algebra/exact/index.ts";
import {
  composeSeries,
  coshSinhSeries,
  differentiateSeries,
  entropySeries,
  expSeries,
  integrateSeries,
  knownTo,
  laurentCoefficient,
  laurentDomain,
  laurentMonomial,
  log2coshSeries,
  logisticSeries,
  logSeries,
  rationalPowerSeries,
  regularPart,
  revertSeries,
  type Series,
  seriesDomain,
  seriesRing,
  tanhSeries,
  tanSeries,
  valuation,
} from "../../src/algebra/series/index.ts";
import { errorOf, rationalArbitrary, seededRuns } from "./support.ts";

const order = 10;
const Q = seriesDomain(rationals, order);
const field = rationalFunctions;
const K = seriesDomain(field, order);
const texts = (f: Series<Rational>): string[] => f.map(rationalToText);

/** Random series, starting at the given constant where there is one. */
function seriesArbitrary(start?: Rational): fc.Arbitrary<Series<Rational>> {
  const tail = fc.array(rationalArbitrary, { minLength: order + 1, maxLength: order + 1 });
  return start === undefined ? tail : tail.map((c) => [start, ...c.slice(1)]);
}

describe("laws of the functions on random series", () => {
  test("log undoes exp", () => {
    fc.assert(
      fc.property(seriesArbitrary(rational(0)), (g) => {
        expect(logSeries(Q, expSeries(Q, g))).toEqual(g);
      }),
      seededRuns(25),
    );
  });

  test("exp of a sum is the product, and powers add", () => {
    fc.assert(
      fc.property(seriesArbitrary(rational(0)), seriesArbitrary(rational(0)), (f, g) => {
        expect(expSeries(Q, Q.add(f, g))).toEqual(Q.multiply(expSeries(Q, f), expSeries(Q, g)));
        const base = Q.add(Q.one, f);
        const third = rationalPowerSeries(Q, base, rational(1, 3));
        expect(power(Q, third, 3)).toEqual(base);
      }),
      seededRuns(15),
    );
  });

  test("tanh and logistic agree with their definitions by exp", () => {
    fc.assert(
      fc.property(seriesArbitrary(rational(0)), (g) => {
        const [cosh, sinh] = coshSinhSeries(Q, g);
        expect(tanhSeries(Q, g)).toEqual(Q.divide(sinh, cosh));
        const e = expSeries(Q, g);
        expect(logisticSeries(Q, g)).toEqual(Q.divide(e, Q.add(Q.one, e)));
      }),
      seededRuns(15),
    );
  });

  test("composition is associative and evaluates the outer series", () => {
    fc.assert(
      fc.property(seriesArbitrary(), seriesArbitrary(rational(0)), seriesArbitrary(rational(0)), (f, g, h) => {
        expect(composeSeries(Q, composeSeries(Q, f, g), h)).toEqual(composeSeries(Q, f, composeSeries(Q, g, h)));
        expect(composeSeries(Q, expSeries(Q, Q.x), g)).toEqual(expSeries(Q, g));
      }),
      seededRuns(8),
    );
  });

  test("the inverse function inverts from both sides", () => {
    const slope = fc.tuple(seriesArbitrary(rational(0)), rationalArbitrary);
    fc.assert(
      fc.property(slope, ([tail, c]) => {
        const f = [rational(0), rationals.isZero(c) ? rational(1) : c, ...tail.slice(2)];
        const g = revertSeries(Q, f);
        expect(composeSeries(Q, f, g)).toEqual(Q.x);
        expect(composeSeries(Q, g, f)).toEqual(Q.x);
      }),
      seededRuns(15),
    );
    expect(revertSeries(Q, tanSeries(Q, Q.x)).map(rationalToText)).toEqual([
      "0",
      "1",
      "0",
      "-1/3",
      "0",
      "1/5",
      "0",
      "-1/7",
      "0",
      "1/9",
      "0",
    ]);
  });

  test("integration undoes differentiation", () => {
    fc.assert(
      fc.property(seriesArbitrary(), (f) => {
        expect(integrateSeries(Q, differentiateSeries(Q, f), f[0]!)).toEqual(f);
      }),
      seededRuns(25),
    );
  });
});

describe("several variables by total degree", () => {
  // Each variable carries one power of the grading variable: the coefficient of order k is homogeneous of degree k.
  const graded = (name: string) => K.multiply(K.constant(parameter(name)), K.x);
  const plusGraded = K.add(graded("u"), graded("w"));

  test("a function of u + w has binomial coefficients", () => {
    const sigma = logisticSeries(K, plusGraded, parameter("s"));
    const oneVariable = logisticSeries(K, K.x, parameter("s"));
    const sumOf = field.add(parameter("u"), parameter("w"));
    expect(sigma).toEqual(oneVariable.map((c, k) => field.multiply(c, power(field, sumOf, k))));
  });

  test("the exponential of a sum factorises in two variables", () => {
    expect(expSeries(K, plusGraded)).toEqual(K.multiply(expSeries(K, graded("u")), expSeries(K, graded("w"))));
  });

  test("ln(e^u + e^w) is symmetric and its quartic part is that of ln 2cosh((u-w)/2) + (u+w)/2", () => {
    const ln2 = parameter("ln2");
    const halves = K.divide(subtract(K, graded("u"), graded("w")), integerIn(K, 2));
    const right = K.add(log2coshSeries(K, halves, field.zero, ln2), K.divide(plusGraded, integerIn(K, 2)));
    const inside = K.add(expSeries(K, graded("u")), expSeries(K, graded("w")));
    expect(logSeries(K, inside, ln2)).toEqual(right);
  });
});

describe("orders and refusals", () => {
  test("division by x costs one order and claims nothing beyond it", () => {
    const sine = subtract(Q, expSeries(Q, Q.x), Q.one);
    const quotient = Q.divide(sine, Q.x);
    expect(quotient).toEqual(Array.from({ length: order }, (_, k) => rational(1n, factorial(k + 1))));
    expect(Q.isZero(subtract(Q, quotient, quotient))).toBe(false);
    expect(Q.toText(quotient)).toContain(`O(x^${order})`);
    expect(valuation(rationals, sine)).toBe(1);
  });

  test("a composition claims no more orders than its outer series", () => {
    const known = expSeries(Q, Q.x).slice(0, 4);
    expect(composeSeries(Q, known, tanhSeries(Q, Q.x))).toHaveLength(4);
    expect(composeSeries(Q, known, tanhSeries(Q, Q.x))).toEqual(expSeries(Q, tanhSeries(Q, Q.x)).slice(0, 4));
  });

  test("a sum of Laurent series is known as far as both are", () => {
    const ring = laurentDomain(rationals, 5);
    const pole = ring.divide(ring.one, laurentMonomial(ring, rational(2), 3));
    const total = ring.add(pole, { start: 1, coefficients: [rational(7)] });
    expect([pole.start, knownTo(pole), knownTo(total)]).toEqual([-3, 2, 2]);
    expect([-3, -2, 1].map((k) => rationalToText(laurentCoefficient(rationals, total, k)))).toEqual(["1/2", "0", "7"]);
    expect(errorOf(() => laurentCoefficient(rationals, total, 2)).advice).toContain("higher order");
    expect(errorOf(() => regularPart(rationals, total)).found).toContain("a pole of order 3");
    expect(ring.isZero(ring.add(pole, ring.negate(pole)))).toBe(false);
  });

  test("a pole, a zero divisor and a function outside its domain are refused", () => {
    expect(errorOf(() => Q.divide(Q.one, Q.x)).code).toBe("domain");
    expect(errorOf(() => Q.divide(Q.one, Q.zero)).code).toBe("domain");
    expect(errorOf(() => expSeries(Q, Q.one)).advice).toContain("named parameter");
    expect(errorOf(() => logSeries(Q, Q.x)).code).toBe("domain");
    expect(errorOf(() => logSeries(Q, integerIn(Q, 2))).code).toBe("domain");
    expect(errorOf(() => composeSeries(Q, Q.x, Q.one)).code).toBe("domain");
    expect(errorOf(() => revertSeries(Q, Q.multiply(Q.x, Q.x))).code).toBe("domain");
    expect(errorOf(() => entropySeries(Q, Q.x, rational(0), rational(0))).code).toBe("domain");
  });

  test("a series over series is a series in two variables, each to its own order", () => {
    const inner = seriesDomain(rationals, 3);
    const outer = seriesDomain(inner, 4);
    const sumOf = outer.add(outer.constant(inner.x), outer.x);
    const e = expSeries(outer, sumOf, expSeries(inner, inner.x));
    expect(e.map(texts)).toEqual(
      [0, 1, 2, 3, 4].map((j) => [0, 1, 2, 3].map((k) => rationalToText(rational(1n, factorial(j) * factorial(k))))),
    );
  });

  test("multiplication over a ring that does not commute keeps the order of its factors", () => {
    // Free words: multiplication is concatenation of the only term.
    const words = {
      ...rationals,
      name: "words",
      zero: "",
      one: "1",
      add: (x: string, y: string) => x || y,
      negate: (x: string) => x,
      multiply: (x: string, y: string) => `${x}${y}`,
      isZero: (x: string) => x === "",
      fromRational: () => "1",
      toText: (x: string) => x,
    };
    const ring = seriesRing(words, 1);
    expect(ring.multiply(["a", ""], ["b", ""])[0]).toBe("ab");
    expect(ring.multiply(["b", ""], ["a", ""])[0]).toBe("ba");
  });

  test("coefficients far out stay exact", () => {
    const long = seriesDomain(rationals, 40);
    const e = expSeries(long, long.x);
    expect(e[40]!.denominator).toBe(factorial(40));
  });
});
