/** Whole numbers and rationals by their prime factors, as far as trial division goes. */
import { fromInteger, type Rational } from "../exact/rational.ts";

const largestDivisor = 1n << 16n;

/** Below this a factor that trial division leaves over is prime. */
export const certainlyFactored: bigint = largestDivisor * largestDivisor;

/** n > 0 as factors with multiplicities; a factor above `certainlyFactored` may be composite. */
function factorInteger(n: bigint): readonly (readonly [bigint, bigint])[] {
  const factors: (readonly [bigint, bigint])[] = [];
  let rest = n;
  for (let d = 2n; d * d <= rest && d < largestDivisor; d += d === 2n ? 1n : 2n) {
    let times = 0n;
    for (; rest % d === 0n; rest /= d) times++;
    if (times > 0n) factors.push([d, times]);
  }
  if (rest > 1n) factors.push([rest, 1n]);
  return factors;
}

/** |q| as primes with exponents. */
export function primeFactors({ numerator, denominator }: Rational): readonly (readonly [bigint, Rational])[] {
  const above = factorInteger(numerator < 0n ? -numerator : numerator);
  const below = factorInteger(denominator);
  return [
    ...above.map(([p, v]) => [p, fromInteger(v)] as const),
    ...below.map(([p, v]) => [p, fromInteger(-v)] as const),
  ];
}

export function oddPart(n: bigint): bigint {
  let odd = n;
  while (odd % 2n === 0n) odd /= 2n;
  return odd;
}
