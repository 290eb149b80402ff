/** Room 4: features over the bulk (sheet A20). */
import type { TheoryRoom } from "../room.ts";
import { spikeClaims } from "./claims.ts";
import { outlierPosition, overlaps, threshold } from "./derivation.ts";
import { spikeFigures } from "./figures.ts";

export const spikes: TheoryRoom = {
  id: "spikes",
  title: "Spikes over the bulk",
  summary:
    "A learnt feature is a rank-one spike on top of the random weights. Below a strength of σ(NM)^¼ it is invisible in the spectrum; above, one singular value leaves the bulk and its vectors align with the feature, long before the mode condenses at λ = 4.",
  notation: [
    { symbol: "\\theta", meaning: "strength of the feature", code: "theta" },
    { symbol: "p,\\,q", meaning: "its directions in the visible and hidden layer, unit vectors" },
    { symbol: "\\lambda_{\\rm out}", meaning: "singular value of the outlier", code: "spikeLaw(…).outlier" },
  ],
  validity: "N, M → ∞ at fixed ratio, one spike of order one, independent noise.",
  claims: spikeClaims,
  derivations: [outlierPosition, overlaps, threshold],
  figures: spikeFigures,
};
