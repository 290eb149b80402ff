import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSurface, root } from "../../scripts/surface.ts";
import { scratchFolder } from "../scratch.ts";
import { wrongCalls } from "./wrong-calls.ts";

/** A call that takes more seconds of the processor, or more memory, is one that should have been refused. */
const PATIENCE = 5;
/** Milliseconds after which a call that only waits is given up: processors are shared. */
const LONGEST_WAIT = 60_000;
const MEMORY = 2 ** 31;

const folder = scratchFolder();
const functions = readSurface().filter(({ entry, kind }) => entry === "." && kind === "function");
const calls = wrongCalls(functions);

/** Runs the calls from `first` to before `end`, or until one has to be killed; says where to go on. */
function run(surface: string, first: number, outcomes: string[], end = calls.length): Promise<number> {
  const script = join(root, "test/fuzz/make-wrong-calls.ts");
  const how = ["--import", import.meta.resolve("tsx"), "--conditions=boltzproof-source"];
  const child = spawn(process.execPath, [...how, script, surface, String(first), String(end)], { cwd: folder });
  return new Promise((done) => {
    let current = first - 1;
    let [since, spent] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    const watch = setInterval(() => {
      const late = secondsOf(child.pid!) - spent > PATIENCE || Date.now() - since > LONGEST_WAIT;
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
        if (word === "start") [current, since, spent] = [Number(number), Date.now(), secondsOf(child.pid!)];
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

/** Of the processor, all threads together, in user and system time. */
function secondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0; // not this platform, or gone
  }
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
  // A pause of the machine looks like a long call, and memory of calls before like one of its own: such a call is made
  // once more, alone.
  const suspects = calls.flatMap((_, i) => (/^late$|memory/.test(outcomes[i] ?? "") ? [i] : []));
  for (const i of suspects) await run(surface, i, outcomes, i + 1);
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
