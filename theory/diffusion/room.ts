/** Room: diffusion in reciprocal space (sheets A50–A57). */
import type { TheoryRoom } from "../room.ts";
import { convergenceClaims } from "./claims/convergence.ts";
import { escapeClaims } from "./claims/escape.ts";
import { gibbsClaims } from "./claims/gibbs.ts";
import { integratorClaims } from "./claims/integrators.ts";
import { noisingClaims } from "./claims/noising.ts";
import { rateClaims } from "./claims/rates.ts";
import { timeClaims } from "./claims/time.ts";
import { trainedClaims } from "./claims/trained.ts";
import { meanInTime } from "./derivations/laws.ts";
import { diffusionFigures } from "./figures/index.ts";

export const diffusion: TheoryRoom = {
  id: "diffusion",
  title: "Diffusion in reciprocal space",
  summary:
    "Langevin dynamics of the machine takes each mode apart into a stiff direction $w$ and a soft one $u$, which comes back at the rate $4-\\beta\\lambda$. Beyond $\\beta\\lambda=4$ the soft direction has no Boltzmann law to converge to at infinite size, and at finite size takes the time of a crossing over a barrier. The threshold 4/β stands in the paper's code; the table of convergence and the rates are a reconstruction.",
  notation: [
    { symbol: "k", meaning: "rate of a direction: $4\\mp\\beta\\lambda$ along $u$ and $w$", code: "ratesOfMode" },
    { symbol: "A", meaning: "drift matrix of the machine", code: "langevinProcess" },
    { symbol: "\\tau", meaning: "step of an integrator", range: "0 … 2/k", code: "largestUlaStep" },
    { symbol: "\\rho", meaning: "autocorrelation of a mode per sweep", range: "0 … 1", code: "gibbsAutocorrelation" },
    { symbol: "s(z,t)", meaning: "score $\\nabla\\ln p_t$ of the noised law", code: "noisedScore" },
    { symbol: "D_v,\\,D_h", meaning: "variances of the units at a mean-field solution", code: "fluctuationCoupling" },
  ],
  validity:
    "Gaussian regime: $\\beta\\lambda<4$ where a stationary law is asked for, corrections of order 1/N. Law at a finite time: any $\\lambda$. Escape: barriers well above 1, one mode at a time, fields centred.",
  claims: [
    ...rateClaims,
    ...timeClaims,
    ...integratorClaims,
    ...convergenceClaims,
    ...escapeClaims,
    ...gibbsClaims,
    ...noisingClaims,
    ...trainedClaims,
  ],
  derivations: [meanInTime],
  figures: diffusionFigures,
};
