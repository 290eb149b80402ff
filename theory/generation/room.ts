/** Room: digits from a normal law in reciprocal space, and what single modes carry (sheet A39, figures F10 and F11). */
import type { TheoryRoom } from "../room.ts";
import { covarianceClaims } from "./claims-covariance.ts";
import { imageClaims } from "./claims-images.ts";
import { integralClaims } from "./claims-integral.ts";
import { priorClaims } from "./claims-prior.ts";
import { probingClaims } from "./claims-probing.ts";
import { generationFigures } from "./figures.ts";

export const generation: TheoryRoom = {
  id: "generation",
  title: "Digits from reciprocal space",
  summary:
    "A normal law with the mean and covariance of the reciprocal variables of a trained machine generates digits of its own, without a single Gibbs step. Turning single modes before an image is drawn shows what they carry: the leading ones the shape, the others details. The same normal law inside the partition function wants the covariance of all states, not that of the machine.",
  notation: [
    { symbol: "z=(x,y)", meaning: "reciprocal variables of both layers", code: "stacked" },
    { symbol: "\\mu,\\,C", meaning: "mean and covariance of z", code: "fitReciprocalGaussian" },
    { symbol: "B", meaning: "root of the covariance, BBᵀ = C: its Cholesky factor, or the samples themselves" },
    { symbol: "\\Lambda", meaning: "the matrix with λ_α where x_α meets y_α" },
    { symbol: "R", meaning: "rotation by π in a plane of two modes: y_α → −y_α for both", code: "turnModes" },
  ],
  validity:
    "The integral is exact while C⁻¹ − Λ is positive. As a law of the trained machine the normal one is a description of two moments, beyond the transition of its modes: its digits lie above the machine's own in free energy, by how much is measured.",
  claims: [...covarianceClaims, ...imageClaims, ...probingClaims, ...integralClaims, ...priorClaims],
  figures: generationFigures,
};
