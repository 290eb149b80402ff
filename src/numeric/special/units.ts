/** Functions of one unit (softplus, logistic) and of sums in the log domain. */

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
