/** erf and its relatives, and the normal law. erf, erfc and the inverse come from @stdlib; erfi and Dawson's integral are here. */
import stdlibErf from "@stdlib/math-base-special-erf";
import stdlibErfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";
import { twoProduct } from "./double-double.ts";

/** (2/√π) ∫₀ˣ exp(−t²) dt. */
export function erf(x: number): number {
  return stdlibErf(x);
}

/** 1 − erf(x), with full relative precision for large x. */
export function erfc(x: number): number {
  return stdlibErfc(x);
}

/** Below this, the power series of erfi; above, the asymptotic series, whose smallest term is e^(−49) < 1e-21. */
const ASYMPTOTIC_FROM = 7;

/** (2/√π) ∫₀ˣ exp(t²) dt = −i erf(ix); ±∞ beyond |x| ≈ 26.7. */
export function erfi(x: number): number {
  if (!(Math.abs(x) >= ASYMPTOTIC_FROM)) return erfiSeries(x);
  // x² to more than double precision: the square of a float32 is exact, and the rest is small.
  const coarse = Math.fround(x);
  const scale = Math.exp((x - coarse) * (x + coarse));
  const half = Math.exp((coarse * coarse) / 2); // in two factors: e^x² overflows before erfi does
  return half * (2 / Math.sqrt(Math.PI)) * scale * dawson(x) * half;
}

/** Dawson's integral exp(−x²) ∫₀ˣ exp(t²) dt = (√π/2) exp(−x²) erfi(x): erfi without its overflow. */
export function dawson(x: number): number {
  if (!(Math.abs(x) >= ASYMPTOTIC_FROM)) return (Math.sqrt(Math.PI) / 2) * Math.exp(-x * x) * erfiSeries(x);
  let term = 0.5 / x;
  let sum = term;
  for (let k = 1; Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
    term *= (2 * k - 1) / (2 * x) / x;
    sum += term;
  }
  return sum;
}

/** (2/√π) Σ x^(2k+1) / (k! (2k+1)): all terms of one sign, so nothing cancels. */
function erfiSeries(x: number): number {
  let power = x;
  let sum = x;
  for (let k = 1; Math.abs(power) > 1e-18 * Math.abs(sum); k++) {
    power *= (x * x) / k;
    sum += power / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Density of the standard normal law. */
export function normalPdf(z: number): number {
  if (!(Math.abs(z) < 40)) return Number.isNaN(z) ? z : 0;
  const [half, low] = twoProduct(z, z / 2);
  return (Math.exp(-half) * (1 - low)) / Math.sqrt(2 * Math.PI);
}

/** P(Z ≤ z) of the standard normal law, to full relative precision in the lower tail. */
export function normalCdf(z: number): number {
  return complementAtRootHalf(-z) / 2;
}

/** P(|Z| ≥ |z|) for a standard normal Z, to full relative precision. */
export function normalTwoSided(z: number): number {
  return complementAtRootHalf(Math.abs(z));
}

/** erfc(z/√2). The rounding of z/√2 would cost z² units in the tail; what it leaves of z²/2 is put back as a factor. */
function complementAtRootHalf(z: number): number {
  const x = z * Math.SQRT1_2;
  if (!(x > 1 && x < 40)) return stdlibErfc(x);
  const [half, low] = twoProduct(z, z / 2);
  const [square, rest] = twoProduct(x, x);
  return stdlibErfc(x) * Math.exp(square - half + (rest - low));
}

/** P(Z > z), the survival function: `normalCdf(-z)`. */
export function normalSf(z: number): number {
  return normalCdf(-z);
}

/** The z with P(Z ≤ z) = p; ∓∞ at 0 and 1. */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinv(2 * p);
}
