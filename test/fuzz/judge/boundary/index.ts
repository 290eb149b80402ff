/** All boundary cases by their kind. */
import { followed, integrals, limits, maps, ordinary } from "./calculus.ts";
import type { Case } from "./case.ts";
import { captured, chains, hiddenZeros } from "./chains.ts";
import { definitions, evident, values } from "./conditions.ts";
import { atZero, branches, signs } from "./functions.ts";
import { complexValues, orders } from "./reals.ts";
import { ranges, wholes } from "./sums.ts";

export const boundaryCases: Readonly<Record<string, readonly Case[]>> = {
  "logarithms, roots and powers of 0": atZero,
  "signs and their derivatives at 0": signs,
  "odd roots and complex branches": branches,
  "empty and reversed ranges": ranges,
  "indices and ends that are no whole numbers": wholes,
  "a condition on a symbol that gets a value": values,
  "assumptions about defined names, and two definitions of one": definitions,
  "signs that are evident inside the domain only": evident,
  "maps that are not one to one": maps,
  "poles, jumps and ends of integrals": integrals,
  "conditions over several steps": chains,
  "values that meet a bound name": captured,
  "zeros in roots, multipliers and matrices": hiddenZeros,
  limits,
  "complex values of real symbols": complexValues,
  "inequalities from slopes, combinations and boxes": orders,
  "conditions that follow": followed,
  "true and elementary": ordinary,
};
