/**
 * Judges the claims at many fresh seeds and says what happened: a false alarm declared as one in 10⁵ runs, and mutants killed
 * with probability 1 − 10⁻⁶, are believed only after that.
 *
 *     npx tsx --conditions=boltzproof-source scripts/seeds.ts --seeds 300 --out seeds.jsonl
 *     … --from 41 --seeds 40 --budget full --only spikes,tap --run runs/latest --threads 2
 *
 * Seeds are `--from`, `--from` + 1, …; without `--from` they start at a number drawn from the clock, which is printed. Derivations
 * do not depend on what is drawn beyond the points of their zero tests; `--derivations` judges them too. Each seed adds a line
 * to the file as soon as it is done, and a file that exists is gone on with. Ends with 1 when a seed failed.
 */
import { fork } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chooseClaims } from "../cli/judging.ts";
import { loadRunData, openRun, trainedMachine } from "../cli/run-folder.ts";
import { judgeClaims } from "../src/lab/runner.ts";
import type {
  Budget,
  Claim,
  Evidence,
  EvidenceContext,
  Finding,
  JudgedClaim,
  TrainedMachine,
} from "../src/lab/types.ts";
import { strays } from "../src/lab/verdicts.ts";

/** What is kept of one seed. */
export interface SeedRecord {
  readonly seed: number;
  readonly claims: number;
  readonly mutants: number;
  /** CPU time in seconds. */
  readonly cpu: number;
  readonly failures: readonly string[];
  /** Mutants that a p-value killed with a power below 1 − 10⁻⁶. */
  readonly weak: readonly string[];
}

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    from: { type: "string" },
    budget: { type: "string", default: "quick" },
    only: { type: "string", default: "" },
    run: { type: "string" },
    threads: { type: "string", default: "1" },
    part: { type: "string" },
    derivations: { type: "boolean", default: false },
    out: { type: "string", default: "seeds.jsonl" },
  },
});

const POWER = 1 - 1e-6;

function recordsIn(file: string): SeedRecord[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SeedRecord);
}

async function machineIn(folder: string): Promise<TrainedMachine> {
  const { state, choice } = await openRun(folder);
  return trainedMachine(state, await loadRunData(choice));
}

/** The claim without its derivation, judged again at a further seed only where it draws. */
function forManySeeds(claim: Claim): Claim {
  const { derivation: _, ...rest } = claim;
  const evidence = claim.evidence.map(keepingWhatIsFixed);
  return { ...rest, evidence, expect: claim.expect === "proved" ? "checked" : claim.expect };
}

/** What was found without a look at the random numbers is the same at every seed. */
function keepingWhatIsFixed(e: Evidence<unknown>): Evidence<unknown> {
  const kept = new Map<unknown, Finding>();
  return {
    ...e,
    async judge(formula, context) {
      const known = kept.get(formula);
      if (known) return known;
      let drew = false;
      const watched: EvidenceContext = {
        ...(context.machine ? { machine: context.machine } : {}),
        budget: context.budget,
        scale: context.scale,
        get rng() {
          drew = true;
          return context.rng;
        },
        get seed() {
          drew = true;
          return context.seed;
        },
      };
      const finding = await e.judge(formula, watched);
      if (!drew && kept.size < MOST_KEPT) kept.set(formula, finding);
      return finding;
    },
  };
}

const MOST_KEPT = 100;

/** What went wrong with a claim, in a line each. A claim whose derivation is left out may have any verdict in its favour. */
function failuresOf({ claim, verdict, evidence, mutants, outside }: JudgedClaim, wasProved: boolean): string[] {
  if (outside !== undefined) return [];
  const against = verdict.kind === "refuted" || verdict.kind === "undecided";
  const wrong = wasProved ? against : verdict.kind !== claim.expect;
  const said = evidence
    .filter((e) => e.finding.verdict.kind === verdict.kind)
    .map((e) => `${e.id}: ${e.finding.message}`);
  return [
    ...(wrong
      ? [`${claim.id}: ${verdict.kind} for ${wasProved ? "a verdict in favour" : claim.expect}; ${said[0] ?? ""}`]
      : []),
    ...strays(claim, evidence).map((e) => `${claim.id}: ${e.id}: ${e.finding.message}`),
    ...mutants.filter((m) => !m.killed).map((m) => `${claim.id}: mutant "${m.id}" lives; ${m.message}`),
  ];
}

async function judgeSeed(
  seed: number,
  claims: readonly Claim[],
  proved: ReadonlySet<string>,
  machine?: TrainedMachine,
): Promise<SeedRecord> {
  const start = process.cpuUsage();
  const able = claims.filter((c) => machine !== undefined || c.evidence.some((e) => e.needs !== "machine"));
  const budget = options.budget as Budget;
  const judged = await judgeClaims(able, { seed, budget, ...(machine ? { machine } : {}) });
  const used = process.cpuUsage(start);
  return {
    seed,
    claims: judged.length,
    mutants: judged.reduce((sum, j) => sum + j.mutants.length, 0),
    cpu: Math.round((used.user + used.system) / 1e4) / 100,
    failures: judged.flatMap((j) => failuresOf(j, proved.has(j.claim.id))),
    weak: judged.flatMap((j) =>
      j.mutants.filter((m) => m.killed && (m.power ?? 1) < POWER).map((m) => `${j.claim.id}: ${m.id} (${m.power})`),
    ),
  };
}

async function work(part: number, threads: number, from: number): Promise<void> {
  const chosen = chooseClaims(options.only.split(",").filter(Boolean));
  const proved = new Set(options.derivations ? [] : chosen.filter((c) => c.expect === "proved").map((c) => c.id));
  const claims = options.derivations ? chosen : chosen.map(forManySeeds);
  const machine = options.run === undefined ? undefined : await machineIn(options.run);
  const done = new Set(recordsIn(options.out).map((r) => r.seed));
  for (let seed = from + part; seed < from + Number(options.seeds); seed += threads) {
    if (done.has(seed)) continue;
    const record = await judgeSeed(seed, claims, proved, machine);
    appendFileSync(options.out, `${JSON.stringify(record)}\n`);
    for (const failure of record.failures) console.log(`seed ${seed}: ${failure}`);
  }
}

async function main(): Promise<void> {
  const threads = Number(options.threads);
  const from = Number(options.from ?? Math.floor(Date.now() / 1000) % 1e6);
  if (options.part !== undefined) return work(Number(options.part), threads, from);
  console.log(`seeds ${from} to ${from + Number(options.seeds) - 1}, ${options.budget} budget, into ${options.out}`);
  if (threads === 1) await work(0, 1, from);
  else {
    const parts = Array.from({ length: threads }, (_, part) => {
      const args = [...process.argv.slice(2), "--part", `${part}`, "--from", `${from}`];
      return new Promise<void>((resolve) => {
        fork(fileURLToPath(import.meta.url), args, { execArgv: process.execArgv }).on("exit", () => resolve());
      });
    });
    await Promise.all(parts);
  }
  const records = recordsIn(options.out).filter((r) => r.seed >= from && r.seed < from + Number(options.seeds));
  const failed = records.filter((r) => r.failures.length > 0);
  const weak = new Map<string, number>();
  for (const text of records.flatMap((r) => r.weak.map((w) => w.replace(/ \(.*/, ""))))
    weak.set(text, (weak.get(text) ?? 0) + 1);
  const cpu = records.reduce((sum, r) => sum + r.cpu, 0) / Math.max(1, records.length);
  console.log(`${records.length} seeds, ${failed.length} with a failure, ${cpu.toFixed(1)} s of CPU each`);
  for (const [text, count] of weak) console.log(`power below 1 − 10⁻⁶ at ${count} seeds: ${text}`);
  if (failed.length > 0 || records.length < Number(options.seeds)) process.exitCode = 1;
}

await main();
