/** Room: the first transition of a training run (sheets A22, A25, A43; figure F9). */
import type { TheoryRoom } from "../room.ts";
import { lawClaims } from "./claims-law.ts";
import { onsetClaims } from "./claims-onset.ts";
import { symmetryFigures } from "./figures.ts";

export const symmetryBreaking: TheoryRoom = {
  id: "symmetry-breaking",
  title: "Symmetry breaking during training",
  summary:
    "A machine starts with all modes weak. Its leading mode grows exponentially and, a few dozen updates into the run, condenses: the chains leave the point that all modes had been fluctuating about. Before and just after, the law of every mode is the Gaussian one about a solution of the TAP equations; later many solutions share the weight.",
  notation: [
    {
      symbol: "\\lambda_{\\rm eff}",
      meaning: "strength of a mode, a singular value of $D_v^{1/2}WD_h^{1/2}$ at the means of the data",
      range: "condenses at 1",
      code: "modeStrengths",
    },
    {
      symbol: "u,\\,w",
      meaning: "coordinates of a mode along which the energy falls and rises",
      code: "linearisedLaw",
    },
    { symbol: "m_0,\\,n_0", meaning: "means of the data, hidden means under them", code: "referenceMeans" },
  ],
  validity: String.raw`Gaussian law: up to $\lambda_{\rm eff}$ ≈ 0.7 before a transition, where the fluctuations of the softening mode are still small, and again beyond 1.1 while one solution dominates. Between, u is not Gaussian; on the trained machine no single solution describes the modes.`,
  claims: [...lawClaims, ...onsetClaims],
  figures: symmetryFigures,
};
