/**
 * The judge of the boson algebra: Bargmann's representation, in which a_i differentiates by z_i and a_i† multiplies
 * by z_i. It uses neither the product formula nor a truncation, and it is faithful: an operator whose annihilators
 * have power at most d in each mode is 0 if and only if it sends every monomial with powers up to d to 0
 * (take the term with the least annihilators: on z^annihilators it alone survives).
 * V. Bargmann, "On a Hilbert space of analytic functions", Comm. Pure Appl. Math. 14 (1961).
 */
import { type Domain, factorial, integerIn } from "../exact/index.ts";
import type { BosonAlgebra, BosonOperator } from "./algebra.ts";
import type { Letter, Word } from "./words.ts";

/** A polynomial Σ coefficient Π z_i^{powers[i]}; no coefficient is 0. */
export type BargmannState<T> = ReadonlyMap<string, BargmannTerm<T>>;

/** Coefficient times a monomial in the variables of the modes. */
export interface BargmannTerm<T> {
  readonly coefficient: T;
  readonly powers: readonly number[];
}

/** Anything that acts on states: an operator, a product of several, a word. */
export type Action<T> = (state: BargmannState<T>) => BargmannState<T>;

/** A state as a polynomial: terms of the same powers are added, those that cancel are left out. */
export function bargmannState<T>(ring: Domain<T>, terms: Iterable<BargmannTerm<T>>): BargmannState<T> {
  const out = new Map<string, BargmannTerm<T>>();
  for (const { coefficient, powers } of terms) {
    const key = powers.join();
    const total = ring.add(out.get(key)?.coefficient ?? ring.zero, coefficient);
    if (ring.isZero(total)) out.delete(key);
    else out.set(key, { coefficient: total, powers });
  }
  return out;
}

/** The action of an operator in its stored form. */
export function actionOf<T>({ coefficients: ring }: BosonAlgebra<T>, x: BosonOperator<T>): Action<T> {
  return (state) =>
    bargmannState(
      ring,
      [...x.values()].flatMap((term) =>
        [...state.values()]
          .filter(({ powers }) => powers.every((p, mode) => p >= term.annihilators[mode]!))
          .map(({ coefficient, powers }) => ({
            coefficient: powers.reduce(
              (c, p, mode) => ring.multiply(c, integerIn(ring, fallingFactorial(p, term.annihilators[mode]!))),
              ring.multiply(term.coefficient, coefficient),
            ),
            powers: powers.map((p, mode) => p - term.annihilators[mode]! + term.creators[mode]!),
          })),
      ),
    );
}

/** The action of words, letter by letter from the right. */
export function actionOfWords<T>({ coefficients: ring }: BosonAlgebra<T>, words: readonly Word<T>[]): Action<T> {
  return (state) =>
    bargmannState(
      ring,
      words.flatMap(({ coefficient, letters }) =>
        [...letters.reduceRight((s, letter) => actLetter(ring, letter, s), state).values()].map((term) => ({
          ...term,
          coefficient: ring.multiply(coefficient, term.coefficient),
        })),
      ),
    );
}

/** First the last, then the one before it, as in an operator product. */
export function actionOfProduct<T>(algebra: BosonAlgebra<T>, factors: readonly BosonOperator<T>[]): Action<T> {
  const actions = factors.map((x) => actionOf(algebra, x));
  return (state) => actions.reduceRight((s, act) => act(s), state);
}

/**
 * Whether two actions agree on every monomial with powers up to `highest` in each mode. With `highest` at least the
 * number of annihilators of one mode in either of them, agreement is equality.
 */
export function actionsAgree<T>(
  algebra: BosonAlgebra<T>,
  first: Action<T>,
  second: Action<T>,
  highest: number,
): boolean {
  const ring = algebra.coefficients;
  return monomials(algebra.modes, highest).every((powers) => {
    const state = bargmannState(ring, [{ coefficient: ring.one, powers }]);
    const left = first(state);
    const right = second(state);
    const negated = [...right.values()].map((t) => ({ ...t, coefficient: ring.negate(t.coefficient) }));
    return bargmannState(ring, [...left.values(), ...negated]).size === 0;
  });
}

/** Largest power of an annihilator of one mode, the `highest` that decides for a stored operator. */
export function annihilatorDegree<T>(x: BosonOperator<T>): number {
  return Math.max(0, ...[...x.values()].flatMap((t) => t.annihilators));
}

/** Whether the product of the factors is the claimed operator: decided, not sampled. */
export function isProductByBargmann<T>(
  algebra: BosonAlgebra<T>,
  factors: readonly BosonOperator<T>[],
  claimed: BosonOperator<T>,
): boolean {
  const inFactors = factors.reduce((sum, x) => sum + annihilatorDegree(x), 0);
  const highest = Math.max(inFactors, annihilatorDegree(claimed));
  return actionsAgree(algebra, actionOfProduct(algebra, factors), actionOf(algebra, claimed), highest);
}

function actLetter<T>(ring: Domain<T>, { mode, dagger }: Letter, state: BargmannState<T>): BargmannState<T> {
  return bargmannState(
    ring,
    [...state.values()].flatMap(({ coefficient, powers }) => {
      const p = powers[mode]!;
      if (dagger) return [{ coefficient, powers: powers.with(mode, p + 1) }];
      return p === 0
        ? []
        : [{ coefficient: ring.multiply(integerIn(ring, p), coefficient), powers: powers.with(mode, p - 1) }];
    }),
  );
}

function monomials(modes: number, highest: number): readonly (readonly number[])[] {
  if (modes === 0) return [[]];
  return monomials(modes - 1, highest).flatMap((powers) =>
    Array.from({ length: highest + 1 }, (_, p) => [...powers, p]),
  );
}

/** p (p−1) … (p−k+1). */
function fallingFactorial(p: number, k: number): bigint {
  return factorial(p) / factorial(p - k);
}
