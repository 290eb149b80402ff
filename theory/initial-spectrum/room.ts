/** Room 2: the spectrum of an untrained machine (sheets A15–A18). */
import type { TheoryRoom } from "../room.ts";
import { spectrumClaims } from "./claims.ts";
import { vectorClaims } from "./claims-vectors.ts";
import { singularValueDensity, spectralDensity, spectralMoments } from "./derivation.ts";
import { participationMoments } from "./derivation-vectors.ts";
import { spectrumFigures } from "./figures.ts";

export const initialSpectrum: TheoryRoom = {
  id: "initial-spectrum",
  title: "The initial spectrum",
  summary:
    "Before training the weights are independent random numbers: their singular values follow the Marchenko–Pastur law, far below the transition at λ = 4, and their singular vectors are uniform on the sphere.",
  notation: [
    {
      symbol: "\\sigma_W",
      meaning: "standard deviation of one weight",
      range: "0.01 in the paper's code",
      code: "sigma",
    },
    { symbol: "\\rho(\\lambda)", meaning: "density of the singular values", code: "marchenkoPastur(…).density" },
    { symbol: "\\lambda_\\pm", meaning: "edges of the bulk, σ|√N ± √M|", code: "marchenkoPastur(…).edges" },
    {
      symbol: "\\textstyle\\sum_iU_{i\\alpha}^4",
      meaning: "inverse participation ratio of a singular vector",
      range: "1/N (spread out) … 1 (localised)",
      code: "inverseParticipationRatios",
    },
  ],
  validity:
    "N, M → ∞ at fixed ratio with independent entries of finite fourth moment; the statements on vectors need Gaussian entries.",
  claims: [...spectrumClaims, ...vectorClaims],
  derivations: [spectralDensity, singularValueDensity, spectralMoments, participationMoments],
  figures: spectrumFigures,
};
