/** Claims A56: the score of noised data, its form in reciprocal space, the reverse process. */
import { agree, drawnMeans, pairsOf } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { openPaths } from "../../../src/numeric/index.ts";
import { matrix, multiply, multiplyVectorTransposed } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import { numericGradient } from "../../support/derivatives.ts";
import { drawWeights, sharedDraw } from "../../support/draws.ts";
import { gathered } from "../../support/latex.ts";
import { limitOfHalving } from "../../support/limits.ts";
import { configurations } from "../../support/machines.ts";
import { standard } from "../../support/source.ts";
import { scoreOfGaussian } from "../derivations/laws.ts";
import {
  gaussianScore,
  geometricTimes,
  type Mixture,
  noisedLaw,
  noisedLogDensity,
  noisedScore,
  reversedLaw,
  reverseSteps,
} from "../process/noising.ts";
import type { Gaussian } from "../process/ornstein-uhlenbeck.ts";

const ROOM = "diffusion";

interface Score {
  of(mixture: Mixture, t: number, z: Float64Array): Float64Array;
  gaussian(law: Gaussian, t: number, z: number): number;
}

const TIMES = [0.05, 0.3, 1, 2];

/** All states of a few units, and a few blurred points with weights. */
function mixtures(rng: Rng): Mixture[] {
  const states = [...configurations(4, "binary")];
  return [
    { means: matrix(states.length, 4, Float64Array.of(...states.flatMap((s) => [...s]))) },
    { means: matrix(5, 4, rng.child("means").normals(20)), variance: 0.3, logWeights: rng.child("weights").normals(5) },
  ];
}

const tweedie: Evidence<Score> = {
  id: "gradient",
  says: "∇ ln p_t by finite differences for the states of four units and for a weighted Gaussian mixture, t = 0.05 … 2",
  judge(formula, { rng }) {
    const cases = mixtures(rng).flatMap((mixture) => TIMES.map((t) => ({ mixture, t })));
    const pairs = cases.flatMap(({ mixture, t }) => {
      const z = rng.child("z").normals(4, 0.7);
      const exact = numericGradient((x) => noisedLogDensity(mixture, t, x), z);
      return pairsOf(formula.of(mixture, t, z), exact, () => `t = ${t}`);
    });
    const because = "the five-point stencil leaves h⁴/30 of a fifth derivative of about 10⁴ at t = 0.05";
    return agree("score", pairs, { allowed: 1e-7, unit: "scale", because, everyDraw: true });
  },
};

const oneGaussian: Evidence<Score> = {
  id: "Gaussian",
  says: "the closed form for a Gaussian coordinate against the general score of a mixture with one component",
  judge(formula) {
    const law = { mean: 0.7, variance: 0.2 };
    const pairs = TIMES.map((t) => {
      const mixture = { means: matrix(1, 1, Float64Array.of(law.mean)), variance: law.variance };
      const found = noisedScore(mixture, t, Float64Array.of(0.4))[0]!;
      return { at: `t = ${t}`, expected: formula.gaussian(law, t, 0.4), found };
    });
    return agree("score", pairs, { allowed: 1e-12, because: "rounding" });
  },
};

const score: Score = { of: noisedScore, gaussian: gaussianScore };

/** Another factor in front of the best guess. */
const guessTimes = (factor: (t: number) => number): Score["of"] => {
  return (mixture, t, z) => {
    const noise = -Math.expm1(-2 * t);
    return noisedScore(mixture, t, z).map((s, i) => ((s * noise + z[i]!) * factor(t) - z[i]!) / noise);
  };
};

const scoreClaim: Claim<Score> = {
  id: `${ROOM}/score`,
  room: ROOM,
  labels: ["A56"],
  title: "The score points from what is seen to what is guessed",
  statement: gathered(
    String.raw`v_t=e^{-t}v+\sqrt{1-e^{-2t}}\,\xi,\qquad\nabla\ln p_t(v_t)=\frac{e^{-t}\langle v\mid v_t\rangle-v_t}{1-e^{-2t}}`,
    String.raw`\text{Gaussian mode}:\;s=-\frac{z-e^{-t}m}{e^{-2t}v+1-e^{-2t}}`,
  ),
  source: standard("A56"),
  status: "standard",
  expect: "proved",
  derivation: scoreOfGaussian,
  formula: score,
  evidence: [tweedie, oneGaussian],
  mutants: [
    {
      id: "no shrinking",
      says: "⟨v|v_t⟩ in place of e^{−t}⟨v|v_t⟩",
      formula: { ...score, of: guessTimes((t) => Math.exp(t)) },
    },
    {
      id: "noise of a small time",
      says: "2t in place of 1 − e^{−2t}",
      formula: { ...score, of: (m, t, z) => noisedScore(m, t, z).map((s) => (s * -Math.expm1(-2 * t)) / (2 * t)) },
    },
    {
      id: "sign",
      says: "the opposite direction",
      formula: { ...score, of: (m, t, z) => noisedScore(m, t, z).map((s) => -s) },
    },
    {
      id: "variance kept",
      says: "v in place of e^{−2t}v",
      formula: {
        ...score,
        gaussian: (law, t, z) => gaussianScore({ ...law, variance: law.variance * Math.exp(2 * t) }, t, z),
      },
    },
  ],
};

/** The score in reciprocal space from the score in the units: by the left singular vectors. */
type ReciprocalScore = (U: ReturnType<typeof singularModes>["U"], inUnits: Float64Array) => Float64Array;

const rotated: Evidence<ReciprocalScore> = {
  id: "rotation",
  says: "data, noisy state and score carried to reciprocal space by the singular vectors of a random 6×6 machine: the score there, computed from the data there",
  judge(formula, { rng }) {
    const { U } = singularModes(drawWeights({ visible: 6, hidden: 6, sigma: 1 }, rng));
    const data = matrix(12, 6, rng.child("data").normals(72));
    const pairs = TIMES.flatMap((t) => {
      const v = rng.child("v").normals(6);
      const there = noisedScore({ means: multiply(data, U) }, t, multiplyVectorTransposed(U, v));
      return pairsOf(formula(U, noisedScore({ means: data }, t, v)), there, () => `t = ${t}`);
    });
    const because = "rounding, by which the weights of data change as the squares of their distances over the noise";
    return agree("score", pairs, { allowed: 1e-11, unit: "scale", because, everyDraw: true });
  },
};

const reciprocalClaim: Claim<ReciprocalScore> = {
  id: `${ROOM}/reciprocal-score`,
  room: ROOM,
  labels: ["A56"],
  title: "The score in reciprocal space is the rotated score",
  statement: String.raw`\nabla_x\ln p_t(x)=U^T\,\nabla_v\ln p_t(v),\qquad x=U^Tv`,
  source: standard("A56", "isotropic noise commutes with the singular vectors"),
  status: "standard",
  expect: "checked",
  formula: multiplyVectorTransposed,
  evidence: [rotated],
  mutants: [
    { id: "back", says: "U in place of Uᵀ", formula: (U, s) => multiply(U, matrix(s.length, 1, s)).data },
    { id: "unrotated", says: "the score of the units", formula: (_U, s) => s },
  ],
};

/** The law that the reverse process should leave, and that of its steps. */
interface Reverse {
  goal(law: Gaussian, t: number): Gaussian;
  ofSteps(law: Gaussian, times: Float64Array): Gaussian;
}

/** The mode of C72: mean 0.7 and variance 0.011, stopped at t = 0.007, where they are 0.6951 and 0.0247. */
export const REVERSED = { law: { mean: 0.7, variance: 0.011 }, from: 5, to: 0.007, steps: 500 } as const;

const PATHS = 20_000;

/** Positions of reversed paths at the end. */
export const reversedPaths: (rng: Rng, count: number) => Promise<Float64Array> = sharedDraw(async (rng, count) => {
  const { law, from, to, steps } = REVERSED;
  const paths = await openPaths({ paths: count, start: rng.child("noise").normals(count) }, rng);
  await paths.follow(reverseSteps(law, geometricTimes(from, to, steps)));
  const at = paths.positions();
  await paths.dispose();
  return at;
});

const byPaths: Evidence<Reverse> = {
  id: "paths",
  says: `mean and variance of ${PATHS} paths of the reverse process on a geometric grid of ${REVERSED.steps} times against those of the steps`,
  async judge(formula, { rng, scale }) {
    const { law, from, to, steps } = REVERSED;
    const { mean, variance } = formula.ofSteps(law, geometricTimes(from, to, steps));
    const z = await reversedPaths(rng, scale * PATHS);
    // About the mean that the steps leave, whatever the formula says of it.
    const middle = reversedLaw(law, geometricTimes(from, to, steps)).mean;
    return drawnMeans("law of the paths", [
      { at: "mean", sample: z, predicted: mean },
      { at: "variance", sample: z.map((t) => (t - middle) ** 2), predicted: variance },
    ]);
  },
};

const limit: Evidence<Reverse> = {
  id: "short steps",
  says: "mean and variance that 500, 1,000, 2,000 and 4,000 steps leave, extrapolated in the inverse of their number: those of the data with the noise that is left",
  judge(formula) {
    const { law, from, to } = REVERSED;
    // The start is not the noised law but its limit, so a long way back keeps that error out.
    const left = [500, 1000, 2000, 4000].map((n) => formula.ofSteps(law, geometricTimes(2 * from, to, n)));
    const goal = formula.goal(law, to);
    const pairs = [
      { at: "mean", expected: goal.mean, found: limitOfHalving(left.map((l) => l.mean)) },
      { at: "variance", expected: goal.variance, found: limitOfHalving(left.map((l) => l.variance)) },
    ];
    const because = "three orders of the step are extrapolated away, e^{−20} is left of the start";
    return agree("law at the end", pairs, { allowed: 1e-4, because });
  },
};

const reverse: Reverse = { goal: noisedLaw, ofSteps: reversedLaw };

const reverseClaim: Claim<Reverse> = {
  id: `${ROOM}/reverse`,
  room: ROOM,
  labels: ["A56"],
  title: "The reverse process leads from noise to the data",
  statement: String.raw`dz=[z+2\,s(z,T-\tau)]\,d\tau+\sqrt2\,dW\;\Rightarrow\;p_{T-t}=\mathcal N\big(e^{-t}m,\;e^{-2t}v+1-e^{-2t}\big)`,
  source: standard("A56"),
  status: "standard",
  expect: "sampled",
  formula: reverse,
  evidence: [byPaths, limit],
  mutants: [
    {
      id: "score once",
      says: "z + s in place of z + 2s",
      formula: { ...reverse, ofSteps: (law, times) => reversedLaw({ ...law, variance: 2 * law.variance }, times) },
    },
    { id: "no noise left", says: "the law of the data at t = 0", formula: { ...reverse, goal: (law) => law } },
    {
      id: "unshrunk",
      says: "m in place of e^{−t}m",
      formula: { ...reverse, goal: (law, t) => ({ ...noisedLaw(law, t), mean: law.mean }) },
    },
  ],
};

export const noisingClaims: readonly Claim[] = [scoreClaim, reciprocalClaim, reverseClaim];
