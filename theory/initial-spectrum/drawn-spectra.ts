/**
 * Spectra of drawn weights, and what of them is held against the law of infinite size. Fluctuations are those between
 * draws; what a finite size does to the means is known to its leading order, and is taken off or bounds what is no chance:
 *
 *   moments of real Gaussian weights exactly, ⟨λ⁴⟩ = σ⁴K(K + L + 1) and so on, with κ₄ more where they are not Gaussian;
 *   shares: φ/2π − ¼ − κ₄ sin 2φ/2π levels more lie below λ, where λ² = σ²(K + L + 2√(KL) cos φ);
 *   the largest value lies 1.21 of its scale inside the edge (Tracy and Widom), and so does the smallest.
 *
 * Bai and Silverstein 2010 for the shares, Johnstone 2001 for the edges. K and L are the larger and the smaller side.
 */
import type { Drawn } from "../../src/lab/comparisons/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { singularValueDecomposition } from "../../src/numeric/svd.ts";
import { drawWeights, sharedDraw } from "../support/draws.ts";
import type { SpectralLaw, WeightEnsemble } from "./marchenko-pastur.ts";

/** Singular values of independent draws, descending in each. */
export type Spectra = readonly Float64Array[];

/** Spectra of so many Gaussian draws. */
export const gaussianSpectra: (rng: Rng, ensemble: WeightEnsemble, count: number) => Spectra = sharedDraw(
  (rng: Rng, ensemble: WeightEnsemble, count: number): Spectra =>
    Array.from(
      { length: count },
      (_, k) => singularValueDecomposition(drawWeights(ensemble, rng.child(k)), { vectors: "none" }).s,
    ),
);

function sidesOf({ visible, hidden }: WeightEnsemble): readonly [large: number, small: number] {
  return [Math.max(visible, hidden), Math.min(visible, hidden)];
}

const mean = (s: Float64Array, f: (x: number) => number): number => s.reduce((sum, x) => sum + f(x), 0) / s.length;

/** ⟨λ²⟩, ⟨λ⁴⟩ and ⟨λ⁶⟩ of each draw. @param kurtosis κ₄, the excess kurtosis of one weight: the fourth moment knows it. */
export function momentsOfDraws(
  spectra: Spectra,
  law: Pick<SpectralLaw, "evenMoment">,
  ensemble: WeightEnsemble,
  kurtosis = 0,
): Drawn[] {
  const [K, L] = sidesOf(ensemble);
  const finite = [0, K * (1 + kurtosis), K * (3 * (K + L) + 4)];
  // Of a sixth moment with kurtosis only the Gaussian part is known so simply.
  const orders = kurtosis === 0 ? [1, 2, 3] : [1, 2];
  return orders.map((k) => ({
    at: `λ^${2 * k}`,
    sample: spectra.map((s) => mean(s, (x) => x ** (2 * k))),
    predicted: law.evenMoment(k),
    ...(k === 1
      ? {}
      : {
          systematic: {
            size: ensemble.sigma ** (2 * k) * Math.abs(finite[k - 1]!),
            because: "the finite size, known exactly",
          },
        }),
  }));
}

/** Levels below λ that a finite size adds on average, to leading order. */
function levelsOfFiniteSize(lambda: number, ensemble: WeightEnsemble, kurtosis: number): number {
  const [K, L] = sidesOf(ensemble);
  const ratio = L / K;
  const angle = Math.acos(((lambda / ensemble.sigma) ** 2 / K - 1 - ratio) / (2 * Math.sqrt(ratio)));
  return angle / (2 * Math.PI) - 1 / 4 - (kurtosis * Math.sin(2 * angle)) / (2 * Math.PI);
}

/** Share of the values below three values inside the bulk, in each draw, less what the finite size adds. */
export function sharesOfDraws(
  spectra: Spectra,
  law: Pick<SpectralLaw, "cumulative">,
  ensemble: WeightEnsemble,
  kurtosis = 0,
): Drawn[] {
  const [K, L] = sidesOf(ensemble);
  return [0.55, 0.95, 1.35].map((x) => {
    const lambda = x * ensemble.sigma * Math.sqrt(K);
    const added = levelsOfFiniteSize(lambda, ensemble, kurtosis) / L;
    return {
      at: `λ = ${x} σ√N`,
      sample: spectra.map((s) => mean(s, (t) => (t <= lambda ? 1 : 0)) - added),
      predicted: law.cumulative(lambda),
      systematic: {
        size: 0.1 / L,
        because: `a tenth of one of ${L} levels, left by the next order of the finite size`,
      },
    };
  });
}

/** Mean of the largest eigenvalue below its edge, in units of its scale (Tracy–Widom, β = 1), with a half for finite size. */
const INSIDE = 1.21 * 1.5;

/** Largest and smallest value of each draw, of a matrix that is not square. */
export function edgesOfDraws(spectra: Spectra, law: Pick<SpectralLaw, "edges">, ensemble: WeightEnsemble): Drawn[] {
  const [K, L] = sidesOf(ensemble).map(Math.sqrt) as [number, number];
  const because = "the finite size: 1.2 of the Tracy–Widom scale, and half as much for what follows";
  // s = λ² has the scale (√K ± √L)(1/√L ± 1/√K)^⅓, and λ that over 2λ.
  const shift = (sign: number): number => (INSIDE * ensemble.sigma * Math.cbrt(1 / L + sign / K)) / 2;
  return [
    {
      at: "the largest",
      sample: spectra.map((s) => s[0]!),
      predicted: law.edges[1],
      systematic: { size: shift(1), because },
    },
    {
      at: "the smallest",
      sample: spectra.map((s) => s.at(-1)!),
      predicted: law.edges[0],
      systematic: { size: shift(-1), because },
    },
  ];
}
