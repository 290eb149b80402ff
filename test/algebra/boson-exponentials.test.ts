/** Exponentials of linear operators against their formal series, and the partition function as a vacuum expectation. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bosonAlgebra,
  expandProduct,
  exponentialOfLinear,
  type LinearExponential,
  linear,
  mapCoefficients,
  multiplyExponentials,
  seriesOfExponential,
  vacuumExpectation,
  vacuumExponents,
} from "../../src/algebra/boson/index.ts";
import {
  type Domain,
  equals,
  integerIn,
  parameter,
  power,
  product,
  type Rational,
  type RationalFunction,
  rational,
  rationalFunctions,
  rationals,
  sum,
} from "../../src/algebra/exact/index.ts";
import { errorOf, rationalArbitrary, seededRuns } from "./support.ts";

const one = bosonAlgebra(rationals);
const N = one.number(0);
const field = rationalFunctions;

describe("exponentials of linear operators", () => {
  const modes = bosonAlgebra(rationals, 2);
  const vector = fc.array(rationalArbitrary, { minLength: 2, maxLength: 2 });
  const exponentials: fc.Arbitrary<LinearExponential<Rational>> = fc.record({
    log: rationalArbitrary,
    creation: vector,
    annihilation: vector,
  });

  test("the product law agrees with the product of the formal series", () => {
    fc.assert(
      fc.property(exponentials, exponentials, (x, y) => {
        const [left, right] = [seriesOfExponential(modes, x, 4), seriesOfExponential(modes, y, 4)];
        const claimed = seriesOfExponential(modes, multiplyExponentials(rationals, x, y), 4).series;
        const { ring } = left;
        expect(equals(ring, ring.multiply(left.series, right.series), claimed)).toBe(true);
        const withoutCommutator = { ...multiplyExponentials(rationals, x, y), log: rationals.add(x.log, y.log) };
        const crossed = sum(
          rationals,
          x.annihilation.map((q, m) => rationals.multiply(q, y.creation[m]!)),
        );
        fc.pre(!rationals.isZero(crossed));
        expect(
          equals(
            ring,
            ring.multiply(left.series, right.series),
            seriesOfExponential(modes, withoutCommutator, 4).series,
          ),
        ).toBe(false);
      }),
      seededRuns(12),
    );
  });

  test("exp of a linear operator is the exponential of its series, by Baker, Campbell and Hausdorff", () => {
    fc.assert(
      fc.property(vector, vector, (p, q) => {
        const { ring, series } = seriesOfExponential(modes, exponentialOfLinear(rationals, p, q), 5);
        const exponent = linear(modes, p, q);
        for (let n = 0; n <= 5; n++) {
          const factorials = modes.fromRational(rational(1n, [1n, 1n, 2n, 6n, 24n, 120n][n]!));
          expect(equals(modes, series[n]!, modes.multiply(factorials, power(modes, exponent, n)))).toBe(true);
        }
        expect(ring.order).toBe(5);
      }),
      seededRuns(12),
    );
  });

  test("⟨0|e^{pa} e^{qa†}|0⟩ = e^{pq}, as an exponent and order by order", () => {
    const [p, q] = [parameter("p"), parameter("q")];
    const mode = bosonAlgebra(field);
    const [left, right] = [
      exponentialOfLinear(field, [field.zero], [p]),
      exponentialOfLinear(field, [q], [field.zero]),
    ];
    expect(multiplyExponentials(field, left, right).log).toEqual(field.multiply(p, q));
    const [x, y] = [seriesOfExponential(mode, left, 6), seriesOfExponential(mode, right, 6)];
    const vev = x.ring.multiply(x.series, y.series).map((c) => vacuumExpectation(mode, c));
    const expected = [1, 0, 1, 0, 2, 0, 6].map((f, n) =>
      f === 0 ? field.zero : field.divide(power(field, field.multiply(p, q), n / 2), integerIn(field, f)),
    );
    expect(vev).toEqual(expected);
  });

  test("the partition function of a 2×2 machine is a vacuum expectation: its exponents are −E(v, h)", () => {
    // r_α² = λ_α, so that √λ stays polynomial; U and V enter only through U_iα and V_jα.
    const name = (letter: string, ...indices: number[]) => parameter([letter, ...indices].join("_"));
    const units = [0, 1];
    const weight = (letter: string, i: number) => units.map((k) => field.multiply(name("r", k), name(letter, i, k)));
    const none = units.map(() => field.zero);
    const visible = units.map((i) => exponentialOfLinear(field, none, weight("U", i), name("a", i)));
    const hidden = units.map((j) => exponentialOfLinear(field, weight("V", j), none, name("b", j)));
    const found = vacuumExponents(field, expandProduct(field, 2, visible), expandProduct(field, 2, hidden));
    const states = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    const expected = states.map((v) =>
      states.map((h) => {
        const W = (i: number, j: number) =>
          sum(
            field,
            units.map((k) => product(field, [power(field, name("r", k), 2), name("U", i, k), name("V", j, k)])),
          );
        const on = (x: number[], f: (i: number) => RationalFunction) =>
          sum(field, units.filter((i) => x[i] === 1).map(f));
        return sum(field, [
          on(v, (i) => name("a", i)),
          on(h, (j) => name("b", j)),
          on(v, (i) => on(h, (j) => W(i, j))),
        ]);
      }),
    );
    expect(found).toEqual(expected);
  });

  test("sizes that differ are refused", () => {
    expect(errorOf(() => exponentialOfLinear(rationals, [rational(1)], [])).code).toBe("shape");
  });

  test("coefficients move to another ring without losing terms that stay", () => {
    const at = (c: RationalFunction): Rational => (field.isZero(c) ? rationals.zero : rational(2));
    const mode = bosonAlgebra(field);
    const x = mode.add(mode.number(0), mode.scalar(parameter("p")));
    const target: Domain<Rational> = rationals;
    expect(equals(one, mapCoefficients(target, x, at), one.multiply(integerIn(one, 2), one.add(N, one.one)))).toBe(
      true,
    );
  });
});
