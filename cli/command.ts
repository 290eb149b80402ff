/** What a command is. */
import type { Arguments, CommandSpec } from "./arguments.ts";

export interface Command {
  readonly spec: CommandSpec;
  /** Runs it and gives the exit code. */
  run(given: Arguments, version: string): Promise<number>;
}
