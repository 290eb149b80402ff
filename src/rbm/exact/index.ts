/** Exact results for machines with one small layer. */
export {
  dataMoments,
  exactCovariance,
  exactGradient,
  exactMoments,
  type Gradient,
  LARGEST_EXACT_MOMENTS,
  type Moments,
} from "./moments.ts";
export { LARGEST_EXACT_PARTITION, logLikelihoodExact, logPartitionExact } from "./partition.ts";
