/** Indexed sums: rules as checkers, induction, and claims at sizes. */
export * from "./induction.ts";
export * from "./instantiate.ts";
export { isEvidentlyWhole, rangeConditions } from "./range-conditions.ts";
export { type RuleParameters, type RuleResult, type SumRule, sameOverRing } from "./rule.ts";
export * from "./rules.ts";
export { areAllowed, contradictionAtSizes, type Known, largestSize, type Sizes, wholeNamesIn } from "./small-sizes.ts";
