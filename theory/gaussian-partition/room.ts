/** Room: the partition function in the Gaussian approximation (sheets A35–A38). */
import type { TheoryRoom } from "../room.ts";
import { partitionClaims } from "./claims.ts";
import { fallingIntegral, risingIntegral, saddleForm } from "./derivation.ts";
import { partitionFigures } from "./figures.ts";

export const gaussianPartition: TheoryRoom = {
  id: "gaussian-partition",
  title: "The Gaussian partition function",
  summary:
    "Over all states every reciprocal variable is nearly Gaussian. Replacing it by a Gaussian makes the partition function a product of elementary integrals, one pair a mode, which exists while $\\beta\\lambda<4$; beyond, only a window around the mean keeps the falling direction finite.",
  notation: [
    { symbol: "\\sigma^2", meaning: "variance of a unit over all states", range: "¼ for {0,1}, 1 for ±1" },
    { symbol: "\\mu,\\,\\xi", meaning: "means of u and w over all states, measured from the saddle" },
    {
      symbol: "\\Delta",
      meaning: "half-width of the window for unstable modes",
      range: "0.025 to 0.05 in the public code",
      code: "halfWidth",
    },
    { symbol: "\\kappa", meaning: "βλ − 1/σ², how far a mode is beyond the transition" },
  ],
  validity:
    "Means ½ (the uniform measure), |βW| and |βa|, |βb| small, βλ < 4. Not a bound. A trained machine with large fields is outside: expand about its own means instead.",
  claims: partitionClaims,
  derivations: [fallingIntegral, risingIntegral, saddleForm],
  figures: partitionFigures,
};
