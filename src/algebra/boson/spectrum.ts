/**
 * Lowest levels of a Hamiltonian of boson modes by diagonalising it on the number states with at most so many quanta
 * in all, and adding quanta until the levels stand still. States that the Hamiltonian never connects, such as those of
 * different parity, are diagonalised apart. By the min–max principle every truncated level lies above the true one
 * and falls as quanta are added, so for a Hamiltonian without a ground state the levels never settle.
 */
import { requirePositive, requireWholeWithin } from "../../arguments.ts";
import { BoltzproofError } from "../../errors.ts";
import { type Matrix, matrix, maxAbsDifference } from "../../numeric/matrix.ts";
import { refineUntilStill } from "../../numeric/refine.ts";
import { symmetricEigen } from "../../numeric/svd.ts";
import type { BosonAlgebra, BosonOperator, BosonTerm } from "./algebra.ts";
import { ladderAmplitude } from "./fock.ts";
import { requireGroundState } from "./variational.ts";

/** Number states grow as a power of the quanta, and the time as their cube. */
const MOST_QUANTA = 10_000;

/** How many levels, and the most quanta to go up to. */
export interface FockSpectrumOptions<T> {
  /** Coefficients as doubles; they must be real. */
  readonly toNumber: (c: T) => number;
  /** How many of the lowest levels to find. */
  readonly levels: number;
  /** Largest change of a level on adding quanta; 1e-8 when left out. */
  readonly tolerance?: number;
  /** Quanta in all of the first truncation, 40 when left out. */
  readonly quanta?: number;
  /** And of the last one that is tried, twice the first when left out. */
  readonly maxQuanta?: number;
}

/** Lowest levels of a Hamiltonian from number states, and how far they have settled. */
export interface FockSpectrum {
  /** Ascending. */
  readonly levels: Float64Array;
  /** Largest number of quanta in all of the states behind them. */
  readonly quanta: number;
  /** Largest change of a level at the last step: the error that is left is of this size or below. */
  readonly change: number;
}

/**
 * The lowest levels, converged in the number of quanta.
 * @throws BoltzproofError "not-converged" when the levels still move at `maxQuanta`, "domain" when `levels` is no whole
 * number of at least 1, there are fewer states than levels, the operator is not a symmetric matrix, or a coherent state lies below the lowest level, so that
 * there is no ground state among them.
 */
export function fockSpectrum<T>(
  algebra: BosonAlgebra<T>,
  hamiltonian: BosonOperator<T>,
  options: FockSpectrumOptions<T>,
): FockSpectrum {
  const { levels, tolerance = 1e-8, quanta: first = 40, maxQuanta = 2 * first } = options;
  requireWholeWithin("levels", levels, 1, MOST_QUANTA);
  requireWholeWithin("quanta", first, 0, MOST_QUANTA);
  requireWholeWithin("maxQuanta", maxQuanta, first, MOST_QUANTA);
  requirePositive("tolerance", tolerance, "the change of a level that is small enough");
  const step = Math.max(2, Math.ceil(first / 5));
  const more = Array.from({ length: Math.floor((maxQuanta - first) / step) }, (_, k) => first + (k + 1) * step);
  const lowest = (quanta: number): Float64Array => {
    const found = truncatedLevels(algebra, hamiltonian, quanta, options);
    if (found.length < levels) throw tooFewStates(levels, found.length, quanta);
    return found.slice(0, levels);
  };
  const { value, size, change, still } = refineUntilStill([first, ...more], lowest, maxAbsDifference, tolerance);
  if (still) {
    requireGroundState(algebra.modes, hamiltonian, options.toNumber, value[0]!, tolerance);
    return { levels: value, quanta: size, change };
  }
  throw new BoltzproofError("not-converged", {
    found: `levels that still move by ${change} at ${size} quanta`,
    expected: `a change of at most ${tolerance}`,
    advice: "raise maxQuanta, or check that the Hamiltonian has a ground state",
  });
}

/** All levels of the truncation to at most so many quanta, ascending; only the low ones are near the true ones. */
export function truncatedLevels<T>(
  algebra: BosonAlgebra<T>,
  hamiltonian: BosonOperator<T>,
  quanta: number,
  { toNumber }: Pick<FockSpectrumOptions<T>, "toNumber">,
): Float64Array {
  const states = numberStates(algebra.modes, quanta);
  const base = quanta + 1;
  const rank = new Map(states.map((n, k) => [keyOf(n, base), k]));
  const terms = [...hamiltonian.values()].map((term) => ({ term, coefficient: toNumber(term.coefficient) }));
  const columns = states.map((n) => {
    const column = new Map<number, number>();
    for (const { term, coefficient } of terms) {
      const image = applied(term, n);
      const at = image && rank.get(keyOf(image.state, base));
      if (at !== undefined) column.set(at, (column.get(at) ?? 0) + coefficient * image!.amplitude);
    }
    return column;
  });
  const levels = connectedParts(columns).flatMap((part) => [...symmetricEigen(blockOf(columns, part)).values]);
  return Float64Array.from(levels).sort();
}

/** Π a†^{c} Π a^{n} on a number state: another one, with an amplitude; undefined for 0. */
function applied<T>({ creators, annihilators }: BosonTerm<T>, n: readonly number[]) {
  if (n.some((k, mode) => k < annihilators[mode]!)) return undefined;
  const low = n.map((k, mode) => k - annihilators[mode]!);
  const state = low.map((k, mode) => k + creators[mode]!);
  const amplitude = low.reduce((a, k, mode) => a * ladderAmplitude(k, n[mode]!) * ladderAmplitude(k, state[mode]!), 1);
  return { state, amplitude };
}

/** All (n_1 … n_modes) with a sum of at most `quanta`. */
function numberStates(modes: number, quanta: number): readonly (readonly number[])[] {
  if (modes === 0) return [[]];
  return Array.from({ length: quanta + 1 }, (_, n) =>
    numberStates(modes - 1, quanta - n).map((rest) => [n, ...rest]),
  ).flat();
}

const keyOf = (n: readonly number[], base: number): number =>
  n.some((k) => k >= base) ? -1 : n.reduce((key, k) => key * base + k, 0);

/** Sets of states between which the Hamiltonian has no matrix element. */
function connectedParts(columns: readonly ReadonlyMap<number, number>[]): readonly number[][] {
  const seen = new Uint8Array(columns.length);
  const parts: number[][] = [];
  for (let start = 0; start < columns.length; start++) {
    if (seen[start]) continue;
    seen[start] = 1;
    const part = [start];
    // The list grows while it is walked: breadth first.
    for (const k of part) {
      for (const [other, value] of columns[k]!) {
        if (seen[other] || value === 0) continue;
        seen[other] = 1;
        part.push(other);
      }
    }
    parts.push(part);
  }
  return parts;
}

function blockOf(columns: readonly ReadonlyMap<number, number>[], part: readonly number[]): Matrix {
  const out = matrix(part.length, part.length);
  part.forEach((from, j) => {
    part.forEach((to, i) => {
      out.data[i * part.length + j] = columns[from]!.get(to) ?? 0;
    });
  });
  return out;
}

function tooFewStates(levels: number, found: number, quanta: number): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `${levels} levels asked of the ${found} states with at most ${quanta} quanta`,
    expected: "more states than levels",
    advice: "raise quanta",
  });
}
