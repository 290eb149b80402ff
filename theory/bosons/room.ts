/**
 * Room: a machine as coupled bosons (sheets A45–A49). The Hamiltonian of the paper could not be read; everything here is
 * a reconstruction and says so.
 */
import type { TheoryRoom } from "../room.ts";
import { bosonFigures } from "./figures.ts";
import { fokkerPlanckClaims } from "./fokker-planck/claims.ts";
import { unstableBosons } from "./fokker-planck/derivation.ts";
import { oscillatorClaims } from "./oscillators/claims.ts";
import { normalModes, rotation } from "./oscillators/derivation.ts";

export const bosons: TheoryRoom = {
  id: "bosons",
  title: "Coupled bosons (reconstructions)",
  summary:
    "The abstract of the paper connects machines with coupled bosons; its Hamiltonian could not be read. These are reconstructions of it: two oscillators a mode, whose energies $\\sqrt{4\\mp\\lambda}$ end at the transition, and the Hamiltonian of the diffusion, whose zero mode is the Boltzmann law and vanishes with it.",
  notation: [
    { symbol: "\\Omega_u,\\,\\Omega_w", meaning: "energies of the two bosons of a mode", code: "oscillatorEnergies" },
    { symbol: "d,\\,d^\\dagger", meaning: "ladder operators of a boson" },
    { symbol: "c_4", meaning: "quartic coefficient of a mode", code: "quarticLevelShift" },
    { symbol: "H_{\\rm FP}", meaning: "Fokker–Planck Hamiltonian of a mode", code: "fokkerPlanckLevels" },
    { symbol: "k", meaning: "stiffness of a mode, $4-\\beta\\lambda$ along u", code: "potentialOfMode" },
  ],
  validity:
    "Reconstructions throughout. Energies and bosons of the diffusion: Gaussian regime, $\\beta\\lambda<4$, means ½ or centred units; beyond it functions that need a vacuum refuse. Quartic shifts: small coefficients.",
  claims: [...oscillatorClaims, ...fokkerPlanckClaims],
  derivations: [rotation, normalModes, unstableBosons],
  figures: bosonFigures,
};
