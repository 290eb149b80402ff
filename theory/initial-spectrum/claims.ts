/** Claims A15–A17: scale of the initial weights and the law of their singular values. */

import { errorBelow, errorsBelow, within } from "../../src/lab/agreement.ts";
import { onMachine } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, EvidenceContext } from "../../src/lab/types.ts";
import { popcountRow } from "../../src/numeric/bits.ts";
import { integrate, ksOneSample } from "../../src/numeric/index.ts";
import { matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { singularValueDecomposition } from "../../src/numeric/svd.ts";
import { drawWeights, sharedDraw } from "../support/draws.ts";
import { worstOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { fromPaper, standard } from "../support/source.ts";
import { marchenkoPastur, type SpectralLaw, type WeightEnsemble } from "./marchenko-pastur.ts";

const ROOM = "initial-spectrum";

/** The paper's smallest machine at its initialisation. */
export const PAPER_ENSEMBLE: WeightEnsemble = { visible: 784, hidden: 500, sigma: 0.01 };

const SHAPES: readonly WeightEnsemble[] = [
  PAPER_ENSEMBLE,
  { visible: 784, hidden: 784, sigma: 0.01 },
  { visible: 784, hidden: 3000, sigma: 0.01 },
  { visible: 30, hidden: 10, sigma: 1 },
];

type Law = (ensemble: WeightEnsemble) => SpectralLaw;

/** Largest deviation of the empirical distribution of the values from a cumulative law. */
function distance(values: ArrayLike<number>, cumulative: (x: number) => number): number {
  return ksOneSample(values, cumulative).statistic;
}

const lawByQuadrature: Evidence<Law> = {
  id: "quadrature",
  says: "normalisation, moments up to λ⁶ and cumulative law against integrals of the density",
  judge(formula) {
    const worst = worstOver(SHAPES, (ensemble) => quadratureError(formula(ensemble)));
    return errorBelow("density, moments and cumulative law", worst, 1e-8, 6 * SHAPES.length);
  },
};

function quadratureError(law: SpectralLaw): number {
  const [low, high] = law.edges;
  // λ = mid − half·cos θ takes away the square roots at the edges.
  const mid = (low + high) / 2;
  const half = (high - low) / 2;
  const over = (f: (x: number) => number, to = Math.PI): number =>
    integrate((t) => f(mid - half * Math.cos(t)) * half * Math.sin(t), 0, to).value;
  const moments = [1, 2, 3].map((k) => over((x) => x ** (2 * k) * law.density(x)) / law.evenMoment(k) - 1);
  const steps = [0.7, 1.9].map((t) => over(law.density, t) - law.cumulative(mid - half * Math.cos(t)));
  return Math.max(Math.abs(over(law.density) - 1), ...moments.map(Math.abs), ...steps.map(Math.abs));
}

const singularValues = sharedDraw((rng: Rng, ensemble: WeightEnsemble, count: number) =>
  Array.from({ length: count }, (_, k) => {
    const W = drawWeights(ensemble, rng.child(k));
    return { s: singularValueDecomposition(W, { vectors: "none" }).s, W };
  }),
);

const singleDraw: Evidence<Law> = {
  id: "one draw",
  says: "the 500 singular values of one 784×500 draw: distance to the law, edges, second moment (criterion F2)",
  judge(formula, { rng }) {
    const [draw] = singularValues(rng, PAPER_ENSEMBLE, 1);
    const law = formula(PAPER_ENSEMBLE);
    const { visible: N, hidden: M } = PAPER_ENSEMBLE;
    const second = draw!.s.reduce((sum, t) => sum + t * t, 0) / draw!.s.length / law.evenMoment(1);
    const outside = worstOver(draw!.s, (t) => Math.max(law.edges[0] - t, t - law.edges[1], 0));
    return errorsBelow([
      { what: "Kolmogorov distance", error: distance(draw!.s, law.cumulative), limit: 0.01 },
      { what: "⟨λ²⟩ − 1 in units of its prediction", error: Math.abs(second - 1), limit: 3 * Math.sqrt(2 / (N * M)) },
      { what: "overshoot of the edges", error: outside, limit: 0.01 },
    ]);
  },
};

const pooledDraws: Evidence<Law> = {
  id: "pooled draws",
  says: "10,000 singular values of 20 draws of 784×500: distance to the law below 0.003 (criterion F2)",
  budget: "full",
  judge(formula, { rng }) {
    const pooled = singularValues(rng, PAPER_ENSEMBLE, 20).flatMap(({ s }) => [...s]);
    const d = distance(pooled, formula(PAPER_ENSEMBLE).cumulative);
    return errorBelow("Kolmogorov distance of the pooled values", d, 0.003, pooled.length);
  },
};

/** The law with q, the edges or the moments spoilt. */
function spoilt(change: (law: SpectralLaw, ensemble: WeightEnsemble) => Partial<SpectralLaw>): Law {
  return (ensemble) => {
    const law = marchenkoPastur(ensemble);
    return { ...law, ...change(law, ensemble) };
  };
}

const spectrumClaim: Claim<Law> = {
  id: `${ROOM}/marchenko-pastur`,
  room: ROOM,
  labels: ["A16"],
  title: "Marchenko–Pastur law of the initial singular values",
  statement: gathered(
    String.raw`\rho(\lambda)=\frac{\sqrt{(\lambda_+^2-\lambda^2)(\lambda^2-\lambda_-^2)}}{\pi L\sigma_W^2\lambda},`,
    String.raw`\lambda_\pm=\sigma_W\big|\sqrt N\pm\sqrt M\big|,\quad \langle\lambda^2\rangle=\sigma_W^2\max(N,M)`,
  ),
  source: fromPaper("A16", "density in the paper's code; a classical law"),
  status: "as printed",
  expect: "checked",
  formula: marchenkoPastur,
  evidence: [lawByQuadrature, singleDraw, pooledDraws],
  mutants: [
    {
      id: "q = Nσ²",
      says: "the larger side in the normalisation",
      formula: spoilt((law, e) => ({
        density: (x) => (law.density(x) * Math.min(e.visible, e.hidden)) / Math.max(e.visible, e.hidden),
      })),
    },
    {
      id: "change of variable",
      says: "the factor 2 of dλ² = 2λ dλ forgotten",
      formula: spoilt((law) => ({ density: (x) => law.density(x) / 2 })),
    },
    {
      id: "edges of the square case",
      says: "λ₋ = 0, λ₊ = 2σ√N",
      formula: (e) => marchenkoPastur({ ...e, hidden: e.visible }),
    },
    { id: "σ of the other convention", says: "σ_W/2", formula: (e) => marchenkoPastur({ ...e, sigma: e.sigma / 2 }) },
    {
      id: "second moment",
      says: "⟨λ²⟩ = σ²M",
      formula: spoilt((law, e) => ({
        evenMoment: (k) => law.evenMoment(k) * (e.hidden / e.visible + (e.hidden === e.visible ? 1e-3 : 0)),
      })),
    },
  ],
};

/** Entries of variance 1 that are not Gaussian. */
const OTHER_ENTRIES: readonly { readonly name: string; readonly draw: (rng: Rng) => number }[] = [
  { name: "uniform", draw: (rng) => Math.sqrt(12) * (rng.uniform() - 0.5) },
  { name: "±1", draw: (rng) => (rng.uniform() < 0.5 ? -1 : 1) },
  { name: "Laplace", draw: (rng) => laplace(rng) / Math.SQRT2 },
];

function laplace(rng: Rng): number {
  const t = rng.uniform() - 0.5;
  return -Math.sign(t) * Math.log(1 - 2 * Math.abs(t));
}

const UNIVERSAL: WeightEnsemble = { visible: 300, hidden: 200, sigma: 1 };

const otherSpectra = sharedDraw((rng: Rng) =>
  OTHER_ENTRIES.map(({ name, draw }) => {
    const stream = rng.child(name);
    const { visible, hidden } = UNIVERSAL;
    const W = matrix(
      visible,
      hidden,
      Float64Array.from({ length: visible * hidden }, () => draw(stream)),
    );
    return singularValueDecomposition(W, { vectors: "none" }).s;
  }),
);

const universalityClaim: Claim<Law> = {
  id: `${ROOM}/universality`,
  room: ROOM,
  labels: ["A17"],
  title: "The law does not need Gaussian weights",
  statement: String.raw`W_{ij}\text{ i.i.d.},\;\langle W_{ij}\rangle=0,\;\langle W_{ij}^2\rangle=\sigma_W^2,\;\langle W_{ij}^4\rangle<\infty\;\Rightarrow\;\rho(\lambda)\text{ is the same}`,
  source: standard("A17"),
  status: "standard",
  expect: "checked",
  formula: marchenkoPastur,
  evidence: [
    {
      id: "other entries",
      says: "200 singular values each of uniform, ±1 and Laplace weights: Kolmogorov distance to the law",
      judge(formula, { rng }) {
        const law = formula(UNIVERSAL);
        const worst = worstOver(otherSpectra(rng), (s) => distance(s, law.cumulative));
        // Rigid spectra fluctuate by O(ln L / L), far less than independent values would (1.36/√L = 0.096).
        return errorBelow("largest Kolmogorov distance", worst, Math.log(200) / 200, OTHER_ENTRIES.length);
      },
    },
  ],
  mutants: [
    {
      id: "uniform half-width",
      says: "the half-width √3σ in place of σ",
      formula: (e) => marchenkoPastur({ ...e, sigma: Math.sqrt(3) * e.sigma }),
    },
    {
      id: "five per cent",
      says: "σ too large by 5 %",
      formula: (e) => marchenkoPastur({ ...e, sigma: 1.05 * e.sigma }),
    },
    { id: "other shape", says: "M = N", formula: (e) => marchenkoPastur({ ...e, hidden: e.visible }) },
  ],
};

interface Initialisation {
  /** Standard deviation of every weight and bias in the paper's code. */
  readonly sigma: number;
  /** Standard deviation of a weight for the persistent-chain machines, from the mean number of pixels that are on. */
  replicaScale(meanOn: number): number;
}

const initialisationClaim: Claim<Initialisation> = {
  id: `${ROOM}/initialisation`,
  room: ROOM,
  labels: ["A15"],
  title: "Scale of the initial weights",
  statement: gathered(
    String.raw`W_{ij}\sim\mathcal N(0,\sigma_W^2),\;\sigma_W=0.01;`,
    String.raw`\text{replicas: }\sigma_W=\frac{0.1}{\sqrt{\langle|v|^2\rangle_{\text{data}}}}\approx0.0098\text{ on MNIST}`,
  ),
  source: fromPaper("A15", "both scales read in the paper's code; they agree on MNIST to 2 %"),
  status: "as printed",
  expect: "checked",
  formula: { sigma: 0.01, replicaScale: (meanOn) => 0.1 / Math.sqrt(meanOn) },
  evidence: [
    {
      id: "bulk stays below the transition",
      says: "the largest singular value at this scale is far below 4 for every hidden size of the paper, and the smallest grows with |√N − √M|",
      judge(formula) {
        const edges = [500, 784, 1200, 3000].map(
          (hidden) => marchenkoPastur({ visible: 784, hidden, sigma: formula.sigma }).edges,
        );
        const listed = [0.0564, 0.5036, 0, 0.56, 0.0664, 0.6264, 0.2677, 0.8277];
        return errorBelow(
          "edges against the listed ones",
          worstOver(edges.flat().keys(), (k) => Math.abs(edges.flat()[k]! - listed[k]!)),
          6e-5,
          8,
        );
      },
    },
    {
      id: "scale on the data",
      says: "0.1/√⟨|v|²⟩ of the training digits",
      needs: "machine",
      judge(formula, { machine }: EvidenceContext) {
        const { train, name } = machine!;
        let on = 0;
        for (let s = 0; s < train.rows; s++) on += popcountRow(train, s) / train.rows;
        return onMachine(name, within("0.1/√⟨|v|²⟩", formula.replicaScale(on), 0.0096, 0.01));
      },
    },
  ],
  mutants: [
    { id: "ten times", says: "σ = 0.1", formula: { sigma: 0.1, replicaScale: (m) => 0.1 / Math.sqrt(m) } },
    {
      id: "variance for deviation",
      says: "σ² = 0.01",
      formula: { sigma: Math.sqrt(0.01), replicaScale: (m) => 0.1 / m },
    },
  ],
};

export const spectrumClaims: readonly Claim[] = [initialisationClaim, spectrumClaim, universalityClaim];
