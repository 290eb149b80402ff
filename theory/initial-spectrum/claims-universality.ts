/** Claim A17: the law does not need Gaussian weights. */

import { drawnMeans } from "../../src/lab/comparisons/index.ts";
import type { Claim } from "../../src/lab/types.ts";
import { matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { singularValueDecomposition } from "../../src/numeric/svd.ts";
import { sharedDraw } from "../support/draws.ts";
import { standard } from "../support/source.ts";
import { momentsOfDraws, type Spectra, sharesOfDraws } from "./drawn-spectra.ts";
import { marchenkoPastur, type SpectralLaw, type WeightEnsemble } from "./marchenko-pastur.ts";

const ROOM = "initial-spectrum";

/** What of the law is held against weights that are not Gaussian. */
type Law = (ensemble: WeightEnsemble) => Pick<SpectralLaw, "cumulative" | "evenMoment">;

function lawOf(ensemble: WeightEnsemble): ReturnType<Law> {
  const { cumulative, evenMoment } = marchenkoPastur(ensemble);
  return { cumulative, evenMoment };
}

/** Entries of variance 1 that are not Gaussian, with their excess kurtosis. */
const OTHER_ENTRIES: readonly {
  readonly name: string;
  readonly kurtosis: number;
  readonly draw: (rng: Rng) => number;
}[] = [
  { name: "uniform", kurtosis: -1.2, draw: (rng) => Math.sqrt(12) * (rng.uniform() - 0.5) },
  { name: "sparse", kurtosis: 1, draw: (rng) => [-2, 0, 0, 0, 0, 0, 0, 2][rng.integer(8)]! },
  { name: "Laplace", kurtosis: 3, draw: (rng) => laplace(rng) / Math.SQRT2 },
];

function laplace(rng: Rng): number {
  const t = rng.uniform() - 0.5;
  return -Math.sign(t) * Math.log(1 - 2 * Math.abs(t));
}

const ENSEMBLE: WeightEnsemble = { visible: 90, hidden: 60, sigma: 1 };
const DRAWS = 64;

/** Spectra of draws of each kind of entries. */
const otherSpectra = sharedDraw((rng: Rng, count: number): readonly Spectra[] =>
  OTHER_ENTRIES.map(({ name, draw }) => {
    const stream = rng.child(name);
    const { visible, hidden } = ENSEMBLE;
    return Array.from({ length: count }, () => {
      const entries = Float64Array.from({ length: visible * hidden }, () => draw(stream));
      return singularValueDecomposition(matrix(visible, hidden, entries), { vectors: "none" }).s;
    });
  }),
);

export const universalityClaim: Claim<Law> = {
  id: `${ROOM}/universality`,
  room: ROOM,
  labels: ["A17"],
  title: "The law does not need Gaussian weights",
  statement: String.raw`W_{ij}\text{ i.i.d.},\;\langle W_{ij}\rangle=0,\;\langle W_{ij}^2\rangle=\sigma_W^2,\;\langle W_{ij}^4\rangle<\infty\;\Rightarrow\;\rho(\lambda)\text{ is the same}`,
  source: standard("A17"),
  status: "standard",
  expect: "sampled",
  formula: lawOf,
  evidence: [
    {
      id: "other entries",
      says: `singular values of ${DRAWS} draws of 90×60 each with uniform, sparse (−2, 0, 2) and Laplace weights: second and fourth moment, shares below three values`,
      judge(formula, { rng, scale }) {
        const law = formula(ENSEMBLE);
        const cases = otherSpectra(rng, DRAWS * scale).flatMap((spectra, k) => {
          const { name, kurtosis } = OTHER_ENTRIES[k]!;
          return [
            ...momentsOfDraws(spectra, law, ENSEMBLE, kurtosis),
            ...sharesOfDraws(spectra, law, ENSEMBLE, kurtosis),
          ].map((drawn) => ({ ...drawn, at: `${drawn.at}, ${name} weights` }));
        });
        return drawnMeans("singular values", cases);
      },
    },
  ],
  mutants: [
    {
      id: "uniform half-width",
      says: "the half-width √3σ in place of σ",
      formula: (e) => lawOf({ ...e, sigma: Math.sqrt(3) * e.sigma }),
    },
    { id: "five per cent", says: "σ too large by 5 %", formula: (e) => lawOf({ ...e, sigma: 1.05 * e.sigma }) },
    { id: "other shape", says: "M = N", formula: (e) => lawOf({ ...e, hidden: e.visible }) },
  ],
};
