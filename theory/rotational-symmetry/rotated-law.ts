/**
 * The law of the entries of a matrix whose singular vectors were rotated (reconstruction: derived here).
 *
 * An entry of O₁WO₂ is Σ_k λ_k u_k v_k with components of random unit vectors, which are Gaussian of variance 1/N and 1/M
 * up to 1/N. A product of two Gaussians has the characteristic function (1 + t²λ²/NM)^(−½), so the singular values alone
 * tell the density:
 *
 *   p(x) = (1/π) ∫₀^∞ cos(tx) Π_k (1 + t²λ_k²/NM)^(−½) dt.
 *
 * Against the n entries of W itself, c_b of them in bin b, the rotated copy is a sample of this law, with a Poisson number of
 * entries in each bin. The divergence is a sum over bins, and each term is averaged over that number.
 */
import type { RotationTest } from "./rotation.ts";

/** Shape and singular values of a matrix. */
export interface Spectrum {
  readonly rows: number;
  readonly cols: number;
  readonly lambda: Float64Array;
}

/** Beyond this the characteristic function adds nothing. */
const NEGLIGIBLE = 1e-10;
const NODES = 120;

/** Probability of each bin for an entry of the rotated matrix, from midpoints; bins much narrower than the law. */
export function rotatedShares({ rows, cols, lambda }: Spectrum, edges: Float64Array): Float64Array {
  const characteristic = (t: number): number =>
    Math.exp(-0.5 * lambda.reduce((sum, l) => sum + Math.log1p((t * l) ** 2 / (rows * cols)), 0));
  let end = 1;
  while (characteristic(end) > NEGLIGIBLE) end *= 1.2;
  // The integrand is smooth and vanishes with its slopes at both ends: the trapezoidal rule is as good as any.
  const step = end / NODES;
  const weights = Float64Array.from({ length: NODES }, (_, k) => characteristic(k * step) * (k === 0 ? 0.5 : 1));
  return Float64Array.from({ length: edges.length - 1 }, (_, b) => {
    const x = (edges[b]! + edges[b + 1]!) / 2;
    const density = (weights.reduce((sum, w, k) => sum + w * Math.cos(k * step * x), 0) * step) / Math.PI;
    return Math.max(0, density) * (edges[b + 1]! - edges[b]!);
  });
}

/** Expected divergence, in nats, of the entries of W from those of a thoroughly rotated copy, on the bins of W. */
export function rotatedDivergence(before: RotationTest["before"], spectrum: Spectrum): number {
  const shares = rotatedShares(spectrum, before.edges);
  const entries = before.counts.reduce((s, c) => s + c, 0);
  // Entries beyond the bins are left out, and the rest counts as the whole.
  const inside = shares.reduce((s, t) => s + t, 0);
  const sum = before.counts.reduce((total, c, b) => total + meanTerm(c, entries * shares[b]!, inside), 0);
  return sum / entries;
}

/** Means of a Poisson number beyond this are sharp enough for two orders. */
const LARGE_MEAN = 100;

/** Mean over y ~ Poisson(μ) of the term of a bin with c entries before and y/`inside` after, times the number of entries. */
function meanTerm(c: number, mu: number, inside: number): number {
  const term = (y: number): number => 0.5 * (toMiddle(c, c + y) + toMiddle(y, c + y));
  const scaled = mu / inside;
  if (mu > LARGE_MEAN) return term(scaled) + c / (4 * (c + scaled) * inside);
  let probability = Math.exp(-mu);
  let sum = 0;
  for (let y = 0; y < mu + 12 * Math.sqrt(mu) + 12; y++) {
    sum += probability * term(y / inside);
    probability *= mu / (y + 1);
  }
  return sum;
}

function toMiddle(x: number, total: number): number {
  return x > 0 ? x * Math.log((2 * x) / total) : 0;
}
