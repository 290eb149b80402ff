/** Largest resident memory of a whole training run on 60,000 rows, in a process of its own. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Memory {
  readonly hidden: number;
  readonly mebibytes: number;
  readonly atMost: number;
  readonly holds: boolean;
}

export function benchMemory(): Memory[] {
  console.log("\nPeak memory of one epoch of PCD-1 on 60,000 rows, two threads");
  return [
    { hidden: 500, atMost: 400 },
    { hidden: 3000, atMost: 700 },
  ].map(({ hidden, atMost }) => {
    const script = fileURLToPath(new URL("memory-run.ts", import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, String(hidden)], {
      encoding: "utf8",
    });
    const mebibytes = Number(stdout);
    if (!(mebibytes > 0)) throw new Error(`The run with ${hidden} hidden units failed: ${stderr}`);
    const holds = mebibytes <= atMost;
    console.log(`  784×${hidden}: ${mebibytes.toFixed(0)} MiB (at most ${atMost}: ${holds ? "holds" : "FAILS"})`);
    return { hidden, mebibytes, atMost, holds };
  });
}
