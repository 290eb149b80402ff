/** boltzproof report: judges the claims on a trained machine and writes the page. */
import { join } from "node:path";
import type { Claim } from "../src/lab/types.ts";
import { requireWritable } from "../src/node/files.ts";
import { writeReport } from "../src/node/report/report-writer.ts";
import { allClaims, rooms } from "../theory/index.ts";
import type { Command } from "./command.ts";
import { exitCode, type Judgement, judgeWithProgress } from "./judging.ts";
import { reportModel } from "./report-model.ts";
import { loadRunData, openRun, trainedMachine } from "./run-folder.ts";
import { DEFAULT_RUN, reportSpec } from "./specs.ts";
import { tableText } from "./verify.ts";

export const reportCommand: Command = {
  spec: reportSpec,
  async run(given, version) {
    const began = performance.now();
    const folder = given.text("from") ?? DEFAULT_RUN;
    const seed = given.whole("seed", 0) ?? 1;
    const budget = given.oneOf("budget", ["quick", "full"]) ?? "quick";
    const out = given.text("out") ?? "report";
    await requirePagePath(out);
    const { state, choice } = await openRun(folder);
    const data = await loadRunData(choice);
    return publish({
      began,
      seed,
      budget,
      version,
      out,
      command: `npx boltzproof report --from ${folder}`,
      state,
      data,
    });
  },
};

/** Judging takes a minute: whether its page can be written is asked before. @throws BoltzproofError "file". */
export async function requirePagePath(out: string): Promise<void> {
  await requireWritable(out, "folder");
  await requireWritable(join(out, "figures"), "folder");
  await requireWritable(join(out, "index.html"), "file");
}

export interface Publication {
  /** performance.now() at the beginning. */
  readonly began: number;
  readonly seed: number;
  readonly budget: "quick" | "full";
  readonly version: string;
  readonly out: string;
  /** Shell command that makes the page again. */
  readonly command: string;
  readonly state: Parameters<typeof trainedMachine>[0];
  readonly data: Parameters<typeof trainedMachine>[1];
  /** All claims when left out. */
  readonly claims?: readonly Claim[];
  /** Of the training, where it was part of this command. */
  readonly trainingSeconds?: number;
}

/** Judges, writes the page, prints the table and names the file; gives the exit code. */
export async function publish(p: Publication): Promise<number> {
  const machine = trainedMachine(p.state, p.data);
  const { claims = allClaims } = p;
  const result = await judgeWithProgress(claims, { seed: p.seed, budget: p.budget, machine });
  const run = {
    title: "Restricted Boltzmann machines in reciprocal space",
    lead: `Theory held against exact sums, random draws and a machine trained on ${p.data.train.meta.source} (${machine.name}).${outsideInWords(result)}`,
    seed: p.seed,
    budget: p.budget,
    seconds: (performance.now() - p.began) / 1000,
    version: p.version,
    command: p.command,
  };
  const training = {
    settings: p.state.settings,
    data: p.data,
    ...(p.trainingSeconds === undefined ? {} : { seconds: p.trainingSeconds }),
  };
  await writeReport(await reportModel({ run, judged: result.judged, machine, training }), p.out);
  process.stdout.write(`${tableText(result)}${leftOut(claims)}Open ${join(p.out, "index.html")}\n`);
  return exitCode(result.judged);
}

/** Claims that the page leaves out because they do not speak of this machine. */
function outsideInWords({ aside }: Judgement): string {
  if (aside.length === 0) return "";
  const list = aside.map(({ claim }) => `${claim.title} (${claim.labels.join(", ")})`).join("; ");
  return ` Outside their regime on this machine, neither for nor against: ${list}.`;
}

/** Which rooms a quick run leaves to the full one. */
function leftOut(claims: readonly Claim[]): string {
  const shown = new Set(claims.map((claim) => claim.room));
  const rest = rooms.filter((room) => !shown.has(room.id)).map((room) => room.id);
  return rest.length === 0 ? "" : `Rooms left to the full run: ${rest.join(", ")}\n`;
}
