import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listenForInterrupt } from "../../src/node/index.ts";

describe("Ctrl-C", () => {
  test("once asks the work to stop, and says how to insist", () => {
    const said: string[] = [];
    const before = process.listenerCount("SIGINT");
    const interrupt = listenForInterrupt((sentence) => said.push(sentence));
    expect(interrupt.signal.aborted).toBe(false);
    process.emit("SIGINT", "SIGINT");
    expect(interrupt.signal.aborted).toBe(true);
    expect(said).toEqual(["Stopping after this update; press Ctrl-C again to stop at once."]);
    interrupt.dispose();
    expect(process.listenerCount("SIGINT")).toBe(before);
  });

  test("twice ends a process that does not stop, by the signal itself", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "stubborn.ts")]);
    const lines = child.stdout.setEncoding("utf8")[Symbol.asyncIterator]();
    expect((await lines.next()).value).toContain("working");
    child.kill("SIGINT");
    expect((await lines.next()).value).toContain("asked to stop");
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([null, "SIGINT"]);
  });
});
