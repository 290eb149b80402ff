/** Rationals and polynomials against what can be computed another way: integers, substitution, long products. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binomial,
  coefficientsIn,
  degreeIn,
  differentiatePolynomial,
  divideRationals,
  evaluatePolynomial,
  factorial,
  fromInteger,
  gcdPolynomials,
  type Polynomial,
  polynomialIn,
  polynomials,
  polynomialsEqual,
  polynomialToText,
  power,
  rational,
  rationalFromText,
  rationals,
  rationalToNumber,
  rationalToText,
  subtract,
  sum,
  termsOf,
  variable,
  variablesOf,
} from "../../src/algebra/exact/index.ts";
import { errorOf, polynomialArbitrary, rationalArbitrary, seededRuns } from "./support.ts";

const [x, y, z] = ["x", "y", "z"].map(variable) as [Polynomial, Polynomial, Polynomial];
const integer = (n: number): Polynomial => fromInteger(n);
const plus = polynomials.add;
const times = polynomials.multiply;

describe("rationals", () => {
  test("text is read without rounding", () => {
    expect(rationalToText(rationalFromText("-3/4"))).toBe("-3/4");
    expect(rationalToText(rationalFromText("0.125"))).toBe("1/8");
    expect(rationalFromText("1e-60").denominator).toBe(10n ** 60n);
    expect(rationalToText(rationalFromText("-0.5e1"))).toBe("-5");
  });

  test.each(["", "1/0", "x", "1..2", "0x10", "1e99999"])("the text %j is refused", (text) => {
    expect(errorOf(() => rationalFromText(text)).code).toBe("parse");
  });

  test("a double with a fractional part is refused, not rounded", () => {
    expect(errorOf(() => rational(0.5)).code).toBe("domain");
    expect(errorOf(() => rational(2 ** 53)).code).toBe("domain");
  });

  test("division by zero is refused", () => {
    expect(errorOf(() => divideRationals(rational(1), rational(0))).code).toBe("domain");
    expect(errorOf(() => rational(1, 0)).code).toBe("domain");
  });

  test("a rational prints and reads back as itself, and its double is the quotient of its parts", () => {
    fc.assert(
      fc.property(rationalArbitrary, (q) => {
        expect(rationalFromText(rationalToText(q))).toEqual(q);
        const direct = Number(q.numerator) / Number(q.denominator);
        expect(Math.abs(rationalToNumber(q) - direct)).toBeLessThanOrEqual(2 ** -52 * Math.abs(direct));
      }),
      seededRuns(200),
    );
  });

  test("integers too large for a double still have a quotient", () => {
    const big = 10n ** 400n;
    expect(rationalToNumber(rational(3n * big, 2n * big + 1n))).toBeCloseTo(1.5, 14);
    expect(rationalToNumber(rational(1n, 10n ** 320n))).toBe(1e-320);
    expect(rationalToNumber(rational(-big))).toBe(-Infinity);
  });

  test("binomials sum to powers of two and factorials divide into them", () => {
    for (let n = 0; n <= 12; n++) {
      expect(Array.from({ length: n + 1 }, (_, k) => binomial(n, k)).reduce((s, b) => s + b, 0n)).toBe(2n ** BigInt(n));
      expect(binomial(n, 2)).toBe(n < 2 ? 0n : factorial(n) / (2n * factorial(n - 2)));
    }
  });
});

describe("polynomials", () => {
  test("the same polynomial is the same object tree whatever way it was built", () => {
    const square = times(plus(x, y), plus(x, y));
    expect(square).toEqual(sum(polynomials, [times(y, y), times(integer(2), times(x, y)), times(x, x)]));
    expect(subtract(polynomials, square, square)).toEqual(polynomials.zero);
    expect(polynomialToText(square)).toBe("y^2 + 2*x*y + x^2");
    expect(polynomialIn("x", [y, polynomials.one])).toEqual(plus(x, y));
  });

  test("a product divided by a factor is the other factor", () => {
    fc.assert(
      fc.property(polynomialArbitrary, polynomialArbitrary, (p, q) => {
        fc.pre(!polynomials.isZero(q));
        expect(polynomials.divide(times(p, q), q)).toEqual(p);
      }),
      seededRuns(200),
    );
  });

  test("a quotient that is not a polynomial is refused", () => {
    expect(errorOf(() => polynomials.divide(plus(times(x, x), integer(1)), plus(x, y))).code).toBe("domain");
    expect(errorOf(() => polynomials.divide(x, y)).code).toBe("domain");
    expect(errorOf(() => polynomials.divide(x, integer(0))).code).toBe("domain");
  });

  test("substitution is a ring homomorphism", () => {
    const at = (p: Polynomial, values: readonly number[]) =>
      evaluatePolynomial(rationals, p, (name) => fromInteger(values["xyz".indexOf(name)]!));
    fc.assert(
      fc.property(
        polynomialArbitrary,
        polynomialArbitrary,
        fc.tuple(fc.integer(), fc.integer(), fc.integer()),
        (p, q, v) => {
          expect(at(times(p, q), v)).toEqual(rationals.multiply(at(p, v), at(q, v)));
          expect(at(plus(p, q), v)).toEqual(rationals.add(at(p, v), at(q, v)));
        },
      ),
      seededRuns(100),
    );
  });

  test("a polynomial is the sum of its terms and of its coefficients in any variable", () => {
    fc.assert(
      fc.property(polynomialArbitrary, fc.constantFrom("x", "y", "z"), (p, name) => {
        const fromTerms = termsOf(p).map((t) =>
          t.powers.reduce<Polynomial>((m, [v, k]) => times(m, power(polynomials, variable(v), k)), t.coefficient),
        );
        expect(sum(polynomials, fromTerms)).toEqual(p);
        expect(polynomialIn(name, coefficientsIn(p, name))).toEqual(p);
        expect(coefficientsIn(p, name)).toHaveLength(degreeIn(p, name) + 1);
        expect(coefficientsIn(p, name).flatMap(variablesOf)).not.toContain(name);
      }),
      seededRuns(100),
    );
  });

  test("the derivative obeys the product rule and forgets other variables", () => {
    const d = (p: Polynomial) => differentiatePolynomial(p, "y");
    expect(d(times(times(y, y), plus(z, x)))).toEqual(times(integer(2), times(y, plus(z, x))));
    expect(d(plus(x, z))).toEqual(integer(0));
    fc.assert(
      fc.property(polynomialArbitrary, polynomialArbitrary, (p, q) =>
        polynomialsEqual(d(times(p, q)), plus(times(d(p), q), times(p, d(q)))),
      ),
      seededRuns(100),
    );
  });

  test("the gcd divides both, and what is left has no common factor", () => {
    fc.assert(
      fc.property(polynomialArbitrary, polynomialArbitrary, polynomialArbitrary, (p, q, common) => {
        fc.pre(!polynomials.isZero(p) && !polynomials.isZero(q) && !polynomials.isZero(common));
        const g = gcdPolynomials(times(p, common), times(q, common));
        expect(times(polynomials.divide(g, common), common)).toEqual(g);
        const left = polynomials.divide(times(p, common), g);
        const right = polynomials.divide(times(q, common), g);
        expect(gcdPolynomials(left, right)).toEqual(integer(1));
      }),
      seededRuns(60),
    );
  });

  test("a leading coefficient that vanishes modulo the prime of the quick test does not hide a common factor", () => {
    const common = plus(times(integer(67108859), x), integer(1));
    const [p, q] = [2, 3].map((n) => times(common, plus(x, integer(n)))) as [Polynomial, Polynomial];
    expect(gcdPolynomials(p, q)).toEqual(common);
  });

  test("the gcd keeps the rational content", () => {
    expect(gcdPolynomials(times(integer(4), x), integer(-6))).toEqual(integer(2));
    expect(gcdPolynomials(times(rational(1, 2), x), times(rational(-1, 3), x))).toEqual(times(rational(1, 6), x));
  });
});
