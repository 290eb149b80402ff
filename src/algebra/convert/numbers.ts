/** Exact values at numbers: roots that are rational, and logarithms split into those of primes. */
import { type Rational, rational } from "../exact/index.ts";

/** q^{1/degree} when it is rational and q ≥ 0. */
export function exactRoot(q: Rational, degree: number): Rational | undefined {
  if (q.numerator < 0n) return undefined;
  const above = integerRoot(q.numerator, degree);
  const below = integerRoot(q.denominator, degree);
  return above === undefined || below === undefined ? undefined : rational(above, below);
}

/** Trial division stops here; what is left counts as one number. */
const largestPrime = 1000n;

/**
 * Σ times · ln factor of a positive q, over small primes and at most one larger number above and below the line, so
 * that ln 4 and ln 2 share an atom.
 */
export function termsOfLogarithm(q: Rational): readonly (readonly [factor: bigint, times: number])[] {
  return [...factorsOf(q.numerator, 1), ...factorsOf(q.denominator, -1)];
}

function factorsOf(n: bigint, sign: 1 | -1): readonly (readonly [factor: bigint, power: number])[] {
  const out: [bigint, number][] = [];
  let rest = n;
  for (let p = 2n; p < largestPrime && p * p <= rest; p++) {
    let power = 0;
    for (; rest % p === 0n; rest /= p) power++;
    if (power > 0) out.push([p, sign * power]);
  }
  if (rest > 1n) out.push([rest, sign]);
  return out;
}

function integerRoot(n: bigint, degree: number): bigint | undefined {
  let low = 0n;
  let high = 1n;
  while (high ** BigInt(degree) < n) high *= 2n;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** BigInt(degree) < n) low = middle + 1n;
    else high = middle;
  }
  return low ** BigInt(degree) === n ? low : undefined;
}
