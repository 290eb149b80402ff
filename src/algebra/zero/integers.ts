/** Whole numbers by their prime factors, as far as trial division goes. */

const largestDivisor = 1n << 16n;

/** Below this a factor that trial division leaves over is prime. */
export const certainlyFactored: bigint = largestDivisor * largestDivisor;

/** n > 0 as factors with multiplicities; a factor above `certainlyFactored` may be composite. */
export function factorInteger(n: bigint): readonly (readonly [bigint, bigint])[] {
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
