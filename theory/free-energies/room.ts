/** Room: the approximations of ln Z side by side (sheets A32–A36). */
import type { TheoryRoom } from "../room.ts";
import { freeEnergyClaims } from "./claims.ts";
import { freeEnergyFigures } from "./figures.ts";

export const freeEnergies: TheoryRoom = {
  id: "free-energies",
  title: "Which free energy holds where",
  summary:
    "Mean field, TAP, one loop and the Gaussian partition function are expansions about a point. On a machine in training they are good together until its first mode condenses, and miss together beyond, because each stands in one of many solutions. Which point is chosen matters more than the order: about means of one half a machine with the biases of MNIST is missed by more than a thousand nats.",
  notation: [
    { symbol: "F_{\\rm MF},\\,F_{\\rm TAP},\\,F_1", meaning: "free energies of mean field, TAP and one loop" },
    {
      symbol: "\\ln Z_{\\rm G}[m_0,n_0]",
      meaning: "Gaussian partition function about given means",
      code: "logPartitionGaussianAbout",
    },
    {
      symbol: "\\lambda_{\\rm eff}",
      meaning: "strength of the leading mode; it condenses at 1",
      code: "modeStrengths",
    },
  ],
  validity: String.raw`TAP, one loop and the Gaussian about the data's means: while $\lambda_{\rm eff}$ is below about 0.7. Mean field is a bound at any strength and never more than that beyond 1. The Gaussian about one half: fields near zero between ±1 units.`,
  claims: freeEnergyClaims,
  figures: freeEnergyFigures,
};
