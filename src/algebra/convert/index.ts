/** Between expressions and the exact rings: rational functions of atoms, and expansions in series. */
export { AtomTable, expressionOf, expressionOfPolynomial } from "./atoms.ts";
export { type BranchOptions, branchOf } from "./branch.ts";
export { domainOf, type SideCondition } from "./conditions.ts";
export { type Expansion, type SeriesOptions, seriesOf, truncated, type Variable } from "./expand.ts";
export { expandOverAtoms, polynomialOf, rationalFunctionOf } from "./rational.ts";
