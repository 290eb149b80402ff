/**
 * Every figure of every room in a true browser: no text leaves its picture, no legend is cut, and text is as wide as
 * the layout took it to be. Skipped, and said to be, where no Chromium is found.
 */
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figureToSvg } from "../../src/node/report/figure-svg.ts";
import { figureFonts, withFonts } from "../../src/node/report/page-assets.ts";
import { Rng } from "../../src/numeric/random.ts";
import { textWidth } from "../../src/report/text-metrics.ts";
import { loadRooms } from "../../theory/load.ts";
import {
  comparisonFigure,
  demoModel,
  histogramFigure,
  imagesFigure,
  landscapeFigure,
  spectrumFigure,
} from "../report/demo.ts";

const CHROMIUM = process.env["BOLTZPROOF_CHROMIUM"] ?? "/usr/bin/chromium";
const found = existsSync(CHROMIUM);
if (!found) console.warn(`No browser at ${CHROMIUM}: figures are not measured in one. Set BOLTZPROOF_CHROMIUM.`);

/** In the page: the texts of the picture that reach beyond it, or beyond what clips them. */
function cutTexts(): string[] {
  const picture = document.querySelector("svg")!.getBoundingClientRect();
  const within = (inner: DOMRect, outer: DOMRect): boolean =>
    inner.left >= outer.left - 1 &&
    inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 &&
    inner.bottom <= outer.bottom + 1;
  return [...document.querySelectorAll("svg text")].flatMap((text) => {
    const box = text.getBoundingClientRect();
    const clip = text.closest<SVGElement>("[clip-path]");
    const name = clip && /#([^)'"]+)/.exec(clip.getAttribute("clip-path")!)?.[1];
    const size = name && document.getElementById(name)?.querySelector("rect")?.getBBox();
    const origin = clip?.getBoundingClientRect();
    const cut = size && origin ? box.right - origin.left > size.width + 1 : false;
    return cut || !within(box, picture) ? [`${text.textContent}`] : [];
  });
}

describe.skipIf(!found)("figures in Chromium", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
    page = await (await browser.newContext({ offline: true })).newPage();
  }, 60_000);
  afterAll(() => browser?.close());

  async function cutIn(svg: string): Promise<string[]> {
    await page.setContent(`<body style="margin:0">${withFonts(svg)}`);
    await page.evaluate(() => document.fonts.ready);
    return page.evaluate(cutTexts);
  }

  it("cut no text of the demonstration", async () => {
    for (const figure of [
      comparisonFigure(),
      histogramFigure(),
      landscapeFigure(),
      spectrumFigure(true),
      imagesFigure(),
    ]) {
      expect(await cutIn(await figureToSvg(figure)), figure.id).toEqual([]);
    }
    expect(demoModel().rooms.length).toBeGreaterThan(0);
  });

  it("cut no text in any room", async () => {
    const cut: string[] = [];
    for (const room of await loadRooms()) {
      const figures = (await room.figures?.({ rng: Rng.fromSeed(1).child(room.id), budget: "quick" })) ?? [];
      for (const figure of figures) {
        for (const text of await cutIn(await figureToSvg(figure))) cut.push(`${figure.id}: ${text}`);
      }
    }
    expect(cut).toEqual([]);
  });

  it("notices a text that is cut", async () => {
    const svg = await figureToSvg({ ...comparisonFigure(), title: "a very long title ".repeat(12) });
    expect(await cutIn(svg)).not.toEqual([]);
  });

  it("set text as wide as the layout takes it to be", async () => {
    const texts = [
      "training digits 0123456789",
      "λ_out, βλ and θσμ",
      "A − B × 3.5·10",
      "Größe, ½",
      "Toledo-Marín et al. 2025",
    ];
    await page.setContent(`<style>${figureFonts()}</style><p style="font-family:Arimo">aλ<i>aλ</i></p>`);
    const widths = await page.evaluate(async (list) => {
      await document.fonts.load("100px Arimo", "aλ");
      const context = document.createElement("canvas").getContext("2d")!;
      context.font = "100px Arimo";
      return list.map((text) => context.measureText(text).width / 100);
    }, texts);
    for (const [k, text] of texts.entries()) {
      expect(textWidth(text)).toBeGreaterThan(0.99 * widths[k]!);
      expect(textWidth(text)).toBeLessThan(1.06 * widths[k]!);
    }
  });
});
