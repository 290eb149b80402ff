/** Claim A44: an extensive number of modes shares the constraint on the units (criterion T6). */
import { agree, drawnMean } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { findRoot } from "../../src/numeric/index.ts";
import { type Matrix, matrix, multiply, row } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import { gibbsSweep, uniformStates } from "../../src/rbm/sampling.ts";
import { marchenkoPastur, type WeightEnsemble } from "../initial-spectrum/marchenko-pastur.ts";
import { drawWeights, sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { centredMachine } from "../support/machines.ts";
import { reconstructed } from "../support/source.ts";
import { bulkStiffnessOfEnsemble, modeCovariance, solveBulkStiffness } from "./gaussian-law.ts";

const ROOM = "infinite-size";

/** ⟨δx_α²⟩ of the leading modes, from all singular values and the sizes. */
type BulkVariance = (lambda: Float64Array, visible: number, hidden: number) => (lambda: number) => number;

const withBulk: BulkVariance = (lambda, N, M) => {
  const r = solveBulkStiffness(lambda, N, M);
  return (t) => modeCovariance(t, r.visible, r.hidden).varianceX;
};

const naive: BulkVariance = () => (t) => modeCovariance(t).varianceX;

export interface BulkSample {
  readonly modes: SingularModes;
  /** ⟨δx_α²⟩ of the leading modes over each chain, one chain a row. */
  readonly byChain: Matrix;
  /** Over all chains. */
  readonly variance: Float64Array;
}

const LEADING = 20;

/** A centred machine of independent weights with σ_W√N = s, measured over many chains. */
export const measureBulk: (rng: Rng, size: number, s: number, chains: number, sweeps: number) => BulkSample =
  sharedDraw((rng, size, s, chains, sweeps) => {
    const ensemble = { visible: size, hidden: size, sigma: s / Math.sqrt(size) };
    const rbm = centredMachine(drawWeights(ensemble, rng.child("weights")), "binary", "binary");
    const modes = singularModes(rbm);
    const leading = singularModes(rbm, { count: LEADING }).U;
    const byChain = matrix(chains, LEADING);
    const stream = rng.child("chains");
    let v = uniformStates(chains, size, "binary", rng.child("start"));
    const burnIn = Math.ceil(sweeps / 5);
    for (let sweep = 0; sweep < burnIn + sweeps; sweep++) {
      v = gibbsSweep(rbm, v, stream).v;
      if (sweep >= burnIn) addSquares(byChain, v, leading, sweeps);
    }
    const variance = byChain.data.reduce((sum, t, k) => {
      sum[k % LEADING]! += t / chains;
      return sum;
    }, new Float64Array(LEADING));
    return { modes, byChain, variance };
  });

function addSquares(byChain: Matrix, v: Matrix, U: Matrix, samples: number): void {
  const centred = { ...v, data: v.data.map((t) => t - 0.5) };
  const x = multiply(centred, U);
  x.data.forEach((t, k) => {
    byChain.data[k]! += (t * t) / samples;
  });
}

/** Measured over predicted variance, mean of the leading modes, one value a chain. */
function ratios(formula: BulkVariance, { modes, byChain }: BulkSample, size: number): Float64Array {
  const predict = formula(modes.lambda, size, size);
  const predicted = Float64Array.from({ length: LEADING }, (_, k) => predict(modes.lambda[k]!));
  return Float64Array.from({ length: byChain.rows }, (_, c) =>
    row(byChain, c).reduce((sum, t, k) => sum + t / predicted[k]! / LEADING, 0),
  );
}

function simulated(id: string, size: number, chains: number, sweeps: number, budget?: "full"): Evidence<BulkVariance> {
  return {
    id,
    says: `⟨δx²⟩ over the formula, mean of the ${LEADING} leading modes of a simulated ${size}×${size} machine with σ_W√N = 1.5, over ${chains} chains: 1 (criterion T6)`,
    ...(budget ? { budget } : {}),
    judge(formula, { rng, scale }) {
      const found = ratios(formula, measureBulk(rng, size, 1.5, chains * scale, sweeps), size);
      return drawnMean("measured over predicted variance", found, 1, FINITE(size));
    },
  };
}

const FINITE = (size: number) => ({ size: 2 / size, because: `corrections of order 1/N at N = ${size}` });

/** The middle of every one of L equal shares of the law of Marchenko and Pastur, the largest first. */
function spectrumWithoutChance(ensemble: WeightEnsemble): Float64Array {
  const law = marchenkoPastur(ensemble);
  const count = Math.min(ensemble.visible, ensemble.hidden);
  return Float64Array.from({ length: count }, (_, k) => {
    const share = 1 - (k + 0.5) / count;
    return findRoot((t) => law.cumulative(t) - share, ...law.edges).root;
  });
}

const closedForm: Evidence<BulkVariance> = {
  id: "closed form",
  says: "the solved stiffness for 400×300 singular values that divide the law of Marchenko and Pastur into equal shares, against 4 + σ²M/4 and 4 + σ²N/4, through the variance at λ = 0 and 2",
  judge(formula) {
    const ensemble = { visible: 400, hidden: 300, sigma: 1.2 / Math.sqrt(400) };
    const predict = formula(spectrumWithoutChance(ensemble), ensemble.visible, ensemble.hidden);
    const r = bulkStiffnessOfEnsemble(ensemble.visible, ensemble.hidden, ensemble.sigma);
    const pairs = [0, 2].map((t) => ({
      at: `λ = ${t}`,
      expected: predict(t),
      found: modeCovariance(t, r.visible, r.hidden).varianceX,
    }));
    return agree("variance", pairs, { allowed: 1e-4, because: "300 shares stand for an integral over the law" });
  },
};

const bulkClaim: Claim<BulkVariance> = {
  id: `${ROOM}/bulk`,
  room: ROOM,
  labels: ["A44"],
  title: "An extensive bulk stiffens every mode",
  statement: gathered(
    String.raw`\langle\delta x_\alpha^2\rangle=\frac{r_h}{r_vr_h-\lambda_\alpha^2},\qquad\frac1N\Big[\sum_\alpha\frac{r_h}{r_vr_h-\lambda_\alpha^2}+\frac{N-L}{r_v}\Big]=\frac14,\quad\frac1M\Big[\sum_\alpha\frac{r_v}{r_vr_h-\lambda_\alpha^2}+\frac{M-L}{r_h}\Big]=\frac14`,
    String.raw`\text{independent weights: }r_v=4+\tfrac14\sigma_W^2M,\quad r_h=4+\tfrac14\sigma_W^2N`,
  ),
  source: reconstructed("A44", "reconstruction: a correction that the Gaussian law of single modes lacks"),
  status: "reconstruction",
  expect: "sampled",
  formula: withBulk,
  evidence: [
    closedForm,
    simulated("simulation", 100, 60, 150),
    simulated("simulation, 200×200", 200, 60, 1000, "full"),
  ],
  mutants: [
    { id: "naive", says: "4 in place of r_v and r_h: misses by more than 10 %", formula: naive },
    {
      id: "half the correction",
      says: "half way between 4 and r",
      formula: (lambda, N, M) => (t) => (withBulk(lambda, N, M)(t) + naive(lambda, N, M)(t)) / 2,
    },
    {
      id: "layers exchanged",
      says: "r_v with N and r_h with M",
      formula: (lambda, N, M) => (t) => {
        const r = solveBulkStiffness(lambda, N, M);
        return modeCovariance(t, r.hidden, r.visible).varianceX;
      },
    },
  ],
};

const naiveClaim: Claim<BulkVariance> = {
  id: `${ROOM}/bulk-naive`,
  room: ROOM,
  labels: ["A43", "A44"],
  title: "The law of single modes, taken for an extensive bulk",
  statement: String.raw`\langle\delta x_\alpha^2\rangle=\frac{4}{16-\lambda_\alpha^2}\quad\text{with }\sigma_W\sqrt N=1.5`,
  source: reconstructed(
    "A43, A44",
    "reconstruction; the naive law outside its domain, refuted to show that the correction is needed",
  ),
  status: "reconstruction",
  expect: "refuted",
  formula: naive,
  evidence: [simulated("simulation", 100, 60, 150)],
  mutants: [{ id: "with the bulk", says: "the stiffened law, which holds", formula: withBulk }],
};

export const bulkClaims: readonly Claim[] = [bulkClaim, naiveClaim];
