/** The packed package in an empty folder, as a user has it: types, import, require. Packs dist: `npm run build` first. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { entries, root } from "../../scripts/surface.ts";
import { scratchFolder } from "../scratch.ts";

const folder = scratchFolder();
const modules = join(folder, "node_modules");
const paths = Object.keys(entries())
  .filter((entry) => entry !== "browser")
  .map((entry) => `boltzproof${entry.slice(1)}`);

beforeAll(() => {
  const tarball = execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], {
    cwd: root,
  });
  mkdirSync(join(modules, "boltzproof"), { recursive: true });
  const archive = join(folder, tarball.toString().trim().split("\n").at(-1)!);
  execFileSync("tar", ["-xzf", archive, "--strip-components=1", "-C", join(modules, "boltzproof")]);
  // What the package depends on is taken from here; types that are no dependency, as Node's, are not.
  const names = readdirSync(join(root, "node_modules")).filter((name) => !name.startsWith(".") && name !== "@types");
  for (const name of names) {
    if (name !== "boltzproof") symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
}, 300_000);

const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { cwd: folder, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } });

describe("the packed package", () => {
  test.each([
    ["nodenext", "node16 and later"],
    ["esnext", "a bundler"],
  ])("has types without an error, strict and with library checks, for %s (%s)", (module) => {
    const lines = paths.map(
      (path, i) => `import * as m${i} from "${path}"; export const k${i}: number = Object.keys(m${i}).length;`,
    );
    writeFileSync(join(folder, "use.mts"), lines.join("\n"));
    const resolution = module === "esnext" ? ["--moduleResolution", "bundler"] : [];
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = run(
      process.execPath,
      tsc,
      "--noEmit",
      "--strict",
      "--lib",
      "es2022",
      "--module",
      module,
      ...resolution,
      "use.mts",
    );
    expect(stdout).toBe("");
  });

  test("is imported by a plain .mjs and required by a plain .cjs, every entry of it", () => {
    const all = paths.map((path) => `"${path}"`).join(", ");
    writeFileSync(
      join(folder, "use.mjs"),
      `for (const p of [${all}]) console.log(Object.keys(await import(p)).length);`,
    );
    writeFileSync(join(folder, "use.cjs"), `for (const p of [${all}]) console.log(Object.keys(require(p)).length);`);
    const imported = run(process.execPath, "use.mjs");
    expect(imported.stderr).toBe("");
    expect(
      imported.stdout
        .trim()
        .split("\n")
        .every((n) => Number(n) > 10),
    ).toBe(true);
    expect(run(process.execPath, "--no-warnings", "use.cjs").stdout).toBe(imported.stdout);
  });

  test("refuses a wrong call in a typed error", () => {
    writeFileSync(
      join(folder, "wrong.mjs"),
      `import { mean } from "boltzproof"; try { mean("x"); } catch (e) { console.log(e.name, e.code); }`,
    );
    expect(run(process.execPath, "wrong.mjs").stdout).toBe("BoltzproofError usage\n");
  });

  test("guards every function that its types export", () => {
    const text = readFileSync(join(modules, "boltzproof/dist/public/index.js"), "utf8");
    expect(text.match(/^export const /gm)!.length).toBeGreaterThan(300);
  });
});
