import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { saveFigure, writeReport } from "../../src/node/report/report-writer.ts";
import type { ReportModel } from "../../src/report/model.ts";
import { demoModel, histogramFigure, imagesFigure } from "./demo.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "boltzproof-report-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A report with one small figure. */
const small = (): ReportModel => {
  const { run, claims, rooms } = demoModel();
  return { run, claims, rooms: [{ ...rooms[1]!, figures: [imagesFigure()] }] };
};

describe("writeReport", () => {
  it("makes the folder, writes the page and each figure, and leaves nothing else behind", async () => {
    const out = join(folder, "new", "report");
    const written = await writeReport(small(), out);
    expect(written).toEqual({ page: join(out, "index.html"), figures: [join(out, "figures", "images.svg")] });
    expect((await readdir(out)).sort()).toEqual(["figures", "index.html"]);
    // The file carries its fonts; the page has them once for all pictures.
    const svg = await readFile(written.figures[0]!, "utf8");
    expect(svg.match(/@font-face\{font-family:Arimo/g)).toHaveLength(4);
    expect(await readFile(written.page, "utf8")).toContain(svg.replace(/<style>.*?<\/style>/s, ""));
  });

  it("replaces an earlier report", async () => {
    await writeFile(join(folder, "index.html"), "old");
    await writeReport(small(), folder);
    expect(await readFile(join(folder, "index.html"), "utf8")).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  });

  it("leaves an earlier report as it was when the new one has nowhere to go", async () => {
    await writeFile(join(folder, "index.html"), "old");
    await writeFile(join(folder, "figures"), "a file in the place of the folder");
    await expect(writeReport(small(), folder)).rejects.toMatchObject({ code: "file", expected: "a folder" });
    expect(await readFile(join(folder, "index.html"), "utf8")).toBe("old");
    expect((await readdir(folder)).sort()).toEqual(["figures", "index.html"]);
  });

  it("writes nothing when a formula or a figure is wrong", async () => {
    const model = small();
    const claims = [{ ...model.claims[0]!, room: "spectrum", statement: "\\frac{" }];
    await expect(writeReport({ ...model, claims }, folder)).rejects.toMatchObject({ code: "parse" });
    const twice = { ...model.rooms[0]!, figures: [imagesFigure(), imagesFigure()] };
    await expect(writeReport({ ...model, rooms: [twice] }, folder)).rejects.toThrow(/two figures with the id images/);
    expect(await readdir(folder)).toEqual([]);
  });

  it("says in one sentence that the folder cannot be written", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(writeReport(small(), join(folder, "file", "below"))).rejects.toMatchObject({ code: "file" });
    await expect(writeReport(small(), join(folder, "file"))).rejects.toMatchObject({
      code: "file",
      expected: "a folder",
    });
  });
});

describe("saveFigure", () => {
  it.each(["fig", "fig.svg", "fig.html"])("writes fig.svg and fig.html for the path %s", async (name) => {
    const saved = await saveFigure(imagesFigure(), join(folder, name));
    expect(saved).toEqual({ svg: join(folder, "fig.svg"), html: join(folder, "fig.html") });
    expect((await readdir(folder)).sort()).toEqual(["fig.html", "fig.svg"]);
    expect(await readFile(saved.svg, "utf8")).toMatch(/^<svg role="img"[\s\S]*<\/svg>$/);
    expect(await readFile(saved.html, "utf8")).toContain("Two states");
  });

  it("does not make folders, and says that one is missing", async () => {
    await expect(saveFigure(histogramFigure(), join(folder, "missing", "fig"))).rejects.toMatchObject({
      code: "file",
      expected: "an existing path",
    });
    await writeFile(join(folder, "file"), "");
    await expect(saveFigure(histogramFigure(), join(folder, "file", "fig"))).rejects.toMatchObject({ code: "file" });
    expect(await readdir(folder)).toEqual(["file"]);
  });

  it("refuses to put a picture in the place of a folder, and leaves nothing behind", async () => {
    await mkdir(join(folder, "fig.html"));
    await expect(saveFigure(imagesFigure(), join(folder, "fig"))).rejects.toMatchObject({ code: "file" });
    expect(await readdir(folder)).not.toContain(expect.stringMatching(/^\.boltzproof/));
  });
});
