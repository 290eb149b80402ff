/**
 * Langevin dynamics of one mode as a Hamiltonian (a reconstruction of the standard map): in the potential
 * U = ½ku² + qu⁴, k = 4 − βλ and q = (Q^U + Q^V)/3 for {0,1} units, P = e^{−U/2}ψ gives ∂_tψ = −Hψ with
 *
 *   H = −∂² + ¼U′² − ½U″ = A†A,   A = ∂ + ½U′.
 *
 * Its levels are the rates at which the process forgets. Sheet A48 and appendix D11 for Toledo-Marín et al. 2025.
 */
import { requireWholeWithin } from "../../../src/arguments.ts";
import { BoltzproofError } from "../../../src/errors.ts";
import { type BoundStates, boundStates } from "../../../src/numeric/bound-states.ts";
import { type LandauMode, landauCoefficients } from "../../landau/expansion.ts";

/** U = ½ stiffness u² + quartic u⁴, over kT. */
export interface ModePotential {
  readonly stiffness: number;
  readonly quartic: number;
}

/** The Landau potential of a mode; `lambda` stands for βλ. */
export function potentialOfMode({ lambda, participation, units }: LandauMode): ModePotential {
  const { stiffness, quartic } = landauCoefficients(units);
  return { stiffness: stiffness - lambda, quartic: quartic * participation };
}

/**
 * Level n of a Gaussian mode: kn for k > 0, with the Boltzmann law as its zero mode, and |k|(n + 1) for k < 0, where
 * nothing is stationary (reconstruction, A48).
 * @throws BoltzproofError "domain" for k = 0, where the spectrum is continuous.
 */
export function gaussianModeLevel(stiffness: number, n: number): number {
  requireWholeWithin("n", n, 0, Number.MAX_SAFE_INTEGER);
  if (stiffness > 0) return stiffness * n;
  if (stiffness < 0) return -stiffness * (n + 1);
  throw new BoltzproofError("domain", {
    found: `a mode of stiffness ${stiffness}`,
    expected: "a stiffness that is not zero: free diffusion has a continuous spectrum",
    advice: "keep the quartic term and use fokkerPlanckLevels",
  });
}

/** How many levels are wanted, and how finely to look for them. */
export interface FokkerPlanckOptions {
  /** 4 when left out. */
  readonly levels?: number;
  /** Largest change of a level on refining the grid; 1e-8 when left out. */
  readonly tolerance?: number;
}

/**
 * The lowest levels of H, the first of them 0 where there is a stationary law, by diagonalisation on grids that are
 * refined until the levels stand still (`change` says how still).
 * @throws BoltzproofError "domain" for a negative quartic coefficient, or none and no stiffness; "not-converged" when
 * the finest grid does not suffice.
 */
export function fokkerPlanckLevels(potential: ModePotential, options: FokkerPlanckOptions = {}): BoundStates {
  const { stiffness: k, quartic: q } = potential;
  requireConfining(potential);
  const V = (u: number): number => ((k * u + 4 * q * u ** 3) ** 2 - 2 * (k + 12 * q * u * u)) / 4;
  const minimum = k < 0 && q > 0 ? Math.sqrt(-k / (4 * q)) : 0;
  // The narrower of the widths that the two terms alone would give, or the distance to the minima.
  const widths = [Math.abs(k) ** -0.5, (4 * q) ** -0.25].filter(Number.isFinite);
  const scale = Math.max(minimum / 2, Math.min(...widths));
  return boundStates(V, { levels: 4, ...options, scale });
}

/**
 * Kramers' law for the slowest rate of a double well: √(U″_min |U″_0|)/π e^{−ΔU} = (√2|k|/π) e^{−k²/16q}, asymptotic
 * for a high barrier (A48).
 * @throws BoltzproofError "domain" unless k < 0 < q.
 */
export function kramersGap({ stiffness: k, quartic: q }: ModePotential): number {
  if (k < 0 && q > 0) return ((Math.SQRT2 * -k) / Math.PI) * Math.exp(-(k * k) / (16 * q));
  throw new BoltzproofError("domain", {
    found: `stiffness ${k} and quartic coefficient ${q}`,
    expected: "a double well, stiffness < 0 < quartic",
    advice: "below the transition there is no barrier; use fokkerPlanckLevels",
  });
}

function requireConfining({ stiffness, quartic }: ModePotential): void {
  if (quartic > 0 || (quartic === 0 && stiffness !== 0)) return;
  throw new BoltzproofError("domain", {
    found: `a potential with stiffness ${stiffness} and quartic coefficient ${quartic}`,
    expected: "a positive quartic coefficient, or none with a stiffness",
    advice: "take quartic = (Q^U + Q^V)/3 of the mode",
  });
}
