#!/usr/bin/env node
/** The command as a process. */
import { run } from "./program.ts";

/** A closed pipe (| head) is the reader's choice, not a failure. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2));
