/** The approximations of ln Z side by side on the machines of the first updates, and what they are held against. */
import type { TrainedMachine } from "../../src/lab/types.ts";
import { Rng } from "../../src/numeric/random.ts";
import { logPartitionExact } from "../../src/rbm/exact/index.ts";
import { logPartitionAis } from "../../src/rbm/partition/index.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { logPartitionGaussian } from "../gaussian-partition/log-partition.ts";
import type { LayerMeans } from "../mean-field/fixed-point.ts";
import { type MeanFieldSolution, solveMeanField } from "../mean-field/solve.ts";
import { oneLoopFreeEnergy, stabilityRatio } from "../mean-field/stability.ts";
import { valuesOfLogPartition } from "../support/annealing.ts";
import { sharedDraw } from "../support/draws.ts";
import { rememberedByObject } from "../support/remember.ts";
import { type EarlyMachine, earlyCourse, referenceMeans } from "../symmetry-breaking/early-course.ts";
import { solveTap } from "../tap/solve.ts";
import { logPartitionGaussianAbout } from "./about-means.ts";

/** A machine with the two points that approximations stand on. */
export interface SolvedMachine {
  readonly rbm: Rbm;
  /** Of mean field, from the reference; `converged` says whether it is one. */
  readonly solution: MeanFieldSolution;
  /** The data's means and the hidden means under them. */
  readonly reference: LayerMeans;
}

/** ln Z in nats; NaN where the approximation does not exist or its solver does not converge. */
export type Approximation = (machine: SolvedMachine) => number;

const meanField: Approximation = ({ solution }) => (solution.converged ? -solution.freeEnergy : Number.NaN);

const tap: Approximation = ({ rbm, solution }) => {
  const options = { damping: 0, tolerance: 1e-6, maxIterations: 300, onFailure: "report" } as const;
  const found = solveTap(rbm, { ...options, start: solution.n });
  return found.converged ? -found.freeEnergy : Number.NaN;
};

const oneLoop: Approximation = ({ rbm, solution: { m, n, converged } }) =>
  converged && stabilityRatio(rbm, m, n) < 1 ? -oneLoopFreeEnergy(rbm, m, n) : Number.NaN;

const aboutReference: Approximation = ({ rbm, reference: { m, n } }) =>
  stabilityRatio(rbm, m, n) < 1 ? logPartitionGaussianAbout(rbm, { m, n }).value : Number.NaN;

/** A36 as it stands, which takes all means for one half. */
const uniform: Approximation = ({ rbm }) => {
  const half = (size: number): Float64Array => new Float64Array(size).fill(rbm.units === "binary" ? 0.5 : 0);
  const centre = { m: half(rbm.visible), n: half(rbm.hidden) };
  return stabilityRatio(rbm, centre.m, centre.n) < 1 ? logPartitionGaussian(rbm).value : Number.NaN;
};

/** By the names that figures and claims give them. */
export const approximations: Readonly<Record<ApproximationName, Approximation>> = {
  "mean field": meanField,
  TAP: rememberedByObject(tap),
  "one loop": rememberedByObject(oneLoop),
  "Gaussian about the data": rememberedByObject(aboutReference),
  "Gaussian about one half": rememberedByObject(uniform),
};

export type ApproximationName =
  | "mean field"
  | "TAP"
  | "one loop"
  | "Gaussian about the data"
  | "Gaussian about one half";

/** A machine whose ln Z is known. */
export interface KnownMachine extends SolvedMachine {
  /** Updates completed; NaN for the trained machine. */
  readonly update: number;
  readonly strength: number;
  readonly logPartition: number;
  /** Independent values whose mean it is, where it is an estimate. */
  readonly values?: Float64Array;
  /** Standard error; 0 where the value is exact. */
  readonly error: number;
  /** Whether the interval is to be believed. */
  readonly reliable: boolean;
}

/** From the reference. At a solution F is flat, so that means to six digits give it to twelve. */
export function solveFrom(rbm: Rbm, reference: LayerMeans): SolvedMachine {
  const options = { tolerance: 1e-6, maxIterations: 2000, onFailure: "report" } as const;
  return { rbm, reference, solution: solveMeanField(rbm, { ...options, start: reference.n }) };
}

/** Hidden units of the machine that is small enough to sum over. */
const FEW = 12;

const few = sharedDraw(
  async (_rng: Rng, machine: TrainedMachine): Promise<KnownMachine[]> =>
    (await earlyCourse(machine, "full", FEW)).map(({ update, rbm, reference, strengths }) => ({
      ...solveFrom(rbm, reference),
      update,
      strength: strengths[0]!,
      logPartition: logPartitionExact(rbm),
      error: 0,
      reliable: true,
    })),
  ({ name, rbm }) => [name, rbm.W.data[0]!],
);

/** The first updates of the same run with twelve hidden units, ln Z exact. */
export function smallCourse(machine: TrainedMachine): Promise<KnownMachine[]> {
  return few(Rng.fromSeed(0), machine);
}

type Annealable = Pick<EarlyMachine, "update" | "rbm" | "reference" | "strengths">;

/** Chains of an estimate. */
const ANNEALED = 120;

const annealed = sharedDraw(
  async (rng: Rng, { train }: TrainedMachine, early: Annealable, scale: number): Promise<KnownMachine> => {
    const { update, rbm, reference, strengths } = early;
    const estimate = await logPartitionAis(rbm, rng, {
      chains: ANNEALED * scale,
      temperatures: 100,
      start: train,
    });
    const { value, standardError, reliable } = estimate;
    const known = { logPartition: value, values: valuesOfLogPartition(estimate), error: standardError, reliable };
    return { ...solveFrom(rbm, reference), update, strength: strengths[0]!, ...known };
  },
  ({ name }, { rbm, update }, scale) => [name, rbm.W.data[0]!, update, scale],
);

/** A machine of the run against annealing from the data's frequencies, with so many times 120 chains. */
export function annealedMachine(
  machine: TrainedMachine,
  early: Annealable,
  seed: number,
  scale = 1,
): Promise<KnownMachine> {
  return annealed(Rng.fromSeed(seed).child("free energies").child(early.update), machine, early, scale);
}

/** Means to stand on for the trained machine itself. */
export function referenceOf(machine: TrainedMachine): LayerMeans {
  return referenceMeans(machine.rbm, machine);
}
