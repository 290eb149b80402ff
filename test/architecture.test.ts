import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildFailure, build } from "esbuild";
import { describe, expect, test } from "vitest";
import { importsOf, nodeOutsideTheDoor, wrongArrows } from "./imports.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

function filesUnder(...folders: string[]): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((f) => `${folder}/${f}`),
    )
    .filter((path) => /\.(ts|mjs|js|py|md|json)$/.test(path));
}

const entries = ["index.ts", "browser.ts"].filter((path) => existsSync(join(root, path)));
const sources = [...filesUnder("src", "theory", "cli", "examples"), ...entries].filter((path) => path.endsWith(".ts"));

describe("the house", () => {
  test("has arrows that run downwards only", () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.flatMap((path) => wrongArrows(path, read(path)))).toEqual([]);
  });

  test("touches Node only behind the door, in files named for it, and in the command", () => {
    expect(sources.flatMap((path) => nodeOutsideTheDoor(path, read(path)))).toEqual([]);
  });

  test("asks the platform for threads in one file, which itself imports nothing but the house", () => {
    const probe = "src/numeric/kernels/threads.node.ts";
    expect(importsOf(read(probe)).filter((specifier) => !specifier.startsWith("."))).toEqual([]);
  });

  test("does not speak of the machine it was made on", () => {
    const product = [...sources, ...filesUnder("src", "theory", "cli", "examples", "bench", "scripts"), "package.json"];
    const readme = existsSync(join(root, "README.md")) ? ["README.md"] : [];
    const place = /\.\.\/shared\b|\/work\/|\/home\/\w/;
    expect([...product, ...readme].filter((path) => place.test(read(path)))).toEqual([]);
  });
});

describe("the browser entry", () => {
  /** What stops esbuild from bundling the file for a browser; a Node built-in does. */
  async function obstacles(entry: string): Promise<string[]> {
    const options = { bundle: true, write: false, platform: "browser", format: "esm", logLevel: "silent" } as const;
    const conditions = ["boltzproof-source"];
    const failure = await build({ ...options, conditions, entryPoints: [join(root, entry)] }).then(
      () => undefined,
      (error: BuildFailure) => error,
    );
    return failure?.errors.map(({ text, location }) => `${location?.file}: ${text}`) ?? [];
  }

  test("bundles without a Node import", async (context) => {
    context.skip(!existsSync(join(root, "browser.ts")), "there is no browser.ts yet");
    expect(await obstacles("browser.ts")).toEqual([]);
  });

  test("would not bundle if it reached the Node door", async () => {
    expect((await obstacles("src/node/files.ts")).join()).toContain('Could not resolve "node:fs/promises"');
  });
});

describe("the rules themselves", () => {
  test("find static, type-only, dynamic and re-exporting imports, and not those in comments", () => {
    const text = `
      /* import "a" */ // from "b"
      import type { X } from "./c.ts";
      import "./d.ts";
      export * from './e.ts';
      const f = await import("./f.ts");
      const url = "https://example.org"; // from "g"`;
    expect(importsOf(text)).toEqual(["./c.ts", "./d.ts", "./e.ts", "./f.ts"]);
  });

  test.each([
    ["src/numeric/x.ts", 'import "../rbm/rbm.ts"'],
    ["src/data/x.ts", 'import "../rbm/rbm.ts"'],
    ["src/algebra/deep/x.ts", 'import type { Rbm } from "../../rbm/rbm.ts"'],
    ["src/lab/x.ts", 'import "../report/index.ts"'],
    ["src/rbm/x.ts", 'import "../../theory/index.ts"'],
    ["src/errors.ts", 'import "./numeric/matrix.ts"'],
    ["theory/x.ts", 'import "../cli/main.ts"'],
    ["src/node/x.ts", 'import "../../theory/index.ts"'],
    ["src/report/x.ts", 'import { Rbm } from "boltzproof"'],
    ["src/numeric/x.ts", 'import "boltzproof/theory"'],
    ["src/rbm/x.ts", 'import "../../test/rbm/small.ts"'],
    ["src/unheard-of/x.ts", ""],
  ])("forbid %s %s", (path, text) => {
    expect(wrongArrows(path, text)).toHaveLength(1);
  });

  test.each([
    ["src/rbm/x.ts", 'import "../data/index.ts"'],
    ["src/node/x.ts", 'import "../report/index.ts"'],
    ["theory/room/x.ts", 'import "../../src/lab/index.ts"'],
    ["examples/x.ts", 'import "boltzproof"'],
    ["src/algebra/x.ts", 'import "mathjs"'],
  ])("allow %s %s", (path, text) => {
    expect(wrongArrows(path, text)).toEqual([]);
  });

  test.each([
    ["src/rbm/x.ts", 'import { readFile } from "node:fs/promises"'],
    ["src/rbm/x.ts", 'import { readFile } from "fs/promises"'],
    ["src/rbm/x.ts", 'import "../node/files.ts"'],
    ["theory/x.ts", 'import "../src/rbm/threads.node.ts"'],
    ["src/data/x.ts", "const n = process.env.N"],
    ["examples/x.ts", 'import "node:fs"'],
    ["browser.ts", 'export * from "./src/node/index.ts"'],
  ])("find Node in %s: %s", (path, text) => {
    expect(nodeOutsideTheDoor(path, text)).toHaveLength(1);
  });

  test.each([
    ["src/node/x.ts", 'import "node:fs"; process.exit(1)'],
    ["src/rbm/threads.node.ts", 'import "node:worker_threads"'],
    ["cli/main.ts", 'import "node:util"'],
    ["index.ts", 'export * from "./src/node/index.ts"'],
    ["src/rbm/x.ts", "const process = 1; // process.exit"],
  ])("leave Node in %s alone: %s", (path, text) => {
    expect(nodeOutsideTheDoor(path, text)).toEqual([]);
  });
});
