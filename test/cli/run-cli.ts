/** Runs the command from the sources in a process of its own. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));

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

export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const tsx = import.meta.resolve("tsx");
  const { BOLTZPROOF_MNIST: _, ...environment } = process.env;
  const child = spawn(process.execPath, ["--conditions=boltzproof-source", "--import", tsx, MAIN, ...args], {
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
