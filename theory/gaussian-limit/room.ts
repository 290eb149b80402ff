/** Room 6: reciprocal variables over all states, and their Gaussian limit (sheet A40). */
import type { TheoryRoom } from "../room.ts";
import { cumulantClaims } from "./claims.ts";
import { kurtosisBeforeTraining, kurtosisOfMode, saddleCoordinateCumulants, unitCumulants } from "./derivation.ts";

export const gaussianLimit: TheoryRoom = {
  id: "gaussian-limit",
  title: "Reciprocal variables over all states",
  summary:
    "Under the uniform measure every reciprocal variable is a sum of independent bounded terms. Its variance is ¼ for {0,1} units, which acts as a spring of stiffness 4 against the saddle; its fourth cumulant is set by the participation of the singular vector and vanishes as 1/N.",
  notation: [
    {
      symbol: "\\kappa_n",
      meaning: "cumulant of order n over the uniform measure on all states",
      code: "uniformCumulants",
    },
    { symbol: "T_{\\alpha\\beta\\gamma\\delta}", meaning: "overlap tensor ΣᵢUᵢαUᵢβUᵢγUᵢδ", code: "overlapTensor" },
  ],
  validity: "Exact at every size for the uniform measure.",
  claims: cumulantClaims,
  derivations: [unitCumulants, saddleCoordinateCumulants, kurtosisOfMode, kurtosisBeforeTraining],
  figures: () => [],
};
