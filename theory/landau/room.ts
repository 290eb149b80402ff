/** Room: Landau expansion and symmetry breaking of modes (sheets A24, A26–A31). */
import type { TheoryRoom } from "../room.ts";
import { landauClaims } from "./claims.ts";
import { potentialClaims } from "./claims-potential.ts";
import { landauFigures } from "./figures.ts";

export const landau: TheoryRoom = {
  id: "landau",
  title: "Landau expansion and symmetry breaking",
  summary:
    "The entropy of binary units holds a mode like a spring of stiffness 4, the coupling drives it apart with strength $\\lambda$, and the fourth powers of its singular vectors stop it. Beyond $\\lambda=4$ the mode condenses on one of two sides, with a barrier between them that grows with the size.",
  notation: [
    { symbol: "S", meaning: "entropy of a unit, nats", code: "unitEntropy" },
    {
      symbol: "Q^U,\\,Q^V",
      meaning: "$\\sum_iU_{i\\alpha}^4$ and $\\sum_jV_{j\\alpha}^4$",
      range: "1/N … 1",
      code: "inverseParticipationRatios",
    },
    { symbol: "u_*", meaning: "order parameter of a mode", code: "landauOrderParameter" },
    { symbol: "\\Delta F", meaning: "barrier between $\\pm u_*$", code: "landauBarrier" },
    { symbol: "T_{\\alpha\\beta\\gamma\\delta}", meaning: "overlap tensor of four modes", code: "overlapTensor" },
  ],
  validity:
    "Fields centred, $\\lambda-4\\ll1$ and $|(U\\xi)_i|\\ll\\tfrac12$. With fields a cubic term rounds the transition or makes it of first order.",
  claims: [...landauClaims, ...potentialClaims],
  figures: landauFigures,
};
