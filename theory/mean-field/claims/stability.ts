/** Claim A25: when a solution is stable. */
import { agree, bounded, onMachine, vanishes } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { symmetricEigen } from "../../../src/numeric/index.ts";
import { type Matrix, matrixFrom } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import { joined, numericHessian, smallestEigenvalue } from "../../support/derivatives.ts";
import { sharedDraw } from "../../support/draws.ts";
import { gathered } from "../../support/latex.ts";
import { centredMachine, gentleMachines, oneMode, UNIT_PAIRS, withWeights } from "../../support/machines.ts";
import { standard } from "../../support/source.ts";
import { meanFieldFreeEnergy } from "../free-energy.ts";
import { centreOf, findMeanFieldSolutions } from "../solve.ts";
import { stabilityRatio } from "../stability.ts";
import { unitLaw } from "../unit-law.ts";
import { randomMeans } from "./stationarity.ts";
import { centredThreshold } from "./threshold.ts";
import { clamped } from "./trained.ts";

const ROOM = "mean-field";

/** Below 1 the point is stable. */
type Criterion = (rbm: Rbm, m: Float64Array, n: Float64Array, beta: number) => number;

const criterion: Criterion = (rbm, m, n, beta) => stabilityRatio(rbm, m, n, { beta });

/** 1 less the smallest eigenvalue of the Hessian in units of its diagonal, from finite differences, at random means. */
const measured = sharedDraw((rng: Rng) =>
  gentleMachines(rng.child("machines")).flatMap((rbm) =>
    [0.5, 2].map((beta) => {
      const { m, n } = randomMeans(rbm, rng);
      const N = rbm.visible;
      const F = (x: Float64Array): number => meanFieldFreeEnergy(rbm, x.subarray(0, N), x.subarray(N), { beta });
      const H = numericHessian(F, joined(m, n));
      const root = Float64Array.from({ length: H.rows }, (_, k) => Math.sqrt(H.data[k * H.cols + k]!));
      const scaled = matrixFrom(H.rows, H.cols, (k, l) => H.data[k * H.cols + l]! / (root[k]! * root[l]!));
      return { rbm, beta, m, n, ratio: 1 - smallestEigenvalue(scaled) };
    }),
  ),
);

const boundary: Evidence<Criterion> = {
  id: "boundary",
  says: "1 less the smallest eigenvalue of the Hessian of F_MF in units of its diagonal, by finite differences: random means, every kind of unit, β = ½ and 2",
  judge(formula, { rng }) {
    const pairs = measured(rng).map(({ rbm, beta, m, n, ratio }) => ({
      expected: formula(rbm, m, n, beta),
      found: ratio,
    }));
    const because = "second derivatives by finite differences, about seven digits each";
    return agree("1 less the smallest eigenvalue", pairs, { allowed: 1e-4, because, everyDraw: true });
  },
};

/** The solutions that ascent reaches are stable ones, on either side of the transition of a centred machine. */
const solutions: Evidence<Criterion> = {
  id: "solutions",
  says: "the criterion calls every solution that the updates reach stable, and above the threshold the symmetric one unstable; 20 centred 10×8 machines of every kind of unit at 1.3 times the threshold",
  judge(formula, { rng }) {
    const machines = Array.from({ length: 20 }, (_, k) => brokenMachine(rng.child(k), k));
    const bounds = machines.flatMap(({ rbm, centre, solution }) => [
      { at: "the symmetric solution", lower: 1, upper: formula(rbm, centre.m, centre.n, 1) },
      { at: "the solution that is reached", lower: formula(rbm, solution.m, solution.n, 1), upper: 1 },
    ]);
    return bounded("1 against the criterion", bounds, {
      allowed: 0,
      because:
        "the updates fall to a minimum, and 30 % beyond the threshold the centre is none, whatever the direction",
      everyDraw: true,
    });
  },
};

/** A machine beyond its threshold, with its symmetric and its lowest solution. */
function brokenMachine(rng: Rng, k: number) {
  const [visibleUnits, hiddenUnits] = UNIT_PAIRS[k % UNIT_PAIRS.length]!;
  const lambda = 1.3 * centredThreshold(visibleUnits, hiddenUnits, 1);
  const rbm = centredMachine(oneMode(10, 8, lambda, rng.child("weights")), visibleUnits, hiddenUnits);
  const [solution] = findMeanFieldSolutions(rbm, rng.child("starts"), { starts: 4 });
  return { rbm, centre: centreOf(rbm), solution: solution! };
}

const trained: Evidence<Criterion> = {
  id: "trained weights",
  says: "on the weights of the trained machine, all but twelve hidden units held fast, the criterion finds the boundary where the smallest eigenvalue of the Hessian vanishes",
  needs: "machine",
  judge(formula, { machine }) {
    const found = clamped(machine!).map(({ rbm, m, n }) => {
      const hessian = reducedHessian(withWeights(rbm, 1 / formula(rbm, m, n, 1)), m, n);
      return smallestEigenvalue(hessian) / symmetricEigen(hessian).values[0]!;
    });
    const what = "smallest eigenvalue at the predicted boundary, relative to the largest";
    return onMachine(machine!.name, vanishes(what, found, { allowed: 1e-9, because: "rounding" }));
  },
};

/**
 * D_h⁻¹ − Wᵀ D_v W: what is left of the Hessian for the hidden means when the visible ones follow; it vanishes
 * somewhere when the whole does, and is small enough for a dense eigenvalue problem.
 */
function reducedHessian(rbm: Rbm, m: Float64Array, n: Float64Array): Matrix {
  const v = m.map(unitLaw(rbm.visibleUnits).variance);
  const h = n.map(unitLaw(rbm.hiddenUnits).variance);
  const M = rbm.hidden;
  return matrixFrom(M, M, (j, k) => {
    let sum = j === k ? 1 / h[j]! : 0;
    for (let i = 0; i < rbm.visible; i++) sum -= rbm.W.data[i * M + j]! * v[i]! * rbm.W.data[i * M + k]!;
    return sum;
  });
}

const criterionClaim: Claim<Criterion> = {
  id: `${ROOM}/stability`,
  room: ROOM,
  labels: ["A25"],
  title: "A solution is stable while fluctuations cannot feed on each other",
  statement: gathered(
    String.raw`\nabla^2F_{\rm MF}=\begin{pmatrix}D_v^{-1}/\beta&-W\\-W^{\mathsf T}&D_h^{-1}/\beta\end{pmatrix}>0\;\Leftrightarrow\;\beta\,\sigma_{\max}\big(D_v^{1/2}WD_h^{1/2}\big)<1`,
    String.raw`D=\operatorname{diag}m(1-m)\;\{0,1\},\qquad D=\operatorname{diag}(1-m^2)\;\{\pm1\}`,
  ),
  source: standard("A25"),
  status: "standard",
  expect: "checked",
  formula: criterion,
  evidence: [boundary, solutions, trained],
  mutants: [
    {
      id: "bare weights",
      says: "λ₁ against the threshold of centred units, whatever the means",
      formula: (r, _m, _n, beta) =>
        singularModes(r, { count: 1 }).lambda[0]! / centredThreshold(r.visibleUnits, r.hiddenUnits, beta),
    },
    {
      id: "variances, not their roots",
      says: "σ_max(D_v W D_h)",
      formula: (r, m, n, beta) => beta * largestSingularValue(coupling(r, m, n, (t) => t)),
    },
    {
      id: "stiffness for variance",
      says: "D⁻¹ in place of D",
      formula: (r, m, n, beta) => beta * largestSingularValue(coupling(r, m, n, (t) => 1 / Math.sqrt(t))),
    },
    { id: "no temperature", says: "without β", formula: (r, m, n) => criterion(r, m, n, 1) },
    {
      id: "squared",
      says: "the square of the criterion",
      formula: (r, m, n, beta) => criterion(r, m, n, beta) ** 2 / 1.2,
    },
  ],
};

/** f(D_v) W f(D_h). */
function coupling(rbm: Rbm, m: Float64Array, n: Float64Array, f: (variance: number) => number): Matrix {
  const v = m.map((t) => f(unitLaw(rbm.visibleUnits).variance(t)));
  const h = n.map((t) => f(unitLaw(rbm.hiddenUnits).variance(t)));
  return matrixFrom(rbm.visible, rbm.hidden, (i, j) => v[i]! * rbm.W.data[i * rbm.hidden + j]! * h[j]!);
}

const largestSingularValue = (A: Matrix): number => singularModes(A, { count: 1 }).lambda[0]!;

export const stabilityClaims: readonly Claim[] = [criterionClaim];
