/** Claims A39, F11: z drawn from the fitted normal law, and the digits that come of them. */
import { errorsBelow } from "../../src/lab/agreement.ts";
import { onMachine, outsideRegime, show } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, EvidenceContext, Finding, TrainedMachine } from "../../src/lab/types.ts";
import { cholesky, mean, type SampleMoments, sampleMoments } from "../../src/numeric/index.ts";
import { leadingColumns, type Matrix, matrix, matrixFrom, multiply, transpose } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { JointStates } from "../../src/rbm/sampling.ts";
import { offValue } from "../../src/rbm/states.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { machineSamples } from "../support/samples.ts";
import { fromPaper } from "../support/source.ts";
import {
  expectedCovarianceError,
  fitReciprocalGaussian,
  generateVisible,
  hiddenPart,
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

const DRAWS = 9000;
/** Criterion F11. */
const ALLOWED = 0.05;

/** Relative Frobenius error of the covariance of so many draws. */
function covarianceError({ draw }: Drawing, law: ReciprocalGaussian, rng: Rng): number {
  return relativeFrobenius(sampleMoments(draw(law, DRAWS, rng)).covariance, law.covariance);
}

/** A covariance with a few strong directions, as trained machines have them. */
export function plantedLaw(rng: Rng): ReciprocalGaussian {
  const n = 16;
  const A = matrixFrom(n, n, (_, j) => rng.normal() / Math.sqrt(1 + j));
  const covariance = multiply(A, transpose(A));
  const none = matrix(n, n / 2);
  const modes = { U: none, V: none, lambda: new Float64Array(n / 2) };
  return { modes, mean: rng.normals(n), covariance, root: cholesky(covariance) };
}

const plantedCovariance: Evidence<Drawing> = {
  id: "planted law",
  says: `covariance of ${DRAWS.toLocaleString("en")} draws from eight laws of 16 variables: relative Frobenius error below 5 % (criterion F11), and its mean square within 40 % of the expected one`,
  judge(formula, { rng }) {
    const found = Array.from({ length: 8 }, (_, k) => {
      const law = plantedLaw(rng.child(k));
      const error = covarianceError(formula, law, rng.child(k).child("draws"));
      return { error, ratio: (error / formula.expectedError(law.covariance, DRAWS)) ** 2 };
    });
    const ratio = mean(Float64Array.from(found, (f) => f.ratio));
    return errorsBelow([
      { what: "largest relative error", error: Math.max(...found.map((f) => f.error)), limit: ALLOWED },
      { what: `|mean square over expected − 1| (${ratio.toFixed(2)})`, error: Math.abs(ratio - 1), limit: 0.4 },
    ]);
  },
};

/** Modes of the trained machine whose covariance is judged. */
const LEADING = 10;

const trainedCovariance: Evidence<Drawing> = {
  id: "trained machine",
  says: `covariance of ${DRAWS.toLocaleString("en")} draws against that of Gibbs samples of the trained machine, ${LEADING} leading modes of both layers: relative Frobenius error below 5 % (criterion F11)`,
  needs: "machine",
  async judge(formula, { machine, seed, budget, rng }) {
    const { rbm, name } = machine!;
    const modes = singularModes(rbm, { count: Math.min(LEADING, rbm.hidden) });
    const law = fitReciprocalGaussian(modes, await machineSamples(machine!, seed, budget));
    const error = covarianceError(formula, law, rng);
    const expected = formula.expectedError(law.covariance, DRAWS);
    return onMachine(
      name,
      errorsBelow([
        { what: "relative error", error, limit: ALLOWED },
        { what: "relative error over three times the expected one", error: error / (3 * expected), limit: 1 },
      ]),
    );
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
  expect: "checked",
  formula: drawing,
  evidence: [plantedCovariance, trainedCovariance],
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

/** Images from the fitted law. */
export type Generator = (rbm: Rbm, law: ReciprocalGaussian, count: number, rng: Rng) => Matrix;

export const gaussianImages: Generator = (rbm, law, count, rng) =>
  generateVisible(rbm, law.modes, hiddenPart(sampleReciprocalGaussian(law, count, rng.child("z"))), rng.child("v"));

/** The law of all modes of the trained machine, with its samples. */
export interface FittedMachine {
  readonly samples: JointStates<Matrix>;
  readonly law: ReciprocalGaussian;
}

const allModes = sharedDraw(
  (_rng: Rng, { rbm }: TrainedMachine): SingularModes => singularModes(rbm),
  ({ name, rbm }) => [name, rbm.W.data[0]!],
);

/** The normal law of all modes; fewer samples than variables, so that the samples are the root. */
export async function fitMachine(
  machine: TrainedMachine,
  { seed, budget, rng }: Pick<EvidenceContext, "seed" | "budget" | "rng">,
): Promise<FittedMachine> {
  const samples = await machineSamples(machine, seed, budget);
  return { samples, law: fitReciprocalGaussian(allModes(rng, machine), samples, "samples") };
}

/** Images of independent pixels with the frequencies that they have in the samples. */
export function independentImages(rbm: Rbm, { v }: JointStates<Matrix>, count: number, rng: Rng): Matrix {
  const off = offValue(rbm.visibleUnits);
  const on = new Float64Array(v.cols);
  v.data.forEach((t, k) => {
    if (t > 0) on[k % v.cols]! += 1 / v.rows;
  });
  return matrixFrom(count, v.cols, (_, i) => (rng.uniform() < on[i]! ? 1 : off));
}

const IMAGES = 400;
/** Modes in which the images are compared. */
const COMPARED = 10;
/** Allowed distance of the means, in deviations of the target, and of the covariances. */
const ALLOWED_SHIFT = 0.25;
const ALLOWED_COVARIANCE = 0.5;

/** Mean and covariance of the images along the leading modes against those of the machine's samples. */
function compareImages(images: Matrix, { samples, law }: FittedMachine): Finding {
  const U = leadingColumns(law.modes.U, Math.min(COMPARED, law.modes.U.cols));
  const [found, target] = [images, samples.v].map((v) => sampleMoments(multiply(v, U))) as [
    SampleMoments,
    SampleMoments,
  ];
  const shift = Math.hypot(...found.mean.map((t, i) => t - target.mean[i]!));
  const trace = target.covariance.data.reduce((s, t, k) => (k % (U.cols + 1) === 0 ? s + t : s), 0);
  return errorsBelow([
    { what: "distance of the means in deviations", error: shift / Math.sqrt(trace), limit: ALLOWED_SHIFT },
    {
      what: "relative error of the covariance",
      error: relativeFrobenius(found.covariance, target.covariance),
      limit: ALLOWED_COVARIANCE,
    },
  ]);
}

/**
 * Images of a machine that is still close to free units look alike whatever covariance they are drawn from: twice the
 * allowed error, less what a sweep adds in noise of its own.
 */
const FAR = 0.75;

/** What to find for a machine whose leading hidden modes are about as free as without energy; undefined in the regime. */
function unlessCorrelated({ rbm }: TrainedMachine, { samples, law }: FittedMachine): Finding | undefined {
  const V = leadingColumns(law.modes.V, Math.min(COMPARED, law.modes.V.cols));
  const { covariance } = sampleMoments(multiply(samples.h, V));
  const free = rbm.hiddenUnits === "binary" ? 0.25 : 1;
  const distance = relativeFrobenius(
    matrixFrom(V.cols, V.cols, (i, j) => (i === j ? free : 0)),
    covariance,
  );
  if (distance >= FAR) return undefined;
  return outsideRegime(
    `the covariance of the ${V.cols} leading hidden modes is ${show(distance)} of its norm from that of free units, below ${FAR}`,
  );
}

const trainedImages: Evidence<Generator> = {
  id: "trained machine",
  says: `where the hidden covariance along them is at least ${FAR} of its norm from that of free units, ${IMAGES} Gaussian digits against the machine's own samples along the ${COMPARED} leading modes of the visible layer: means within a quarter of a deviation, covariance within one half`,
  needs: "machine",
  async judge(formula, { machine, seed, budget, rng }) {
    const fitted = await fitMachine(machine!, { seed, budget, rng });
    const aside = unlessCorrelated(machine!, fitted);
    if (aside) return aside;
    const images = formula(machine!.rbm, fitted.law, IMAGES, rng.child("images"));
    return onMachine(machine!.name, compareImages(images, fitted));
  },
};

const imagesClaim: Claim<Generator> = {
  id: `${ROOM}/gaussian-digits`,
  room: ROOM,
  labels: ["A39"],
  title: "A normal law in reciprocal space generates digits",
  statement: gathered(
    String.raw`z=(x,y)\sim\mathcal N(\langle z\rangle,C),\qquad v\sim P(v\mid\text{input }U\Sigma y+a)`,
    String.raw`\lVert\Delta\langle x\rangle\rVert<\tfrac14\sqrt{\operatorname{tr}C_x},\qquad\lVert\Delta C_x\rVert<\tfrac12\lVert C_x\rVert\quad(x=U^{\mathsf T}v\text{ of the images})`,
  ),
  source: fromPaper("A39, F11", "protocol of the paper's code; judging by two moments of the images is ours"),
  status: "as printed",
  expect: "measured",
  formula: gaussianImages,
  evidence: [trainedImages],
  mutants: [
    {
      id: "prior covariance",
      says: "C = ¼: every mode as free as without energy",
      formula: (rbm, law, count, rng) => {
        const n = law.mean.length;
        return gaussianImages(rbm, { ...law, root: matrixFrom(n, n, (i, j) => (i === j ? 0.5 : 0)) }, count, rng);
      },
    },
    {
      id: "mean alone",
      says: "z = ⟨z⟩ for every image",
      formula: (rbm, law, count, rng) => gaussianImages(rbm, { ...law, root: matrix(law.mean.length, 1) }, count, rng),
    },
    {
      id: "wrong sign",
      says: "input −UΣy + a",
      formula: (rbm, law, count, rng) => {
        const y = hiddenPart(sampleReciprocalGaussian(law, count, rng.child("z")));
        return generateVisible(rbm, law.modes, { ...y, data: y.data.map((t) => -t) }, rng.child("v"));
      },
    },
  ],
};

export const sampleClaims: readonly Claim[] = [covarianceClaim, imagesClaim];
