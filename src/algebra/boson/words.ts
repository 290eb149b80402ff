/**
 * Words of ladder operators as an author writes them, in any order, and the two ways to put them in normal order.
 * They are different operators and have different names: `normalForm` is the same operator rewritten, commutators
 * kept; `wickColon` is : … :, which moves creators to the left and drops every commutator.
 */
import { product, sum } from "../exact/index.ts";
import { type BosonAlgebra, type BosonOperator, type BosonTerm, collect } from "./algebra.ts";

/** A creation (dagger) or annihilation operator of a mode. */
export interface Letter {
  /** Counted from 0. */
  readonly mode: number;
  readonly dagger: boolean;
}

/** coefficient times the letters, multiplied from left to right. */
export interface Word<T> {
  readonly coefficient: T;
  readonly letters: readonly Letter[];
}

/** "a†a a" style shorthand for one mode: "+" creates, "-" annihilates, so "-+" is a a†. */
export function lettersOf(signs: string, mode = 0): readonly Letter[] {
  return [...signs].map((sign) => ({ mode, dagger: sign === "+" }));
}

/** The operator that the words denote. @throws BoltzproofError "domain" for a mode that does not exist. */
export function normalForm<T>(algebra: BosonAlgebra<T>, words: readonly Word<T>[]): BosonOperator<T> {
  return sum(
    algebra,
    words.map(({ coefficient, letters }) =>
      algebra.multiply(
        algebra.scalar(coefficient),
        product(
          algebra,
          letters.map((l) => ladder(algebra, l)),
        ),
      ),
    ),
  );
}

/** : words :, a different operator as soon as an annihilator stands left of a creator of its mode. */
export function wickColon<T>(algebra: BosonAlgebra<T>, words: readonly Word<T>[]): BosonOperator<T> {
  return collect(
    algebra.coefficients,
    words.map(({ coefficient, letters }): BosonTerm<T> => {
      const count = (dagger: boolean): number[] =>
        Array.from(
          { length: algebra.modes },
          (_, m) => letters.filter((l) => l.mode === m && l.dagger === dagger).length,
        );
      return { coefficient, creators: count(true), annihilators: count(false) };
    }),
  );
}

/** a or a† of the letter's mode. */
export function ladder<T>(algebra: BosonAlgebra<T>, { mode, dagger }: Letter): BosonOperator<T> {
  return dagger ? algebra.creator(mode) : algebra.annihilator(mode);
}
