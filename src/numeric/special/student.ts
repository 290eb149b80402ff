/** Student's law: its two-sided tail through the beta law, and the quantile that gives intervals their width. */
import { betaTailsAt } from "./beta-law.ts";
import { add2, divide2, exp2, log2of, multiply2, twoProduct } from "./double-double.ts";
import { normalQuantile, normalTwoSided } from "./error-functions.ts";
import { scaledInverseGamma } from "./scaled-gamma.ts";

/** t² has to stay a number whose square splits without overflow. */
const FAR = 1e70;

/** P(|T| > t) for t ≥ 0 and ν > 0. */
export function studentTail(t: number, nu: number): number {
  if (!(t >= 0 && nu > 0)) return Number.NaN;
  if (t === 0) return 1;
  if (t === Number.POSITIVE_INFINITY) return 0;
  // The law is the normal one to a relative t⁴/4ν, where the normal tail itself is above the smallest double.
  if (nu > 1e24) return normalTwoSided(t);
  if (t > FAR * Math.sqrt(nu) || t > 1e140) return farTail(t, nu);
  const square = twoProduct(t, t);
  const sum = add2(square, [nu, 0]);
  return betaTailsAt(nu / 2, 0.5, divide2([nu, 0], sum), divide2(square, sum)).lower;
}

/** The leading term (ν/t²)^(ν/2) / (ν/2 B(ν/2, ½)), whose relative error ν/t² is below rounding. */
function farTail(t: number, nu: number): number {
  const a = nu / 2;
  const ratio = log2of(divide2([Math.sqrt(nu), 0], [t, 0]));
  const beta = (scaledInverseGamma(a) / scaledInverseGamma(a + 0.5)) * scaledInverseGamma(0.5);
  const powers = a * Math.log1p(0.5 / a) + 0.5 * Math.log1p(2 * a);
  return (beta / a) * Math.exp(powers) * exp2(multiply2([nu, 0], ratio));
}

/** The t with P(|T| > t) = p: how many standard errors an interval of level 1 − p reaches; 0 at p = 1, ∞ at p = 0. */
export function studentReach(p: number, nu: number): number {
  if (!(p >= 0 && p <= 1 && nu > 0)) return Number.NaN;
  if (nu > 1e24) return Math.abs(normalQuantile(p / 2));
  if (p === 0 || p === 1) return p === 1 ? 0 : Number.POSITIVE_INFINITY;
  // In the logarithms of both, the tail is nearly a straight line or bends down, so that Newton's steps do not leave it.
  const density = densityScale(nu);
  let t = Math.max(1e-300, -normalQuantile(p / 2));
  for (let step = 0; step < 200; step++) {
    const tail = studentTail(t, nu);
    const slope = (2 * t * density * Math.exp((-(nu + 1) / 2) * Math.log1p((t / nu) * t))) / tail;
    const move = Math.max(-20, Math.min(20, Math.log(tail / p) / slope));
    t *= Math.exp(move);
    if (!(Math.abs(move) > 4e-16 * Math.max(1, step / 8))) break;
  }
  return t;
}

/** Γ((ν + 1)/2) / (Γ(ν/2) √(πν)), the density of Student's law at 0. */
function densityScale(nu: number): number {
  const a = nu / 2;
  const beta = (scaledInverseGamma(a) / scaledInverseGamma(a + 0.5)) * scaledInverseGamma(0.5);
  return (beta * Math.exp(a * Math.log1p(0.5 / a) + 0.5 * Math.log1p(2 * a))) / Math.sqrt(nu);
}
