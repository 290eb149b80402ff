/** Rational functions, square roots and linear algebra against what can be computed another way. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  characteristicPolynomial,
  coefficientsIn,
  determinant,
  type ExactMatrix,
  equals,
  evaluateRationalFunction,
  fromInteger,
  identityMatrix,
  integerIn,
  inverse,
  matricesEqual,
  multiplyMatrices,
  type Polynomial,
  parameter,
  parametersOf,
  polynomials,
  polynomialsEqual,
  power,
  quadraticExtension,
  type RationalFunction,
  rational,
  rationalFunction,
  rationalFunctions,
  rationalFunctionToText,
  rationals,
  rootOf,
  solveTimesDeterminant,
  subtract,
  sum,
  trace,
  transposeMatrix,
  variable,
} from "../../src/algebra/exact/index.ts";
import { errorOf, polynomialArbitrary, rationalFunctionArbitrary, seededRuns } from "./support.ts";

const [x, y, z] = ["x", "y", "z"].map(variable) as [Polynomial, Polynomial, Polynomial];
const integer = (n: number): Polynomial => fromInteger(n);
const plus = polynomials.add;
const times = polynomials.multiply;

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
    expect(errorOf(() => split.divide(split.one, zeroDivisor)).found).toContain("with r");
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
