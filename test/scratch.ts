/** A folder that lives as long as the test file that asks for it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "boltzproof-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
