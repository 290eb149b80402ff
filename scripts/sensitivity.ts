/**
 * What the evidence notices: every number that the formula of a claim gives is made larger by a factor, one component at a
 * time, until the evidence of the claim tells the difference.
 *
 *     npx tsx --conditions=boltzproof-source scripts/sensitivity.ts --out sensitivity.md
 *     … --only spikes,tap --seed 7 --budget full --run runs/latest
 *
 * Components are named as they are called: "u2()" is what the function u2 of the formula returns, "().density()" the result of the
 * function density of what the formula returns. A line a component: the smallest change that is noticed, the evidence that notices
 * it, and "nothing" where none does. Ends with 1 when a component of a claim that is no regime needs more than 2 %.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chooseClaims } from "../cli/judging.ts";
import { loadRunData, openRun, trainedMachine } from "../cli/run-folder.ts";
import { type Circumstances, isRunnable, judgeOnce } from "../src/lab/judge-evidence.ts";
import { notices } from "../src/lab/judge-mutants.ts";
import { type Change, perturbed } from "../src/lab/perturb.ts";
import type { Budget, Claim, Evidence, Finding } from "../src/lab/types.ts";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    budget: { type: "string", default: "quick" },
    run: { type: "string" },
    out: { type: "string", default: "sensitivity.md" },
  },
});

/** What is tried, the smallest first. A number that is 0 does not notice a factor, but a shift. */
const CHANGES: readonly { readonly name: string; readonly change: Change }[] = [
  { name: "2 %", change: (x) => 1.02 * x },
  { name: "−2 %", change: (x) => 0.98 * x },
  { name: "+0.02", change: (x) => x + 0.02 },
  { name: "10 %", change: (x) => 1.1 * x },
  { name: "20 %", change: (x) => 1.2 * x },
  { name: "factor 2", change: (x) => 2 * x },
  { name: "factor 10", change: (x) => 10 * x },
];

interface Line {
  readonly claim: string;
  readonly expect: string;
  readonly component: string;
  readonly noticed: string;
  readonly by: string;
}

/** Which components the evidence asks for. */
async function componentsOf(
  claim: Claim,
  evidence: readonly Evidence<unknown>[],
  at: Circumstances,
): Promise<string[]> {
  const seen = new Set<string>();
  const recorded = perturbed(claim.formula, (x, path) => {
    seen.add(path);
    return x;
  });
  for (const e of evidence) await judgeOnce(claim, e, recorded, at, 1);
  return [...seen].sort();
}

async function lineOf(
  claim: Claim,
  component: string,
  judged: ReadonlyMap<Evidence<unknown>, Finding>,
  at: Circumstances,
): Promise<Line> {
  const { id, expect } = claim;
  for (const { name, change } of CHANGES) {
    const one: Change = (x, path) => (path === component ? change(x, path) : x);
    for (const [e, finding] of judged) {
      if (await notices(claim, e, finding.verdict.kind, one, at))
        return { claim: id, expect, component, noticed: name, by: e.id };
    }
  }
  return { claim: id, expect, component, noticed: "nothing", by: "" };
}

async function linesOf(claim: Claim, at: Circumstances): Promise<Line[]> {
  const judged = new Map<Evidence<unknown>, Finding>();
  for (const e of claim.evidence.filter((e) => isRunnable(e, at))) {
    const { finding } = await judgeOnce(claim, e, claim.formula, at, 1);
    if (!finding.outside) judged.set(e, finding);
  }
  const components = await componentsOf(claim, [...judged.keys()], at);
  const lines: Line[] = [];
  for (const component of components) lines.push(await lineOf(claim, component, judged, at));
  return lines;
}

/** Two per cent, or a change that a regime does not promise to notice. */
const isSharp = ({ noticed, expect }: Line): boolean =>
  ["2 %", "−2 %", "+0.02"].includes(noticed) || (expect === "regime" && noticed !== "nothing");

async function main(): Promise<void> {
  const { state, choice } = options.run === undefined ? {} : await openRun(options.run);
  const machine = state && choice ? trainedMachine(state, await loadRunData(choice)) : undefined;
  const at: Circumstances = {
    seed: Number(options.seed),
    budget: options.budget as Budget,
    ...(machine ? { machine } : {}),
  };
  const lines: Line[] = [];
  for (const claim of chooseClaims(options.only.split(",").filter(Boolean))) {
    for (const line of await linesOf(claim, at)) {
      lines.push(line);
      if (!isSharp(line)) console.log(`${line.claim} (${line.expect}), ${line.component}: ${line.noticed}`);
    }
  }
  const rows = lines.map((l) => `| ${l.claim} | ${l.expect} | \`${l.component}\` | ${l.noticed} | ${l.by} |`);
  const head = ["| claim | expected | component | noticed | by |", "|---|---|---|---|---|"];
  writeFileSync(options.out, `${[...head, ...rows].join("\n")}\n`);
  const blunt = lines.filter((l) => !isSharp(l)).length;
  console.log(`${lines.length} components, ${blunt} of them need more than 2 %`);
  if (blunt > 0) process.exitCode = 1;
}

await main();
