/** Room: beyond mean field by the reaction of each unit on itself (sheets A33, B18–B21). */
import type { TheoryRoom } from "../room.ts";
import { equationClaims } from "./claims-equations.ts";
import { freeEnergyClaims } from "./claims-free-energy.ts";
import { iterationClaims } from "./claims-iteration.ts";
import { paramagnetClaims } from "./claims-paramagnet.ts";
import { pairExpansion } from "./derivation.ts";
import { tapFigures } from "./figures.ts";

export const tap: TheoryRoom = {
  id: "tap",
  title: "The reaction of a unit on itself",
  summary:
    "Mean field lets a unit feel its own echo through the other layer. The expansion of the free energy in the coupling at fixed means removes it term by term: the equations of Thouless, Anderson and Palmer to second order, one more power with the third. Every order is checked by the power series of the exact sum in the coupling, and on the trained machine.",
  notation: [
    { symbol: "F_{\\rm TAP}", meaning: "free energy to second or third order, an energy", code: "tapFreeEnergy" },
    { symbol: "d,\\,V", meaning: "variance of a unit, m(1−m) or 1−m²", code: "layerCumulants(…).V" },
    { symbol: "K", meaning: "third cumulant of a unit, V V′", code: "layerCumulants(…).K" },
    { symbol: "W^{\\circ2}", meaning: "matrix of the squares W_ij²", code: "powerOf(W, 2)" },
    { symbol: "\\rho", meaning: "rate of convergence of the iteration", code: "messagePassingRate" },
    { symbol: "\\sigma,\\,w", meaning: "size of random weights, strength of a planted mode (sheet B26)" },
  ],
  validity:
    "Small couplings W_ij, every one of them; not a bound. On a bipartite graph no triangles contribute, so the third term is a sum over pairs. The rate of the iteration is a statement on large machines.",
  claims: [...freeEnergyClaims, ...equationClaims, ...iterationClaims, ...paramagnetClaims],
  derivations: [pairExpansion],
  figures: tapFigures,
};
