/** Room 3: rotational symmetry of untrained weights and its loss (sheets A18, A19). */
import type { TheoryRoom } from "../room.ts";
import { rotationClaims } from "./claims.ts";
import { rotationFigures } from "./figures.ts";

export const rotationalSymmetry: TheoryRoom = {
  id: "rotational-symmetry",
  title: "Rotational symmetry and its breaking",
  summary:
    "Gaussian weights have no preferred directions: rotating the singular vectors leaves the histogram of the entries where it was, up to sampling noise whose size is computed here. Training writes features into the vectors and breaks the symmetry.",
  notation: [
    {
      symbol: "W_{\\rm rot}",
      meaning: "weights with rotated singular vectors, same singular values",
      code: "rotateWeights",
    },
    {
      symbol: "\\mathrm{JS}",
      meaning: "Jensen–Shannon divergence of the two entry histograms",
      range: "0 … ln 2 nats",
      code: "rotationTest(…).divergence",
    },
    { symbol: "B", meaning: "occupied bins of the histograms", range: "≤ 1,000", code: "occupied" },
    { symbol: "t_b", meaning: "entries of both histograms in bin b" },
  ],
  validity:
    "The null expectation is exact for independent samples on bins fixed beforehand; bins spanned by the first sample add a relative error of order 1/B.",
  claims: rotationClaims,
  figures: rotationFigures,
};
