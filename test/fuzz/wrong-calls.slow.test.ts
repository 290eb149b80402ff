import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSurface, root } from "../../scripts/surface.ts";
import { scratchFolder } from "../scratch.ts";
import { wrongCalls } from "./wrong-calls.ts";

/** A call that takes longer, and one that takes more memory, is one that should have been refused. */
const PATIENCE = 5_000;
const MEMORY = 2 ** 31;

const folder = scratchFolder();
const functions = readSurface().filter(({ entry, kind }) => entry === "." && kind === "function");
const calls = wrongCalls(functions);

/** Runs the calls from `first` on until the end or until one has to be killed; says where to go on. */
function run(surface: string, first: number, outcomes: string[]): Promise<number> {
  const script = join(root, "test/fuzz/make-wrong-calls.ts");
  const how = ["--import", import.meta.resolve("tsx"), "--conditions=boltzproof-source"];
  const child = spawn(process.execPath, [...how, script, surface, String(first)], { cwd: folder });
  return new Promise((done) => {
    let current = first - 1;
    let since = Number.POSITIVE_INFINITY;
    const watch = setInterval(() => {
      const late = Date.now() - since > PATIENCE;
      if (!late && memoryOf(child.pid!) < MEMORY) return;
      outcomes[current] = late ? "late" : "too much memory";
      child.kill("SIGKILL");
    }, 100);
    let rest = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        const [, word, number, what] = /^(start|end) (\d+) ?(.*)$/.exec(line) ?? [];
        if (word === "start") [current, since] = [Number(number), Date.now()];
        if (word === "end") outcomes[Number(number)] = what!;
      }
    });
    child.on("exit", () => {
      clearInterval(watch);
      if (current >= 0 && outcomes[current] === undefined) outcomes[current] = "the process ended";
      done(Math.max(current, first) + 1);
    });
  });
}

function memoryOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096;
  } catch {
    return 0; // not this platform, or gone
  }
}

test("no wrong call of a public function ends in a raw error, a silent NaN or a wait", async () => {
  const surface = join(folder, "surface.json");
  writeFileSync(surface, JSON.stringify(functions));
  const outcomes: string[] = [];
  for (let next = 0; next < calls.length; ) next = await run(surface, next, outcomes);
  const bad = calls.flatMap(({ name, what }, i) =>
    outcomes[i] === "typed" || outcomes[i] === "result" ? [] : [`${name}(${what}): ${outcomes[i]}`],
  );
  if (process.env["WRONG_CALLS_LOG"])
    writeFileSync(
      process.env["WRONG_CALLS_LOG"],
      JSON.stringify({ bad, calls: calls.map((c, i) => `${c.name}(${c.what}): ${outcomes[i]}`) }, null, 1),
    );
  expect(functions.length).toBeGreaterThanOrEqual(182);
  expect(calls.length).toBeGreaterThanOrEqual(3186);
  expect(bad).toEqual([]);
}, 1_800_000);
