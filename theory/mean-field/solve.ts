/**
 * Solutions of the mean-field equations m = ⟨v⟩ under a + Wn, n = ⟨h⟩ under b + Wᵀm, by updating one layer after the
 * other. F_MF is convex in each layer alone and an update goes to its minimum there, so F_MF never rises and every
 * start converges to a stationary point. Sheet A32; B16 and B17 for Decelle, Fissore, Furtlehner 2018.
 */
import { BoltzproofError } from "../../src/errors.ts";
import { maxAbsDifference } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { meanHiddenGivenVisible, meanVisibleGivenHidden } from "../../src/rbm/conditionals.ts";
import type { Rbm, Units } from "../../src/rbm/rbm.ts";
import { uniformStates } from "../../src/rbm/sampling.ts";
import type { Temperature } from "../../src/rbm/states.ts";
import { type FixedPoint, type IterationOptions, iterateToFixedPoint, type LayerMeans } from "./fixed-point.ts";
import { meanFieldFreeEnergy } from "./free-energy.ts";
import { unitLaw } from "./unit-law.ts";

/** Every unit at its mean without input, ½ or 0: a solution of a centred machine, and where solvers start. */
export function centreOf(rbm: Rbm): LayerMeans {
  const layer = (size: number, units: Units): Float64Array => new Float64Array(size).fill(unitLaw(units).centre);
  return { m: layer(rbm.visible, rbm.visibleUnits), n: layer(rbm.hidden, rbm.hiddenUnits) };
}

/** Start, damping and temperature of the mean-field iteration. */
export interface MeanFieldOptions extends Temperature, IterationOptions {
  /** Hidden means to start from, length M; the means without any input (½ or 0) when left out. */
  readonly start?: Float64Array;
}

/** Unit means that solve the mean-field equations, with their free energy (in units of energy). */
export interface MeanFieldSolution extends FixedPoint {
  /** F_MF, in the machine's units of energy; −βF_MF ≤ ln Z. */
  readonly freeEnergy: number;
}

/** One update of both layers: m from n, then n from the new m. */
export function meanFieldStep(rbm: Rbm, n: Float64Array, temperature: Temperature = {}): LayerMeans {
  const m = meanVisibleGivenHidden(rbm, n, temperature);
  return { m, n: meanHiddenGivenVisible(rbm, m, temperature) };
}

/**
 * The solution that the updates reach from a start.
 * @throws BoltzproofError "not-converged" when the iterations run out, unless told to report; "shape" for a start that
 * does not fit.
 */
export function solveMeanField(rbm: Rbm, options: MeanFieldOptions = {}): MeanFieldSolution {
  const { start = centreOf(rbm).n } = options;
  requireStart(rbm, start);
  const first: LayerMeans = { m: meanVisibleGivenHidden(rbm, start, options), n: start };
  const step = ({ n }: LayerMeans): LayerMeans => meanFieldStep(rbm, n, options);
  const found = iterateToFixedPoint("mean-field updates", step, first, options);
  return { ...found, freeEnergy: meanFieldFreeEnergy(rbm, found.m, found.n, options) };
}

/** @throws BoltzproofError "shape" unless there is one hidden mean a unit. */
export function requireStart(rbm: Rbm, start: Float64Array): void {
  if (start.length === rbm.hidden) return;
  throw new BoltzproofError("shape", {
    found: `a start of ${start.length} hidden means`,
    expected: `${rbm.hidden}, one a hidden unit`,
    advice: "start from hidden means; the visible ones follow from them",
  });
}

/** How many random starts, and which solutions count as the same. */
export interface MultistartOptions extends Temperature, IterationOptions {
  /** Number of random hidden states to start from; 20 when left out. */
  readonly starts?: number;
  /** Solutions that differ by less than this in every mean are one; 1e-6 when left out. */
  readonly merge?: number;
}

/** A solution and how many of the starts led to it. */
export interface CountedSolution extends MeanFieldSolution {
  readonly starts: number;
}

/**
 * The different solutions reached from random hidden states, the lowest free energy first: below the threshold one,
 * above it the broken ones. A search, not a proof of completeness.
 * @throws BoltzproofError "not-converged" when one of the starts does not converge.
 */
export function findMeanFieldSolutions(rbm: Rbm, rng: Rng, options: MultistartOptions = {}): CountedSolution[] {
  const { starts = 20, merge = 1e-6 } = options;
  const found: CountedSolution[] = [];
  for (let k = 0; k < starts; k++) {
    const start = uniformStates(1, rbm.hidden, rbm.hiddenUnits, rng.child(k)).data;
    const solution = solveMeanField(rbm, { ...options, start });
    const known = found.findIndex(
      (s) => maxAbsDifference(s.m, solution.m) < merge && maxAbsDifference(s.n, solution.n) < merge,
    );
    if (known < 0) found.push({ ...solution, starts: 1 });
    else found[known] = { ...found[known]!, starts: found[known]!.starts + 1 };
  }
  return found.sort((p, q) => p.freeEnergy - q.freeEnergy);
}
