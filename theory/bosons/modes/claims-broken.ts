import { agree, onMachine } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, TrainedMachine } from "../../../src/lab/types.ts";
import { symmetricEigen } from "../../../src/numeric/index.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import type { LayerMeans } from "../../mean-field/fixed-point.ts";
import { centreOf, solveMeanField } from "../../mean-field/solve.ts";
import { effectiveSingularValues } from "../../mean-field/stability.ts";
import { centredMachine, oneMode } from "../../support/machines.ts";
import { reconstructed } from "../../support/source.ts";
import { bosonSpectrum, machineStiffness } from "./spectrum.ts";

const ROOM = "bosons";

/** Number of modes without a vacuum about a point of a machine. */
type Unstable = (rbm: Rbm, solution: LayerMeans) => number;

/** By Sylvester's law from K itself. */
function negativeDirections(rbm: Rbm, about: LayerMeans): number {
  return symmetricEigen(machineStiffness(rbm, { about })).values.filter((t) => !(t > 0)).length;
}

/** Bosons about the solution that mean field reaches from hidden means displaced along the leading mode. */
const brokenEvidence: Evidence<Unstable> = {
  id: "broken machines",
  says: "negative eigenvalues of K about the mean-field solutions of centred machines with one strong mode, λ = 3, 5, 8, and at their centres",
  judge(formula, { rng }) {
    const cases = [3, 5, 8].flatMap((lambda) => {
      const rbm = centredMachine(oneMode(16, 12, lambda, rng.child(`${lambda}`)), "binary", "binary");
      const start = rng
        .child("start")
        .normals(12, 0.2)
        .map((t) => 0.5 + Math.max(-0.4, Math.min(0.4, t)));
      return [solveMeanField(rbm, { start, tolerance: 1e-10, maxIterations: 100_000 }), centreOf(rbm)].map((at) => ({
        rbm,
        at,
      }));
    });
    const pairs = cases.map(({ rbm, at }) => ({ expected: formula(rbm, at), found: negativeDirections(rbm, at) }));
    return agree("modes without a vacuum", pairs, {
      allowed: 0,
      because: "counts, equal by Sylvester's law",
      everyDraw: true,
    });
  },
};

const trainedSolution: Evidence<Unstable> = {
  id: "trained machine",
  says: "negative eigenvalues of K about the mean-field solution of the trained machine that the centre leads to",
  needs: "machine",
  budget: "full",
  judge(formula, { machine }) {
    const { rbm, name } = machine as TrainedMachine;
    const at = solveMeanField(rbm, { tolerance: 1e-8 });
    const pair = { at: "the solution", expected: formula(rbm, at), found: negativeDirections(rbm, at) };
    return onMachine(name, agree("modes without a vacuum", [pair], { allowed: 0, because: "counts" }));
  },
};

const brokenClaim: Claim<Unstable> = {
  id: `${ROOM}/broken-vacuum`,
  room: ROOM,
  labels: ["A47", "A25"],
  title: "About a broken solution every boson has a vacuum again (reconstruction)",
  statement: String.raw`\#\{\Omega_k^2\le0\}=\#\{\alpha:\beta\sigma_\alpha(D_v^{1/2}WD_h^{1/2})\ge1\},\qquad\text{none at a minimum of }F_{\rm MF}`,
  source: reconstructed("A25, A47"),
  status: "reconstruction",
  expect: "checked",
  formula: (rbm, { m, n }) => effectiveSingularValues(rbm, m, n).filter((t) => t >= 1).length,
  evidence: [brokenEvidence, trainedSolution],
  mutants: [
    {
      id: "bare threshold",
      says: "the bare count of λ ≥ 4 wherever the expansion is made",
      formula: (rbm) => bosonSpectrum(rbm).unstable,
    },
    { id: "always stable", says: "none anywhere", formula: () => 0 },
  ],
};

export const brokenClaims: readonly Claim[] = [brokenClaim];
