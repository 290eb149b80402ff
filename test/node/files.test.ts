import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileError, readBytes, writeSynced } from "../../src/node/files.ts";
import { previousGeneration, writeFileAtomic } from "../../src/node/index.ts";
import { refusalOf } from "../refusal.ts";
import { scratchFolder } from "../scratch.ts";

const scratch = scratchFolder();

describe("writing a file", () => {
  test("makes the folders on the way and leaves nothing but the file", async () => {
    const path = join(scratch, "new", "deep", "file.txt");
    await writeFileAtomic(path, "one");
    await writeFileAtomic(path, "two");
    expect(readFileSync(path, "utf8")).toBe("two");
    expect(readdirSync(join(scratch, "new", "deep"))).toEqual(["file.txt"]);
  });

  test("keeps the earlier content as the previous generation when asked", async () => {
    const path = join(scratch, "generations");
    for (const content of ["one", "two", "three"]) await writeFileAtomic(path, content, { keepPrevious: true });
    expect([path, previousGeneration(path)].map((p) => readFileSync(p, "utf8"))).toEqual(["three", "two"]);
  });

  test("clears temporary files of dead writers and leaves those of living ones", async () => {
    const path = join(scratch, "abandoned", "file");
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    await writeFileAtomic(path, "one");
    for (const pid of [dead, process.ppid]) writeFileSync(`${path}.${pid}-0.tmp`, "half");
    writeFileSync(`${path}.notes.tmp`, "not ours");
    await writeFileAtomic(path, "two");
    expect(readdirSync(join(scratch, "abandoned")).sort()).toEqual(
      ["file", `file.${process.ppid}-0.tmp`, "file.notes.tmp"].sort(),
    );
  });

  test("many writers at once end with the content of one of them", async () => {
    const path = join(scratch, "crowd", "file");
    const contents = Array.from({ length: 20 }, (_, i) => String(i).repeat(10_000));
    await Promise.all(contents.map((content) => writeFileAtomic(path, content)));
    expect(contents).toContain(readFileSync(path, "utf8"));
    expect(readdirSync(join(scratch, "crowd"))).toEqual(["file"]);
  });
});

describe("a place that cannot be written", () => {
  test("a file in the place of a folder", async () => {
    const file = join(scratch, "plain");
    writeFileSync(file, "");
    const error = await refusalOf(() => writeFileAtomic(join(file, "x"), "content"));
    expect(error.code).toBe("file");
    expect(error.message).toContain("a file in the place of a folder");
  });

  test("a folder in the place of the file stays, and no temporary file is left", async () => {
    const folder = join(scratch, "taken", "name");
    mkdirSync(folder, { recursive: true });
    const error = await refusalOf(() => writeFileAtomic(folder, "content"));
    expect(error.message).toContain("a folder in the place of a file");
    expect(readdirSync(join(scratch, "taken"))).toEqual(["name"]);
  });

  test("a folder under a file", async () => {
    const file = join(scratch, "no-folder");
    writeFileSync(file, "");
    const error = await refusalOf(() => writeFileAtomic(join(file, "below", "x"), "content"));
    expect(error.code).toBe("file");
    expect(error.message).toContain(`on trying to make the folder ${file}`);
  });

  test("a full device", async (context) => {
    context.skip(!existsSync("/dev/full"), "this system has no /dev/full");
    const error = fileError("write", "/dev/full", await writeSynced("/dev/full", "content").catch((e: unknown) => e));
    expect(error.code).toBe("file");
    expect(error.message).toContain("no space left on the device on trying to write /dev/full");
  });

  // As root, permission bits bind nobody, so the code that the system would give is handed in.
  test.each([
    ["EROFS", "a read-only file system"],
    ["EACCES", "no permission"],
    ["ENOSPC", "no space left"],
    ["EMFILE", "the system error EMFILE (too many)"],
  ])("the system error %s becomes a sentence of what to do", (code, words) => {
    const error = fileError("write", "/a/b", Object.assign(new Error("too many"), { code }));
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/^Found .+\/a\/b, expected .+; .+\.$/);
  });

  test("a file that is not there cannot be read", async () => {
    const error = await refusalOf(() => readBytes(join(scratch, "missing")));
    expect(error.message).toContain(`nothing there on trying to read ${join(scratch, "missing")}`);
  });
});

/** A tmpfs of 64 kB, where the machine lets us mount one; the command runs inside its own mount namespace. */
describe("a small or read-only file system", () => {
  const inside = (mount: string) =>
    spawnSync(
      "unshare",
      [
        "-rm",
        "sh",
        "-c",
        `mount -t tmpfs -o size=64k none "$0" && ${mount} && exec "$1" --import tsx "$2" "$0"`,
        scratch,
        process.execPath,
        join(import.meta.dirname, "write-once.ts"),
      ],
      { encoding: "utf8" },
    );

  const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", scratch]).status === 0;

  test.for([
    ["full", "true", "no space left on the device"],
    ["read-only", 'mount -o remount,ro "$0"', "a read-only file system"],
  ] as const)("that is %s gives its sentence and leaves nothing half-written", ([, mount, words], context) => {
    context.skip(!canMount, "this system does not let the test mount a file system of its own");
    const { stdout, stderr } = inside(mount);
    expect(stderr).toBe("");
    expect(stdout).toContain(words);
    expect(stdout).toContain("entries: []");
  });
});
