/**
 * Does what the README says, in its order: every line of its shell blocks, and its scripts saved under the name that the
 * README gives them. Ends with 1 at the first line whose exit code is not the one that the text says; a line says so by
 * "exit code N" in its comment, and means 0 where it says nothing. Plain JavaScript, because it begins before the install.
 *
 *   node scripts/readme.mjs           runs it all in a clean clone
 *   node scripts/readme.mjs --list    prints what it would do
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * The steps of a text: `{ run, code }` for a line of a block of kind sh, `{ save, as }` for a block of kind js or ts, whose
 * name is the last in backquotes on the line before it.
 */
export function stepsOf(markdown) {
  const steps = [];
  let before = "";
  for (const [whole, kind, body] of markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)) {
    const at = markdown.indexOf(whole);
    before = markdown.slice(0, at).trimEnd().split("\n").at(-1) ?? "";
    if (kind === "sh") steps.push(...linesOf(body));
    if (kind === "js" || kind === "ts") {
      const name = [...before.matchAll(/`([\w-]+\.m?[jt]s)`/g)].at(-1)?.[1];
      if (name === undefined)
        throw new Error(`no name in backquotes before the block that begins with ${body.split("\n")[0]}`);
      steps.push({ save: body, as: name });
    }
  }
  return steps;
}

function linesOf(block) {
  return block
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.trim().startsWith("#"))
    .map((line) => {
      const [, run, comment = ""] = /^(.*?)(?:\s+#\s(.*))?$/.exec(line);
      return { run: run.trim(), code: Number(/exit code (\d+)/.exec(comment)?.[1] ?? 0) };
    });
}

/** Runs the steps one after another; a `cd` holds for the following ones. */
function follow(steps) {
  const scratch = mkdtempSync(join(tmpdir(), "boltzproof-readme-"));
  const place = join(scratch, "pwd");
  let cwd = ROOT;
  try {
    for (const step of steps) {
      if (step.save !== undefined) {
        writeFileSync(join(cwd, step.as), step.save);
        continue;
      }
      const began = performance.now();
      process.stdout.write(`\n$ ${step.run}\n`);
      const { status } = spawnSync("bash", ["-c", `${step.run}\nstatus=$?\npwd > "${place}"\nexit $status`], {
        cwd,
        stdio: "inherit",
      });
      process.stdout.write(`(exit code ${status}, ${((performance.now() - began) / 1000).toFixed(0)} s)\n`);
      if (status !== step.code) {
        process.stderr.write(`README: "${step.run}" ends with ${status}, and the text says ${step.code}.\n`);
        return 1;
      }
      cwd = readFileSync(place, "utf8").trim();
    }
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const steps = stepsOf(readFileSync(join(ROOT, "README.md"), "utf8"));
  if (process.argv.includes("--list")) {
    for (const { run, code, as } of steps) process.stdout.write(`${as ? `save ${as}` : `${code}  ${run}`}\n`);
  } else process.exitCode = follow(steps);
}
