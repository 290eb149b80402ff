/** Solutions of the TAP equations of an early machine: the one without a condensed mode, and those with one. */
import type { LayerMeans } from "../mean-field/fixed-point.ts";
import { solveMeanField } from "../mean-field/solve.ts";
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
export function symmetricSolution(s: Solvable): TapSolution {
  return solveFrom(s, s.reference.n);
}

/** The converged solution of lowest free energy among those from both sides of the leading modes and the reference. */
export function lowestSolution(s: Solvable): (TapSolution & LayerMeans) | undefined {
  const { modes, reference } = s;
  const nudged = Array.from({ length: Math.min(SIDES, modes.lambda.length) }, (_, mode) =>
    [-1, 1].map((side) =>
      reference.n.map((t, j) => {
        const moved = t + side * NUDGE * Math.sign(modes.V.data[j * modes.V.cols + mode]!);
        return Math.min(0.99, Math.max(0.01, moved));
      }),
    ),
  ).flat();
  const found = [reference.n, ...nudged].map((start) => solveFrom(s, start)).filter(({ converged }) => converged);
  return found.sort((p, q) => p.freeEnergy - q.freeEnergy)[0];
}
