/** A disk that fills up in the middle of the page: a limit on the size of files stands for it. */
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { scratchFolder } from "../scratch.ts";

const folder = scratchFolder();
const at = (path: string): string => new URL(path, import.meta.url).href;

it("leaves an earlier report untouched and says in one sentence what happened", async () => {
  await writeFile(join(folder, "index.html"), "old");
  const script = `
    const { writeReport } = await import(${JSON.stringify(at("../../src/node/report/report-writer.ts"))});
    const { demoModel } = await import(${JSON.stringify(at("./demo.ts"))});
    await writeReport(demoModel(), ${JSON.stringify(folder)}).catch((error) => console.log(error.code, error.message));`;
  const node = `${process.execPath} --import tsx --input-type=module --eval`;
  // 1024 blocks of 1 KiB: every figure fits, the page does not.
  const { stdout } = await promisify(execFile)("bash", ["-c", `ulimit -f 1024 && exec ${node} "$0"`, script], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
  });
  expect(stdout).toMatch(/^file Found a limit on the size of files .*; raise the limit or choose another folder\.\n$/);
  expect(await readdir(folder)).toEqual(["index.html"]);
  expect(await readFile(join(folder, "index.html"), "utf8")).toBe("old");
});
