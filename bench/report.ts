/** What a comparison found, as lines to print and as data for JSON. */
import { type Contender, ratio, sideBySide, type Timing } from "./side-by-side.ts";

/** Our time over a peer's may be at most this. */
export interface Limit {
  readonly peer: string;
  readonly atMost: number;
}

export interface Comparison {
  readonly title: string;
  readonly timings: readonly Timing[];
  readonly ratios: readonly Ratio[];
  /** Peers that this machine does not have, with the reason. */
  readonly absent: readonly string[];
}

export interface Ratio {
  /** The first contender's time over that of this one. */
  readonly peer: string;
  readonly ratio: number;
  readonly atMost?: number;
  readonly holds?: boolean;
}

/** The first contender is ours. */
export async function compare(plan: {
  readonly title: string;
  readonly contenders: readonly Contender[];
  readonly absent: readonly string[];
  readonly limits: readonly Limit[];
  readonly rounds: number;
}): Promise<Comparison> {
  const timings = await sideBySide(plan.contenders, plan.rounds);
  const [first, ...others] = timings;
  const ratios = others.map((other): Ratio => {
    const value = ratio(first!, other);
    const limit = plan.limits.find((l) => l.peer === other.name);
    const bound = limit ? { atMost: limit.atMost, holds: value <= limit.atMost } : {};
    return { peer: other.name, ratio: value, ...bound };
  });
  const comparison = { title: plan.title, timings, ratios, absent: plan.absent };
  print(comparison);
  return comparison;
}

function print({ title, timings, ratios, absent }: Comparison): void {
  console.log(`\n${title}`);
  timings.forEach((t, i) => {
    const found = ratios[i - 1];
    const bound = found ? boundOf(found, String) : "";
    const of = found ? `  ${timings[0]!.name}/${found.peer} ${found.ratio.toFixed(3)}${bound}` : "";
    console.log(`  ${t.name.padEnd(14)} ${seconds(t.median)} [${seconds(t.spread[0])}, ${seconds(t.spread[1])}]${of}`);
    console.log(`    ${t.about}`);
  });
  for (const reason of absent) console.log(`  absent: ${reason}`);
}

/** Whether a limit holds, in brackets; nothing where there is none. */
export function boundOf({ atMost, holds }: Pick<Ratio, "atMost" | "holds">, show: (x: number) => string): string {
  return atMost === undefined ? "" : ` (at most ${show(atMost)}: ${holds ? "holds" : "FAILS"})`;
}

/** Three digits with a unit. */
export function seconds(t: number): string {
  return t < 1 ? `${(1000 * t).toPrecision(3)} ms` : `${t.toPrecision(3)} s`;
}
