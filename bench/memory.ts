/** Largest resident memory of a whole training run on 60,000 rows, in a process of its own. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Figure, report } from "./figures.ts";

export function benchMemory(): Figure[] {
  const runs = [
    { hidden: 500, atMost: 400 },
    { hidden: 3000, atMost: 700 },
  ].map(({ hidden, atMost }) => {
    return { what: `784×${hidden}`, found: mebibytesOf(hidden), unit: "MiB", atMost } as const;
  });
  return report("Peak memory of one epoch of PCD-1 on 60,000 rows, two threads", runs);
}

function mebibytesOf(hidden: number): number {
  const script = fileURLToPath(new URL("memory-run.ts", import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, String(hidden)], {
    encoding: "utf8",
  });
  const mebibytes = Number(stdout);
  if (!(mebibytes > 0)) throw new Error(`The run with ${hidden} hidden units failed: ${stderr}`);
  return mebibytes;
}
