/** Estimates of the partition function for machines too large to sum over, and tempered sampling. */
export { type AnnealingOptions, logPartitionAis } from "./ais.ts";
export type { EnsembleChoice } from "./create-ensemble.ts";
export type { Ensemble, EnsembleFactory } from "./ensemble.ts";
export type { AisEstimate, LogEstimate } from "./estimate.ts";
export {
  logLikelihoodAis,
  logPartitionReverseAis,
  logPartitionSandwich,
  type ReverseOptions,
  type Sandwich,
} from "./log-partition.ts";
export type { AnnealingPath } from "./path.ts";
export type { PathOptions } from "./start.ts";
export { parallelTempering, type TemperingOptions, type TemperingRun } from "./tempering.ts";
