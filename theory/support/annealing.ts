/** What annealing says of ln Z, as values that a comparison can take an error bar from. */
import { logSumExp } from "../../src/numeric/special.ts";
import type { AisEstimate } from "../../src/rbm/partition/index.ts";

/** One value a chain, whose mean is the estimate of ln Z and whose spread over √chains is its error (delta method). */
export function valuesOfLogPartition({ value, logWeights }: AisEstimate): Float64Array {
  const logMean = logSumExp(logWeights) - Math.log(logWeights.length);
  return logWeights.map((t) => value + Math.exp(t - logMean) - 1);
}
