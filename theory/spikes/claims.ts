/** Claim A20: when a feature separates from the noise. */

import { agree, bounded, drawnMeans, onMachine, type Pair, vanishes } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { column, dot } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { WeightEnsemble } from "../initial-spectrum/marchenko-pastur.ts";
import { marchenkoPastur } from "../initial-spectrum/marchenko-pastur.ts";
import { numericGradient } from "../support/derivatives.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { unlessTrained } from "../support/regime.ts";
import { standard } from "../support/source.ts";
import { drawSpikedWeights, type SpikeLaw, spikeLaw } from "./spiked-spectrum.ts";

const ROOM = "spikes";

type Law = (ensemble: WeightEnsemble) => SpikeLaw;

/** Noise of unit order: σ√N = 1, two visible units a hidden one. */
const noise = (hidden: number): WeightEnsemble => ({ visible: 2 * hidden, hidden, sigma: 1 / Math.sqrt(2 * hidden) });

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
      const modes = singularModes(W, { count: 1 });
      return {
        outlier: modes.lambda[0]!,
        left: dot(column(modes.U, 0), p) ** 2,
        right: dot(column(modes.V, 0), q) ** 2,
      };
    }),
  );

const OBSERVABLES = [
  ["outlier", "outlying singular value", (law: SpikeLaw) => law.outlier(THETA)],
  ["left", "⟨U₁,p⟩²", (law: SpikeLaw) => law.leftOverlap(THETA)],
  ["right", "⟨V₁,q⟩²", (law: SpikeLaw) => law.rightOverlap(THETA)],
] as const;

/** Hidden units of the smaller of the two sizes from which the infinite one is extrapolated. */
const SMALL = 20;
const DRAWS = 400;

/**
 * Means over draws at two sizes, extrapolated in 1/M: twice the value at 2M less that at M, draw by draw. What is left is
 * of order 1/M², with a coefficient of order 1 in these units.
 */
const extrapolated: Evidence<Law> = {
  id: "draws",
  says: `outlier and overlaps at θ = 2, σ√N = 1: ${DRAWS} draws each of ${2 * SMALL}×${SMALL} and ${4 * SMALL}×${2 * SMALL}, extrapolated to infinite size`,
  judge(formula, { rng, scale }) {
    const [small, large] = [SMALL, 2 * SMALL].map((hidden) =>
      drawOutliers(rng.child(hidden), noise(hidden), THETA, DRAWS * scale),
    );
    const law = formula(noise(SMALL));
    const systematic = { size: 1 / SMALL ** 2, because: "1/M² after the extrapolation in 1/M" };
    return drawnMeans(
      "a feature over the bulk",
      OBSERVABLES.map(([key, at, predict]) => ({
        at,
        sample: large!.map((d, k) => 2 * d[key] - small![k]![key]),
        predicted: predict(law),
        systematic,
      })),
    );
  },
};

const LARGE = 300;

const largeDraws: Evidence<Law> = {
  id: "large draws",
  says: `outlier and overlaps of 64 draws of ${2 * LARGE}×${LARGE} at θ = 2`,
  budget: "full",
  judge(formula, { rng, scale }) {
    const draws = drawOutliers(rng, noise(LARGE), THETA, 64 * scale);
    const law = formula(noise(LARGE));
    const systematic = { size: 1 / LARGE, because: "corrections of order 1/M" };
    return drawnMeans(
      "a feature over the bulk",
      OBSERVABLES.map(([key, at, predict]) => ({
        at,
        sample: draws.map((d) => d[key]),
        predicted: predict(law),
        systematic,
      })),
    );
  },
};

const SHAPES: readonly WeightEnsemble[] = [
  noise(120),
  { visible: 784, hidden: 500, sigma: 0.01 },
  { visible: 784, hidden: 3000, sigma: 0.01 },
];

const response: Evidence<Law> = {
  id: "response",
  says: "first-order perturbation theory: the outlier grows with the strength of the feature at the rate ⟨U₁,p⟩⟨V₁,q⟩; and U₁, V₁ lose to their noise in the ratio of σ²N and σ²M: theory against theory",
  judge(formula) {
    const pairs = SHAPES.flatMap((ensemble): Pair[] => {
      const { outlier, leftOverlap, rightOverlap } = formula(ensemble);
      const unit = ensemble.sigma * (ensemble.visible * ensemble.hidden) ** 0.25;
      return [1.2, 2, 5].flatMap((x) => {
        const theta = x * unit;
        const [left, right] = [leftOverlap(theta), rightOverlap(theta)];
        const [rate] = numericGradient((t) => outlier(t[0]! * unit) / unit, Float64Array.of(x));
        const noiseRatio =
          (theta ** 2 + ensemble.sigma ** 2 * ensemble.hidden) / (theta ** 2 + ensemble.sigma ** 2 * ensemble.visible);
        const at = `θ = ${x} σ(NM)^¼, ${ensemble.visible}×${ensemble.hidden}`;
        return [
          { at: `rate, ${at}`, expected: Math.sqrt(left * right), found: rate! },
          { at: `ratio, ${at}`, expected: left / right, found: noiseRatio },
        ];
      });
    });
    return agree("response to the feature", pairs, { allowed: 1e-8, because: "differences of fourth order" });
  },
};

/** σ(NM)^¼ at σ = 0.01 for the hidden sizes of the paper, as listed there. */
const LISTED: readonly (readonly [hidden: number, threshold: number])[] = [
  [500, 0.25],
  [784, 0.28],
  [1200, 0.311],
  [3000, 0.392],
];

const threshold: Evidence<Law> = {
  id: "threshold",
  says: "listed thresholds of the paper's sizes",
  judge(formula) {
    const pairs = LISTED.map(([hidden, listed]): Pair => {
      const law = formula({ visible: 784, hidden, sigma: 0.01 });
      return { at: `M = ${hidden}`, expected: law.threshold, found: listed };
    });
    return agree("threshold", pairs, { allowed: 5e-4, because: "listed to three decimals", unit: "absolute" });
  },
};

const departure: Evidence<Law> = {
  id: "departure",
  says: "just above the threshold the outlier is at the bulk edge, and both overlaps grow from 0, at it and below",
  judge(formula) {
    const numbers = LISTED.flatMap(([hidden]) => {
      const ensemble = { visible: 784, hidden, sigma: 0.01 };
      const law = formula(ensemble);
      const just = law.threshold * (1 + 1e-8);
      const outlier = law.outlier(just) / marchenkoPastur(ensemble).edges[1] - 1;
      const overlaps = [just, law.threshold, 0.7 * law.threshold].flatMap((t) => [
        law.leftOverlap(t),
        law.rightOverlap(t),
      ]);
      return [outlier, ...overlaps];
    });
    return vanishes("outlier over the edge, less 1, and overlaps", numbers, {
      allowed: 1e-7,
      because: "a distance of 10⁻⁸ from the threshold",
    });
  },
};

const WEAK = 0.5;

const below: Evidence<Law> = {
  id: "below the threshold",
  says: "a feature at half of the threshold has no overlap with the leading vectors beyond what a finite size leaves: 64 draws of 240×120",
  judge(formula, { rng, scale }) {
    const ensemble = noise(120);
    const theta = WEAK * ensemble.sigma * (ensemble.visible * ensemble.hidden) ** 0.25;
    const draws = drawOutliers(rng, ensemble, theta, 64 * scale);
    const law = formula(ensemble);
    const because = "5/M: vectors at the edge meet a weak feature with 1/M(1 − θ²/θ_c²)²";
    const systematic = { size: 5 / ensemble.hidden, because };
    return drawnMeans("overlap with the planted direction", [
      { at: "⟨U₁,p⟩²", sample: draws.map((d) => d.left), predicted: law.leftOverlap(theta), systematic },
      { at: "⟨V₁,q⟩²", sample: draws.map((d) => d.right), predicted: law.rightOverlap(theta), systematic },
    ]);
  },
};

const separation: Evidence<Law> = {
  id: "trained machine",
  says: "the largest singular value of the trained machine is an outlier in the sense of the law, and that of the initial one is not",
  needs: "machine",
  judge(formula, { machine }) {
    const aside = unlessTrained(machine!);
    if (aside) return aside;
    const { rbm, initial, name } = machine!;
    const sigma = Math.sqrt(initial.W.data.reduce((s, t) => s + t * t, 0) / initial.W.data.length);
    const law = formula({ visible: rbm.visible, hidden: rbm.hidden, sigma });
    // Five per cent beyond the edge: the largest value of noise fluctuates by less than one.
    const least = 1.05 * law.outlier(law.threshold * (1 + 1e-9));
    const largest = (of: Rbm): number => singularModes(of, { count: 1 }).lambda[0]!;
    const bounds = [
      { at: "before training", lower: largest(initial), upper: least },
      { at: "after training", lower: least, upper: largest(rbm) },
    ];
    const because = "a bound, with room for rounding";
    return onMachine(name, bounded("the edge lies on the way of λ₁", bounds, { allowed: 1e-12, because }));
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
  evidence: [response, threshold, departure, extrapolated, below, largeDraws, separation],
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
