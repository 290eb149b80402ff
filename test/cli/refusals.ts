import { expect } from "vitest";
import { callCli } from "./run-cli.ts";

/** One sentence on stderr, and exit code 2. */
export async function expectRefusal(args: readonly string[], sentence: RegExp): Promise<void> {
  const { code, stdout, stderr } = await callCli(...args);
  const said = stderr.split("\n").filter((line) => line.startsWith("boltzproof:"));
  expect(said, stderr).toHaveLength(1);
  expect(said[0]).toMatch(sentence);
  expect(said[0]).toMatch(/^boltzproof: Found .+, expected .+; .+\.$/);
  expect(code).toBe(2);
  expect(stdout).toBe("");
}
