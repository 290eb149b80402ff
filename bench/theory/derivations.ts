/** Times of the derivations of all rooms, each step and all its wrong variants judged once, cold. */
import { judgeDerivation } from "../../src/algebra/index.ts";
import { rooms } from "../../theory/index.ts";
import { type Figure, report, timed } from "../figures.ts";
import { median } from "../side-by-side.ts";

export function benchDerivations(): Figure[] {
  const all = rooms.flatMap(({ claims, derivations = [] }) => [
    ...claims.flatMap((c) => c.derivation ?? []),
    ...derivations,
  ]);
  const judged = all.map((d) => timed(() => judgeDerivation(d, { seed: 1 })));
  const steps = judged.flatMap(([{ steps }]) => steps);
  const variants = sum(steps.map((s) => s.mutants.total));
  const total = sum(judged.map(([, seconds]) => seconds));
  const each = judged.map(([{ steps, verdict }, found], i) => {
    const wrong = sum(steps.map((s) => s.mutants.total));
    const what = `${all[i]!.id}: ${steps.length} steps, ${wrong} wrong variants, ${verdict.kind}`;
    return { what, found, unit: "s" } as const;
  });
  return report("Derivations of all rooms", [
    ...each,
    { what: "median step with all its wrong variants", found: median(steps.map((s) => s.ms / 1000)), unit: "s" },
    { what: "mean judgement, of a step or of a variant", found: total / (steps.length + variants), unit: "s" },
    { what: `${steps.length} steps and ${variants} wrong variants`, found: total, unit: "s", atMost: 30 },
    { what: "problems", found: sum(judged.map(([{ problems }]) => problems.length)), unit: "count", atMost: 0 },
  ]);
}

const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0);
