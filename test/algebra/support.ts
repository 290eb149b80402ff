/** For the tests of the exact rings: random elements, small enough that a failing one can be read. */
import fc from "fast-check";
import {
  type Polynomial,
  polynomialIn,
  polynomials,
  type Rational,
  type RationalFunction,
  rational,
  rationalFunction,
} from "../../src/algebra/exact/index.ts";
import { BoltzproofError } from "../../src/errors.ts";

/** Same examples on every run. */
export function seededRuns(numRuns: number): { seed: number; numRuns: number } {
  return { seed: 20250321, numRuns };
}

export const rationalArbitrary: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 12 }))
  .map(([n, d]) => rational(n, d));

/** In x, y, z, of degree at most 2 in each of at most two of them. */
export const polynomialArbitrary: fc.Arbitrary<Polynomial> = fc
  .tuple(
    fc.constantFrom(["x", "y"] as const, ["y", "z"] as const, ["x", "z"] as const),
    fc.array(fc.array(rationalArbitrary, { maxLength: 3 }), { maxLength: 3 }),
  )
  .map(([[inner, outer], table]) =>
    polynomialIn(
      outer,
      table.map((row) => polynomialIn(inner, row)),
    ),
  );

export const rationalFunctionArbitrary: fc.Arbitrary<RationalFunction> = fc
  .tuple(polynomialArbitrary, polynomialArbitrary)
  .map(([p, q]) => rationalFunction(p, polynomials.isZero(q) ? polynomials.one : q));

/** The refusal that the action ends in; any other outcome fails the test. */
export function errorOf(action: () => unknown): BoltzproofError {
  try {
    action();
  } catch (error) {
    if (error instanceof BoltzproofError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
