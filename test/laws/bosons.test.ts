/** The laws of operators, each seen to fail on a spoiled algebra, and the judge that the laws cannot replace. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adjoint,
  type BosonAlgebra,
  type BosonOperator,
  type BosonTerm,
  bosonAlgebra,
  commutator,
  isProductByBargmann,
  wickColon,
} from "../../src/algebra/boson/index.ts";
import {
  binomial,
  equals,
  factorial,
  fromInteger,
  integerIn,
  type Quadratic,
  quadraticExtension,
  type Rational,
  type Ring,
  rational,
  rationals,
  rootOf,
  sum,
} from "../../src/algebra/exact/index.ts";
import { rationalArbitrary, seededRuns } from "../algebra/support.ts";
import { brokenLaws, commutes, expectedBreaks, type Law, ringLaws, ringSpoilers, sameIn } from "./ring-laws.ts";

type Complex = Quadratic<Rational>;
type Operator = BosonOperator<Complex>;
const complex = quadraticExtension(rationals, fromInteger(-1), { name: "i", imaginary: true });
const algebra = bosonAlgebra(complex, 2);

/** Up to three terms of power at most 2 in each ladder operator, with Gaussian rational coefficients. */
const operators: fc.Arbitrary<Operator> = fc
  .array(fc.tuple(rationalArbitrary, rationalArbitrary, fc.array(fc.nat({ max: 2 }), { minLength: 4, maxLength: 4 })), {
    maxLength: 3,
  })
  .map((terms) =>
    sum(
      algebra,
      terms.map(([re, im, [p, q, m, n]]) =>
        wickColon(algebra, [
          {
            coefficient: { rational: re, root: im },
            letters: [
              ...Array.from({ length: p! }, () => ({ mode: 0, dagger: true })),
              ...Array.from({ length: q! }, () => ({ mode: 1, dagger: true })),
              ...Array.from({ length: m! }, () => ({ mode: 0, dagger: false })),
              ...Array.from({ length: n! }, () => ({ mode: 1, dagger: false })),
            ],
          },
        ]),
      ),
    ),
  );

/** A product of normally ordered terms with any weight for k contractions; k! C(m,k) C(n,k) is the right one. */
function productWithWeight(weight: (k: number, m: number, n: number) => bigint) {
  const terms = (x: BosonTerm<Complex>, y: BosonTerm<Complex>): Operator => {
    const [left, right] = [x, y];
    const choices = [0, 1].map((mode) => Math.min(left.annihilators[mode]!, right.creators[mode]!));
    const parts: Operator[] = [];
    for (let j = 0; j <= choices[0]!; j++)
      for (let k = 0; k <= choices[1]!; k++) {
        const taken = [j, k];
        const ways = [0, 1].map((mode) => weight(taken[mode]!, left.annihilators[mode]!, right.creators[mode]!));
        const coefficient = complex.multiply(
          integerIn(complex, ways[0]! * ways[1]!),
          complex.multiply(x.coefficient, y.coefficient),
        );
        const letters = [0, 1].flatMap((mode) => [
          ...Array.from({ length: x.creators[mode]! + y.creators[mode]! - taken[mode]! }, () => ({
            mode,
            dagger: true,
          })),
          ...Array.from({ length: x.annihilators[mode]! + y.annihilators[mode]! - taken[mode]! }, () => ({
            mode,
            dagger: false,
          })),
        ]);
        parts.push(wickColon(algebra, [{ coefficient, letters }]));
      }
    return sum(algebra, parts);
  };
  return (x: Operator, y: Operator): Operator =>
    sum(
      algebra,
      [...x.values()].flatMap((s) => [...y.values()].map((t) => terms(s, t))),
    );
}

const right = (k: number, m: number, n: number): bigint => factorial(k) * binomial(m, k) * binomial(n, k);

interface OperatorRing extends Ring<Operator> {
  readonly adjoint: (x: Operator) => Operator;
}

const operatorLaws: readonly Law<Operator, OperatorRing>[] = [
  ...ringLaws<Operator>(),
  {
    name: "commutators obey Jacobi's identity",
    holds: (r, same, x, y, z) =>
      same(
        sum(algebra, [
          commutator(r, x, commutator(r, y, z)),
          commutator(r, y, commutator(r, z, x)),
          commutator(r, z, commutator(r, x, y)),
        ]),
        algebra.zero,
      ),
  },
  { name: "the adjoint is an involution", holds: (r, same, x) => same(r.adjoint(r.adjoint(x)), x) },
  {
    name: "the adjoint is conjugate linear",
    holds: (r, same, x) => {
      const i = algebra.scalar(rootOf(rationals));
      return same(r.adjoint(algebra.multiply(i, x)), algebra.negate(algebra.multiply(i, r.adjoint(x))));
    },
  },
  {
    name: "the adjoint turns products round",
    holds: (r, same, x, y) => same(r.adjoint(r.multiply(x, y)), r.multiply(r.adjoint(y), r.adjoint(x))),
  },
];

const trueRing: OperatorRing = { ...algebra, adjoint: (x) => adjoint(algebra, x) };
const options = { same: sameIn(algebra), runs: 15 };
const broken = (changes: Partial<OperatorRing> = {}): readonly string[] =>
  brokenLaws(operatorLaws, { ...trueRing, ...changes }, operators, options);

describe("operators of two modes with complex coefficients", () => {
  test("obey every law", () => {
    expect(broken()).toEqual([]);
  });

  test("break commutativity, and that alone, of the laws of a commutative ring", () => {
    const laws = [...ringLaws<Operator>(), commutes<Operator>()];
    expect(brokenLaws(laws, algebra, operators, options)).toEqual(["multiplication commutes"]);
  });

  test.each(ringSpoilers<Operator>())("with $name break the ring laws that this touches", (spoiler) => {
    const laws = ringLaws<Operator>();
    const spoiled = { ...algebra, ...spoiler.spoil(algebra) };
    expect(brokenLaws(laws, spoiled, operators, options)).toEqual(expectedBreaks(laws, spoiler));
  });

  test("the test's own product with the right weights is the product of the algebra", () => {
    const product = productWithWeight(right);
    fc.assert(
      fc.property(operators, operators, (x, y) => equals(algebra, product(x, y), algebra.multiply(x, y))),
      seededRuns(40),
    );
  });

  test("contractions without the factor k! break associativity and Jacobi's identity", () => {
    const multiply = productWithWeight((k, m, n) => binomial(m, k) * binomial(n, k));
    expect(broken({ multiply })).toEqual(["commutators obey Jacobi's identity", "multiplication associates"]);
  });

  test("at most one contraction breaks associativity and Jacobi's identity", () => {
    const multiply = productWithWeight((k, m, n) => (k > 1 ? 0n : right(k, m, n)));
    expect(broken({ multiply })).toEqual(["commutators obey Jacobi's identity", "multiplication associates"]);
  });

  test("the symmetrised product breaks associativity alone", () => {
    const half = algebra.fromRational(rational(1, 2));
    const multiply = (x: Operator, y: Operator) =>
      algebra.multiply(half, algebra.add(algebra.multiply(x, y), algebra.multiply(y, x)));
    expect(broken({ multiply })).toEqual(["multiplication associates"]);
  });

  test("an adjoint that forgets to conjugate, to swap or its sign breaks its own laws", () => {
    const swapOnly = (x: Operator): Operator =>
      new Map(
        [...adjoint(algebra, x)].map(([key, t]) => [key, { ...t, coefficient: complex.conjugate(t.coefficient) }]),
      );
    const conjugateOnly = (x: Operator): Operator =>
      new Map([...x].map(([key, t]) => [key, { ...t, coefficient: complex.conjugate(t.coefficient) }]));
    expect(broken({ adjoint: swapOnly })).toEqual(["the adjoint is conjugate linear"]);
    expect(broken({ adjoint: conjugateOnly })).toEqual(["the adjoint turns products round"]);
    expect(broken({ adjoint: (x) => algebra.negate(adjoint(algebra, x)) })).toEqual([
      "the adjoint turns products round",
    ]);
    expect(broken({ adjoint: (x) => algebra.add(adjoint(algebra, x), algebra.one) })).toContain(
      "the adjoint is an involution",
    );
  });
});

describe("what the laws cannot see and Bargmann's action can", () => {
  const judgedWrong = (multiply: BosonAlgebra<Complex>["multiply"]): boolean =>
    fc.check(
      fc.property(operators, operators, (x, y) => isProductByBargmann(algebra, [x, y], multiply(x, y))),
      seededRuns(40),
    ).failed;

  test("the product of the algebra is accepted on random operators", () => {
    expect(judgedWrong(algebra.multiply)).toBe(false);
  });

  test("the product that drops every commutator obeys the ring laws and is rejected", () => {
    const multiply = productWithWeight((k) => (k === 0 ? 1n : 0n));
    expect(broken({ multiply })).toEqual([]);
    expect(judgedWrong(multiply)).toBe(true);
  });

  test("[a, a†] = −1 obeys the ring laws and is rejected", () => {
    const multiply = productWithWeight((k, m, n) => (k % 2 === 0 ? 1n : -1n) * right(k, m, n));
    expect(broken({ multiply })).toEqual([]);
    expect(judgedWrong(multiply)).toBe(true);
  });

  test("the product in the opposite order obeys the ring laws and is rejected", () => {
    const multiply = (x: Operator, y: Operator) => algebra.multiply(y, x);
    expect(broken({ multiply })).toEqual([]);
    expect(judgedWrong(multiply)).toBe(true);
  });

  test("contractions with a wrong weight are rejected too", () => {
    expect(judgedWrong(productWithWeight((k, m, n) => binomial(m, k) * binomial(n, k)))).toBe(true);
  });
});
