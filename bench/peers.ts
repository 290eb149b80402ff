/**
 * Peers in Python: every interpreter that has the module, in every configuration that might be the fastest; one run of
 * each decides which one competes. A peer that no interpreter has is named as absent.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Contender } from "./side-by-side.ts";

/** BOLTZPROOF_PYTHON may name one more interpreter. */
const INTERPRETERS: readonly string[] = [
  ...new Set([process.env["BOLTZPROOF_PYTHON"] ?? "python3", "python3", "/usr/bin/python3"]),
];

export interface PeerCall {
  readonly name: string;
  /** In bench/peers. */
  readonly script: string;
  /** Ways to call it: the fastest counts. */
  readonly settings: readonly Readonly<Record<string, unknown>>[];
}

export type Peer = { readonly contender: Contender } | { readonly absent: string };

export async function fastestPeer({ name, script, settings }: PeerCall): Promise<Peer> {
  const candidates: { contender: Contender; seconds: number }[] = [];
  const complaints: string[] = [];
  for (const interpreter of INTERPRETERS) {
    for (const options of settings) {
      try {
        const contender = await startPeer(name, interpreter, script, options);
        await contender.run();
        candidates.push({ contender, seconds: await contender.run() });
      } catch (error) {
        complaints.push(`${interpreter}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  candidates.sort((a, b) => a.seconds - b.seconds);
  const [best, ...others] = candidates;
  for (const { contender } of others) contender.close?.();
  return best ? { contender: best.contender } : { absent: `${name}: ${complaints[0]}` };
}

/** @throws Error with the last line that the peer complained, when it ends before it is ready. */
async function startPeer(
  name: string,
  interpreter: string,
  script: string,
  options: Readonly<Record<string, unknown>>,
): Promise<Contender> {
  const path = fileURLToPath(new URL(`peers/${script}`, import.meta.url));
  const child = spawn(interpreter, [path, JSON.stringify(options)], { stdio: ["pipe", "pipe", "pipe"] });
  const answers = new Answers(child);
  const versions = (await answers.next()).replace(/^ready /, "");
  const threads = Object.entries(options)
    .filter(([key]) => key === "threads" || key === "blas")
    .map(([key, n]) => `${key} ${n}`);
  return {
    name,
    about: [versions, interpreter, ...threads].join(", "),
    async run() {
      child.stdin!.write("\n");
      return Number(await answers.next());
    },
    close() {
      child.kill();
    },
  };
}

/** Lines of a child's output, one at a time. */
class Answers {
  readonly #lines: string[] = [];
  #waiting: { resolve: (line: string) => void; reject: (error: Error) => void } | undefined;
  #ended: Error | undefined;
  #complaint = "";

  constructor(child: ChildProcess) {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting) waiting.resolve(line);
      else this.#lines.push(line);
    });
    child.stderr!.on("data", (chunk: Buffer) => {
      this.#complaint = chunk.toString().trim().split("\n").at(-1) ?? "";
    });
    child.on("error", (error) => this.#end(error));
    child.on("close", (code) => this.#end(new Error(this.#complaint || `ended with code ${code}`)));
  }

  next(): Promise<string> {
    const line = this.#lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #end(error: Error): void {
    this.#ended = error;
    this.#waiting?.reject(error);
  }
}
