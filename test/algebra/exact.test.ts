/** The exact rings against things that can be computed another way: integers, substitution, Cayley and Hamilton. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binomial,
  characteristicPolynomial,
  coefficientsIn,
  degreeIn,
  determinant,
  differentiatePolynomial,
  divideRationals,
  type ExactMatrix,
  equals,
  evaluatePolynomial,
  evaluateRationalFunction,
  factorial,
  fromInteger,
  gcdPolynomials,
  identityMatrix,
  integerIn,
  inverse,
  matricesEqual,
  multiplyMatrices,
  type Polynomial,
  parameter,
  parametersOf,
  polynomialIn,
  polynomials,
  polynomialsEqual,
  polynomialToText,
  power,
  quadraticExtension,
  type RationalFunction,
  rational,
  rationalFromText,
  rationalFunction,
  rationalFunctions,
  rationalFunctionToText,
  rationals,
  rationalToNumber,
  rationalToText,
  rootOf,
  solveTimesDeterminant,
  subtract,
  sum,
  termsOf,
  trace,
  transposeMatrix,
  variable,
  variablesOf,
} from "../../src/algebra/exact/index.ts";
import { errorOf, polynomialArbitrary, rationalArbitrary, rationalFunctionArbitrary, seededRuns } from "./support.ts";

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

  test("the gcd keeps the rational content", () => {
    expect(gcdPolynomials(times(integer(4), x), integer(-6))).toEqual(integer(2));
    expect(gcdPolynomials(times(rational(1, 2), x), times(rational(-1, 3), x))).toEqual(times(rational(1, 6), x));
  });
});

describe("rational functions", () => {
  const field = rationalFunctions;

  test("common factors cancel and the sign sits above", () => {
    const quotient = rationalFunction(
      subtract(polynomials, integer(1), times(x, x)),
      subtract(polynomials, integer(2), times(integer(2), x)),
    );
    expect(rationalFunctionToText(quotient)).toBe("1/2*x + 1/2");
    expect(rationalFunctionToText(rationalFunction(integer(1), times(integer(-2), y)))).toBe("(-1/2)/(y)");
  });

  test("equal functions have equal forms, and a quotient times its divisor is the dividend", () => {
    fc.assert(
      fc.property(rationalFunctionArbitrary, rationalFunctionArbitrary, (f, g) => {
        const direct = rationalFunction(
          plus(times(f.numerator, g.denominator), times(g.numerator, f.denominator)),
          times(f.denominator, g.denominator),
        );
        expect(field.add(f, g)).toEqual(direct);
        expect(field.multiply(f, g)).toEqual(
          rationalFunction(times(f.numerator, g.numerator), times(f.denominator, g.denominator)),
        );
        if (!field.isZero(g)) expect(field.multiply(field.divide(f, g), g)).toEqual(f);
      }),
      seededRuns(60),
    );
  });

  test("a pole is refused", () => {
    const f = field.divide(field.one, parameter("c"));
    expect(parametersOf(f)).toEqual(["c"]);
    expect(errorOf(() => evaluateRationalFunction(rationals, f, () => rational(0))).code).toBe("domain");
    expect(errorOf(() => field.divide(f, field.zero)).code).toBe("domain");
    expect(errorOf(() => rationalFunction(x, integer(0))).code).toBe("domain");
  });
});

describe("square roots", () => {
  const gaussian = quadraticExtension(rationals, fromInteger(-1), { name: "i", imaginary: true });
  const i = rootOf(rationals);

  test("i squared is -1 and conjugation changes its sign", () => {
    expect(equals(gaussian, gaussian.multiply(i, i), integerIn(gaussian, -1))).toBe(true);
    expect(equals(gaussian, gaussian.conjugate(i), gaussian.negate(i))).toBe(true);
  });

  test("a real root is its own conjugate, also above i", () => {
    const both = quadraticExtension(gaussian, integerIn(gaussian, 2), { name: "sqrt(2)" });
    const root = rootOf(gaussian);
    expect(equals(both, both.conjugate(root), root)).toBe(true);
    expect(both.toText(both.divide(both.one, root))).toBe("(1/2)*sqrt(2)");
  });

  test("cosh and sinh of a symbol obey their relation and nothing else", () => {
    const c = parameter("c");
    const hyperbolic = quadraticExtension(
      rationalFunctions,
      subtract(rationalFunctions, power(rationalFunctions, c, 2), rationalFunctions.one),
      { name: "s" },
    );
    const cosh = { rational: c, root: rationalFunctions.zero };
    const sinh = rootOf(rationalFunctions);
    const unit = subtract(hyperbolic, power(hyperbolic, cosh, 2), power(hyperbolic, sinh, 2));
    expect(equals(hyperbolic, unit, hyperbolic.one)).toBe(true);
    expect(
      equals(hyperbolic, hyperbolic.add(power(hyperbolic, cosh, 2), power(hyperbolic, sinh, 2)), hyperbolic.one),
    ).toBe(false);
  });

  test("in a ring with zero divisors the division is refused, not invented", () => {
    const split = quadraticExtension(rationals, fromInteger(4), { name: "r" });
    const zeroDivisor = { rational: fromInteger(2), root: fromInteger(1) };
    expect(split.isZero(zeroDivisor)).toBe(false);
    expect(errorOf(() => split.divide(split.one, zeroDivisor)).code).toBe("domain");
  });
});

describe("linear algebra", () => {
  const squareOf = (n: number) =>
    fc.array(fc.array(polynomialArbitrary, { minLength: n, maxLength: n }), { minLength: n, maxLength: n });

  /** Leibniz's sum over permutations: slow, and independent of elimination. */
  function leibniz(a: ExactMatrix<Polynomial>): Polynomial {
    if (a.length === 0) return polynomials.one;
    return sum(
      polynomials,
      a[0]!.map((entry, j) => {
        const minor = leibniz(a.slice(1).map((row) => row.filter((_, k) => k !== j)));
        return times(integer((-1) ** j), times(entry, minor));
      }),
    );
  }

  test("the determinant is the sum over permutations", () => {
    fc.assert(
      fc.property(squareOf(3), (a) => polynomialsEqual(determinant(polynomials, a), leibniz(a))),
      seededRuns(40),
    );
  });

  test("a zero pivot is swapped away with the right sign", () => {
    const a: ExactMatrix<Polynomial> = [
      [integer(0), x, integer(1)],
      [y, integer(0), integer(0)],
      [integer(0), integer(0), z],
    ];
    expect(determinant(polynomials, a)).toEqual(polynomials.negate(times(times(x, y), z)));
    const field = rationalFunctions;
    const b = a.map((row) => row.map((p): RationalFunction => rationalFunction(p, integer(1))));
    expect(matricesEqual(field, multiplyMatrices(field, b, inverse(field, b)), identityMatrix(field, 3))).toBe(true);
  });

  test("a matrix times its inverse is the identity, and the adjugate needs no fractions", () => {
    fc.assert(
      fc.property(squareOf(2), (a) => {
        fc.pre(!polynomials.isZero(determinant(polynomials, a)));
        const { scaled, determinant: det } = solveTimesDeterminant(polynomials, a, identityMatrix(polynomials, 2));
        const expected = identityMatrix(polynomials, 2).map((row) => row.map((c) => times(c, det)));
        expect(matricesEqual(polynomials, multiplyMatrices(polynomials, a, scaled), expected)).toBe(true);
        expect(det).toEqual(determinant(polynomials, a));
      }),
      seededRuns(40),
    );
  });

  test("a matrix is a root of its characteristic polynomial", () => {
    fc.assert(
      fc.property(squareOf(3), (a) => {
        const coefficients = characteristicPolynomial(polynomials, a);
        const value = coefficients.reduceRight<ExactMatrix<Polynomial>>(
          (m, c) => multiplyMatrices(polynomials, m, a).map((row, i) => row.map((e, j) => (i === j ? plus(e, c) : e))),
          a.map((row) => row.map(() => polynomials.zero)),
        );
        expect(value.flat().every(polynomials.isZero)).toBe(true);
        expect(coefficients[0]).toEqual(polynomials.negate(determinant(polynomials, a)));
        expect(coefficients[2]).toEqual(polynomials.negate(trace(polynomials, a)));
      }),
      seededRuns(20),
    );
  });

  test("the Hessian of the energy has the spectrum ±λ of a 2×2 machine with singular values s and t", () => {
    const [s, t] = [variable("s"), variable("t")];
    const o = integer(0);
    const hessian = [
      [o, o, s, o],
      [o, o, o, t],
      [s, o, o, o],
      [o, t, o, o],
    ];
    const factors = (l: Polynomial) =>
      subtract(polynomials, power(polynomials, variable("z"), 2), power(polynomials, l, 2));
    const expected = coefficientsIn(times(factors(s), factors(t)), "z");
    expect(characteristicPolynomial(polynomials, hessian)).toEqual(expected);
  });

  test("shapes that do not fit and singular matrices are refused", () => {
    expect(errorOf(() => determinant(rationals, [[rational(1), rational(2)]])).code).toBe("shape");
    expect(errorOf(() => multiplyMatrices(rationals, [[rational(1)]], identityMatrix(rationals, 2))).code).toBe(
      "shape",
    );
    expect(errorOf(() => solveTimesDeterminant(rationals, identityMatrix(rationals, 2), [[rational(1)]])).code).toBe(
      "shape",
    );
    expect(errorOf(() => inverse(rationals, [[rational(0)]])).code).toBe("domain");
    expect(errorOf(() => power(rationals, rational(2), -1)).code).toBe("domain");
    expect(transposeMatrix([[1, 2]])).toEqual([[1], [2]]);
  });
});
