/**
 * One number a mode, λ against 4, read in four ways: as the energy of a boson, the rate of a diffusion, the memory of
 * Gibbs sampling, and the stability of a saddle. With κ = βλ, for {0,1} units in the Gaussian regime,
 *
 *   Ω = √(4 − κ),    k = 4 − κ = Ω²,    ρ = (κ/4)² = (1 − k/4)²,    τ = −1/ln ρ.
 *
 * Sheets A47, A48, A51, A55 for Toledo-Marín et al. 2025. That the three are connected is the paper's abstract; the
 * energies and rates are a reconstruction.
 */
import type { TrainedMachine } from "../../src/lab/types.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { oscillatorEnergies } from "../bosons/oscillators/pair.ts";
import { temperatureOfConvergence } from "../diffusion/convergence/temperature.ts";
import { gibbsAutocorrelation, linearisedSweeps } from "../diffusion/process/gibbs.ts";
import { ratesOfMode } from "../diffusion/process/machine.ts";
import type { ChainEstimate } from "../diffusion/process/measure.ts";
import { measureTrained, modesOf } from "../diffusion/process/trained.ts";
import { sharedDraw } from "../support/draws.ts";

/** What the Gaussian regime says of the soft direction of a mode. */
export interface ModeReading {
  /** Ω of the soft boson of two coupled oscillators (A47, a reconstruction). */
  readonly bosonEnergy: number;
  /** k of the Langevin process, which is the boson energy of the Fokker–Planck Hamiltonian too (A48, a reconstruction). */
  readonly diffusionRate: number;
  /** ρ of x per sweep of block Gibbs sampling (A55). */
  readonly autocorrelation: number;
}

/** @throws BoltzproofError "domain" for βλ ≥ 4, where the boson is unstable and the diffusion does not converge. */
export function readMode(strength: number): ModeReading {
  const { u } = ratesOfMode(strength);
  return {
    bosonEnergy: oscillatorEnergies(strength).u,
    diffusionRate: u,
    autocorrelation: gibbsAutocorrelation(strength),
  };
}

/** A mode of the trained machine: what chains show, and what was predicted. */
export interface BridgeRow {
  /** Number of the mode, from 1. */
  readonly alpha: number;
  readonly lambda: number;
  /** βλ. */
  readonly strength: number;
  /** By βλ alone; nothing at and beyond the threshold. */
  readonly predicted?: ModeReading;
  /** From the fluctuations about the mean-field solution, biases and mixing of modes included. */
  readonly aboutMeans: { readonly diffusionRate: number; readonly autocorrelation: number };
  /** Variance of u in chains, whose inverse is the rate; and the autocorrelation of x. */
  readonly variance: ChainEstimate;
  readonly autocorrelation: ChainEstimate;
}

/** Prediction and measurement of every mode, side by side. */
export interface Bridge {
  readonly beta: number;
  readonly rows: readonly BridgeRow[];
}

const CHAINS = 80;
const SWEEPS = 50;

/** At β = 1, and where every mode converges, β = 0.6·4/λ_max as in the paper's code. */
export const measureBridge: (rng: Rng, machine: TrainedMachine, regime: "cold" | "warm") => Promise<Bridge> =
  sharedDraw(
    async (rng, machine, regime) => {
      const { rbm } = machine;
      const beta = regime === "cold" ? 1 : temperatureOfConvergence(rbm, modesOf(rbm)).restoring;
      const { alpha, lambda, measured, means, ...directions } = await measureTrained(
        rng,
        machine,
        beta,
        CHAINS,
        SWEEPS,
      );
      const law = linearisedSweeps(rbm, means, directions, { beta });
      const rows = alpha.map((number, k): BridgeRow => {
        const strength = beta * lambda[k]!;
        return {
          alpha: number,
          lambda: lambda[k]!,
          strength,
          ...(strength < 4 ? { predicted: readMode(strength) } : {}),
          aboutMeans: { diffusionRate: 1 / law.soft[k]!, autocorrelation: law.autocorrelation[k]! },
          variance: measured[k]!.soft!,
          autocorrelation: measured[k]!.autocorrelation,
        };
      });
      return { beta, rows };
    },
    ({ name, rbm }, regime) => [name, rbm.W.data[0]!, regime],
  );
