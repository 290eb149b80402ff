/** Files that live as long as the process: what the peers read, and what is compiled on the spot. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string | undefined;
let files = 0;

/** Path of a file that does not exist yet. */
export function scratchFile(name: string): string {
  folder ??= open();
  return join(folder, `${++files}-${name}`);
}

function open(): string {
  const made = mkdtempSync(join(tmpdir(), "boltzproof-bench-"));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return made;
}
