/** Room: the bridge between bosons, diffusion and Gibbs sampling, on the trained machine mode by mode. */
import type { TheoryRoom } from "../room.ts";
import { bridgeClaims } from "./claims.ts";
import { bridgeFigures, bridgeTables } from "./page.ts";

export const bridge: TheoryRoom = {
  id: "bridge",
  title: "The bridge: bosons, diffusion and sampling",
  summary:
    "The strength $\\beta\\lambda$ of a mode against 4 decides at once whether its boson is stable, its diffusion converges and its Gibbs chains forget. Here the trained machine is read mode by mode in all three ways, predicted and measured; the boson energies and diffusion rates are a reconstruction.",
  notation: [
    { symbol: "\\Omega", meaning: "energy of the soft boson of a mode (reconstruction)", code: "readMode" },
    { symbol: "k", meaning: "diffusion rate along $u$, $1/\\langle\\delta u^2\\rangle$", code: "readMode" },
    { symbol: "\\rho,\\,\\tau", meaning: "autocorrelation per sweep and $-1/\\ln\\rho$", code: "gibbsTime" },
  ],
  validity:
    "Predictions by $\\beta\\lambda$ alone: means ½ and $\\beta\\lambda<4$. About means: one mean-field solution; beyond the threshold a machine has many, and what chains show then contains the wandering among them.",
  claims: bridgeClaims,
  figures: bridgeFigures,
  tables: bridgeTables,
};
