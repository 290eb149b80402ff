/** Iterating a pair of layer means to a fixed point, with an honest account of how far it got. */
import { BoltzproofError } from "../../src/errors.ts";
import { maxAbsDifference } from "../../src/numeric/matrix.ts";

/** ⟨v⟩ and ⟨h⟩ of a law with independent units. */
export interface LayerMeans {
  /** Visible means, length N, in the units of the machine. */
  readonly m: Float64Array;
  /** Hidden means, length M. */
  readonly n: Float64Array;
}

/** Damping, tolerance and the most steps of an iteration. */
export interface IterationOptions {
  /** Largest change of a mean in the last iteration; 1e-12 when left out. */
  readonly tolerance?: number;
  /** 10,000 when left out. */
  readonly maxIterations?: number;
  /** What to do when the iterations run out: an error, unless "report" asks for the result with `converged` false. */
  readonly onFailure?: "throw" | "report";
  /** Called after every iteration, numbered from 1. */
  readonly onIteration?: (means: LayerMeans, iteration: number) => void;
}

/** Where an iteration came to rest, and after how many steps. */
export interface FixedPoint extends LayerMeans {
  readonly iterations: number;
  /** Largest change of a mean in the last iteration. */
  readonly residual: number;
  readonly converged: boolean;
}

/**
 * Applies `step` until no mean changes by more than the tolerance.
 * @throws BoltzproofError "not-converged" when the iterations run out, unless told to report.
 */
export function iterateToFixedPoint(
  what: string,
  step: (means: LayerMeans) => LayerMeans,
  start: LayerMeans,
  options: IterationOptions,
): FixedPoint {
  const { tolerance = 1e-12, maxIterations = 10_000, onFailure = "throw", onIteration } = options;
  let means = start;
  let residual = Number.POSITIVE_INFINITY;
  let iterations = 0;
  while (iterations < maxIterations && !(residual <= tolerance)) {
    const next = step(means);
    residual = Math.max(maxAbsDifference(next.m, means.m), maxAbsDifference(next.n, means.n));
    means = next;
    iterations++;
    onIteration?.(means, iterations);
  }
  const converged = residual <= tolerance;
  if (converged || onFailure === "report") return { ...means, iterations, residual, converged };
  throw new BoltzproofError("not-converged", {
    found: `${what} still changing by ${residual.toExponential(2)} after ${iterations} iterations`,
    expected: `a change of at most ${tolerance}`,
    advice: "start elsewhere, damp the iteration, or raise maxIterations",
  });
}
