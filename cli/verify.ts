/** boltzproof verify: judges the claims and prints the verdict table. */
import { writeFileAtomic } from "../src/node/files.ts";
import { reportClaim } from "../src/report/model.ts";
import { printVerdictTable, tableStyle } from "../src/report/terminal.ts";
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
    const machine = await machineOfRun(given);
    const result = await judgeWithProgress(claims, { seed, budget, ...(machine ? { machine } : {}) });
    const json = given.text("json");
    if (json !== undefined) await writeFileAtomic(json, verdictsAsJson(result.judged, seed, version));
    process.stdout.write(tableText(result));
    return exitCode(result.judged);
  },
};

async function machineOfRun(given: Arguments) {
  const folder = given.text("run");
  if (folder === undefined) return undefined;
  const { state, choice } = await openRun(folder);
  return trainedMachine(state, await loadRunData(choice));
}

/** The table, and which claims wait for a machine. */
export function tableText({ judged, waiting }: Judgement): string {
  const table = printVerdictTable(judged.map(reportClaim), tableStyle(process.stdout, process.env));
  const note =
    waiting.length === 0
      ? ""
      : `Not judged, for want of a trained machine (boltzproof train, then verify --run DIR): ${waiting.map((c) => c.id).join(", ")}\n`;
  return `${table}\n${note}`;
}
