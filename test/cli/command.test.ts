import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder } from "../scratch.ts";
import { runCli } from "./run-cli.ts";

const scratch = scratchFolder();
const folder = () => mkdtemp(join(scratch, "case-"));
const SMALL = ["--hidden", "8", "--limit", "300", "--batch", "50"];

/** One sentence on stderr, and exit code 2. */
async function expectRefusal(args: readonly string[], sentence: RegExp): Promise<void> {
  const { code, stdout, stderr } = await runCli(args);
  const said = stderr.split("\n").filter((line) => line.startsWith("boltzproof:"));
  expect(said, stderr).toHaveLength(1);
  expect(said[0]).toMatch(sentence);
  expect(said[0]).toMatch(/^boltzproof: Found .+, expected .+; .+\.$/);
  expect(code).toBe(2);
  expect(stdout).toBe("");
}

describe.concurrent("the command", () => {
  test("shows a claim in mathematics, with evidence, mutants and derivation, on 80 columns", async () => {
    const { code, stdout } = await runCli(["show", "A21", "--seed", "2"], { env: { NO_COLOR: "1" } });
    expect(code).toBe(0);
    for (const part of [
      "Ẇᵢⱼ = η qⱼ(1 − qⱼ)",
      "Source: ",
      "Status: standard",
      "Verdict: proved",
      "expected ",
      "found ",
    ]) {
      expect(stdout).toContain(part.normalize("NFC"));
    }
    expect(stdout).toMatch(/Mutants: (\d+) of \1 killed/);
    expect(stdout).toContain("To show: Gᵢⱼ = ");
    expect(stdout.match(/Error below 2⁻¹⁶⁰/g)).toHaveLength(1);
    expect(stdout).not.toMatch(/\\|lambda|\[6pt\]|NaN|undefined/);
    await expectRefusal(["show"], /no name/);
    await expectRefusal(["show", "A161"], /did you mean A16\?/);
  }, 120_000);

  test("lists rooms and claims, by room or label", async () => {
    const all = await runCli(["list"]);
    expect(all.code).toBe(0);
    expect(all.stdout).toContain("tap: The reaction of a unit on itself");
    expect((await runCli(["list", "tap"])).stdout).not.toContain("landau/");
    expect((await runCli(["list", "A16"])).stdout).toContain("initial-spectrum/marchenko-pastur");
    await expectRefusal(["list", "tapp"], /did you mean tap\?/);
  }, 120_000);

  test("derives rooms, labels and claims, and says where there is no derivation", async () => {
    const { code, stdout } = await runCli(["derive", "A8", "--steps"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/To show: .*\nWhere /);
    expect(stdout).toContain("Why: ");
    expect((await runCli(["derive", "reciprocal-space/saddle-point", "--latex"])).stdout).toMatch(/^\\begin\{align\}/);
    await expectRefusal(["derive", "A16"], /judged by evidence alone.*boltzproof show A16/);
    await expectRefusal(["derive", "A8", "--latex", "--html"], /--latex and --html together/);
  }, 120_000);

  test("explains itself: overview, version, help of every command", async () => {
    const { code, stdout } = await runCli(["--help"]);
    expect(code).toBe(0);
    for (const name of ["start", "verify", "train", "report"]) expect(stdout).toContain(name);
    const help = await runCli(["train", "--help"]);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/boltzproof train[\s\S]*--algorithm cd\|pcd[\s\S]*--resume/);
    expect((await runCli(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
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

  test("asks before it judges whether the page and the JSON can be written", async () => {
    const file = join(await folder(), "file");
    await writeFile(file, "");
    await expectRefusal(["report", "--from", "anything", "--out", file], /a file in the place of a folder/);
    await expectRefusal(
      ["report", "--from", "anything", "--out", join(file, "page")],
      /a file in the place of a folder/,
    );
    await expectRefusal(["start", "--out", file], /a file in the place of a folder/);
    await expectRefusal(["verify", "--only", "A11", "--json", await folder()], /a folder in the place of a file/);
  }, 120_000);

  test("keeps a run that is there: no training over it, no resuming with other settings", async () => {
    const cwd = await folder();
    const args = ["train", ...SMALL, "--epochs", "1", "--out", "run"];
    expect((await runCli(args, { cwd })).code).toBe(0);
    const machine = () => readFile(join(cwd, "run", "machine.safetensors"));
    const first = await machine();
    const refuses = async (argv: readonly string[], sentence: RegExp) => {
      const { code, stderr } = await runCli(argv, { cwd });
      expect(stderr).toMatch(sentence);
      expect(code).toBe(2);
    };
    await refuses(args, /Found a run of 8 hidden units after 1 of 1 epochs in run, .*--resume.*--overwrite/);
    const resume = ["train", "--resume", "--out", "run"];
    await refuses([...resume, "--hidden", "9"], /Found --hidden 9 with --resume, expected 8, as the run began/);
    await refuses([...resume, "--rate", "0.1"], /Found --rate 0.1 with --resume, expected 0.05/);
    await refuses([...resume, "--seed", "2"], /Found --seed 2/);
    await refuses([...resume, "--limit", "200"], /Found --limit 200 with --resume, expected 300/);
    await refuses([...resume, "--centred"], /Found --centred with --resume, expected none/);
    await refuses([...resume, "--mnist", "elsewhere"], /Found --mnist/);
    await refuses([...resume, "--epochs", "0"], /--epochs 0 for a run that has completed 1/);
    await refuses([...resume, "--overwrite"], /--resume and --overwrite together/);
    expect((await machine()).equals(first)).toBe(true);
    expect((await runCli([...resume, "--hidden", "8", "--epochs", "2"], { cwd })).code).toBe(0);
    expect((await runCli([...args, "--overwrite"], { cwd })).code).toBe(0);
    expect((await machine()).equals(first)).toBe(true);
  }, 120_000);

  test("notices a changed field of run.json", async () => {
    const cwd = await folder();
    await runCli(["train", ...SMALL, "--epochs", "1", "--out", "run"], { cwd });
    const path = join(cwd, "run", "run.json");
    const text = await readFile(path, "utf8");
    const refusal = async (content: string) => {
      await writeFile(path, content);
      const { code, stderr } = await runCli(["verify", "--only", "A11", "--run", "run"], { cwd });
      expect(code, content).toBe(2);
      return stderr;
    };
    expect(await refusal(text.replace("300", "301"))).toContain("do not match their SHA-256");
    expect(await refusal(text.replace("null", '"elsewhere"'))).toContain("do not match their SHA-256");
    expect(await refusal(text.replace('"limit"', '"limits"'))).toContain("do not match their SHA-256");
    expect(await refusal(text.replace("2", "3"))).toContain("of another format");
    expect(await refusal(text.slice(1))).toContain("not JSON");
    expect(await refusal("null")).toContain("of another format");
  }, 120_000);

  test("prints the verdict table, and writes the same JSON for the same seed", async () => {
    const out = await folder();
    const args = (name: string) => ["verify", "--only", "A11", "A13", "--seed", "3", "--json", join(out, name)];
    const [first] = await Promise.all([runCli(args("one.json")), runCli(args("two.json"))]);
    expect(first.code, first.stderr).toBe(0);
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
    const whole = await runCli([...args, "--out", "whole"], { cwd });
    expect(whole.code, whole.stderr).toBe(0);
    expect(stopped.stderr).toMatch(/resume with: boltzproof train --resume --out stopped/);
    expect(stopped.code).toBe(130);
    const resumed = await runCli(["train", "--resume", "--out", "stopped"], { cwd });
    expect(resumed.code, resumed.stderr).toBe(0);
    const machine = (run: string) => readFile(join(cwd, run, "machine.safetensors"));
    expect((await machine("stopped")).equals(await machine("whole"))).toBe(true);
  }, 120_000);

  test("goes on from the earlier generation when a byte of the checkpoint flipped, and says so", async () => {
    const cwd = await folder();
    await runCli(["train", ...SMALL, "--epochs", "2", "--out", "run"], { cwd });
    const path = join(cwd, "run", "checkpoint.safetensors");
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    const { code, stderr } = await runCli(["train", "--resume", "--out", "run"], { cwd });
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("Going on from");
    await writeFile(path, bytes);
    await writeFile(`${path}.previous`, bytes);
    const both = await runCli(["train", "--resume", "--out", "run"], { cwd });
    expect(both.code).toBe(2);
    expect(both.stderr).toMatch(/boltzproof: Found .*checkpoint/);
  }, 120_000);
});
