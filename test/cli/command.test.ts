import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder } from "../scratch.ts";
import { expectRefusal } from "./refusals.ts";
import { callCli, runCli } from "./run-cli.ts";

const scratch = scratchFolder();
const folder = () => mkdtemp(join(scratch, "case-"));
const SMALL = ["--hidden", "8", "--limit", "300", "--batch", "50"];

describe("the command", () => {
  test("explains itself: overview, version, help of every command", async () => {
    const { code, stdout } = await callCli("--help");
    expect(code).toBe(0);
    for (const name of ["start", "verify", "train", "report"]) expect(stdout).toContain(name);
    const help = await callCli("train", "--help");
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/boltzproof train[\s\S]*--algorithm cd\|pcd[\s\S]*--resume/);
    expect((await callCli("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  }, 120_000);

  test("refuses an unknown command, option, label or value in one sentence, with exit code 2", async () => {
    await expectRefusal(["verfy"], /the command "verfy".*did you mean verify/);
    await expectRefusal(["verify", "--sed", "1"], /the option --sed.*did you mean --seed/);
    await expectRefusal(["verify", "--only", "A99"], /"A99", expected a room/);
    await expectRefusal(["verify", "--seed", "x"], /x for --seed/);
    await expectRefusal(["train", "--algorithm", "sgd"], /sgd for --algorithm, expected cd or pcd/);
    await expectRefusal(["train", "--hidden", "0"], /0 for --hidden/);
    await expectRefusal(["train", "--rate=-1"], /-1 for --rate/);
  }, 120_000);

  test("refuses a folder without the MNIST files, and damaged files, before it writes anything", async () => {
    const empty = await folder();
    const out = join(await folder(), "run");
    await expectRefusal(["train", "--mnist", empty, "--out", out], /train-images/);
    await writeFile(join(empty, "train-images-idx3-ubyte"), new Uint8Array([0, 0, 8, 3, 0, 0]));
    await writeFile(join(empty, "train-labels-idx1-ubyte"), new Uint8Array([0, 0, 8, 1, 0, 0, 0, 0]));
    await expectRefusal(["train", "--mnist", empty, "--out", out], /train-images-idx3-ubyte/);
    await expect(readdir(out)).rejects.toThrow("ENOENT");
  }, 120_000);

  test("refuses a run folder that is missing, and an output folder that cannot be", async () => {
    await expectRefusal(["train", "--resume", "--out", join(await folder(), "nothing")], /no run in/);
    await expectRefusal(["report", "--from", join(await folder(), "nothing")], /no run in/);
    const file = join(await folder(), "file");
    await writeFile(file, "");
    await expectRefusal(["train", ...SMALL, "--epochs", "1", "--out", join(file, "run")], /file/);
  }, 120_000);

  test("prints the verdict table, and writes the same JSON for the same seed", async () => {
    const out = await folder();
    const args = (name: string) => ["verify", "--only", "A11", "A13", "--seed", "3", "--json", join(out, name)];
    const apart = runCli(args("two.json"));
    const first = await callCli(...args("one.json"));
    expect(first.code, first.stderr).toBe(0);
    expect((await apart).stdout).toBe(first.stdout);
    expect(first.stdout).toMatch(/A11.*\n.*A13/);
    const one = await readFile(join(out, "one.json"), "utf8");
    expect(await readFile(join(out, "two.json"), "utf8")).toBe(one);
    const { version, seed, claims } = JSON.parse(one);
    expect({ version: typeof version, seed }).toEqual({ version: "string", seed: 3 });
    expect(claims).toMatchObject([
      {
        id: "reciprocal-space/ramps",
        labels: ["A11"],
        expect: "checked",
        mutants: { total: 3, killed: 3, survivors: [] },
      },
      { labels: ["A13"] },
    ]);
  }, 120_000);

  test("stops at Ctrl-C with a checkpoint, says how to resume, and ends with the weights of an uninterrupted run", async () => {
    const cwd = await folder();
    const args = ["train", ...SMALL, "--epochs", "60"];
    const stopped = await runCli([...args, "--out", "stopped"], {
      cwd,
      interruptOnce: join(cwd, "stopped", "checkpoint.safetensors"),
    });
    const whole = await callCli(...args, "--out", join(cwd, "whole"));
    expect(whole.code, whole.stderr).toBe(0);
    expect(stopped.stderr).toMatch(/resume with: boltzproof train --resume --out stopped/);
    expect(stopped.code).toBe(130);
    const resumed = await callCli("train", "--resume", "--out", join(cwd, "stopped"));
    expect(resumed.code, resumed.stderr).toBe(0);
    const machine = (run: string) => readFile(join(cwd, run, "machine.safetensors"));
    expect((await machine("stopped")).equals(await machine("whole"))).toBe(true);
  }, 120_000);

  test("goes on from the earlier generation when a byte of the checkpoint flipped, and says so", async () => {
    const cwd = await folder();
    await callCli("train", ...SMALL, "--epochs", "2", "--out", join(cwd, "run"));
    const path = join(cwd, "run", "checkpoint.safetensors");
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    const { code, stderr } = await callCli("train", "--resume", "--out", join(cwd, "run"));
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("Going on from");
    await writeFile(path, bytes);
    await writeFile(`${path}.previous`, bytes);
    const both = await callCli("train", "--resume", "--out", join(cwd, "run"));
    expect(both.code).toBe(2);
    expect(both.stderr).toMatch(/boltzproof: Found .*checkpoint/);
  }, 120_000);
});
