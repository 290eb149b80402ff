/** Writes 1 MB into the folder given as argument and prints the complaint and what is in the folder. Run as a child. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "../../src/node/files.ts";

const folder = process.argv[2]!;
await writeFileAtomic(join(folder, "file"), new Uint8Array(1 << 20)).catch((error: Error) =>
  console.log(error.message),
);
console.log(`entries: ${JSON.stringify(readdirSync(folder))}`);
