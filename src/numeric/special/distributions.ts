/** Incomplete gamma and beta functions, and the laws behind χ² and t tests, in both tails. */
import stdlibGammaln from "@stdlib/math-base-special-gammaln";
import { betaTails } from "./beta-law.ts";
import { gammaTails } from "./gamma-law.ts";
import { studentReach, studentTail } from "./student.ts";

/** ln |Γ(x)|; ∞ at 0, −1, −2, … and at ±∞. */
export function gammaln(x: number): number {
  return x === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : stdlibGammaln(x);
}

/** Regularised lower incomplete gamma P(a, x) = ∫₀ˣ t^(a−1) e^(−t) dt / Γ(a) for a, x ≥ 0, to full relative precision. */
export function regularisedGammaP(a: number, x: number): number {
  return gammaTails(a, x).lower;
}

/** Regularised upper incomplete gamma Q(a, x) = 1 − P(a, x) for a, x ≥ 0, to full relative precision in the tail. */
export function regularisedGammaQ(a: number, x: number): number {
  return gammaTails(a, x).upper;
}

/** Regularised incomplete beta I_x(a, b), the distribution function of Beta(a, b) at 0 ≤ x ≤ 1, to full relative precision. */
export function regularisedBeta(x: number, a: number, b: number): number {
  return betaTails(a, b, x).lower;
}

/** P(X > x) for X of the χ² law with k ≥ 0 degrees of freedom, to full relative precision; 1 for x < 0. */
export function chiSquareSf(x: number, degreesOfFreedom: number): number {
  if (x < 0 && degreesOfFreedom >= 0) return 1;
  return regularisedGammaQ(degreesOfFreedom / 2, x / 2);
}

/** P(|T| > |t|) for Student's law with ν > 0 degrees of freedom, the normal law at ν = ∞, to full relative precision. */
export function studentTwoSided(t: number, degreesOfFreedom: number): number {
  return studentTail(Math.abs(t), degreesOfFreedom);
}

/**
 * The t with P(|T| > t) = p for Student's law with ν > 0 degrees of freedom, 0 ≤ p ≤ 1: an interval of level 1 − p
 * reaches so many standard errors to either side.
 */
export function studentTwoSidedQuantile(p: number, degreesOfFreedom: number): number {
  return studentReach(p, degreesOfFreedom);
}
