/**
 * Makes wrong calls in a process that can be killed: `tsx make-wrong-calls.ts SURFACE FROM END`. A line "start i" before a
 * call, a line "end i outcome" behind it.
 */
import { readFileSync } from "node:fs";
import { signatureOf } from "../../scripts/signatures.ts";
import type { PublicName } from "../../scripts/surface.ts";
import { guarded, outcomeOf, wrongCalls } from "./wrong-calls.ts";

const functions: PublicName[] = JSON.parse(readFileSync(process.argv[2]!, "utf8"));
const [first, end] = process.argv.slice(3).map(Number) as [number, number];
const byName = guarded(functions);
const gaps = new Map(functions.map((f) => [f.name, signatureOf(f).gaps]));
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

process.on("unhandledRejection", (error) => say(`note unhandled ${error}`));
for (const [i, { name, args }] of wrongCalls(functions).entries()) {
  if (i < first || i >= end) continue;
  say(`start ${i}`);
  say(`end ${i} ${(await outcomeOf(byName.get(name)!, args(), gaps.get(name)!)).split("\n")[0]}`);
}
process.exit(0);
