/** Claim A39, F11: the digits that come of z drawn from the fitted normal law. */
import { drawnBounds, onMachine, outsideRegime, show } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, EvidenceContext, Finding, TrainedMachine } from "../../src/lab/types.ts";
import { type SampleMoments, sampleMoments } from "../../src/numeric/index.ts";
import { leadingColumns, type Matrix, matrix, matrixFrom, multiply } from "../../src/numeric/matrix.ts";
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
  fitReciprocalGaussian,
  generateVisible,
  hiddenPart,
  type ReciprocalGaussian,
  relativeFrobenius,
  sampleReciprocalGaussian,
} from "./gaussian.ts";

const ROOM = "generation";

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

const IMAGES = 600;
/** Modes in which the images are compared. */
const COMPARED = 10;
/** Allowed distance of the means, in deviations of the target, and of the covariances. */
const ALLOWED_SHIFT = 0.25;
const ALLOWED_COVARIANCE = 0.5;

/** Of images along a few modes: how far their mean and covariance are from a target, both squared, as shares of its own. */
function distances(x: Matrix, target: SampleMoments): { readonly shift: Float64Array; readonly spread: Float64Array } {
  const { rows: n, cols: k } = x;
  const { mean, centred, covariance } = sampleMoments(x);
  const trace = target.covariance.data.reduce((s, t, at) => (at % (k + 1) === 0 ? s + t : s), 0);
  const shiftOf = (m: Float64Array): number => m.reduce((s, t, i) => s + (t - target.mean[i]!) ** 2, 0) / trace;
  const [shift, spread] = [shiftOf(mean), relativeFrobenius(covariance, target.covariance) ** 2];
  // The jackknife: what is left without one image says what it contributes, the bias of a square taken off.
  const without = (s: number) => {
    const d = centred.data.subarray(s * k, (s + 1) * k);
    const scatter = matrixFrom(k, k, (i, j) => {
      return ((n - 1) * covariance.data[i * k + j]! - (n / (n - 1)) * d[i]! * d[j]!) / (n - 2);
    });
    return {
      shift: shiftOf(mean.map((t, i) => t - d[i]! / (n - 1))),
      spread: relativeFrobenius(scatter, target.covariance) ** 2,
    };
  };
  const left = Array.from({ length: n }, (_, s) => without(s));
  return {
    shift: Float64Array.from(left, (l) => n * shift - (n - 1) * l.shift),
    spread: Float64Array.from(left, (l) => n * spread - (n - 1) * l.spread),
  };
}

/** Mean and covariance of the images along the leading modes against those of the machine's samples. */
function compareImages(images: Matrix, { samples, law }: FittedMachine): Finding {
  const U = leadingColumns(law.modes.U, Math.min(COMPARED, law.modes.U.cols));
  const { shift, spread } = distances(multiply(images, U), sampleMoments(multiply(samples.v, U)));
  return drawnBounds("squared distance from the machine's samples", [
    { at: "means, over the trace of the covariance", sample: shift, atMost: ALLOWED_SHIFT ** 2 },
    { at: "covariances, over the norm", sample: spread, atMost: ALLOWED_COVARIANCE ** 2 },
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

export const imageClaims: readonly Claim[] = [imagesClaim];
