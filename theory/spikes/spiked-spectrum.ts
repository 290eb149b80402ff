/**
 * One feature on top of noise: W = σG + θ p qᵀ with |p| = |q| = 1 and G of independent standard normals.
 * The transition of Baik, Ben Arous and Péché for singular values (Benaych-Georges and Nadakuditi 2012):
 * an outlier leaves the bulk iff θ > σ(NM)^{1/4}; sheet A20 writes it in the sizes of an RBM.
 */
import { MOST_ENTRIES, requireWholeWithin } from "../../src/arguments.ts";
import { type Matrix, matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import type { WeightEnsemble } from "../initial-spectrum/marchenko-pastur.ts";

/** What becomes of a planted feature of strength θ in the spectrum of W, as both layers grow in proportion. */
export interface SpikeLaw {
  /** Strength below which the feature drowns in the bulk. */
  readonly threshold: number;
  /** Singular value of the outlier, N, M → ∞; NaN at or below the threshold, where there is none. */
  outlier(theta: number): number;
  /** ⟨U₁, p⟩² and ⟨V₁, q⟩²; 0 at or below the threshold. */
  leftOverlap(theta: number): number;
  rightOverlap(theta: number): number;
}

/** The law of a single spike over the ensemble's noise. */
export function spikeLaw({ visible: N, hidden: M, sigma }: WeightEnsemble): SpikeLaw {
  requireWholeWithin("visible", N, 1, MOST_ENTRIES);
  requireWholeWithin("hidden", M, 1, MOST_ENTRIES);
  const nv = sigma ** 2 * N;
  const nh = sigma ** 2 * M;
  const threshold = (nv * nh) ** 0.25;
  const excess = (theta: number): number => theta ** 4 - nv * nh;
  return {
    threshold,
    outlier: (theta) => (theta > threshold ? Math.sqrt((theta ** 2 + nv) * (theta ** 2 + nh)) / theta : Number.NaN),
    leftOverlap: (theta) => (theta > threshold ? excess(theta) / (theta ** 2 * (theta ** 2 + nv)) : 0),
    rightOverlap: (theta) => (theta > threshold ? excess(theta) / (theta ** 2 * (theta ** 2 + nh)) : 0),
  };
}

/** Noise plus one planted feature: W of N×M, and the directions of the feature. */
export interface SpikedWeights {
  readonly W: Matrix;
  /** Planted directions, of length N and M. */
  readonly p: Float64Array;
  readonly q: Float64Array;
}

/** Draws W = σG + θ p qᵀ with planted directions uniform on the spheres. */
export function drawSpikedWeights(ensemble: WeightEnsemble, theta: number, rng: Rng): SpikedWeights {
  const { visible: N, hidden: M, sigma } = ensemble;
  requireWholeWithin("visible", N, 1, MOST_ENTRIES);
  requireWholeWithin("hidden", M, 1, MOST_ENTRIES);
  const p = unitVector(N, rng);
  const q = unitVector(M, rng);
  const W = matrix(N, M, rng.normals(N * M, sigma));
  for (let i = 0; i < N; i++) for (let j = 0; j < M; j++) W.data[i * M + j]! += theta * p[i]! * q[j]!;
  return { W, p, q };
}

function unitVector(n: number, rng: Rng): Float64Array {
  const x = rng.normals(n);
  const norm = Math.hypot(...x);
  return x.map((t) => t / norm);
}
