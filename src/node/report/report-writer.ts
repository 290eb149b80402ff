/**
 * The report on disk: index.html, and beside it each figure as SVG. Everything is written to a folder of its own
 * first and then moved into place, so that a full or read-only disk leaves what was there before.
 */
import { mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { BoltzproofError } from "../../errors.ts";
import type { Figure } from "../../report/figure.ts";
import type { ReportModel } from "../../report/model.ts";
import { renderFigurePage, renderPage } from "../../report/page/page.ts";
import { fileError, makeFolder, writeSynced } from "../files.ts";
import { figureToSvg } from "./figure-svg.ts";
import { pageAssets, withFonts } from "./page-assets.ts";

/** The files that a report was written to. */
export interface WrittenReport {
  /** The page. */
  readonly page: string;
  readonly figures: readonly string[];
}

/**
 * Writes folder/index.html and folder/figures/<id>.svg; the folder is made where it is missing.
 * @throws BoltzproofError "file" when it cannot be written, with the earlier report left as it was; "domain" for two
 * figures of one id; as `renderPage` and `figureToSvg` for what cannot be shown.
 */
export async function writeReport(model: ReportModel, folder: string): Promise<WrittenReport> {
  const pictures = await drawFigures([
    ...(model.training?.figures ?? []),
    ...model.rooms.flatMap((room) => room.figures),
  ]);
  const page = renderPage(model, pageAssets(), pictures);
  const drawings = [...pictures].map(([id, svg]) => ({ path: join("figures", `${id}.svg`), content: withFonts(svg) }));
  await makeFolder(folder);
  await writeTogether(folder, [...drawings, { path: "index.html", content: page }]);
  return { page: join(folder, "index.html"), figures: drawings.map(({ path }) => join(folder, path)) };
}

async function drawFigures(figures: readonly Figure[]): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const figure of figures) {
    if (pictures.has(figure.id)) {
      throw new BoltzproofError("domain", {
        found: `two figures with the id ${figure.id}`,
        expected: "ids that differ",
        advice: "rename one of them",
      });
    }
    pictures.set(figure.id, await figureToSvg(figure));
  }
  return pictures;
}

/** The files that a figure was written to. */
export interface SavedFigure {
  readonly svg: string;
  readonly html: string;
}

/**
 * Saves a figure twice: as SVG, and as a page to zoom into that opens offline.
 * @param path with or without .svg or .html at the end; its folder must exist.
 * @throws BoltzproofError "file" when it cannot be written; as `figureToSvg` for a figure that cannot be drawn.
 */
export async function saveFigure(figure: Figure, path: string): Promise<SavedFigure> {
  const stem = path.replace(/\.(svg|html)$/, "");
  await requireFolder(dirname(stem));
  const svg = await figureToSvg(figure);
  const name = basename(stem);
  await writeTogether(dirname(stem), [
    { path: `${name}.svg`, content: withFonts(svg) },
    { path: `${name}.html`, content: renderFigurePage(figure, pageAssets(), svg) },
  ]);
  return { svg: `${stem}.svg`, html: `${stem}.html` };
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((cause: unknown) => {
    throw fileError("save a figure in", folder, cause);
  });
  if (!found.isDirectory())
    throw fileError("save a figure in", folder, Object.assign(new Error(), { code: "ENOTDIR" }));
}

interface NewFile {
  /** Relative to the folder, with one folder of its own at most. */
  readonly path: string;
  readonly content: string;
}

/** All files or none: disks fill up while writing, not while renaming. */
async function writeTogether(folder: string, files: readonly NewFile[]): Promise<void> {
  const staging = await mkdtemp(join(folder, ".boltzproof-")).catch((cause: unknown) => {
    throw fileError("write in", folder, cause);
  });
  try {
    for (const { path, content } of files) {
      await mkdir(dirname(join(staging, path)), { recursive: true });
      await writeSynced(join(staging, path), content);
    }
    for (const { path } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await rename(join(staging, path), join(folder, path));
    }
  } catch (cause) {
    throw fileError("write in", folder, cause);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
