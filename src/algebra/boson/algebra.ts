/**
 * Operators of several boson modes, [a_i, a_j†] = δ_ij, stored only in normal order (creators left), so two operators
 * are equal exactly when their stored forms are. One function multiplies, mode by mode:
 *
 *   a^m a†^n = Σ_k k! C(m, k) C(n, k) a†^{n−k} a^{m−k}.
 *
 * Louisell, Quantum Statistical Properties of Radiation (1973), chapter 3.
 */
import { BoltzproofError } from "../../errors.ts";
import { binomial, type Domain, factorial, integerIn, type Ring, subtract } from "../exact/index.ts";

/** coefficient · Π_i a_i†^{creators[i]} · Π_i a_i^{annihilators[i]}, one entry a mode. */
export interface BosonTerm<T> {
  readonly coefficient: T;
  readonly creators: readonly number[];
  readonly annihilators: readonly number[];
}

/** Terms by their powers; none has the coefficient 0. */
export type BosonOperator<T> = ReadonlyMap<string, BosonTerm<T>>;

/** The operators of a number of modes, counted from 0, with coefficients in an exact ring. */
export interface BosonAlgebra<T> extends Ring<BosonOperator<T>> {
  readonly coefficients: Domain<T>;
  readonly modes: number;
  scalar(c: T): BosonOperator<T>;
  /** a_mode. @throws BoltzproofError "domain" for a mode that does not exist; so do the next two. */
  annihilator(mode: number): BosonOperator<T>;
  /** a_mode†. */
  creator(mode: number): BosonOperator<T>;
  /** a_mode† a_mode. */
  number(mode: number): BosonOperator<T>;
}

/** @throws BoltzproofError "domain" unless there is at least one mode. */
export function bosonAlgebra<T>(coefficients: Domain<T>, modes = 1): BosonAlgebra<T> {
  if (!Number.isSafeInteger(modes) || modes < 1)
    throw wrongMode(`${modes} modes`, "a whole number of modes, at least 1");
  const none = new Array<number>(modes).fill(0);
  const single = (mode: number, creators: number, annihilators: number): BosonOperator<T> => {
    if (!(mode in none)) throw wrongMode(`mode ${mode}`, `one of the modes 0 to ${modes - 1}`);
    return collect(coefficients, [
      {
        coefficient: coefficients.one,
        creators: none.with(mode, creators),
        annihilators: none.with(mode, annihilators),
      },
    ]);
  };
  const scalar = (c: T): BosonOperator<T> =>
    collect(coefficients, [{ coefficient: c, creators: none, annihilators: none }]);
  return {
    name: `the operators of ${modes} boson modes over ${coefficients.name}`,
    coefficients,
    modes,
    zero: new Map(),
    one: scalar(coefficients.one),
    scalar,
    annihilator: (mode) => single(mode, 0, 1),
    creator: (mode) => single(mode, 1, 0),
    number: (mode) => single(mode, 1, 1),
    add: (x, y) => collect(coefficients, [...x.values(), ...y.values()]),
    negate: (x) => mapCoefficients(coefficients, x, (c) => coefficients.negate(c)),
    multiply: (x, y) =>
      collect(
        coefficients,
        [...x.values()].flatMap((s) => [...y.values()].flatMap((t) => multiplyTerms(coefficients, s, t))),
      ),
    isZero: (x) => x.size === 0,
    fromRational: (q) => scalar(coefficients.fromRational(q)),
    toText: (x) => bosonToText(coefficients, x),
  };
}

/** x y − y x. */
export function commutator<X>(ring: Ring<X>, x: X, y: X): X {
  return subtract(ring, ring.multiply(x, y), ring.multiply(y, x));
}

/** x†: creators and annihilators change places, coefficients are conjugated. */
export function adjoint<T>({ coefficients }: BosonAlgebra<T>, x: BosonOperator<T>): BosonOperator<T> {
  return collect(
    coefficients,
    [...x.values()].map(({ coefficient, creators, annihilators }) => ({
      coefficient: coefficients.conjugate(coefficient),
      creators: annihilators,
      annihilators: creators,
    })),
  );
}

/** ⟨0|x|0⟩: in normal order only the constant term survives. */
export function vacuumExpectation<T>({ coefficients, modes }: BosonAlgebra<T>, x: BosonOperator<T>): T {
  const none = new Array<number>(modes).fill(0);
  return coefficientOf(coefficients, x, none, none);
}

/** The coefficient of one normally ordered product; 0 where it is absent. */
export function coefficientOf<T>(
  coefficients: Domain<T>,
  x: BosonOperator<T>,
  creators: readonly number[],
  annihilators: readonly number[],
): T {
  return x.get(keyOf(creators, annihilators))?.coefficient ?? coefficients.zero;
}

/** Largest number of ladder operators in a term; −1 for 0. */
export function degreeOf<T>(x: BosonOperator<T>): number {
  return Math.max(-1, ...[...x.values()].map((t) => total(t.creators) + total(t.annihilators)));
}

/** Adds up terms with equal powers and drops those that cancel. */
export function collect<T>(coefficients: Domain<T>, terms: Iterable<BosonTerm<T>>): BosonOperator<T> {
  const out = new Map<string, BosonTerm<T>>();
  for (const term of terms) {
    const key = keyOf(term.creators, term.annihilators);
    const met = out.get(key);
    const coefficient = met ? coefficients.add(met.coefficient, term.coefficient) : term.coefficient;
    if (coefficients.isZero(coefficient)) out.delete(key);
    else out.set(key, { ...term, coefficient });
  }
  return out;
}

/** The same operator with f applied to every coefficient, possibly in another ring. */
export function mapCoefficients<S, T>(target: Domain<T>, x: BosonOperator<S>, f: (c: S) => T): BosonOperator<T> {
  return collect(
    target,
    [...x.values()].map((term) => ({ ...term, coefficient: f(term.coefficient) })),
  );
}

function multiplyTerms<T>(ring: Domain<T>, x: BosonTerm<T>, y: BosonTerm<T>): readonly BosonTerm<T>[] {
  let terms: BosonTerm<T>[] = [
    { coefficient: ring.multiply(x.coefficient, y.coefficient), creators: [], annihilators: [] },
  ];
  for (const [mode, m] of x.annihilators.entries()) {
    const n = y.creators[mode]!;
    // k contractions of an annihilator of x with a creator of y.
    terms = Array.from({ length: Math.min(m, n) + 1 }, (_, k) => k).flatMap((k) => {
      const ways = integerIn(ring, factorial(k) * binomial(m, k) * binomial(n, k));
      return terms.map((term) => ({
        coefficient: ring.multiply(ways, term.coefficient),
        creators: [...term.creators, x.creators[mode]! + n - k],
        annihilators: [...term.annihilators, m - k + y.annihilators[mode]!],
      }));
    });
  }
  return terms;
}

function keyOf(creators: readonly number[], annihilators: readonly number[]): string {
  return `${creators.join()}|${annihilators.join()}`;
}

function total(powers: readonly number[]): number {
  return powers.reduce((sum, n) => sum + n, 0);
}

function bosonToText<T>(coefficients: Domain<T>, x: BosonOperator<T>): string {
  const ladder = (powers: readonly number[], dagger: string): string[] =>
    powers.flatMap((n, mode) => (n === 0 ? [] : [`a${mode}${dagger}${n === 1 ? "" : `^${n}`}`]));
  const terms = [...x.values()].map((t) =>
    [`(${coefficients.toText(t.coefficient)})`, ...ladder(t.creators, "†"), ...ladder(t.annihilators, "")].join(" "),
  );
  return terms.length === 0 ? "0" : terms.join(" + ");
}

function wrongMode(found: string, expected: string): BoltzproofError {
  return new BoltzproofError("domain", { found, expected, advice: "count modes from 0" });
}
