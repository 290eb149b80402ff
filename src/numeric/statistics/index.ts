/** Statistics of agreement: estimates with error bars, and tests with p-values that hold in the tails. */
export * from "./autocovariance.ts";
export * from "./chains.ts";
export * from "./chi-square.ts";
export * from "./covariance.ts";
export * from "./histogram.ts";
export { type Interval, studentInterval } from "./intervals.ts";
export * from "./kolmogorov-smirnov.ts";
export {
  independentMean,
  kurtosis,
  type MeanEstimate,
  mean,
  requireSample,
  variance,
} from "./moments.ts";
export * from "./regression.ts";
export * from "./significance.ts";
