/** Between expressions and the exact rings: rational functions of atoms, and expansions in series. */
export { AtomTable, expressionOf, expressionOfPolynomial } from "./atoms.ts";
export { type BranchOptions, branchOf } from "./branch.ts";
export type { Context as ConversionContext } from "./calls.ts";
export { domainOf, type SideCondition } from "./conditions.ts";
export type { Counting, CountingMode } from "./counting.ts";
export { type Expansion, type SeriesOptions, seriesOf, truncated, type Variable } from "./expand.ts";
export { expandOverAtoms, polynomialOf, rationalFunctionOf } from "./rational.ts";
export type { Bound as BoundIndex } from "./wholeness.ts";
