/**
 * The second witness: matrices between number states |n_1 … n_L⟩, n_i < cutoff, in floating point. A product of
 * truncated matrices is right only where no intermediate state reaches the cutoff: with cutoff 6 the matrix of
 * [a, a†] ends in −5. So matrices are compared on the states that the truncation cannot touch, and on no others.
 */
import { BoltzproofError } from "../../errors.ts";
import { type Matrix, matrix, multiply } from "../../numeric/matrix.ts";
import { type BosonAlgebra, type BosonOperator, degreeOf } from "./algebra.ts";

/** How many number states of each mode to keep. */
export interface FockOptions<T> {
  /** States n = 0 … cutoff − 1 of each mode; the matrix has cutoff^modes rows. */
  readonly cutoff: number;
  /** Coefficients as doubles, with numbers for the parameters. */
  readonly toNumber: (c: T) => number;
}

/** ⟨m|x|n⟩ for all number states below the cutoff; the first mode varies slowest. Exact up to rounding. */
export function fockMatrix<T>(algebra: BosonAlgebra<T>, x: BosonOperator<T>, options: FockOptions<T>): Matrix {
  const { cutoff, toNumber } = options;
  const size = cutoff ** algebra.modes;
  const out = matrix(size, size);
  for (const term of x.values()) {
    const coefficient = toNumber(term.coefficient);
    for (let column = 0; column < size; column++) {
      const from = occupations(column, algebra.modes, cutoff);
      const to = from.map((n, mode) => n - term.annihilators[mode]! + term.creators[mode]!);
      if (from.some((n, mode) => n < term.annihilators[mode]!) || to.some((n) => n >= cutoff)) continue;
      const row = to.reduce((index, n) => index * cutoff + n, 0);
      const amplitude = from.reduce(
        (product, n, mode) =>
          product *
          ladderAmplitude(n - term.annihilators[mode]!, n) *
          ladderAmplitude(n - term.annihilators[mode]!, to[mode]!),
        coefficient,
      );
      out.data[row * size + column]! += amplitude;
    }
  }
  return out;
}

/**
 * Largest difference between the product of the factors' matrices and the matrix of the claimed operator, over the
 * states with n ≤ cutoff − 1 − (sum of the factors' degrees) in every mode.
 * @throws BoltzproofError "domain" when the cutoff leaves no such state.
 */
export function fockProductDifference<T>(
  algebra: BosonAlgebra<T>,
  factors: readonly BosonOperator<T>[],
  claimed: BosonOperator<T>,
  options: FockOptions<T>,
): number {
  const degree = factors.reduce((sum, x) => sum + Math.max(0, degreeOf(x)), 0);
  const highest = options.cutoff - 1 - degree;
  if (highest < 0) {
    throw new BoltzproofError("domain", {
      found: `a cutoff of ${options.cutoff} for a product of degree ${degree}`,
      expected: `at least ${degree + 1}, so that some state is out of reach of the truncation`,
      advice: "raise the cutoff",
    });
  }
  const product = factors.map((x) => fockMatrix(algebra, x, options)).reduce((a, b) => multiply(a, b));
  const direct = fockMatrix(algebra, claimed, options);
  return largestDifference(product, direct, (index) =>
    occupations(index, algebra.modes, options.cutoff).every((n) => n <= highest),
  );
}

function largestDifference(a: Matrix, b: Matrix, safe: (index: number) => boolean): number {
  const states = Array.from({ length: a.rows }, (_, index) => index).filter(safe);
  let largest = 0;
  for (const row of states)
    for (const column of states) {
      const at = row * a.cols + column;
      // NaN is a difference: Math.max keeps it.
      largest = Math.max(largest, Math.abs(a.data[at]! - b.data[at]!));
    }
  return largest;
}

/** √(high!/low!), the amplitude of climbing from low to high. */
export function ladderAmplitude(low: number, high: number): number {
  let square = 1;
  for (let n = low + 1; n <= high; n++) square *= n;
  return Math.sqrt(square);
}

function occupations(index: number, modes: number, cutoff: number): readonly number[] {
  return Array.from({ length: modes }, (_, mode) => Math.floor(index / cutoff ** (modes - 1 - mode)) % cutoff);
}
