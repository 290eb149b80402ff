/**
 * Which modes of a machine diffuse to the Boltzmann law, and how fast: table A52 for Toledo-Marín et al. 2025. The
 * threshold 4/β stands in the paper's code; the table is a reconstruction. Five processes, in order of what they know:
 *
 *   energy          the saddle alone: u runs away at the rate βλ, w contracts at βλ, zero modes drift
 *   infinite size   with the entropic spring: u converges iff βλ < √(r_v r_h), which is 4 for {0,1} units
 *   bulk            the springs stiffened by all modes together (A44): iff βλ < √(r_v r_h) with those
 *   means           about a mean-field solution: iff the singular values s of βD_v^½WD_h^½ lie below 1 (A25)
 *   finite size     always, in the time that paths take over the barrier
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { type SingularModes, singularModes } from "../../../src/rbm/modes.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import type { Temperature } from "../../../src/rbm/states.ts";
import { solveBulkStiffness } from "../../infinite-size/gaussian-law.ts";
import { inverseParticipationRatios } from "../../initial-spectrum/haar.ts";
import type { LayerMeans } from "../../mean-field/fixed-point.ts";
import { solveMeanField } from "../../mean-field/solve.ts";
import { effectiveSingularValues } from "../../mean-field/stability.ts";
import { ratesOfMode, type Stiffness, stiffnessOf } from "../process/machine.ts";
import { type DirectionConvergence, linearDirection } from "./direction.ts";
import { finiteDirection } from "./escape.ts";

/** Which process is asked whether it converges. */
export type DiffusionProcess = "energy" | "infinite size" | "bulk" | "means" | "finite size";

/** Process, temperature, and what is known already of the machine. */
export interface ConvergenceOptions extends Temperature {
  /** "infinite size" when left out. */
  readonly process?: DiffusionProcess;
  /** Modes known already. */
  readonly modes?: SingularModes;
  /** For "means": the solution to linearise about; the one reached from the centre when left out. */
  readonly means?: LayerMeans;
}

/** Whether the two directions of one mode converge, and at which rate. */
export interface ModeConvergence {
  /** Number of the mode, from 1, the strongest first. */
  readonly alpha: number;
  /** Singular value of W. */
  readonly lambda: number;
  /** What is compared with the threshold: βλ, or s about a mean-field solution (whose modes are its own). */
  readonly strength: number;
  readonly u: DirectionConvergence;
  readonly w: DirectionConvergence;
}

/** The question of convergence answered for every mode of a machine. */
export interface ConvergenceTable {
  readonly process: DiffusionProcess;
  readonly beta: number;
  /** The criterion in words. */
  readonly criterion: string;
  /** Modes of a larger strength do not converge; 0 for the energy alone, ∞ at finite size. */
  readonly threshold: number;
  readonly modes: readonly ModeConvergence[];
  /** Directions that W does not couple. */
  readonly zero: { readonly visible: number; readonly hidden: number } & DirectionConvergence;
}

/** What distinguishes a process from another. */
interface Criterion {
  readonly says: string;
  readonly threshold: number;
  readonly strengths: Float64Array;
  u(strength: number, k: number): DirectionConvergence;
  w(strength: number): DirectionConvergence;
  readonly zero: DirectionConvergence;
}

/**
 * The table of one process.
 * @throws BoltzproofError "domain" for "bulk" where no paramagnetic solution exists or units are not {0,1}, and for
 * "finite size" in a mixed machine; "not-converged" for "means" when mean field does not converge.
 */
export function diffusionConvergence(rbm: Rbm, options: ConvergenceOptions = {}): ConvergenceTable {
  const { process = "infinite size", beta = 1 } = options;
  const modes = options.modes ?? singularModes(rbm);
  const criterion = CRITERIA[process](rbm, modes, { ...options, beta });
  const L = modes.lambda.length;
  return {
    process,
    beta,
    criterion: criterion.says,
    threshold: criterion.threshold,
    modes: Array.from(modes.lambda, (lambda, k) => {
      const strength = criterion.strengths[k]!;
      return { alpha: k + 1, lambda, strength, u: criterion.u(strength, k), w: criterion.w(strength) };
    }),
    zero: { visible: rbm.visible - L, hidden: rbm.hidden - L, ...criterion.zero },
  };
}

/** Numbers of the modes whose direction u does not converge. */
export function divergingModes(table: ConvergenceTable): number[] {
  return table.modes.filter((mode) => !mode.u.converges).map((mode) => mode.alpha);
}

type Ask = (rbm: Rbm, modes: SingularModes, options: ConvergenceOptions & { readonly beta: number }) => Criterion;

const times = (lambda: Float64Array, beta: number): Float64Array => lambda.map((t) => beta * t);

const energyAlone: Ask = (_rbm, { lambda }, { beta }) => ({
  says: "the energy alone: no direction u is normalisable",
  threshold: 0,
  strengths: times(lambda, beta),
  u: (t) => linearDirection(-t),
  w: (t) => linearDirection(t),
  zero: linearDirection(0),
});

function springs(says: string, r: Stiffness, lambda: Float64Array, beta: number): Criterion {
  return {
    says,
    threshold: Math.sqrt(r.visible * r.hidden),
    strengths: times(lambda, beta),
    // At the threshold itself the smaller eigenvalue is zero up to rounding: the sign follows the strength.
    u: (t) => linearDirection(t === Math.sqrt(r.visible * r.hidden) ? 0 : ratesOfMode(t, r).u),
    w: (t) => linearDirection(ratesOfMode(t, r).w),
    zero: linearDirection(Math.min(r.visible, r.hidden)),
  };
}

const infiniteSize: Ask = (rbm, { lambda }, { beta }) => {
  const r = stiffnessOf(rbm);
  return springs(`βλ below ${Math.sqrt(r.visible * r.hidden)}`, r, lambda, beta);
};

const bulk: Ask = (rbm, { lambda }, { beta }) => {
  if (rbm.visibleUnits !== "binary" || rbm.hiddenUnits !== "binary") throw onlyBinary(rbm);
  const r = bulkOf(rbm, times(lambda, beta));
  return springs("βλ below √(r_v r_h), stiffened by the bulk", r, lambda, beta);
};

/** Beyond the paramagnet there is no such stiffness: a domain error that says so. */
function bulkOf(rbm: Rbm, strengths: Float64Array): Stiffness {
  try {
    return solveBulkStiffness(strengths, rbm.visible, rbm.hidden);
  } catch (cause) {
    throw new BoltzproofError("domain", {
      found: `βλ_1 = ${strengths[0]}, for which no stiffness keeps the variances of the units at ¼`,
      expected: "a paramagnet, with every mode of the stiffened machine stable",
      advice: 'raise the temperature, or ask for the process "means"',
      cause,
    });
  }
}

const aboutMeans: Ask = (rbm, { lambda }, { beta, means }) => {
  const at = means ?? solveMeanField(rbm, { beta, tolerance: 1e-9 });
  const s = effectiveSingularValues(rbm, at.m, at.n, { beta });
  return {
    says: "singular values of βD_v^½WD_h^½ below 1",
    threshold: 1,
    strengths: s.slice(0, lambda.length),
    // In coordinates in which every unit has the variance ¼ the spring is 4, as without means.
    u: (t) => linearDirection(4 * (1 - t)),
    w: (t) => linearDirection(4 * (1 + t)),
    zero: linearDirection(4),
  };
};

const finiteSize: Ask = (rbm, modes, { beta }) => {
  const units = rbm.units;
  const [Q, R] = [inverseParticipationRatios(modes.U), inverseParticipationRatios(modes.V)];
  const { visible: r } = stiffnessOf(rbm);
  return {
    says: "always, in the time of the escape over the barrier",
    threshold: Number.POSITIVE_INFINITY,
    strengths: times(modes.lambda, beta),
    u: (t, k) => finiteDirection({ lambda: t, participation: Q[k]! + R[k]!, units }),
    w: (t) => linearDirection(r + t),
    zero: linearDirection(r),
  };
};

const CRITERIA: Readonly<Record<DiffusionProcess, Ask>> = {
  energy: energyAlone,
  "infinite size": infiniteSize,
  bulk,
  means: aboutMeans,
  "finite size": finiteSize,
};

function onlyBinary(rbm: Rbm): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `a machine of ${rbm.visibleUnits} and ${rbm.hiddenUnits} units`,
    expected: "{0,1} units, for which the stiffness of the bulk is solved",
    advice: "convert the units",
  });
}
