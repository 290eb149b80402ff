import { describe, expect, test } from "vitest";
import {
  binomial,
  factorial,
  fromInteger,
  integerIn,
  parameter,
  polynomials,
  polynomialToText,
  power,
  product,
  type Rational,
  type RationalFunction,
  rational,
  rationalFunctions,
  rationalFunctionToText,
  rationals,
  rationalToText,
  subtract,
  termsOf,
  variable,
} from "../../src/algebra/exact/index.ts";
import {
  algebraicBranch,
  coshSinhSeries,
  cosSinSeries,
  differentiateSeries,
  entropySeries,
  evaluateAt,
  expSeries,
  log2coshSeries,
  logisticSeries,
  logSeries,
  rationalPowerSeries,
  type Series,
  type SeriesDomain,
  seriesDomain,
  softplusSeries,
  tanhSeries,
  tanSeries,
} from "../../src/algebra/series/index.ts";
import { errorOf } from "./support.ts";

const order = 10;
const Q = seriesDomain(rationals, order);
const field = rationalFunctions;
const K = seriesDomain(field, order);
const texts = (f: Series<Rational>): string[] => f.map(rationalToText);

describe("known expansions about 0", () => {
  test("exp, log, tanh and tan have their tabulated coefficients", () => {
    expect(expSeries(Q, Q.x)).toEqual(Q.x.map((_, k) => rational(1n, factorial(k))));
    expect(logSeries(Q, Q.add(Q.one, Q.x))).toEqual(
      Q.x.map((_, k) => (k === 0 ? rational(0) : rational((-1) ** (k + 1), k))),
    );
    expect(texts(tanhSeries(Q, Q.x))).toEqual([
      "0",
      "1",
      "0",
      "-1/3",
      "0",
      "2/15",
      "0",
      "-17/315",
      "0",
      "62/2835",
      "0",
    ]);
    expect(texts(tanSeries(Q, Q.x))).toEqual(["0", "1", "0", "1/3", "0", "2/15", "0", "17/315", "0", "62/2835", "0"]);
  });

  test("cosh and sinh are the even and the odd part of exp", () => {
    const [cosh, sinh] = coshSinhSeries(Q, Q.x);
    expect(Q.add(cosh, sinh)).toEqual(expSeries(Q, Q.x));
    expect(cosh.filter((_, k) => k % 2 === 1).every(rationals.isZero)).toBe(true);
    expect(sinh.filter((_, k) => k % 2 === 0).every(rationals.isZero)).toBe(true);
  });

  test("cos and sin are tan's quotient and lie on the circle, about 0 and about a symbolic point", () => {
    const [cos, sin] = cosSinSeries(Q, Q.x);
    expect(Q.divide(sin, cos)).toEqual(tanSeries(Q, Q.x));
    const [c, s] = [parameter("c"), parameter("s")];
    const [C, S] = cosSinSeries(K, K.x, [c, s]);
    const radius = field.add(power(field, c, 2), power(field, s, 2));
    expect(K.add(power(K, C, 2), power(K, S, 2))).toEqual(K.constant(radius));
  });

  test("the entropy about one half is ln 2 - sum of (2 delta)^2k / (2k (2k-1))", () => {
    const g = K.add(K.fromRational(rational(1, 2)), K.x);
    const S = entropySeries(K, g, field.zero, parameter("ln2"));
    const expected = S.map((_, k) => {
      if (k === 0) return parameter("ln2");
      return k % 2 === 1 ? field.zero : field.fromRational(rational(-(2n ** BigInt(k)), BigInt(k * (k - 1))));
    });
    expect(S).toEqual(expected);
  });

  test("ln 2cosh x = x + softplus(-2x), coefficient by coefficient", () => {
    const ln2 = parameter("ln2");
    const left = log2coshSeries(K, K.x, field.zero, ln2);
    const right = softplusSeries(K, K.multiply(integerIn(K, -2), K.x), field.fromRational(rational(1, 2)), ln2);
    expect(left).toEqual(K.add(K.x, right));
    expect(rationalFunctionToText(left[4]!)).toBe("-1/12");
  });
});

describe("expansions about a symbolic point", () => {
  const s = variable("s");
  const overPolynomials = seriesDomain(polynomials, order);

  test("the derivatives of the logistic function are integer polynomials in s", () => {
    const sigma = logisticSeries(overPolynomials, overPolynomials.x, s);
    const derivatives = sigma.map((c, k) => polynomials.multiply(fromInteger(factorial(k)), c));
    expect(polynomialToText(derivatives[1]!)).toBe("-s^2 + s");
    expect(polynomialToText(derivatives[3]!)).toBe("-6*s^4 + 12*s^3 - 7*s^2 + s");
    for (const d of derivatives) expect(termsOf(d).every((t) => t.coefficient.denominator === 1n)).toBe(true);
  });

  test("softplus about a symbolic point has the logistic series as its derivative", () => {
    const named = seriesDomain(polynomials, order);
    const L = softplusSeries(named, named.x, s, variable("L"));
    expect(differentiateSeries(named, L)).toEqual(logisticSeries(named, named.x, s).slice(0, order));
  });

  test("exp about a symbolic point is the series about 0 times the value there", () => {
    const E = parameter("E");
    expect(expSeries(K, K.x, E)).toEqual(K.multiply(K.constant(E), expSeries(K, K.x)));
  });

  test("tanh about a symbolic point agrees with the logistic function of twice the argument", () => {
    const t = parameter("t");
    const sigma = field.divide(field.add(field.one, t), integerIn(field, 2));
    const fromLogistic = logisticSeries(K, K.multiply(integerIn(K, 2), K.x), sigma);
    expect(tanhSeries(K, K.x, t)).toEqual(subtract(K, K.multiply(integerIn(K, 2), fromLogistic), K.one));
  });

  test("the cumulants of a binary unit with mean p are those of the sheet's fourth order", () => {
    const p = parameter("p");
    const generating = K.add(K.constant(subtract(field, field.one, p)), K.multiply(K.constant(p), expSeries(K, K.x)));
    const cumulants = logSeries(K, generating).map((c, k) =>
      field.multiply(field.fromRational(fromInteger(factorial(k))), c),
    );
    const v = field.multiply(p, subtract(field, field.one, p));
    expect(cumulants[2]).toEqual(v);
    expect(cumulants[3]).toEqual(field.multiply(v, subtract(field, field.one, field.multiply(integerIn(field, 2), p))));
    expect(cumulants[4]).toEqual(field.multiply(v, subtract(field, field.one, field.multiply(integerIn(field, 6), v))));
  });
});

describe("algebraic branches", () => {
  const marchenkoPastur = (ring: SeriesDomain<RationalFunction>, c: RationalFunction): Series<RationalFunction>[] => {
    const at = (n: RationalFunction) => ring.multiply(ring.constant(n), ring.x);
    return [ring.one, ring.negate(ring.add(ring.one, at(subtract(field, c, field.one)))), at(c)];
  };

  test("the moments of Marchenko and Pastur are the Narayana polynomials to order 10", () => {
    const moments = algebraicBranch(K, marchenkoPastur(K, parameter("c")), field.one);
    expect(moments.slice(0, 5).map(rationalFunctionToText)).toEqual([
      "1",
      "1",
      "c + 1",
      "c^2 + 3*c + 1",
      "c^3 + 6*c^2 + 6*c + 1",
    ]);
    for (const [n, moment] of moments.entries()) {
      const narayana = termsOf(moment.numerator).map((t) => t.coefficient.numerator);
      const expected =
        n === 0 ? [1n] : Array.from({ length: n }, (_, k) => (binomial(n, k) * binomial(n, k + 1)) / BigInt(n));
      expect(narayana).toEqual(expected);
    }
  });

  test("the residual of the branch vanishes to every order, and does not for a wrong sign in the equation", () => {
    const equation = marchenkoPastur(K, parameter("c"));
    const moments = algebraicBranch(K, equation, field.one);
    expect(K.isZero(evaluateAt(K, equation, moments))).toBe(true);
    const wrong = [equation[0]!, equation[1]!, K.negate(equation[2]!)];
    expect(K.isZero(evaluateAt(K, wrong, moments))).toBe(false);
  });

  test("singular values of an N by M matrix of variance v have the moments vN, v²N(N+M), v³N(N²+3NM+M²)", () => {
    const [N, M, v] = ["N", "M", "v"].map(parameter) as [RationalFunction, RationalFunction, RationalFunction];
    const at = (c: RationalFunction) => K.multiply(K.constant(c), K.x);
    const shift = field.multiply(v, subtract(field, N, M));
    const m = algebraicBranch(K, [K.one, K.add(K.negate(K.one), at(shift)), at(field.multiply(v, M))], field.one);
    const times = (...factors: RationalFunction[]) => product(field, factors);
    const sumOf = (...terms: RationalFunction[]) => terms.reduce((a, b) => field.add(a, b));
    expect(m[1]).toEqual(times(v, N));
    expect(m[2]).toEqual(times(v, v, N, sumOf(N, M)));
    expect(m[3]).toEqual(times(v, v, v, N, sumOf(times(N, N), times(integerIn(field, 3), N, M), times(M, M))));
  });

  test("the branch of y² = 1 + x is the binomial series, to the last order", () => {
    const square = [Q.negate(Q.add(Q.one, Q.x)), Q.zero, Q.one];
    const root = rationalPowerSeries(Q, Q.add(Q.one, Q.x), rational(1, 2));
    expect(algebraicBranch(Q, square, rational(1))).toEqual(root);
    expect(Q.multiply(root, root)).toEqual(Q.add(Q.one, Q.x));
  });

  test("a start that is no root, or a double root, is refused", () => {
    const circle = [subtract(Q, Q.multiply(Q.x, Q.x), Q.one), Q.zero, Q.one];
    expect(algebraicBranch(Q, circle, rational(1))).toEqual(
      rationalPowerSeries(Q, subtract(Q, Q.one, Q.multiply(Q.x, Q.x)), rational(1, 2)),
    );
    expect(errorOf(() => algebraicBranch(Q, circle, rational(2))).found).toContain("no root");
    expect(errorOf(() => algebraicBranch(Q, [Q.negate(Q.x), Q.zero, Q.one], rational(0))).found).toContain(
      "double root",
    );
  });
});
