/** Claim A39: z drawn from the fitted normal law, and how far their covariance is from its. */
import { agree, drawnMean, drawnMeans, onMachine } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { cholesky, sampleMoments, solveLinear } from "../../src/numeric/index.ts";
import { type Matrix, matrix, matrixFrom, multiply, transpose } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { machineSamples } from "../support/samples.ts";
import { fromPaper } from "../support/source.ts";
import {
  expectedCovarianceError,
  fitReciprocalGaussian,
  type ReciprocalGaussian,
  relativeFrobenius,
  sampleReciprocalGaussian,
} from "./gaussian.ts";

const ROOM = "generation";

/** How z is drawn, and how far its covariance is expected to be from the target. */
interface Drawing {
  draw(law: ReciprocalGaussian, count: number, rng: Rng): Matrix;
  expectedError(target: Matrix, draws: number): number;
}

const drawing: Drawing = { draw: sampleReciprocalGaussian, expectedError: expectedCovarianceError };

/** A covariance with a few strong directions, as trained machines have them. */
export function plantedLaw(rng: Rng): ReciprocalGaussian {
  const n = 16;
  const A = matrixFrom(n, n, (_, j) => rng.normal() / Math.sqrt(1 + j));
  const covariance = multiply(A, transpose(A));
  const none = matrix(n, n / 2);
  const modes = { U: none, V: none, lambda: new Float64Array(n / 2) };
  return { modes, mean: rng.normals(n), covariance, root: cholesky(covariance) };
}

const DRAWS = 6000;

const plantedDraws: Evidence<Drawing> = {
  id: "drawn law",
  says: `${DRAWS.toLocaleString("en")} draws from a law of 16 variables: squared distance from the mean in units of the covariance, and the mean where the covariance sees it best`,
  judge(formula, { rng, scale }) {
    const law = plantedLaw(rng.child("law"));
    const { covariance, mean } = law;
    const n = mean.length;
    const z = formula.draw(law, DRAWS * scale, rng.child("draws"));
    const inverse = solveLinear(
      covariance,
      matrixFrom(n, n, (i, j) => (i === j ? 1 : 0)),
    );
    const seen = multiply(matrix(1, n, mean), inverse).data;
    const centred = matrixFrom(z.rows, n, (s, i) => z.data[s * n + i]! - mean[i]!);
    const whitened = multiply(centred, inverse);
    const [distance, along] = [new Float64Array(z.rows), new Float64Array(z.rows)];
    centred.data.forEach((t, k) => {
      distance[Math.floor(k / n)]! += (t * whitened.data[k]!) / n;
      along[Math.floor(k / n)]! += z.data[k]! * seen[k % n]!;
    });
    return drawnMeans("drawn reciprocal variables", [
      { at: "squared distance a variable", sample: distance, predicted: 1 },
      { at: "mean", sample: along, predicted: mean.reduce((s, t, i) => s + t * seen[i]!, 0) },
    ]);
  },
};

const entries: Evidence<Drawing> = {
  id: "entries",
  says: "the sum over the entries of a covariance of S draws of their variances (C_ij² + C_ii C_jj)/(S − 1), Wishart's, four laws of 16 variables and S = 40 and 9,000",
  judge(formula, { rng }) {
    const pairs = [0, 1, 2, 3].flatMap((k) => {
      const { covariance: C } = plantedLaw(rng.child(k));
      const n = C.rows;
      const diagonal = (i: number): number => C.data[i * (n + 1)]!;
      const squares = C.data.reduce((s, t) => s + t * t, 0);
      const sum = C.data.reduce((s, t, at) => s + t * t + diagonal(Math.floor(at / n)) * diagonal(at % n), 0);
      return [40, 9000].map((draws) => {
        return {
          at: `S = ${draws}`,
          expected: formula.expectedError(C, draws) ** 2,
          found: sum / squares / (draws - 1),
        };
      });
    });
    return agree("mean square of the relative error", pairs, {
      allowed: 1e-12,
      because: "rounding of sums over 256 entries",
      everyDraw: true,
    });
  },
};

/** Squared relative Frobenius errors of the covariances of so many sets of draws. */
const squaredErrors = sharedDraw(
  (rng: Rng, law: ReciprocalGaussian, sets: number, draws: number): Float64Array =>
    Float64Array.from({ length: sets }, (_, k) => {
      const z = sampleReciprocalGaussian(law, draws, rng.child(k));
      return relativeFrobenius(sampleMoments(z).covariance, law.covariance) ** 2;
    }),
  (_law, sets, draws) => [sets, draws],
);

const SETS = 300;
const SMALL_SET = 40;

const plantedErrors: Evidence<Drawing> = {
  id: "planted law",
  says: `squared relative Frobenius errors of the covariances of ${SETS} sets of ${SMALL_SET} draws from a law of 16 variables`,
  judge({ expectedError }, { rng, scale }) {
    const law = plantedLaw(rng.child("law"));
    const found = squaredErrors(rng.child("sets"), law, SETS * scale, SMALL_SET);
    return drawnMean("mean square of the relative error", found, expectedError(law.covariance, SMALL_SET) ** 2);
  },
};

/** Modes of the trained machine whose covariance is judged. */
const LEADING = 10;

const trainedCovariance: Evidence<Drawing> = {
  id: "trained machine",
  says: `the same of sets of 90 draws from the law fitted to Gibbs samples of the trained machine, ${LEADING} leading modes of both layers (criterion F11)`,
  needs: "machine",
  async judge({ expectedError }, { machine, seed, budget, rng, scale }) {
    const { rbm, name } = machine!;
    const modes = singularModes(rbm, { count: Math.min(LEADING, rbm.hidden) });
    const law = fitReciprocalGaussian(modes, await machineSamples(machine!, seed, budget));
    const found = squaredErrors(rng, law, 100 * scale, 90);
    const predicted = expectedError(law.covariance, 90) ** 2;
    return onMachine(name, drawnMean("mean square of the relative error", found, predicted));
  },
};

const transposedRoot: Drawing["draw"] = (law, count, rng) =>
  sampleReciprocalGaussian({ ...law, root: transpose(law.root) }, count, rng);

const separateDraws: Drawing["draw"] = (law, count, rng) => {
  const deviation = (i: number): number => Math.sqrt(law.covariance.data[i * (law.covariance.cols + 1)]!);
  const n = law.mean.length;
  return sampleReciprocalGaussian(
    { ...law, root: matrixFrom(n, n, (i, j) => (i === j ? deviation(i) : 0)) },
    count,
    rng,
  );
};

const covarianceClaim: Claim<Drawing> = {
  id: `${ROOM}/covariance`,
  room: ROOM,
  labels: ["A39"],
  title: "Drawn reciprocal variables have the covariance of the machine",
  statement: gathered(
    String.raw`z=\mu+Bg,\quad g\sim\mathcal N(0,1),\quad BB^{\mathsf T}=C`,
    String.raw`\frac{\mathbb E\lVert\hat C-C\rVert^2}{\lVert C\rVert^2}=\frac{1+d}{S-1},\qquad d=\frac{(\operatorname{tr}C)^2}{\lVert C\rVert^2}\quad(\text{Frobenius norms, }S\text{ draws})`,
  ),
  source: fromPaper("A39, F11", "protocol of the paper's code; the expected error is standard, the criterion is ours"),
  status: "as printed",
  expect: "sampled",
  formula: drawing,
  evidence: [entries, plantedDraws, plantedErrors, trainedCovariance],
  mutants: [
    { id: "transposed root", says: "BᵀB in place of BBᵀ", formula: { ...drawing, draw: transposedRoot } },
    { id: "no correlations", says: "every variable by itself", formula: { ...drawing, draw: separateDraws } },
    {
      id: "one direction",
      says: "expected error 1/√S, as if C had no trace",
      formula: { ...drawing, expectedError: (_, draws) => 1 / Math.sqrt(draws) },
    },
  ],
};

export const covarianceClaims: readonly Claim[] = [covarianceClaim];
