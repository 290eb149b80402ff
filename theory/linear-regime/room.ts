/** Room 5: the linear regime of learning (sheet A21). */
import type { TheoryRoom } from "../room.ts";
import { linearClaims } from "./claims.ts";
import { growthOfMode, independentUnits, modelWithSmallWeights } from "./derivation.ts";
import { linearFigures } from "./figures.ts";

export const linearRegime: TheoryRoom = {
  id: "linear-regime",
  title: "The linear regime of learning",
  summary:
    "While the weights are small, maximum likelihood multiplies them by the covariance between different visible units: every direction of the data grows exponentially at a rate set by its eigenvalue, the largest first. Learning is hierarchical from the first update.",
  notation: [
    { symbol: "C", meaning: "covariance of the data", range: "N×N", code: "dataStatistics(…).covariance" },
    { symbol: "D", meaning: "its diagonal for independent units, p(1−p)" },
    { symbol: "c_\\alpha", meaning: "eigenvalues of C − D" },
    { symbol: "\\eta", meaning: "learning rate", code: "rate" },
    { symbol: "q_j", meaning: "hidden means σ(b_j)" },
  ],
  validity: "|Wᵀv| ≪ 1 and visible means matched to the data's; binary units.",
  claims: linearClaims,
  derivations: [independentUnits, modelWithSmallWeights, growthOfMode],
  figures: linearFigures,
};
