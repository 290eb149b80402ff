/** Writes command lists (commands.ts) into memory. */
import { BoltzproofError } from "../../errors.ts";
import { BARRIER, COMMAND_WORDS, COUNTER, OPCODE, STOP, TASKS } from "./commands.ts";
import { type Region, wordsOf } from "./layout.ts";

/** Arguments by their place in the command: {[LAYER_ROWS]: 500}. */
export type Arguments = Readonly<Record<number, number>>;

/** Bytes of a list of so many commands, its end included. */
export function programBytes(commands: number): number {
  return 4 * COMMAND_WORDS * (commands + 1);
}

export class Program {
  /** Where the list starts, for the threads. */
  readonly at: number;
  readonly #words: Uint32Array;
  #length = 0;

  constructor(memory: WebAssembly.Memory, region: Region) {
    this.at = region.at;
    this.#words = wordsOf(memory, region);
    this.clear();
  }

  /** Starts a new list. */
  clear(): void {
    this.#length = 0;
    this.#words[OPCODE] = STOP;
  }

  /** Appends a command of so many tasks, which may run beside those before it, up to the last barrier. */
  add(opcode: number, tasks: number, args: Arguments): void {
    const at = this.#length * COMMAND_WORDS;
    if (at + 2 * COMMAND_WORDS > this.#words.length) {
      throw new BoltzproofError("engine", {
        found: `a list of more than ${this.#length} commands`,
        expected: "no more than were reserved",
        advice: "report this as a bug",
      });
    }
    const command = this.#words.subarray(at, at + COMMAND_WORDS);
    command.fill(0);
    command[OPCODE] = opcode;
    command[TASKS] = tasks;
    command[COUNTER] = 0;
    for (const [place, value] of Object.entries(args)) command[Number(place)] = value;
    this.#length++;
    this.#words[this.#length * COMMAND_WORDS + OPCODE] = STOP;
  }

  /** What follows waits for everything so far. */
  barrier(): void {
    if (this.#length > 0) this.#words[(this.#length - 1) * COMMAND_WORDS + BARRIER] = 1;
  }
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** A float32 as the word that carries it in a command. */
export function floatWord(x: number): number {
  float[0] = x;
  return bits[0]!;
}
