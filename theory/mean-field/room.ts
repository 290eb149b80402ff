/** Room: mean field, its bound, its transition, and the fields behind it (sheets A22, A23, A25, A32, A34, B16, B17). */
import type { TheoryRoom } from "../room.ts";
import { boundClaims } from "./claims/bound.ts";
import { equationClaims } from "./claims/equations.ts";
import { fieldClaims } from "./claims/fields.ts";
import { orderClaims } from "./claims/order.ts";
import { stabilityClaims } from "./claims/stability.ts";
import { thresholdClaims } from "./claims/threshold.ts";
import { fieldSaddle } from "./derivation.ts";
import { meanFieldFigures } from "./figures.ts";

export const meanField: TheoryRoom = {
  id: "mean-field",
  title: "Mean field and the breaking of symmetry",
  summary:
    "The best law with independent units bounds the free energy from above. While all modes are weak it has one solution; when the strongest one passes its threshold, 4 for centred {0,1} units, the symmetric solution turns into a saddle and the machine chooses a side. The same theory is the saddle of an exact integral over two fields a mode, and fluctuations about it give the next correction.",
  notation: [
    { symbol: "m,\\,n", meaning: "means of the visible and hidden units", code: "solveMeanField(rbm)" },
    { symbol: "F_{\\rm MF}", meaning: "mean-field free energy, an energy", code: "meanFieldFreeEnergy" },
    { symbol: "S(m)", meaning: "entropy of one unit with mean m, in nats", code: "layerEntropy" },
    { symbol: "X,\\,Y", meaning: "means along the modes, Uᵀm, Vᵀn", code: "completeVariables" },
    { symbol: "D_v,\\,D_h", meaning: "variances of the units at the solution", code: "unitLaw(units).variance" },
    {
      symbol: "\\lambda_c",
      meaning: "singular value at which a mode loses its stability",
      code: "criticalSingularValue",
    },
    { symbol: "\\mathcal U_\\alpha", meaning: "order parameter of a mode", code: "orderParameter" },
    {
      symbol: "\\varphi,\\,\\psi",
      meaning: "Hubbard–Stratonovich fields of the modes",
      code: "hubbardStratonovichWeight",
    },
    { symbol: "F_1", meaning: "free energy with one loop", code: "oneLoopFreeEnergy" },
  ],
  validity:
    "The bound holds always, and the integral over fields is exact. Mean field itself is right to first order in W² and misses the entropy of everything but the solution it stands in; one loop is good away from the threshold.",
  claims: [...boundClaims, ...equationClaims, ...stabilityClaims, ...thresholdClaims, ...orderClaims, ...fieldClaims],
  derivations: [fieldSaddle],
  figures: meanFieldFigures,
};
