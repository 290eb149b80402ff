/** Claims A18–A19: untrained weights do not notice a rotation of their singular vectors, those with features do. */

import { drawnMean, onMachine, regime } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { mean } from "../../src/numeric/index.ts";
import type { Matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { singularValueDecomposition } from "../../src/numeric/svd.ts";
import type { WeightEnsemble } from "../initial-spectrum/marchenko-pastur.ts";
import { drawModes, drawWeights, sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { unlessTrained } from "../support/regime.ts";
import { fromPaper } from "../support/source.ts";
import { nullDivergence } from "./null-divergence.ts";
import { rotatedDivergence, type Spectrum } from "./rotated-law.ts";
import { compareEntries, mixedThoroughly, pooledCounts, type RotationTest, rotationTest } from "./rotation.ts";

const ROOM = "rotational-symmetry";

/** What rotations do to the entry histogram. */
interface Invariance {
  /** Divergence over its null expectation for an invariant W. */
  readonly untrained: number;
  /** Expected divergence, in nats, of W from a thoroughly rotated copy, from its histogram and singular values. */
  broken(before: RotationTest["before"], spectrum: Spectrum): number;
}

const invariance: Invariance = { untrained: 1, broken: rotatedDivergence };

const UNTRAINED: WeightEnsemble = { visible: 60, hidden: 50, sigma: 0.01 };
const DRAWS = 64;
const ROTATIONS = 4;

/** JS over its null expectation for untrained draws, each the mean of some rotations. */
const untrainedRatios = sharedDraw((rng: Rng, count: number) =>
  Array.from({ length: count }, (_, k) => {
    const stream = rng.child(k);
    const { W, modes } = drawModes(stream, UNTRAINED);
    const ratios = Array.from({ length: ROTATIONS }, (_, r) => {
      const test = rotationTest(W, modes, stream.child("rotation").child(r));
      return test.divergence / nullDivergence(pooledCounts(test), W.data.length);
    });
    return mean(ratios);
  }),
);

const untrained: Evidence<Invariance> = {
  id: "rotated draws",
  says: `JS over its null expectation, mean of ${ROTATIONS} rotations of each of ${DRAWS} untrained 60×50 draws; a change of 5 % is noticed`,
  judge(formula, { rng, scale }) {
    const systematic = {
      size: 0.01,
      because: "a rotation keeps ΣW² and moves a fifth of the rows: a few of some 600 bins are not free",
    };
    return drawnMean(
      "JS / null expectation, untrained",
      untrainedRatios(rng, DRAWS * scale),
      formula.untrained,
      systematic,
    );
  },
};

/**
 * A size whose bins are filled. Components of random unit vectors are Gaussian up to 1/N: a ratio of 1.022(2) at this size
 * and of 1.011(3) at twice the size, 1 + 1/N + 1/M.
 */
const FEATURED: WeightEnsemble = { visible: 120, hidden: 80, sigma: 0.01 };
const FEATURES = 30;
const PATCH = 8;

/** Noise and localised features, one hidden unit and a patch of eight pixels each: what training writes into W. */
function withFeatures(rng: Rng): Matrix {
  const { visible: N, hidden: M } = FEATURED;
  const W = drawWeights(FEATURED, rng.child("noise"));
  for (let f = 0; f < FEATURES; f++) {
    const j = rng.integer(M);
    const patch = rng.integer(N - PATCH);
    const strength = f % 2 === 0 ? 0.06 : -0.06;
    for (let i = patch; i < patch + PATCH; i++) W.data[i * M + j]! += strength;
  }
  return W;
}

/** A matrix against thoroughly rotated copies of it. */
interface Comparison {
  readonly before: RotationTest["before"];
  readonly spectrum: Spectrum;
  readonly divergences: readonly number[];
}

function compareCopies(W: Matrix, rng: Rng, copies: number): Comparison {
  const tests = Array.from({ length: copies }, (_, k) => compareEntries(W.data, mixedThoroughly(W, rng.child(k)).data));
  const lambda = singularValueDecomposition(W, { vectors: "none" }).s;
  const spectrum = { rows: W.rows, cols: W.cols, lambda };
  return { before: tests[0]!.before, spectrum, divergences: tests.map((t) => t.divergence) };
}

const featuredDraws = sharedDraw((rng: Rng, count: number) =>
  Array.from({ length: count }, (_, k) => compareCopies(withFeatures(rng.child(k)), rng.child(k).child("copies"), 1)),
);

const features: Evidence<Invariance> = {
  id: "localised features",
  says: `JS of 120 matrices of 120×80 with ${FEATURES} localised features and a thoroughly rotated copy of each, over what their singular values predict; a change of 4 % is noticed`,
  judge(formula, { rng, scale }) {
    const ratios = featuredDraws(rng, 120 * scale).map((c) => c.divergences[0]! / formula.broken(c.before, c.spectrum));
    const finite = 1 / FEATURED.visible + 1 / FEATURED.hidden;
    const systematic = { size: finite / 2, because: "half of 1/N + 1/M, the order that is left out of the law" };
    return drawnMean("JS over its prediction, of infinite size", ratios, 1 + finite, systematic);
  },
};

const trainedCopies = sharedDraw(
  (rng: Rng, W: Matrix) => compareCopies(W, rng, 16),
  (W) => [W.rows, W.cols, W.data[0]!],
);

const trained: Evidence<Invariance> = {
  id: "trained machine",
  says: "JS of the trained W and of 16 thoroughly rotated copies against what its singular values predict",
  needs: "machine",
  judge(formula, { machine, rng }) {
    const aside = unlessTrained(machine!);
    if (aside) return aside;
    const { before, spectrum, divergences } = trainedCopies(rng, machine!.rbm.W);
    const expected = formula.broken(before, spectrum);
    const finding = regime("JS", [{ expected, found: divergences }], { within: 0.2, where: "a trained machine" });
    return onMachine(machine!.name, finding);
  },
};

/** The rotated entries taken for Gaussian, of the variance that a rotation keeps. */
function asGaussian(before: RotationTest["before"], { rows, cols, lambda }: Spectrum): number {
  const modes = 1000;
  const each = Math.sqrt(lambda.reduce((s, l) => s + l * l, 0) / modes);
  return rotatedDivergence(before, { rows, cols, lambda: new Float64Array(modes).fill(each) });
}

export const invarianceClaim: Claim<Invariance> = {
  id: `${ROOM}/invariance`,
  room: ROOM,
  labels: ["A18", "A19"],
  title: "Untrained weights are invariant under rotation; features break the invariance",
  statement: gathered(
    String.raw`P(W)=P(O_1WO_2)\;\Rightarrow\;\mathrm{JS}(W,W_{\mathrm{rot}})\approx\mathbb E_0[\mathrm{JS}],`,
    String.raw`W_{\mathrm{rot}}=(R_UUR_U^{\mathsf T})\,\Sigma\,(R_VV^{\mathsf T}R_V);`,
    String.raw`\big\langle e^{it(O_1WO_2)_{ij}}\big\rangle=\prod_\alpha\Big(1+\frac{t^2\lambda_\alpha^2}{NM}\Big)^{-1/2}`,
  ),
  source: fromPaper(
    "A19",
    "protocol of the paper's code, R_V twice as there; the law of the rotated entries is derived here",
  ),
  status: "as printed",
  expect: "sampled",
  formula: invariance,
  evidence: [untrained, features, trained],
  mutants: [
    {
      id: "no invariance",
      says: "untrained weights diverge five times as much",
      formula: { ...invariance, untrained: 5 },
    },
    {
      id: "half the null",
      says: "rotated copies agree better than independent draws",
      formula: { ...invariance, untrained: 0.5 },
    },
    {
      id: "unbreakable",
      says: "features count for nothing: the null expectation",
      formula: {
        ...invariance,
        broken: ({ counts }) =>
          nullDivergence(
            counts.map((c) => 2 * c),
            counts.reduce((s, c) => s + c, 0),
          ),
      },
    },
    {
      id: "Gaussian entries",
      says: "the rotated entries Gaussian, whatever the spectrum",
      formula: { ...invariance, broken: asGaussian },
    },
  ],
};
