/** Claims read in the terminal, and runs that are kept: many processes of the command, apart for their time. */
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder } from "../scratch.ts";
import { expectRefusal } from "./refusals.ts";
import { runCli } from "./run-cli.ts";

const scratch = scratchFolder();
const folder = () => mkdtemp(join(scratch, "case-"));
const SMALL = ["--hidden", "8", "--limit", "300", "--batch", "50"];

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
});
