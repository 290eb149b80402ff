/** Boson operators against tabulated normal forms, Bargmann's action and number states. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actionOf,
  actionOfProduct,
  actionOfWords,
  actionsAgree,
  annihilatorDegree,
  type BosonOperator,
  bosonAlgebra,
  coefficientOf,
  commutator,
  degreeOf,
  fockMatrix,
  fockProductDifference,
  isProductByBargmann,
  lettersOf,
  normalForm,
  vacuumExpectation,
  wickColon,
} from "../../src/algebra/boson/index.ts";
import {
  equals,
  fromInteger,
  power,
  product,
  type Rational,
  rational,
  rationals,
  rationalToNumber,
} from "../../src/algebra/exact/index.ts";
import { errorOf, rationalArbitrary, seededRuns } from "./support.ts";

const one = bosonAlgebra(rationals);
const two = bosonAlgebra(rationals, 2);
const a = one.annihilator(0);
const adag = one.creator(0);
const N = one.number(0);

const coefficients = (x: BosonOperator<Rational>, powers: [number, number][]): Rational[] =>
  powers.map(([m, n]) => coefficientOf(rationals, x, [m], [n]));

/** Random words over two modes: sequences of at most `length` letters. */
const lettersArbitrary = (length: number) =>
  fc.array(fc.record({ mode: fc.nat({ max: 1 }), dagger: fc.boolean() }), { maxLength: length });

const wordsArbitrary = fc.array(fc.record({ coefficient: rationalArbitrary, letters: lettersArbitrary(5) }), {
  maxLength: 3,
});

describe("normal forms", () => {
  test("a and a† commute to one, modes among each other to zero", () => {
    expect(equals(one, commutator(one, a, adag), one.one)).toBe(true);
    expect(two.isZero(commutator(two, two.annihilator(0), two.creator(1)))).toBe(true);
    expect(equals(two, commutator(two, two.annihilator(1), two.creator(1)), two.one)).toBe(true);
  });

  test("a² a†² = 2 + 4 N + a†² a²", () => {
    const x = one.multiply(power(one, a, 2), power(one, adag, 2));
    expect(
      coefficients(x, [
        [0, 0],
        [1, 1],
        [2, 2],
      ]),
    ).toEqual([2, 4, 1].map((n) => fromInteger(n)));
    expect(x.size).toBe(3);
  });

  test("powers of the number operator have Stirling numbers of the second kind", () => {
    expect(
      coefficients(power(one, N, 3), [
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ).toEqual([1, 3, 1].map((n) => fromInteger(n)));
    expect(
      coefficients(power(one, N, 5), [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
      ]),
    ).toEqual([1, 15, 25, 10, 1].map((n) => fromInteger(n)));
  });

  test("vacuum expectations of even powers of a + a† are the moments of a normal variable", () => {
    const field = one.add(a, adag);
    const moments = [0, 1, 2, 3, 4, 6, 8].map((n) => vacuumExpectation(one, power(one, field, n)));
    expect(moments).toEqual([1, 0, 1, 0, 3, 15, 105].map((n) => fromInteger(n)));
  });

  test("the diagonal of (a + a†)⁴ is 6n² + 6n + 3, the first-order shift of a quartic oscillator", () => {
    const x = power(one, one.add(a, adag), 4);
    const [c0, c1, c2] = coefficients(x, [
      [0, 0],
      [1, 1],
      [2, 2],
    ]).map(rationalToNumber);
    for (let n = 0; n < 6; n++) expect(c0! + c1! * n + c2! * n * (n - 1)).toBe(6 * n * n + 6 * n + 3);
  });

  test("normalForm keeps commutators and wickColon drops them", () => {
    const word = [{ coefficient: rational(1), letters: lettersOf("-+") }];
    expect(equals(one, normalForm(one, word), one.add(N, one.one))).toBe(true);
    expect(equals(one, wickColon(one, word), N)).toBe(true);
    const ordered = [{ coefficient: rational(2), letters: lettersOf("++-") }];
    expect(equals(one, normalForm(one, ordered), wickColon(one, ordered))).toBe(true);
  });

  test("degree, text and refusals", () => {
    expect(degreeOf(one.zero)).toBe(-1);
    expect(degreeOf(power(one, N, 2))).toBe(4);
    expect(annihilatorDegree(power(one, N, 2))).toBe(2);
    expect(one.toText(N)).toBe("(1) a0† a0");
    expect(one.toText(one.zero)).toBe("0");
    expect(errorOf(() => one.annihilator(1)).code).toBe("domain");
    expect(errorOf(() => two.creator(-1)).code).toBe("domain");
    expect(errorOf(() => two.creator(0.5)).code).toBe("domain");
    expect(errorOf(() => bosonAlgebra(rationals, 0)).code).toBe("domain");
  });
});

describe("the two witnesses", () => {
  test("Bargmann's action of a random sum of words is that of its normal form", () => {
    fc.assert(
      fc.property(wordsArbitrary, (words) =>
        actionsAgree(two, actionOfWords(two, words), actionOf(two, normalForm(two, words)), 5),
      ),
      seededRuns(60),
    );
  });

  test("the normal form with one coefficient changed is rejected", () => {
    fc.assert(
      fc.property(wordsArbitrary, lettersArbitrary(4), (words, extra) => {
        const wrong = two.add(
          normalForm(two, words),
          wickColon(two, [{ coefficient: rational(1, 1000), letters: extra }]),
        );
        return !actionsAgree(two, actionOfWords(two, words), actionOf(two, wrong), 5);
      }),
      seededRuns(60),
    );
  });

  test("products of random operators agree with both witnesses", () => {
    fc.assert(
      fc.property(wordsArbitrary, wordsArbitrary, (u, v) => {
        const [x, y] = [normalForm(two, u.slice(0, 2)), normalForm(two, v.slice(0, 2))];
        const xy = two.multiply(x, y);
        expect(isProductByBargmann(two, [x, y], xy)).toBe(true);
        expect(isProductByBargmann(two, [x, y], two.add(xy, two.one))).toBe(false);
      }),
      seededRuns(25),
    );
    fc.assert(
      fc.property(lettersArbitrary(3), lettersArbitrary(3), (u, v) => {
        const [x, y] = [u, v].map((letters) => normalForm(two, [{ coefficient: rational(1, 2), letters }])) as [
          BosonOperator<Rational>,
          BosonOperator<Rational>,
        ];
        const options = { cutoff: 8, toNumber: rationalToNumber };
        expect(fockProductDifference(two, [x, y], two.multiply(x, y), options)).toBeLessThan(1e-12);
        expect(fockProductDifference(two, [x, y], two.add(two.multiply(x, y), two.one), options)).toBeCloseTo(1, 10);
      }),
      seededRuns(8),
    );
  });

  test("a truncated commutator is wrong in its last state, which is never compared", () => {
    const options = { cutoff: 6, toNumber: rationalToNumber };
    const [A, B] = [fockMatrix(one, a, options), fockMatrix(one, adag, options)];
    const diagonal = Array.from({ length: 6 }, (_, n) => {
      let entry = 0;
      for (let k = 0; k < 6; k++)
        entry += A.data[n * 6 + k]! * B.data[k * 6 + n]! - B.data[n * 6 + k]! * A.data[k * 6 + n]!;
      return Math.round(entry);
    });
    expect(diagonal).toEqual([1, 1, 1, 1, 1, -5]);
    expect(fockProductDifference(one, [a, adag], one.add(N, one.one), options)).toBeLessThan(1e-14);
  });

  test("a cutoff below the degree is refused", () => {
    const options = { cutoff: 4, toNumber: rationalToNumber };
    expect(errorOf(() => fockProductDifference(one, [N, N], power(one, N, 2), options)).advice).toBe(
      "raise the cutoff",
    );
  });

  test("a coefficient that is not a number is a difference, not an agreement", () => {
    const options = { cutoff: 4, toNumber: () => Number.NaN };
    expect(fockProductDifference(one, [N], N, options)).toBeNaN();
  });

  test("a product of many factors acts as its factors do, one after the other", () => {
    const factors = [a, N, adag, adag, a];
    expect(actionsAgree(one, actionOfProduct(one, factors), actionOf(one, product(one, factors)), 5)).toBe(true);
    expect(actionsAgree(one, actionOfProduct(one, factors), actionOf(one, product(one, factors.toReversed())), 5)).toBe(
      false,
    );
  });
});
