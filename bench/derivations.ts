/**
 * Times of the derivations of all rooms, each step and all its wrong variants judged. Run: npx tsx bench/derivations.ts
 * Milliseconds of one cold run next to a loop of BigInt products on the same machine, so that figures of different
 * machines can be compared. Exits with 1 when the whole takes longer than 30 s or a derivation has a problem.
 */
import { judgeDerivation } from "../src/algebra/index.ts";
import { rooms } from "../theory/index.ts";

const limitMs = 30_000;

function timed<T>(run: () => T): readonly [result: T, ms: number] {
  const start = performance.now();
  const result = run();
  return [result, performance.now() - start];
}

const median = (xs: readonly number[]): number => xs.toSorted((a, b) => a - b)[Math.floor(xs.length / 2)] ?? Number.NaN;

const [, yardstick] = timed(() => {
  let x = 1n;
  for (let k = 1n; k < 200_000n; k++) x = (x * (k * k + 1n)) % 1_000_000_007n;
  return x;
});

console.log(`derivations of all rooms, ms (200 000 modular BigInt products: ${yardstick.toFixed(0)} ms)`);
const perStep: number[] = [];
let totalMs = 0;
let variants = 0;
let problems = 0;
for (const { claims, derivations = [] } of rooms) {
  for (const derivation of [...claims.flatMap((c) => c.derivation ?? []), ...derivations]) {
    const [judged, ms] = timed(() => judgeDerivation(derivation, { seed: 1 }));
    const wrong = judged.steps.reduce((sum, s) => sum + s.mutants.total, 0);
    totalMs += ms;
    variants += wrong;
    problems += judged.problems.length;
    perStep.push(...judged.steps.map((s) => s.ms));
    const what = `${judged.steps.length} steps, ${wrong} wrong variants, ${judged.verdict.kind}`;
    console.log(`  ${ms.toFixed(0).padStart(6)}  ${derivation.id}: ${what}`);
  }
}
console.log(`median step with all its wrong variants: ${median(perStep).toFixed(1)} ms`);
console.log(`mean judgement, of a step or of a variant: ${(totalMs / (perStep.length + variants)).toFixed(1)} ms`);
console.log(
  `${perStep.length} steps and ${variants} wrong variants in ${(totalMs / 1000).toFixed(1)} s, limit ${limitMs / 1000} s; ${problems} problems`,
);
if (totalMs > limitMs || problems > 0) process.exitCode = 1;
