/** Numbers of ours that stand alone, without a peer: times and their limits. */
import { boundOf, seconds } from "./report.ts";
import { median } from "./side-by-side.ts";

export interface Figure {
  readonly what: string;
  readonly found: number;
  readonly unit: "s" | "MiB" | "ratio" | "difference" | "count";
  /** Whether it is at most this. */
  readonly atMost?: number;
  readonly holds?: boolean;
}

/** Prints the figures under a title and says which limits hold. */
export function report(title: string, found: readonly Omit<Figure, "holds">[]): Figure[] {
  console.log(`\n${title}`);
  const figures = found.map(judge);
  const width = Math.max(...figures.map((f) => print(f).length));
  for (const f of figures) {
    const bound = boundOf(f, (found) => print({ ...f, found }));
    console.log(`  ${print(f).padStart(width)}  ${f.what}${bound}`);
  }
  return figures;
}

function judge(figure: Omit<Figure, "holds">): Figure {
  return figure.atMost === undefined ? figure : { ...figure, holds: figure.found <= figure.atMost };
}

function print({ found, unit }: Pick<Figure, "found" | "unit">): string {
  switch (unit) {
    case "s":
      return seconds(found);
    case "MiB":
      return `${found.toFixed(0)} MiB`;
    case "ratio":
      return found.toFixed(2);
    case "difference":
      return found.toExponential(1);
    case "count":
      return String(found);
  }
}

/** What a task returns, and the seconds that it takes. */
export function timed<T>(task: () => T): readonly [result: T, seconds: number] {
  const start = performance.now();
  const result = task();
  return [result, (performance.now() - start) / 1000];
}

/** Median seconds of 15 runs after 5 to warm up. */
export function medianTime(task: () => unknown): number {
  for (let k = 0; k < 5; k++) task();
  return median(Array.from({ length: 15 }, () => timed(task)[1]));
}

/** Exact arithmetic on this machine, in units of which times of the theory on different machines can be compared. */
export function yardstick(): Omit<Figure, "holds"> {
  const found = medianTime(() => {
    let x = 1n;
    for (let k = 1n; k < 20_000n; k++) x = (x * (k * k + 1n)) % 1_000_000_007n;
    return x;
  });
  return { what: "20,000 modular BigInt products, as a yardstick", found, unit: "s" };
}
