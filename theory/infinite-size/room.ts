/** Room: the limit of infinite size (sheets A41–A44). */
import type { TheoryRoom } from "../room.ts";
import { limitClaims } from "./claims.ts";
import { bulkClaims } from "./claims-bulk.ts";
import { correlationClaims } from "./claims-correlation.ts";
import { transitionClaim } from "./claims-transition.ts";
import { densityClaim } from "./densities.ts";
import { bulkClosure, plantedThreshold } from "./derivation.ts";
import { limitFigures } from "./figures.ts";

export const infiniteSize: TheoryRoom = {
  id: "infinite-size",
  title: "The limit of infinite size",
  summary:
    "As the layers grow every spread-out reciprocal variable becomes Gaussian, and below the transition each mode of the model is a pair of decoupled Gaussians. Where an extensive number of modes is coupled, the binary constraint that they share stiffens them all.",
  notation: [
    { symbol: "\\sum_iU_{i\\alpha}^4", meaning: "participation of a singular vector", range: "1/N … 1" },
    {
      symbol: "r_v,\\,r_h",
      meaning: "stiffness of visible and hidden coordinates, 4 without a bulk",
      code: "solveBulkStiffness",
    },
    { symbol: "\\sigma_W\\sqrt N", meaning: "strength of the bulk", range: "0.28 at the paper's initialisation" },
  ],
  validity:
    "Kurtosis exact; Gaussian limit for spread-out vectors; A43 for finitely many modes or $\\sigma_W\\sqrt N\\ll1$; A44 in the paramagnet, means ½.",
  claims: [...limitClaims, densityClaim, ...correlationClaims, transitionClaim, ...bulkClaims],
  derivations: [bulkClosure, plantedThreshold],
  figures: limitFigures,
};
