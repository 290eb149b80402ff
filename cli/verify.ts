/** boltzproof verify: judges the claims and prints the verdict table. */
import type { TrainedMachine } from "../src/lab/types.ts";
import { requireWritable, writeFileAtomic } from "../src/node/files.ts";
import { reportClaim } from "../src/report/model.ts";
import { foldLine, printVerdictTable, tableStyle } from "../src/report/terminal.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { chooseClaims, exitCode, type Judgement, judgeWithProgress, verdictsAsJson } from "./judging.ts";
import { loadRunData, openRun, trainedMachine } from "./run-folder.ts";
import { verifySpec } from "./specs.ts";

export const verifyCommand: Command = {
  spec: verifySpec,
  async run(given, version) {
    const claims = chooseClaims([...given.texts("only"), ...given.positionals]);
    const seed = given.whole("seed", 0) ?? 1;
    const budget = given.oneOf("budget", ["quick", "full"]) ?? "quick";
    const json = given.text("json");
    if (json !== undefined) await requireWritable(json, "file");
    const machine = await machineOfRun(given);
    const result = await judgeWithProgress(claims, { seed, budget, ...(machine ? { machine } : {}) });
    if (json !== undefined) await writeFileAtomic(json, verdictsAsJson(result, seed, version));
    process.stdout.write(tableText(result));
    return exitCode(result.judged);
  },
};

/** The machine of --run, where it is given. */
export async function machineOfRun(given: Arguments): Promise<TrainedMachine | undefined> {
  const folder = given.text("run");
  if (folder === undefined) return undefined;
  const { state, choice } = await openRun(folder);
  return trainedMachine(state, await loadRunData(choice));
}

/** The table, which claims stand outside their regime, and which wait for a machine. */
export function tableText({ judged, waiting, aside }: Judgement): string {
  const style = tableStyle(process.stdout, process.env);
  const table = judged.length === 0 ? [] : [printVerdictTable(judged.map(reportClaim), style)];
  const outside = aside.map(({ claim, outside }) =>
    foldLine(`${[...claim.labels, claim.id].join(" ")}: ${outside}`, style.width, "  "),
  );
  const standing =
    outside.length === 0 ? [] : ["Outside their regime on this machine, neither for nor against:", ...outside];
  const names = waiting.map((c) => c.id).join(", ");
  const want = "Not judged, for want of a trained machine (boltzproof train, then verify --run DIR)";
  const note = waiting.length === 0 ? [] : [foldLine(`${want}: ${names}`, style.width)];
  return `${[...table, ...standing, ...note].join("\n")}\n`;
}
