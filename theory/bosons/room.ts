/**
 * Room: a machine as coupled bosons (sheets A45–A49). The Hamiltonian of the paper could not be read; everything here is
 * a reconstruction and says so.
 */
import type { TheoryRoom } from "../room.ts";
import { fieldClaims } from "./field/claims.ts";
import { dualClaims } from "./field/claims-dual.ts";
import { dualVertices } from "./field/derivation.ts";
import { bosonFigures } from "./figures/index.ts";
import { fokkerPlanckClaims } from "./fokker-planck/claims.ts";
import { unstableBosons } from "./fokker-planck/derivation.ts";
import { modesClaims } from "./modes/claims.ts";
import { brokenClaims } from "./modes/claims-broken.ts";
import { oscillatorClaims } from "./oscillators/claims.ts";
import { oscillatorLimitClaims } from "./oscillators/claims-limits.ts";
import { normalModes, rotation } from "./oscillators/derivation.ts";
import { vacuumClaims } from "./vacuum/claims.ts";

export const bosons: TheoryRoom = {
  id: "bosons",
  title: "Coupled bosons (reconstructions)",
  summary:
    "The abstract of the paper connects machines with coupled bosons; its Hamiltonian could not be read. These are five reconstructions: fields whose vertices come from the singular vectors and fall as $1/N$; the partition function as an exact vacuum expectation; two oscillators a mode, whose energies $\\sqrt{4\\mp\\lambda}$ end at the transition; the Hamiltonian of the diffusion, whose zero mode is the Boltzmann law and vanishes with it; and units as hard-core bosons.",
  notation: [
    { symbol: "\\mathcal H", meaning: "field Hamiltonian of a machine, in units of kT", code: "fieldHamiltonian(rbm)" },
    {
      symbol: "T_{\\alpha\\beta\\gamma\\delta}",
      meaning: "overlap tensor of four modes, the vertices",
      code: "fieldHamiltonian(rbm).vertex",
    },
    { symbol: "\\varphi", meaning: "dual boson, a Hubbard–Stratonovich field", code: "dualBoson" },
    {
      symbol: "\\hat a_\\alpha,\\,\\hat a_\\alpha^\\dagger",
      meaning: "bosons of the vacuum expectation",
      code: "fockPartition",
    },
    {
      symbol: "\\Omega_u,\\,\\Omega_w",
      meaning: "energies of the two bosons of a mode",
      code: "oscillatorEnergies, bosonSpectrum",
    },
    {
      symbol: "c_4,\\,g",
      meaning: "quartic coefficient of a mode, and of one unit",
      code: "quarticLevelShift, quarticShift",
    },
    { symbol: "H_{\\rm FP}", meaning: "Fokker–Planck Hamiltonian of a mode", code: "fokkerPlanckLevels" },
    { symbol: "k", meaning: "stiffness of a mode, $4-\\beta\\lambda$ along u", code: "potentialOfMode" },
  ],
  validity:
    "Reconstructions throughout. The vacuum expectation is exact. Fields, energies and bosons of the diffusion: expansion about means ½, $\\beta\\lambda<4$; beyond it functions that need a vacuum refuse. The field Hamiltonian is an effective action, for tree diagrams. Quartic shifts: small coefficients. Fields that are not centred shift the expansion point: energies of whole machines can be taken about given means.",
  claims: [
    ...fieldClaims,
    ...dualClaims,
    ...vacuumClaims,
    ...oscillatorClaims,
    ...oscillatorLimitClaims,
    ...fokkerPlanckClaims,
    ...modesClaims,
    ...brokenClaims,
  ],
  derivations: [dualVertices, rotation, normalModes, unstableBosons],
  figures: bosonFigures,
};
