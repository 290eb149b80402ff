/**
 * Reciprocal variables of uniformly random states of a given W, mode by mode, and the claim that they follow the
 * normal law of mean ½ΣU and variance ¼ where the vector is spread out. Sheets A40, A42, figure F6.
 */
import { errorsBelow, sampledTest } from "../../src/lab/agreement.ts";
import { onMachine, show } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, EvidenceContext, Finding } from "../../src/lab/types.ts";
import { ksOneSample, mean, normalCdf, variance } from "../../src/numeric/index.ts";
import { column, type Matrix, matrix, multiply, selectColumns } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { PAPER_ENSEMBLE } from "../initial-spectrum/claims.ts";
import { inverseParticipationRatios } from "../initial-spectrum/haar.ts";
import { drawWeights, sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { fromPaper } from "../support/source.ts";
import { edgeworthDistance } from "./gaussian-law.ts";

const ROOM = "infinite-size";

/** One reciprocal variable over random states. */
export interface ModeSample {
  /** "x₁" or the like, in HTML. */
  readonly name: string;
  readonly values: Float64Array;
  /** Σ_i U_iα. */
  readonly columnSum: number;
  /** Σ_i U_iα⁴. */
  readonly participation: number;
}

/** What the law of one reciprocal variable over all states is claimed to be. */
interface DensityLaw {
  mean(columnSum: number): number;
  readonly variance: number;
}

const densityLaw: DensityLaw = { mean: (columnSum) => columnSum / 2, variance: 0.25 };

/** Random states behind each density (figure F6). */
export const STATES = 10_000;

/** Modes 1, 2, 3, 4, one in the bulk and the last, of both layers (numbered from 0). */
export function shownModes(count: number): number[] {
  return [...new Set([0, 1, 2, 3, Math.floor(0.9 * count), count - 1])].filter((k) => k >= 0 && k < count);
}

/** The shown modes of both layers over so many times 10,000 uniformly random {0,1} states. */
export function sampleModes(W: Matrix, rng: Rng, scale = 1): ModeSample[] {
  const modes = singularModes(W);
  return (["x", "y"] as const).flatMap((side) => {
    return sampleSide(side, side === "x" ? modes.U : modes.V, rng.child(side), scale);
  });
}

function sampleSide(side: "x" | "y", vectors: Matrix, rng: Rng, scale: number): ModeSample[] {
  const shown = shownModes(vectors.cols);
  const some = selectColumns(vectors, shown);
  const batches = Array.from({ length: scale }, () => multiply(fairStates(STATES, vectors.rows, rng), some));
  const participation = inverseParticipationRatios(some);
  return shown.map((mode, k) => ({
    name: `<i>${side}</i><sub>${mode + 1}</sub>`,
    values: Float64Array.from(batches.flatMap((values) => [...column(values, k)])),
    columnSum: column(some, k).reduce((s, t) => s + t, 0),
    participation: participation[k]!,
  }));
}

/** Independent fair {0,1} units, a bit of the stream each. */
function fairStates(rows: number, units: number, rng: Rng): Matrix {
  const out = matrix(rows, units);
  for (let k = 0, word = 0; k < out.data.length; k++) {
    if (k % 32 === 0) word = rng.word();
    out.data[k] = (word >>> (k % 32)) & 1;
  }
  return out;
}

const untrainedModes = sharedDraw((rng: Rng, scale: number) =>
  sampleModes(drawWeights(PAPER_ENSEMBLE, rng.child("weights")), rng.child("states"), scale),
);
const trainedModes = sharedDraw(
  (rng: Rng, W: Matrix, scale: number) => sampleModes(W, rng, scale),
  (W, scale) => [W.rows, W.cols, W.data[0]!, scale],
);

/** Both pieces of evidence of a machine look at the same states. */
function statesOf({ seed, scale, machine }: EvidenceContext, name: "untrained" | "trained"): ModeSample[] {
  const rng = Rng.fromSeed(seed).child(`densities, ${name}`).child(scale);
  return name === "untrained" ? untrainedModes(rng, scale) : trainedModes(rng, machine!.rbm.W, scale);
}

/** Means within 4 standard errors 1/(2√S), variances within 4 relative standard errors √(2/S) of the law. */
function judgeMoments(law: DensityLaw, samples: readonly ModeSample[]): Finding {
  const offset = samples.map(({ values, columnSum }) => Math.abs(mean(values) - law.mean(columnSum)));
  const states = samples[0]!.values.length;
  const spread = samples.map(({ values }) => Math.abs(variance(values) / law.variance - 1));
  return errorsBelow([
    {
      what: `largest error of ${samples.length} means`,
      error: Math.max(...offset),
      limit: 4 / (2 * Math.sqrt(states)),
    },
    { what: "largest relative error of a variance", error: Math.max(...spread), limit: 4 * Math.sqrt(2 / states) },
  ]);
}

/** √S sup|F − Φ| that one normal sample in a hundred exceeds (criterion F6). */
const KS_CRITERION = 1.63;

/** Its distance from the normal law is a quarter of what S states can tell at most. */
export function isSpreadOut({ participation }: ModeSample): boolean {
  return 4 * edgeworthDistance(participation) < KS_CRITERION / Math.sqrt(STATES);
}

/** Kolmogorov–Smirnov for every spread-out mode; the smallest p-value, corrected for their number. */
function judgeShape(law: DensityLaw, samples: readonly ModeSample[]): Finding {
  const deviation = Math.sqrt(law.variance);
  const tests = samples.filter(isSpreadOut).map(({ values, columnSum }) => {
    return ksOneSample(values, (t) => normalCdf((t - law.mean(columnSum)) / deviation));
  });
  const smallest = Math.min(...tests.map((t) => t.p));
  const scaled = tests.map((t) => Math.sqrt(samples[0]!.values.length) * t.statistic);
  const largest = Math.max(...scaled);
  const beyond = scaled.filter((t) => t > KS_CRITERION).length;
  const p = -Math.expm1(tests.length * Math.log1p(-smallest));
  const what = `largest √S sup|F − Φ| ${show(largest)}, ${beyond} of ${tests.length} beyond ${KS_CRITERION}`;
  return sampledTest(`normal law of ${tests.length} spread-out modes`, p, samples[0]!.values.length, what);
}

const PROTOCOL = "modes 1, 2, 3, 4, one in the bulk and the last of both layers, 10,000 uniformly random states";

const untrained: Evidence<DensityLaw>[] = [
  {
    id: "untrained",
    says: `${PROTOCOL} of an untrained 784×500 machine: means and variances (criterion F6)`,
    judge: (law, context) => judgeMoments(law, statesOf(context, "untrained")),
  },
  {
    id: "untrained, shape",
    says: `${PROTOCOL} of an untrained 784×500 machine: Kolmogorov–Smirnov against the normal law (criterion F6)`,
    judge: (law, context) => judgeShape(law, statesOf(context, "untrained")),
  },
];

const trained: Evidence<DensityLaw>[] = [
  {
    id: "trained machine",
    says: `${PROTOCOL}, trained W: means and variances (criterion F6)`,
    needs: "machine",
    judge: (law, context) => onMachine(context.machine!.name, judgeMoments(law, statesOf(context, "trained"))),
  },
  {
    id: "trained machine, shape",
    says: `${PROTOCOL}, trained W: Kolmogorov–Smirnov for the modes that are spread out (criterion F6)`,
    needs: "machine",
    judge: (law, context) => onMachine(context.machine!.name, judgeShape(law, statesOf(context, "trained"))),
  },
];

export const densityClaim: Claim<DensityLaw> = {
  id: `${ROOM}/densities`,
  room: ROOM,
  labels: ["A40", "A42"],
  title: "Reciprocal variables of random states are normal",
  statement: gathered(
    String.raw`x_\alpha\to\mathcal N\big(\tfrac12\textstyle\sum_iU_{i\alpha},\tfrac14\big),\qquad y_\alpha\to\mathcal N\big(\tfrac12\sum_jV_{j\alpha},\tfrac14\big)`,
    String.raw`\text{over uniformly random states, where the singular vector is spread out}`,
  ),
  source: fromPaper("A40, A42, F6", "the figure of densities is the paper's; the criteria are ours"),
  status: "as printed",
  expect: "checked",
  formula: densityLaw,
  evidence: [...untrained, ...trained],
  mutants: [
    { id: "standard deviation ¼", says: "variance 1/16", formula: { ...densityLaw, variance: 1 / 16 } },
    { id: "variance ½", says: "N(μ, ½) with ½ read as the variance", formula: { ...densityLaw, variance: 0.5 } },
    { id: "mean", says: "mean ΣU", formula: { ...densityLaw, mean: (columnSum) => columnSum } },
    { id: "centred", says: "mean 0", formula: { ...densityLaw, mean: () => 0 } },
  ],
};
