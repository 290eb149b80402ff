/**
 * Special functions: those of one unit (softplus, logistic), of log-domain sums, of the normal law, and the
 * incomplete gamma and beta functions behind χ² and Beta laws. erf, erfc, gamma and beta come from @stdlib;
 * erfi and Dawson's integral, which it lacks, are here. All return NaN outside their domain, as Math does.
 * test/golden/make-special.py computes the values that they are tested against.
 */
import betainc from "@stdlib/math-base-special-betainc";
import stdlibErf from "@stdlib/math-base-special-erf";
import stdlibErfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";
import gammainc from "@stdlib/math-base-special-gammainc";
import stdlibGammaln from "@stdlib/math-base-special-gammaln";

/** ln(1 + eˣ), −ln of the weight of an "off" {0, 1} unit: no overflow, and no threshold that cuts digits. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** ln(2 cosh x), the log-weight of a ±1 unit in the field x. */
export function logTwoCosh(x: number): number {
  return Math.abs(x) + Math.log1p(Math.exp(-2 * Math.abs(x)));
}

/** 1 / (1 + e⁻ˣ), with full relative precision in both tails. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** ln(p / (1 − p)), the inverse of `logistic`; ∓∞ at 0 and 1. */
export function logit(p: number): number {
  // Near ½ the quotient p/(1 − p) loses the digits of its distance from 1; log1p keeps them.
  return Math.abs(p - 0.5) < 0.25 ? Math.log1p((2 * p - 1) / (1 - p)) : Math.log(p) - Math.log1p(-p);
}

/** ln Σ exp(xᵢ). Empty sums and sums of −∞ give −∞. */
export function logSumExp(x: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, x[i]!); // keeps a NaN
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.exp(x[i]! - largest);
  return largest + Math.log(sum);
}

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

/** (2/√π) ∫₀ˣ exp(t²) dt = −i erf(ix); ±∞ beyond |x| ≈ 26.6. */
export function erfi(x: number): number {
  if (!(Math.abs(x) >= ASYMPTOTIC_FROM)) return erfiSeries(x);
  // x² to more than double precision: the square of a float32 is exact, and the rest is small.
  const coarse = Math.fround(x);
  const scale = Math.exp((x - coarse) * (x + coarse));
  return Math.exp(coarse * coarse) * (2 / Math.sqrt(Math.PI)) * scale * dawson(x);
}

/** Dawson's integral exp(−x²) ∫₀ˣ exp(t²) dt = (√π/2) exp(−x²) erfi(x): erfi without its overflow. */
export function dawson(x: number): number {
  if (!(Math.abs(x) >= ASYMPTOTIC_FROM)) return (Math.sqrt(Math.PI) / 2) * Math.exp(-x * x) * erfiSeries(x);
  let term = 1 / (2 * x);
  let sum = term;
  for (let k = 1; Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
    term *= (2 * k - 1) / (2 * x * x);
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
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** P(Z ≤ z) of the standard normal law, to full relative precision in the lower tail. */
export function normalCdf(z: number): number {
  return stdlibErfc(-z * Math.SQRT1_2) / 2;
}

/** P(Z > z), the survival function: `normalCdf(-z)`. */
export function normalSf(z: number): number {
  return normalCdf(-z);
}

/** The z with P(Z ≤ z) = p; ∓∞ at 0 and 1. */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinv(2 * p);
}

/** ln |Γ(x)|. */
export function gammaln(x: number): number {
  return stdlibGammaln(x);
}

/** Regularised lower incomplete gamma P(a, x) = ∫₀ˣ t^(a−1) e^(−t) dt / Γ(a). */
export function regularisedGammaP(a: number, x: number): number {
  return gammainc(x, a, true, false);
}

/** Regularised upper incomplete gamma Q(a, x) = 1 − P(a, x), to full relative precision in the tail. */
export function regularisedGammaQ(a: number, x: number): number {
  return gammainc(x, a, true, true);
}

/** Regularised incomplete beta I_x(a, b), the distribution function of Beta(a, b) at x. */
export function regularisedBeta(x: number, a: number, b: number): number {
  return betainc(x, a, b, true, false);
}

/** P(X > x) for X of the χ² law with so many degrees of freedom. */
export function chiSquareSf(x: number, degreesOfFreedom: number): number {
  return regularisedGammaQ(degreesOfFreedom / 2, x / 2);
}

/** P(|T| > |t|) for Student's law with so many degrees of freedom. */
export function studentTwoSided(t: number, degreesOfFreedom: number): number {
  return regularisedBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
}
