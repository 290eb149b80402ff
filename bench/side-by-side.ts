/**
 * Times of contenders that take turns: one run each, round after round, so that what else the machine does falls on
 * all of them alike. The first run of each is a warm-up and does not count.
 */

export interface Contender {
  readonly name: string;
  /** What it is, with versions and configuration. */
  readonly about: string;
  /** Seconds of one run. */
  run(): Promise<number>;
  close?(): void;
}

export interface Timing {
  readonly name: string;
  readonly about: string;
  /** Seconds. */
  readonly median: number;
  /** Quartiles. */
  readonly spread: readonly [number, number];
  readonly runs: readonly number[];
}

export async function sideBySide(contenders: readonly Contender[], rounds: number): Promise<Timing[]> {
  const times = contenders.map((): number[] => []);
  try {
    for (const c of contenders) await c.run();
    for (let round = 0; round < rounds; round++) {
      for (const [i, c] of contenders.entries()) times[i]!.push(await c.run());
    }
  } finally {
    for (const c of contenders) c.close?.();
  }
  return contenders.map(({ name, about }, i) => ({ name, about, ...summary(times[i]!) }));
}

/** A contender of our own: what `task` takes. */
export function ours(name: string, about: string, task: () => Promise<unknown> | unknown): Contender {
  return {
    name,
    about,
    async run() {
      const start = performance.now();
      await task();
      return (performance.now() - start) / 1000;
    },
  };
}

function summary(runs: readonly number[]): Pick<Timing, "median" | "spread" | "runs"> {
  const sorted = [...runs].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), spread: [quantile(sorted, 0.25), quantile(sorted, 0.75)], runs };
}

export function median(xs: readonly number[]): number {
  return quantile(
    xs.toSorted((a, b) => a - b),
    0.5,
  );
}

/** By linear interpolation. */
function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  return low + (at % 1) * (sorted[Math.ceil(at)]! - low);
}

/**
 * Ratio of two contenders as the median of the ratios of their runs in the same round, which a load that comes and
 * goes moves least.
 */
export function ratio(a: Timing, b: Timing): number {
  return median(a.runs.map((x, i) => x / b.runs[i]!));
}
