/**
 * The long form: very many drawn statements, in the background.
 *
 *     npx tsx --conditions=boltzproof-source test/fuzz/judge/long.ts --statements 1000000 --seed 1 --threads 2 --out FILE
 *
 * Each thread is a process that judges its share of the texts and writes FILE.<part>.json, counts by rule and every
 * failure, all 1,000 statements; one that is started again goes on from there. A text that was drawn before has the
 * verdict of then, since a verdict depends on the text and the seed alone: `distinct` counts the texts judged.
 */
import { fork } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  count,
  drawStatement,
  emptyTally,
  type Finding,
  type Judgement,
  judgeStatement,
  type Tally,
  textOf,
} from "./fuzz.ts";

interface State {
  readonly seed: number;
  next: number;
  distinct: number;
  seconds: number;
  readonly total: Tally;
  readonly byRule: Record<string, Tally>;
  /** Counts by rule, kind and finding, of what is neither right nor undecided. */
  readonly failures: Record<string, number>;
  readonly examples: string[];
  readonly open: Record<string, number>;
}

const mostExamples = 400;
const chunk = 1000;

const { values: options } = parseArgs({
  options: {
    statements: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    part: { type: "string" },
    out: { type: "string", default: "fuzz-judge" },
  },
});
const [statements, seed, threads] = [options.statements, options.seed, options.threads].map(Number) as [
  number,
  number,
  number,
];

/** FNV-1a, to share the texts out among the threads. */
function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
}

function resumed(file: string): State {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as State;
  return {
    seed,
    next: 0,
    distinct: 0,
    seconds: 0,
    total: emptyTally(),
    byRule: {},
    failures: {},
    examples: [],
    open: {},
  };
}

function record(state: State, { statement, finding, judged, why }: Judgement): void {
  const key = `${statement.rule} / ${statement.kind} / ${finding}`;
  if (finding === "undecided" && statement.isOrdinary) state.open[key] = (state.open[key] ?? 0) + 1;
  if (finding === "right" || (finding === "undecided" && !(statement.isOrdinary && state.open[key]! < 4))) return;
  if (finding !== "undecided") state.failures[key] = (state.failures[key] ?? 0) + 1;
  if (state.examples.length >= mostExamples || (state.failures[key] ?? 0) > 12) return;
  state.examples.push(
    `${key}: ${textOf(statement)} => ${judged.says.join(" / ")} under ${judged.printed.join(", ")}: ${why}`,
  );
}

function runPart(part: number): void {
  const file = `${options.out}.${part}.json`;
  const state = resumed(file);
  const before = state.seconds;
  const began = performance.now();
  const known = new Map<string, Finding>();
  for (let k = state.next; k < statements; k++) {
    const statement = drawStatement(seed, k);
    const text = textOf(statement);
    if (hash(text) % threads === part) {
      let finding = known.get(text);
      if (finding === undefined) {
        const judgement = judgeStatement(seed, k, statement);
        record(state, judgement);
        finding = judgement.finding;
        known.set(text, finding);
        state.distinct++;
      }
      count(state.total, { statement, finding });
      state.byRule[statement.rule] ??= emptyTally();
      count(state.byRule[statement.rule]!, { statement, finding });
    }
    if ((k + 1) % chunk !== 0 && k + 1 < statements) continue;
    state.next = k + 1;
    state.seconds = before + (performance.now() - began) / 1000;
    writeFileSync(file, JSON.stringify(state, null, 1));
  }
}

if (options.part !== undefined) runPart(Number(options.part));
else {
  const self = fileURLToPath(import.meta.url);
  const rest = ["--statements", `${statements}`, "--seed", `${seed}`, "--threads", `${threads}`, "--out", options.out];
  for (let part = 0; part < threads; part++) fork(self, [...rest, "--part", `${part}`], { execArgv: process.execArgv });
}
