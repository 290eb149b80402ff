import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { scratchFolder } from "./scratch.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const EXAMPLES = join(ROOT, "examples");
const scratch = scratchFolder();

/** Runs a script as its reader would, in a folder of its own, with the package found by its name. */
async function run(script: string, source?: string): Promise<{ stdout: string; files: string[] }> {
  const folder = await mkdtemp(join(scratch, "example-"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  const path = join(folder, script);
  if (source === undefined) await copyFile(join(EXAMPLES, script), path);
  else await writeFile(path, source);
  const loader = `data:text/javascript,${encodeURIComponent(resolver())}`;
  const args = ["--conditions=boltzproof-source", "--import", import.meta.resolve("tsx"), "--import", loader, path];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
  return { stdout, files: await readdir(folder) };
}

/** Sends "boltzproof" to this checkout, as an installed package would be found. */
function resolver(): string {
  const target = JSON.stringify(new URL("../index.ts", import.meta.url).href);
  const hooks = `export const resolve = (s, c, next) => s === "boltzproof" ? next(${target}, c) : next(s, c);`;
  const source = JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`);
  return `import { register } from "node:module"; register(${source});`;
}

/** Decimal numbers that the header of a script promises. */
async function promised(script: string): Promise<string[]> {
  const header = (await readFile(join(EXAMPLES, script), "utf8")).split("*/")[0]!;
  const sentence = /Prints[^.]*(?:\.\d[^.]*)*/.exec(header.replace(/\n \* ?/g, " "))![0];
  return sentence.match(/\d+\.\d\d+/g) ?? [];
}

describe("the examples", async () => {
  const scripts = (await readdir(EXAMPLES)).filter((name) => name.endsWith(".ts"));

  test("are at least three, each under 100 lines", async () => {
    expect(scripts.length).toBeGreaterThanOrEqual(3);
    for (const script of scripts) {
      expect((await readFile(join(EXAMPLES, script), "utf8")).split("\n").length, script).toBeLessThan(100);
    }
  });

  for (const script of scripts) {
    test(`${script} prints the number that its header states and saves a figure as SVG and HTML`, async () => {
      const numbers = await promised(script);
      expect(numbers.length, "numbers in the header").toBeGreaterThan(0);
      const { stdout, files } = await run(script);
      expect(
        numbers.some((number) => stdout.includes(number)),
        `${numbers.join(", ")} in:\n${stdout}`,
      ).toBe(true);
      expect(files.filter((name) => name.endsWith(".svg"))).toHaveLength(1);
      expect(files.filter((name) => name.endsWith(".html"))).toHaveLength(1);
    });
  }

  test("include the one in the README, which runs as printed", async () => {
    const readme = await readFile(join(ROOT, "README.md"), "utf8");
    const source = /```js\n([\s\S]*?)```/.exec(readme)![1]!;
    const { stdout } = await run("readme.ts", source);
    expect(stdout).toMatch(/\d+ modes beyond λ = 4\nenergy at the saddle: -?[\d.]+\ninitial bulk ends at 0\.38/);
  });
});
