/**
 * Where to put the temperatures. Annealing takes them equally spaced. Parallel tempering takes few, at equal
 * distances in ∫ sd(∂_t ln p*_t) dt, which makes every exchange equally likely; a short annealing run measures this
 * integral, the communication barrier. Syed, Bouchard-Côté, Deligiannidis, Doucet, J. R. Stat. Soc. B 84, 321 (2022).
 */
import { variance } from "../../numeric/statistics/index.ts";

/** Equally spaced t_0 = 0 … t_K = 1. */
export function linearSchedule(intervals: number): Float64Array {
  return Float64Array.from({ length: intervals + 1 }, (_, k) => k / intervals);
}

/** Λ(t) = ∫₀ᵗ sd(∂_s ln p*_s) ds at the points of a schedule. */
export interface Barrier {
  readonly t: Float64Array;
  readonly length: Float64Array;
}

/** From the increments of the log-weights of a pilot run, one array of all chains for every interval. */
export function barrierOf(schedule: Float64Array, increments: readonly Float64Array[]): Barrier {
  const length = new Float64Array(schedule.length);
  increments.forEach((step, k) => {
    length[k + 1] = length[k]! + Math.sqrt(variance(step));
  });
  return { t: schedule, length };
}

export function totalBarrier({ length }: Barrier): number {
  return length[length.length - 1]!;
}

/**
 * `intervals` steps of equal length, where length is a mixture of barrier and of t itself: a pilot that missed a
 * hard stretch then leaves it sparse but not empty.
 */
export function adaptedSchedule(barrier: Barrier, intervals: number, linearPart = 0.2): Float64Array {
  const total = totalBarrier(barrier);
  const mixed = barrier.length.map((x, k) =>
    total > 0 ? linearPart * barrier.t[k]! + ((1 - linearPart) * x) / total : barrier.t[k]!,
  );
  const out = linearSchedule(intervals);
  for (let k = 1, at = 0; k < intervals; k++) {
    while (mixed[at + 1]! < k / intervals) at++;
    const fraction = (k / intervals - mixed[at]!) / (mixed[at + 1]! - mixed[at]!);
    out[k] = barrier.t[at]! + fraction * (barrier.t[at + 1]! - barrier.t[at]!);
  }
  return out;
}
