/** The command as a function: what it prints goes to the process, and the exit code comes back. */
import { readFileSync } from "node:fs";
import { BoltzproofError } from "../src/errors.ts";
import { chooseBackend } from "../src/numeric/kernels/backend.ts";
import { helpText, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { closest } from "./slips.ts";
import { specs } from "./specs.ts";

/** Loaded when called for: the theory and its engines are heavy, and help and training need neither. */
const LOAD: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start.ts")).startCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  train: async () => (await import("./train.ts")).trainCommand,
  report: async () => (await import("./report.ts")).reportCommand,
  list: async () => (await import("./list.ts")).listCommand,
  show: async () => (await import("./show.ts")).showCommand,
  derive: async () => (await import("./derive.ts")).deriveCommand,
};

const OVERVIEW = `boltzproof <command> [options]

A theory laboratory for restricted Boltzmann machines: derive it, prove it, try to break it, measure it.

${specs.map((spec) => `  ${spec.name.padEnd(8)}${spec.summary.split(/[.:]/)[0]}`).join("\n")}

  boltzproof <command> --help    what a command takes
  boltzproof --version           the version

Exit codes: 0 verified, 1 a claim failed, 2 usage, 3 undecided.
`;

/** Exit codes: 0 verified or done, 1 a claim failed, 2 usage or bad input, 3 undecided. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    return await obey(argv);
  } catch (error) {
    if (!(error instanceof BoltzproofError)) throw error;
    process.stderr.write(`boltzproof: ${error.message}\n`);
    return 2;
  }
}

/** Does what the arguments say. @throws BoltzproofError for usage and bad input, whose sentence is the whole story. */
async function obey(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || (name === "help" && rest.length === 0)) {
    process.stdout.write(OVERVIEW);
    return name === undefined ? 2 : 0;
  }
  if (name === "help") return obey([...rest, "--help"]);
  if (name === "--version") {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  const spec = specs.find((s) => s.name === name);
  if (!spec) throw unknownCommand(name);
  const given = readArguments(spec, rest);
  if (given.flag("help")) {
    process.stdout.write(helpText(spec));
    return 0;
  }
  chooseBackend(given.oneOf("backend", ["auto", "reference"]) ?? "auto");
  const command = await LOAD[name]!();
  return command.run(given, version());
}

function unknownCommand(name: string): BoltzproofError {
  const names = specs.map((spec) => spec.name);
  const near = closest(name, names);
  return new BoltzproofError("usage", {
    found: `the command "${name}"`,
    expected: names.join(", "),
    advice: near ? `did you mean ${near}?` : "see boltzproof --help",
  });
}

function version(): string {
  // From cli/ in the sources and from dist/cli/ in the package.
  for (const up of ["../package.json", "../../package.json"]) {
    try {
      const { name, version: found } = JSON.parse(readFileSync(new URL(up, import.meta.url), "utf8"));
      if (name === "boltzproof") return found;
    } catch {
      // The other place.
    }
  }
  return "unknown";
}
