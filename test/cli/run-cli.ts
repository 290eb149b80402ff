/** Runs the command: in this process, or compiled from the sources of the moment in a process of its own. */
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { run } from "../../cli/program.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Beside dist, so that package.json and node_modules lie where the compiled package expects them. */
const COMPILED = ".test-dist";

let compiled: Promise<string> | undefined;

/**
 * Compiled once a test run: each process then starts in a tenth of the time that it takes from the sources. Types are
 * not looked at here.
 */
function compiledMain(): Promise<string> {
  compiled ??= (async () => {
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    await promisify(execFile)(process.execPath, [tsc, "-p", "tsconfig.build.json", "--noCheck", "--outDir", COMPILED], {
      cwd: ROOT,
    });
    return join(ROOT, COMPILED, "cli", "main.js");
  })();
  return compiled;
}

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Presses Ctrl-C as soon as this file is there. */
  readonly interruptOnce?: string;
}

export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const main = await compiledMain();
  const { BOLTZPROOF_MNIST: _, ...environment } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    cwd: options.cwd,
    env: { ...environment, ...options.env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const watch = setInterval(() => {
    if (options.interruptOnce && existsSync(options.interruptOnce)) {
      clearInterval(watch);
      child.kill("SIGINT");
    }
  }, 20);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      resolve({ code, stdout, stderr });
    });
  });
}

let last: Promise<unknown> = Promise.resolve();

/** The same in this process, one call after another: for everything that is not about the process itself. */
export function callCli(...args: readonly string[]): Promise<CliResult> {
  const call = last.then(() => listening(() => run(args)));
  last = call.catch(() => undefined);
  return call;
}

/** What is written meanwhile is kept back and handed over. */
async function listening(act: () => Promise<number>): Promise<CliResult> {
  const written = { stdout: "", stderr: "" };
  const restore = (["stdout", "stderr"] as const).map((name) => {
    const { write } = process[name];
    process[name].write = (text: string | Uint8Array) => {
      written[name] += text;
      return true;
    };
    return () => {
      process[name].write = write;
    };
  });
  const { BOLTZPROOF_MNIST: folder } = process.env;
  delete process.env["BOLTZPROOF_MNIST"];
  try {
    return { code: await act(), ...written };
  } finally {
    if (folder !== undefined) process.env["BOLTZPROOF_MNIST"] = folder;
    for (const put of restore) put();
  }
}
