/**
 * Temperature and convergence. Every threshold is one of βλ, so raising the temperature restores the convergence of every
 * mode: it holds for β < r/λ_max with r = √(r_v r_h), 4 for {0,1} units. The paper's code samples at β = 0.6·4/λ_max,
 * and breaks all modes at β = 1.4·4/λ_min. Sheet A57 for Toledo-Marín et al. 2025; the numbers are of the code, the
 * statement a reconstruction.
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { type SingularModes, singularModes } from "../../../src/rbm/modes.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import { stiffnessOf } from "../process/machine.ts";

/** The code's fractions of both thresholds. */
const RESTORING = 0.6;
const BREAKING = 1.4;
/** Singular values below this part of the largest are rounding. */
const SILENT = 1e-13;

/** From which temperature on all modes converge, and from which on none does. */
export interface ConvergenceTemperatures {
  /** r/λ_max: at every smaller β all modes converge. */
  readonly beta: number;
  /** λ_max/r, in units of energy. */
  readonly temperature: number;
  /** r/λ_min: at every larger β no mode does; ∞ where a mode has no singular value. */
  readonly betaOfNone: number;
  /** 0.6·r/λ_max and 1.4·r/λ_min, as in the paper's code. */
  readonly restoring: number;
  readonly breaking: number;
}

/**
 * Thresholds of a machine in the Gaussian regime (centred means; biases only raise them).
 * @throws BoltzproofError "domain" when W = 0, where every temperature will do.
 */
export function temperatureOfConvergence(
  rbm: Rbm,
  { lambda }: Pick<SingularModes, "lambda"> = singularModes(rbm),
): ConvergenceTemperatures {
  const { visible, hidden } = stiffnessOf(rbm);
  const r = Math.sqrt(visible * hidden);
  // A mode whose singular value is rounding of the largest has none.
  const smallest = lambda.at(-1)! > SILENT * lambda[0]! ? lambda.at(-1)! : 0;
  const largest = lambda[0]!;
  if (!(largest > 0)) {
    throw new BoltzproofError("domain", {
      found: "weights that are all zero",
      expected: "a machine with at least one mode",
      advice: "without weights every temperature will do",
    });
  }
  const [beta, betaOfNone] = [r / largest, r / smallest];
  return { beta, temperature: largest / r, betaOfNone, restoring: RESTORING * beta, breaking: BREAKING * betaOfNone };
}
