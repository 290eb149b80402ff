/** Slopes and orders of convergence: each replicate gives a slope of its own, their spread is the error bar. */
import { convergenceOrder, type LineFit, linearRegression } from "../../numeric/statistics/index.ts";
import type { Finding } from "../types.ts";
import { drawnMean, type Systematic } from "./drawn.ts";
import { misuse } from "./finding.ts";

/** Replicates of a curve over common abscissae: one row of values a replicate, each from random numbers of its own. */
export interface Curves {
  readonly x: ArrayLike<number>;
  readonly replicates: readonly ArrayLike<number>[];
}

/**
 * Slope of y against x, fitted to each replicate, against its prediction by Student's t over replicates.
 * @throws BoltzproofError "claim" when a replicate has not one value an abscissa.
 */
export function drawnSlope(what: string, curves: Curves, predicted: number, systematic?: Systematic): Finding {
  return slopes(what, curves, predicted, linearRegression, systematic);
}

/**
 * Order of convergence, the slope of ln |error| against ln size, fitted to each replicate; e.g. −½ in the number of samples,
 * −1 for a 1/N correction. The next order bends the line: its share is the systematic difference. @throws as drawnSlope.
 */
export function drawnOrder(what: string, curves: Curves, predicted: number, systematic?: Systematic): Finding {
  return slopes(what, curves, predicted, convergenceOrder, systematic);
}

function slopes(
  what: string,
  { x, replicates }: Curves,
  predicted: number,
  line: (x: ArrayLike<number>, y: ArrayLike<number>) => LineFit,
  systematic?: Systematic,
): Finding {
  const odd = replicates.find((y) => y.length !== x.length);
  if (odd) misuse(what, `${odd.length} values over ${x.length} abscissae`, "one value each", "hand over whole curves");
  const values = replicates.map((y) => (Array.from(y).every(Number.isFinite) ? line(x, y).slope : Number.NaN));
  return drawnMean(what, values, predicted, systematic);
}
