/** Solutions of the TAP equations of an early machine: the one without a condensed mode, and those with one. */
import { solveMeanField } from "../mean-field/solve.ts";
import { rememberedByObject } from "../support/remember.ts";
import { solveTap, type TapSolution } from "../tap/solve.ts";
import type { EarlyMachine } from "./early-course.ts";

/** Modes from whose sides searches start. */
const SIDES = 2;
/** Displacement of a hidden mean in a start. */
const NUDGE = 0.3;

type Solvable = Pick<EarlyMachine, "rbm" | "modes" | "reference">;

/** From given hidden means, through mean field; `converged` says whether the TAP equations are solved. */
function solveFrom({ rbm }: Solvable, start: Float64Array): TapSolution {
  const options = { tolerance: 1e-7, onFailure: "report" } as const;
  const { n } = solveMeanField(rbm, { ...options, start, maxIterations: 2000 });
  return solveTap(rbm, { ...options, start: n, damping: 0, maxIterations: 300 });
}

/** The solution reached from the reference. */
export const symmetricSolution: (s: Solvable) => TapSolution = rememberedByObject((s) => solveFrom(s, s.reference.n));

/** Free energies this close are one solution, found twice. */
const SAME = 1e-3;

/** The converged solutions from both sides of the leading modes and from the reference, the lowest free energy first. */
export const foundSolutions: (s: Solvable) => readonly TapSolution[] = rememberedByObject((s) => {
  const { modes, reference } = s;
  const nudged = Array.from({ length: Math.min(SIDES, modes.lambda.length) }, (_, mode) =>
    [-1, 1].map((side) =>
      reference.n.map((t, j) => {
        const moved = t + side * NUDGE * Math.sign(modes.V.data[j * modes.V.cols + mode]!);
        return Math.min(0.99, Math.max(0.01, moved));
      }),
    ),
  ).flat();
  const found = [symmetricSolution(s), ...nudged.map((start) => solveFrom(s, start))];
  const sorted = found.filter(({ converged }) => converged).sort((p, q) => p.freeEnergy - q.freeEnergy);
  return sorted.filter((p, k) => k === 0 || p.freeEnergy - sorted[k - 1]!.freeEnergy > SAME);
});

/** The lowest of them. */
export function lowestSolution(s: Solvable): TapSolution | undefined {
  return foundSolutions(s)[0];
}

/** By how much the lowest lies below the next, in nats: e to this power is its share against the other's. */
export function dominance(s: Solvable): number {
  const [first, second] = foundSolutions(s);
  if (first === undefined) return 0;
  return second === undefined ? Number.POSITIVE_INFINITY : second.freeEnergy - first.freeEnergy;
}
