/** Claim A18: the singular vectors of an untrained machine. */

import { errorBelow, sampledMean, sampledTest } from "../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { ksOneSample, mean } from "../../src/numeric/index.ts";
import type { Matrix } from "../../src/numeric/matrix.ts";
import { drawModes } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { fromPaper } from "../support/source.ts";
import { type HaarLaw, haarLaw, inverseParticipationRatios } from "./haar.ts";
import type { WeightEnsemble } from "./marchenko-pastur.ts";

const ROOM = "initial-spectrum";

const HAAR_SIZE: WeightEnsemble = { visible: 784, hidden: 500, sigma: 0.01 };

type Haar = (n: number) => HaarLaw;

const participation: Evidence<Haar> = {
  id: "participation",
  says: "Σ_i U_iα⁴ averaged over the 500 modes of one draw against the Haar mean, with the Haar variance (criterion F3)",
  judge(formula, { rng }) {
    const { modes } = drawModes(rng, HAAR_SIZE);
    const law = formula(HAAR_SIZE.visible);
    const ipr = inverseParticipationRatios(modes.U);
    const error = Math.sqrt(law.varianceIpr / ipr.length);
    return sampledMean("mean of Σ U⁴", mean(ipr), error, law.meanIpr, ipr.length);
  },
};

const participationSpread: Evidence<Haar> = {
  id: "spread",
  says: "the variance of Σ_i U_iα⁴ over the modes against the Haar variance",
  judge(formula, { rng }) {
    const { modes } = drawModes(rng, HAAR_SIZE);
    const law = formula(HAAR_SIZE.visible);
    const ipr = inverseParticipationRatios(modes.U);
    const centre = mean(ipr);
    const squares = ipr.map((t) => (t - centre) ** 2);
    const error = Math.sqrt(mean(squares.map((t) => (t - mean(squares)) ** 2)) / ipr.length);
    return sampledMean("variance of Σ U⁴", mean(squares), error, law.varianceIpr, ipr.length);
  },
};

const components: Evidence<Haar> = {
  id: "components",
  says: "squared components of the singular vectors against Beta(½, (N−1)/2), by Kolmogorov–Smirnov (criterion F3)",
  judge(formula, { rng }) {
    const { modes } = drawModes(rng, HAAR_SIZE);
    const law = formula(HAAR_SIZE.visible);
    // 4,000 of the 392,000 entries: few enough that their weak correlation (1/N each) does not matter.
    const picks = Array.from({ length: 4000 }, () => modes.U.data[rng.integer(modes.U.data.length)]! ** 2);
    const { statistic, p } = ksOneSample(picks, law.squareCumulative);
    return sampledTest("distribution of U²", p, picks.length, `distance ${statistic.toFixed(4)}`);
  },
};

const columnSums: Evidence<Haar> = {
  id: "column sums",
  says: "Σ_α (Σ_i U_iα)² over a complete basis, exactly N",
  judge(formula, { rng }) {
    const { modes } = drawModes(rng, { visible: 40, hidden: 40, sigma: 1 });
    const total = sumOfSquaredColumnSums(modes.U);
    return errorBelow("Σ of squared column sums", Math.abs(total - formula(40).columnSumsSquared), 1e-10, 40);
  },
};

function sumOfSquaredColumnSums(U: Matrix): number {
  const sums = new Float64Array(U.cols);
  U.data.forEach((t, k) => {
    sums[k % U.cols]! += t;
  });
  return sums.reduce((s, t) => s + t * t, 0);
}

function haarWith(change: (law: HaarLaw, n: number) => Partial<HaarLaw>): Haar {
  return (n) => {
    const law = haarLaw(n);
    return { ...law, ...change(law, n) };
  };
}

const haarClaim: Claim<Haar> = {
  id: `${ROOM}/haar-vectors`,
  room: ROOM,
  labels: ["A18"],
  title: "Initial singular vectors are uniform on the sphere",
  statement: gathered(
    String.raw`U_{i\alpha}^2\sim\mathrm{Beta}\big(\tfrac12,\tfrac{N-1}{2}\big),\quad \mathbb E\sum_iU_{i\alpha}^4=\frac{3}{N+2},`,
    String.raw`\operatorname{Var}=\frac{9N+96}{(N+2)(N+4)(N+6)}-\frac{9}{(N+2)^2},`,
    String.raw`\sum_\alpha\Big(\sum_iU_{i\alpha}\Big)^2=N`,
  ),
  source: fromPaper("A18", "the abstract states the rotational symmetry; the moments are standard"),
  status: "standard",
  expect: "sampled",
  formula: haarLaw,
  evidence: [participation, participationSpread, components, columnSums],
  mutants: [
    {
      id: "complex vectors",
      says: "2/(N+1), the value for unitary matrices",
      formula: haarWith((_, n) => ({ meanIpr: 2 / (n + 1) })),
    },
    { id: "independent components", says: "Σ U⁴ = 1/N", formula: haarWith((_, n) => ({ meanIpr: 1 / n })) },
    {
      id: "Gaussian variance",
      says: "96/N³, without the constraint |U| = 1",
      formula: haarWith((_, n) => ({ varianceIpr: 96 / n ** 3 })),
    },
    {
      id: "exponential components",
      says: "N U² exponential",
      formula: haarWith((_, n) => ({ squareCumulative: (x) => 1 - Math.exp(-n * x) })),
    },
    { id: "column sums", says: "Σ_α s_α² = √N", formula: haarWith((_, n) => ({ columnSumsSquared: Math.sqrt(n) })) },
  ],
};

export const vectorClaims: readonly Claim[] = [haarClaim];
