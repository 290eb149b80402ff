/** The ways in which a prediction is held against what was measured. */

export {
  chainAgainst,
  type Drawn,
  type DrawnBound,
  drawnBounds,
  drawnMean,
  drawnMeans,
  FAMILY_FALSE_ALARM,
  logMeanAgainst,
  type Systematic,
} from "./drawn.ts";
export { type Allowance, agree, type Bound, bounded, type Pair, pairsOf, vanishes } from "./exact.ts";
export { restated, show, undecided } from "./finding.ts";
export { drawnCounts, drawnLaw, drawnShare, type Share, sameLaw } from "./laws.ts";
export { onMachine, outsideRegime, type Regime, type Rough, regime } from "./regime.ts";
export { type Curves, drawnOrder, drawnSlope } from "./slopes.ts";
