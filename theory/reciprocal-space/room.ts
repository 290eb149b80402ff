/** Room 1: the energy of an RBM is a sum of saddles (sheets A1–A14). */
import type { TheoryRoom } from "../room.ts";
import { formClaims } from "./claims-forms.ts";
import { machineClaims } from "./claims-machine.ts";
import { modeClaims } from "./claims-modes.ts";
import { saddleClaims } from "./claims-saddle.ts";
import { balancedMachine, balancedSaddle } from "./derivation-centred.ts";
import { freeEnergyFormSpin, partitionForm } from "./derivation-marginal.ts";
import { fieldsInModes } from "./derivation-modes.ts";
import { landscapeFigures } from "./figures.ts";

export const reciprocalSpace: TheoryRoom = {
  id: "reciprocal-space",
  title: "Energy in reciprocal space",
  summary:
    "The energy couples visible and hidden units through W alone. In the basis of its singular vectors it falls apart into independent two-dimensional saddles, one a mode, with the singular value as curvature; what W does not see are ramps.",
  notation: [
    {
      symbol: "v,\\,h",
      meaning: "visible and hidden configuration",
      range: "{0,1} or ±1, N and M units",
      code: "v, h",
    },
    { symbol: "W", meaning: "weights", range: "N×M", code: "rbm.W" },
    { symbol: "a,\\,b", meaning: "visible and hidden bias", range: "length N and M", code: "rbm.a, rbm.b" },
    {
      symbol: "U,\\lambda,V",
      meaning: "singular vectors and values, W = UΣVᵀ",
      range: "λ₁ ≥ … ≥ λ_L ≥ 0, L = min(N,M)",
      code: "singularModes(rbm)",
    },
    { symbol: "x,\\,y", meaning: "reciprocal variables Uᵀv, Vᵀh", range: "|x|² = Σᵢvᵢ", code: "reciprocalVariables" },
    { symbol: "\\tilde a,\\tilde b", meaning: "fields along the modes, Uᵀa, Vᵀb", code: "reciprocalFields" },
    { symbol: "x^*,y^*,\\varepsilon", meaning: "saddle of a mode and its energy", code: "saddlePoint" },
    {
      symbol: "u,\\,w",
      meaning: "coordinates around the saddle: the energy falls along u, rises along w",
      code: "saddleCoordinates",
    },
  ],
  validity:
    "Exact at every size, for both kinds of unit. The saddle of a mode needs λ > 0; directions with λ = 0 are ramps.",
  claims: [...machineClaims, ...modeClaims, ...saddleClaims, ...formClaims],
  derivations: [partitionForm, freeEnergyFormSpin, fieldsInModes, balancedMachine, balancedSaddle],
  figures: landscapeFigures,
};
