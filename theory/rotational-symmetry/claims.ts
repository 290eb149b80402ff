/** Claim A19: the divergence of two histograms of the same law. */

import { drawnMean, restated, show } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { mean } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import type { WeightEnsemble } from "../initial-spectrum/marchenko-pastur.ts";
import { drawWeights, sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { reconstructed } from "../support/source.ts";
import { invarianceClaim } from "./claims-invariance.ts";
import { nullDivergence, nullDivergenceLeading } from "./null-divergence.ts";
import { BINS, compareEntries, pooledCounts, type RotationTest } from "./rotation.ts";

const ROOM = "rotational-symmetry";

/** Expected divergence, in nats, when nothing but the sample changed. */
type NullDivergence = (test: RotationTest) => number;

const leading: NullDivergence = (t) => nullDivergenceLeading(t.occupied, total(t.before.counts));
const corrected: NullDivergence = (t) => nullDivergence(pooledCounts(t), total(t.before.counts));

function total(counts: ArrayLike<number>): number {
  return Array.from(counts).reduce((s, c) => s + c, 0);
}

/** A size whose 1,000 bins hold few entries each, where the correction matters. */
const SMALL: WeightEnsemble = { visible: 60, hidden: 50, sigma: 0.01 };

const independentPairs = sharedDraw((rng: Rng, count: number) =>
  Array.from({ length: count }, (_, k) => {
    const first = drawWeights(SMALL, rng.child(k).child("first"));
    const second = drawWeights(SMALL, rng.child(k).child("second"));
    return compareEntries(first.data, second.data);
  }),
);

function independentDraws(count: number): Evidence<NullDivergence> {
  return {
    id: "independent draws",
    says: `JS less its expectation over ${count} pairs of independent 60×50 draws, on the bins of the first`,
    judge(formula, { rng, scale }) {
      const tests = independentPairs(rng, count * scale);
      const excess = tests.map((t) => t.divergence - formula(t));
      const typical = mean(tests.map(corrected));
      const systematic = {
        size: (2 * typical) / BINS,
        because: "two entries of the first sample lie on the ends of the bins, one part in B each",
      };
      const found = drawnMean("JS divergence less its null expectation", excess, 0, systematic);
      return restated(found, { message: `${found.message} The expectation itself is ${show(typical)} nats.` });
    },
  };
}

const independentClaim: Claim<NullDivergence> = {
  id: `${ROOM}/null-expectation`,
  room: ROOM,
  labels: ["A19"],
  title: "Divergence of two histograms of the same law, with the correction for thin bins",
  statement: gathered(
    String.raw`\mathbb E[\mathrm{JS}]=\frac{1}{4NM}\Big(\sum_b g(t_b)-1\Big),`,
    String.raw`g(t)=\mathbb E\Big[2x\ln\tfrac{2x}{t}+2(t-x)\ln\tfrac{2(t-x)}{t}\Big],\;x\sim\mathrm{Bin}(t,\tfrac12)`,
  ),
  source: reconstructed(
    "A19",
    "reconstruction: the sheet gives the leading term (B−1)/4NM; the correction is derived here",
  ),
  status: "corrected",
  expect: "sampled",
  formula: corrected,
  evidence: [independentDraws(400)],
  mutants: [
    { id: "twice", says: "2 × the expectation, as for KL", formula: (t) => 2 * corrected(t) },
    { id: "half", says: "½ of the expectation", formula: (t) => corrected(t) / 2 },
    { id: "leading term alone", says: "(B−1)/4NM, without the correction for thin bins", formula: leading },
  ],
};

const leadingClaim: Claim<NullDivergence> = {
  id: `${ROOM}/null-expectation-leading`,
  room: ROOM,
  labels: ["A19"],
  title: "Leading term of the null divergence, taken as exact",
  statement: String.raw`\mathbb E[\mathrm{JS}]=\frac{B-1}{4NM}\quad\text{for thin bins too}`,
  source: reconstructed("A19", "reconstruction; an approximation for full bins, refuted where bins are thin"),
  status: "as printed",
  expect: "refuted",
  formula: leading,
  evidence: [independentDraws(100)],
  mutants: [
    { id: "corrected", says: "the expectation with the correction for thin bins, which holds", formula: corrected },
  ],
};

export const rotationClaims: readonly Claim[] = [independentClaim, leadingClaim, invarianceClaim];
