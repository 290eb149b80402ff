import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readArguments } from "../cli/arguments.ts";
import { specs } from "../cli/specs.ts";
// @ts-expect-error plain JavaScript, because it begins before the install
import { stepsOf as untypedSteps } from "../scripts/readme.mjs";

type Step = { readonly run: string; readonly code: number } | { readonly save: string; readonly as: string };
const stepsOf = untypedSteps as (markdown: string) => Step[];

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

test("steps are the lines of shell blocks with their exit codes, and scripts under the name before them", () => {
  const text = [
    "```sh",
    "one --a   # says something",
    "",
    "# a remark",
    "two       # refuses, exit code 2",
    "```",
    "Save as `x.mts` or `x.mjs`:",
    "",
    "```js",
    "const x = 1; // # not a comment of a shell",
    "```",
    "```",
    "not run",
    "```",
  ].join("\n");
  expect(stepsOf(text)).toEqual([
    { run: "one --a", code: 0 },
    { run: "two", code: 2 },
    { save: "const x = 1; // # not a comment of a shell\n", as: "x.mjs" },
  ]);
});

test("every command line of the README has a command, options that it takes, and a script that exists", () => {
  const runs = stepsOf(readme).flatMap((step) => ("run" in step ? [step.run] : []));
  expect(runs.length).toBeGreaterThan(12);
  for (const run of runs.flatMap((line) => line.split(" && "))) {
    const [program, second, ...rest] = run.split(" ");
    if (program === "npx" && second === "boltzproof") {
      const spec = specs.find(({ name }) => name === rest[0]);
      expect(spec, run).toBeDefined();
      expect(() => readArguments(spec!, rest.slice(1)), run).not.toThrow();
    } else if (program === "npx") {
      expect([second, existsSync(join(root, rest[0]!))], run).toEqual(["tsx", true]);
    } else expect(["npm", "node", "mkdir", "cd"], run).toContain(program);
  }
});

test("every command is on show in the README", () => {
  const shown = stepsOf(readme).flatMap((step) => ("run" in step ? [step.run] : []));
  for (const { name } of specs) {
    expect(
      shown.some((run) => run.includes(`boltzproof ${name}`) || run.includes(`npm ${name}`)),
      name,
    ).toBe(true);
  }
});

test("the version in the README is the one of the package", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(readme).toContain(`boltzproof-${version}.tgz`);
});
