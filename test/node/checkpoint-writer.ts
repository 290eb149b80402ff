/**
 * Writes checkpoints in a loop until it is killed, and prints the update of each one that is on the disk. Run as a
 * child: FILE FIRST_UPDATE ["naive"]. "naive" overwrites in place, the way that tears files.
 */
import { writeFileSync } from "node:fs";
import { toTensors, writeCheckpoint } from "../../src/node/checkpoint.ts";
import { encodeTensors } from "../../src/node/tensor-file.ts";
import { someTrainingState } from "./training-state.ts";

const [path, first, way] = process.argv.slice(2) as [string, string, string?];
const large = someTrainingState(0, 784, 200); // 1.9 MB
/** Encoded beforehand: the naive loop does next to nothing but write, so that most kills come in the middle of a write. */
const bytes = encodeTensors(toTensors(large));
for (let update = Number(first); ; update++) {
  const state = { ...large, update };
  if (way === "naive") writeFileSync(path, bytes);
  else await writeCheckpoint(path, state);
  process.stdout.write(`${update}\n`);
}
