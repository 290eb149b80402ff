/** Claim A16: the law of the singular values of an untrained machine. */

import { agree, drawnMeans, type Pair } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { integrate } from "../../src/numeric/index.ts";
import { gathered } from "../support/latex.ts";
import { fromPaper } from "../support/source.ts";
import { initialisationClaim } from "./claims-scale.ts";
import { universalityClaim } from "./claims-universality.ts";
import { edgesOfDraws, gaussianSpectra, momentsOfDraws, sharesOfDraws } from "./drawn-spectra.ts";
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

const lawByQuadrature: Evidence<Law> = {
  id: "quadrature",
  says: "normalisation, moments up to λ⁶ and cumulative law against integrals of the density: theory against theory",
  judge(formula) {
    const pairs = SHAPES.flatMap((ensemble) => againstIntegrals(formula(ensemble), sizeOf(ensemble)));
    return agree("density, moments and cumulative law", pairs, {
      allowed: 1e-8,
      because: "tolerance of the quadrature",
    });
  },
};

const sizeOf = ({ visible, hidden }: WeightEnsemble): string => `${visible}×${hidden}`;

function againstIntegrals(law: SpectralLaw, at: string): Pair[] {
  const [low, high] = law.edges;
  // λ = mid − half·cos θ takes away the square roots at the edges.
  const mid = (low + high) / 2;
  const half = (high - low) / 2;
  const over = (f: (x: number) => number, to = Math.PI): number =>
    integrate((t) => f(mid - half * Math.cos(t)) * half * Math.sin(t), 0, to).value;
  return [
    { at: `the whole, ${at}`, expected: 1, found: over(law.density) },
    ...[1, 2, 3].map((k) => ({
      at: `λ^${2 * k}, ${at}`,
      expected: law.evenMoment(k),
      found: over((x) => x ** (2 * k) * law.density(x)),
    })),
    ...[0.7, 1.9].map((t) => ({
      at: `the cumulative law, ${at}`,
      expected: law.cumulative(mid - half * Math.cos(t)),
      found: over(law.density, t),
    })),
  ];
}

const support: Evidence<Law> = {
  id: "support",
  says: "the edges against where the density begins and ends, by bisection",
  judge(formula) {
    const pairs = SHAPES.flatMap((ensemble): Pair[] => {
      const { edges, density, evenMoment } = formula(ensemble);
      const inside = Math.sqrt(evenMoment(1));
      const unit = ensemble.sigma * Math.sqrt(Math.max(ensemble.visible, ensemble.hidden));
      return [0, 10 * inside].map((outside, k) => ({
        at: sizeOf(ensemble),
        expected: edges[k]! / unit,
        found: endOfSupport(density, inside, outside) / unit,
      }));
    });
    return agree("edges in units of σ√N", pairs, { allowed: 1e-9, because: "rounding", unit: "scale" });
  },
};

/** Where a density that is positive at `inside` becomes 0 on the way to `outside`. */
function endOfSupport(density: (x: number) => number, inside: number, outside: number): number {
  let [within, beyond] = [inside, outside];
  for (let k = 0; k < 60; k++) {
    const middle = (within + beyond) / 2;
    if (density(middle) > 0) within = middle;
    else beyond = middle;
  }
  return within;
}

function draws(id: string, ensemble: WeightEnsemble, count: number): Evidence<Law> {
  return {
    id,
    says: `singular values of ${count} draws of ${sizeOf(ensemble)}: moments up to λ⁶, shares below three values, largest and smallest`,
    judge(formula, { rng, scale }) {
      const spectra = gaussianSpectra(rng, ensemble, count * scale);
      const law = formula(ensemble);
      return drawnMeans("singular values", [
        ...momentsOfDraws(spectra, law, ensemble),
        ...sharesOfDraws(spectra, law, ensemble),
        ...edgesOfDraws(spectra, law, ensemble),
      ]);
    },
  };
}

const drawnSpectra = draws("draws", { visible: 120, hidden: 80, sigma: 0.01 }, 64);
const paperDraws: Evidence<Law> = { ...draws("draws of the paper's size", PAPER_ENSEMBLE, 16), budget: "full" };

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
  expect: "sampled",
  formula: marchenkoPastur,
  evidence: [lawByQuadrature, support, drawnSpectra, paperDraws],
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

export const spectrumClaims: readonly Claim[] = [initialisationClaim, spectrumClaim, universalityClaim];
