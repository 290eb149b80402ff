/**
 * Linear maps of ladder operators, a_i → Σ_j u_ij a_j + v_ij a_j†, extended to all operators as homomorphisms.
 * They are made only if they keep the commutators, u u† − v v† = 1 and u vᵀ symmetric; any other map is refused.
 * N. N. Bogoliubov (1947); Blaizot and Ripka, Quantum Theory of Finite Systems (1986), chapter 2.
 */
import { BoltzproofError } from "../../errors.ts";
import {
  type Domain,
  type ExactMatrix,
  identityMatrix,
  matricesEqual,
  multiplyMatrices,
  power,
  product,
  sum,
  transposeMatrix,
} from "../exact/index.ts";
import type { BosonAlgebra, BosonOperator } from "./algebra.ts";

/** A canonical map, checked when it was made. */
export interface Bogoliubov<T> {
  readonly algebra: BosonAlgebra<T>;
  readonly u: ExactMatrix<T>;
  readonly v: ExactMatrix<T>;
}

/** @throws BoltzproofError "shape" unless u and v are modes × modes, "domain" when the map is not canonical. */
export function bogoliubov<T>(algebra: BosonAlgebra<T>, u: ExactMatrix<T>, v: ExactMatrix<T>): Bogoliubov<T> {
  for (const m of [u, v]) {
    if (m.length === algebra.modes && m.every((row) => row.length === algebra.modes)) continue;
    throw new BoltzproofError("shape", {
      found: `a matrix of ${m.length} rows and ${m[0]?.length ?? 0} columns`,
      expected: `${algebra.modes}×${algebra.modes}, one row and column a mode`,
      advice: "give u and v one entry for every pair of modes",
    });
  }
  const broken = brokenRelation(algebra.coefficients, u, v);
  if (broken === undefined) return { algebra, u, v };
  throw new BoltzproofError("domain", {
    found: `a map with ${broken}`,
    expected: "u u† − v v† = 1 and u vᵀ symmetric, so that [b, b†] = 1 and [b, b] = 0",
    advice: "check signs and normalisation: for one mode, |u|² − |v|² = 1",
  });
}

/** The single-mode map a → cosh r · a + sinh r · a†, from values with cosh² − sinh² = 1. @throws as `bogoliubov`. */
export function squeezing<T>(algebra: BosonAlgebra<T>, cosh: T, sinh: T): Bogoliubov<T> {
  return bogoliubov(algebra, [[cosh]], [[sinh]]);
}

/** x with every ladder operator replaced by its image. */
export function applyBogoliubov<T>(map: Bogoliubov<T>, x: BosonOperator<T>): BosonOperator<T> {
  const { algebra, u, v } = map;
  const images = u.map((row, i) => linear(algebra, v[i]!, row));
  const conjugates = u.map((row, i) => linear(algebra, conjugated(algebra, row), conjugated(algebra, v[i]!)));
  return sum(
    algebra,
    [...x.values()].map((term) =>
      product(algebra, [
        algebra.scalar(term.coefficient),
        ...term.creators.map((n, mode) => power(algebra, conjugates[mode]!, n)),
        ...term.annihilators.map((n, mode) => power(algebra, images[mode]!, n)),
      ]),
    ),
  );
}

/** The map that undoes this one: a = u† b − vᵀ b†. */
export function inverseBogoliubov<T>({ algebra, u, v }: Bogoliubov<T>): Bogoliubov<T> {
  const ring = algebra.coefficients;
  return bogoliubov(
    algebra,
    dagger(ring, u),
    transposeMatrix(v).map((row) => row.map((c) => ring.negate(c))),
  );
}

/** The map that applies `first` and then `second`: applyBogoliubov(second, applyBogoliubov(first, x)). */
export function composeBogoliubov<T>(first: Bogoliubov<T>, second: Bogoliubov<T>): Bogoliubov<T> {
  const { algebra } = first;
  const ring = algebra.coefficients;
  const times = (a: ExactMatrix<T>, b: ExactMatrix<T>): ExactMatrix<T> => multiplyMatrices(ring, a, b);
  const plus = (a: ExactMatrix<T>, b: ExactMatrix<T>): ExactMatrix<T> =>
    a.map((row, i) => row.map((c, j) => ring.add(c, b[i]![j]!)));
  const bar = (m: ExactMatrix<T>): ExactMatrix<T> => m.map((row) => conjugated(algebra, row));
  return bogoliubov(
    algebra,
    plus(times(first.u, second.u), times(first.v, bar(second.v))),
    plus(times(first.u, second.v), times(first.v, bar(second.u))),
  );
}

/** Σ_j creation[j] a_j† + annihilation[j] a_j. */
export function linear<T>(
  algebra: BosonAlgebra<T>,
  creation: readonly T[],
  annihilation: readonly T[],
): BosonOperator<T> {
  return sum(algebra, [
    ...creation.map((c, j) => algebra.multiply(algebra.scalar(c), algebra.creator(j))),
    ...annihilation.map((c, j) => algebra.multiply(algebra.scalar(c), algebra.annihilator(j))),
  ]);
}

function brokenRelation<T>(ring: Domain<T>, u: ExactMatrix<T>, v: ExactMatrix<T>): string | undefined {
  const uu = multiplyMatrices(ring, u, dagger(ring, u));
  const vv = multiplyMatrices(ring, v, dagger(ring, v));
  const norm = uu.map((row, i) => row.map((c, j) => ring.add(c, ring.negate(vv[i]![j]!))));
  if (!matricesEqual(ring, norm, identityMatrix(ring, u.length))) {
    return `u u† − v v† = [${norm.map((row) => row.map((c) => ring.toText(c)).join(", ")).join("; ")}]`;
  }
  const uv = multiplyMatrices(ring, u, transposeMatrix(v));
  return matricesEqual(ring, uv, transposeMatrix(uv)) ? undefined : "u vᵀ not symmetric";
}

function dagger<T>(ring: Domain<T>, m: ExactMatrix<T>): ExactMatrix<T> {
  return transposeMatrix(m).map((row) => row.map((c) => ring.conjugate(c)));
}

function conjugated<T>(algebra: BosonAlgebra<T>, row: readonly T[]): readonly T[] {
  return row.map((c) => algebra.coefficients.conjugate(c));
}
