/** Claim A20: when a feature separates from the noise. */

import { errorBelow, errorsBelow, sampledMean } from "../../src/lab/agreement.ts";
import { onMachine } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { independentMean, mean } from "../../src/numeric/index.ts";
import { column, dot } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import type { WeightEnsemble } from "../initial-spectrum/marchenko-pastur.ts";
import { marchenkoPastur } from "../initial-spectrum/marchenko-pastur.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { unlessTrained } from "../support/regime.ts";
import { standard } from "../support/source.ts";
import { drawSpikedWeights, type SpikeLaw, spikeLaw } from "./spiked-spectrum.ts";

const ROOM = "spikes";

type Law = (ensemble: WeightEnsemble) => SpikeLaw;

/** Noise of unit order: σ√N = 1. */
const ENSEMBLE: WeightEnsemble = { visible: 240, hidden: 120, sigma: 1 / Math.sqrt(240) };
const THETA = 2;

export interface SpikeDraw {
  readonly outlier: number;
  readonly left: number;
  readonly right: number;
}

export const drawOutliers: (rng: Rng, ensemble: WeightEnsemble, theta: number, count: number) => SpikeDraw[] =
  sharedDraw((rng: Rng, ensemble: WeightEnsemble, theta: number, count: number): SpikeDraw[] =>
    Array.from({ length: count }, (_, k) => {
      const { W, p, q } = drawSpikedWeights(ensemble, theta, rng.child(k));
      const modes = singularModes(W);
      return {
        outlier: modes.lambda[0]!,
        left: dot(column(modes.U, 0), p) ** 2,
        right: dot(column(modes.V, 0), q) ** 2,
      };
    }),
  );

/** Mean over draws of one observable; finite-size corrections are O(1/N), below the error bar at this count. */
function drawn(id: keyof SpikeDraw, says: string, predict: (law: SpikeLaw) => number): Evidence<Law> {
  return {
    id,
    says: `${says}, mean over 40 draws of 240×120 with σ√N = 1, θ = 2`,
    judge(formula, { rng, scale }) {
      const values = Float64Array.from(drawOutliers(rng, ENSEMBLE, THETA, 40 * scale), (d) => d[id]);
      const predicted = predict(formula(ENSEMBLE));
      // The finite-size bias of a mean over M-dimensional overlaps is of order 1/M and is part of the error budget.
      const error = Math.hypot(independentMean(values).standardError, predicted / ENSEMBLE.hidden);
      return sampledMean(says, mean(values), error, predicted, Math.max(100, values.length));
    },
  };
}

const largeDraw: Evidence<Law> = {
  id: "1200×600",
  says: "outlier and overlaps of one 1200×600 draw at θ = 2 within 3 %",
  budget: "full",
  judge(formula, { rng }) {
    const ensemble: WeightEnsemble = { visible: 1200, hidden: 600, sigma: 1 / Math.sqrt(1200) };
    const [draw] = drawOutliers(rng, ensemble, THETA, 1);
    const law = formula(ensemble);
    const errors = [
      draw!.outlier / law.outlier(THETA) - 1,
      draw!.left / law.leftOverlap(THETA) - 1,
      draw!.right / law.rightOverlap(THETA) - 1,
    ];
    return errorBelow("relative error of outlier and overlaps", Math.max(...errors.map(Math.abs)), 0.03, 3);
  },
};

const threshold: Evidence<Law> = {
  id: "threshold",
  says: "at the threshold the outlier touches the bulk edge and both overlaps vanish; listed thresholds of the paper's sizes",
  judge(formula) {
    const sizes = [500, 784, 1200, 3000];
    const listed = [0.25, 0.28, 0.311, 0.392];
    const criteria = sizes.flatMap((hidden, k) => {
      const ensemble = { visible: 784, hidden, sigma: 0.01 };
      const law = formula(ensemble);
      const just = law.threshold * (1 + 1e-6);
      const edge = marchenkoPastur(ensemble).edges[1];
      return [
        {
          what: `threshold at M = ${hidden} against ${listed[k]}`,
          error: Math.abs(law.threshold - listed[k]!),
          limit: 6e-4,
        },
        { what: "outlier against the edge", error: Math.abs(law.outlier(just) / edge - 1), limit: 1e-6 },
        { what: "left overlap", error: law.leftOverlap(just), limit: 1e-4 },
        { what: "right overlap", error: law.rightOverlap(just), limit: 1e-4 },
      ];
    });
    return errorsBelow(criteria);
  },
};

const below: Evidence<Law> = {
  id: "below the threshold",
  says: "a feature at 0.7 of the threshold leaves no outlier: λ₁ within 2 % of the bulk edge and no overlap beyond noise",
  judge(formula, { rng }) {
    const law = formula(ENSEMBLE);
    const draws = drawOutliers(rng, ENSEMBLE, 0.7 * ENSEMBLE.sigma * (ENSEMBLE.visible * ENSEMBLE.hidden) ** 0.25, 20);
    const predicted = law.leftOverlap(0.7 * ENSEMBLE.sigma * (ENSEMBLE.visible * ENSEMBLE.hidden) ** 0.25);
    const overlap = mean(Float64Array.from(draws, (d) => d.left));
    return errorBelow("mean overlap with the planted direction", Math.abs(overlap - predicted), 0.08, draws.length);
  },
};

const separation: Evidence<Law> = {
  id: "trained machine",
  says: "every singular value that left the initial bulk is an outlier in the sense of the law: more of them than the initial machine had",
  needs: "machine",
  judge(formula, { machine }) {
    const aside = unlessTrained(machine!);
    if (aside) return aside;
    const { rbm, initial, name } = machine!;
    const sigma = Math.sqrt(initial.W.data.reduce((s, t) => s + t * t, 0) / initial.W.data.length);
    const ensemble = { visible: rbm.visible, hidden: rbm.hidden, sigma };
    const law = formula(ensemble);
    const least = law.outlier(law.threshold * (1 + 1e-9));
    const count = (W: typeof rbm): number => singularModes(W).lambda.filter((t) => t > 1.05 * least).length;
    const shortfall = count(rbm) > 0 && count(initial) === 0 ? 0 : 1;
    return onMachine(
      name,
      errorBelow(`outliers: ${count(initial)} before training, ${count(rbm)} after`, shortfall, 0, 1),
    );
  },
};

function spoilt(change: (law: SpikeLaw) => Partial<SpikeLaw>): Law {
  return (ensemble) => ({ ...spikeLaw(ensemble), ...change(spikeLaw(ensemble)) });
}

const spikeClaim: Claim<Law> = {
  id: `${ROOM}/outlier`,
  room: ROOM,
  labels: ["A20"],
  title: "A feature leaves the bulk above σ(NM)^¼",
  statement: gathered(
    String.raw`\lambda_{\rm out}=\frac{\sqrt{(\theta^2+\sigma_W^2N)(\theta^2+\sigma_W^2M)}}{\theta},\quad \theta>\sigma_W(NM)^{1/4}`,
    String.raw`\langle U_1,p\rangle^2=\frac{\theta^4-\sigma_W^4NM}{\theta^2(\theta^2+\sigma_W^2N)},\quad \langle V_1,q\rangle^2=\frac{\theta^4-\sigma_W^4NM}{\theta^2(\theta^2+\sigma_W^2M)},`,
  ),
  source: standard("A20", "Baik, Ben Arous, Péché 2005; Benaych-Georges, Nadakuditi 2012"),
  status: "standard",
  expect: "sampled",
  formula: spikeLaw,
  evidence: [
    drawn("outlier", "outlying singular value", (law) => law.outlier(THETA)),
    drawn("left", "overlap ⟨U₁,p⟩²", (law) => law.leftOverlap(THETA)),
    drawn("right", "overlap ⟨V₁,q⟩²", (law) => law.rightOverlap(THETA)),
    threshold,
    below,
    largeDraw,
    separation,
  ],
  mutants: [
    { id: "bare strength", says: "λ_out = θ", formula: spoilt(() => ({ outlier: (t) => t })) },
    {
      id: "exchanged layers",
      says: "the overlaps of p and q exchanged",
      formula: spoilt((law) => ({ leftOverlap: law.rightOverlap, rightOverlap: law.leftOverlap })),
    },
    {
      id: "overlap, not squared",
      says: "the square root of the overlaps",
      formula: spoilt((law) => ({ leftOverlap: (t) => Math.sqrt(law.leftOverlap(t)) })),
    },
    {
      id: "threshold",
      says: "σ√(NM)",
      formula: (e) => ({ ...spikeLaw(e), threshold: e.sigma * Math.sqrt(e.visible * e.hidden) }),
    },
    {
      id: "no threshold",
      says: "overlap θ²/(θ²+σ²N) at any strength",
      formula: spoilt((law) => ({ leftOverlap: (t) => t ** 2 / (t ** 2 + 1) + 0 * law.threshold })),
    },
  ],
};

export const spikeClaims: readonly Claim[] = [spikeClaim];
