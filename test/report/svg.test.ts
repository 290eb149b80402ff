import { readFileSync, writeFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { figureToSvg } from "../../src/node/report/figure-svg.ts";
import { encodePng } from "../../src/node/report/png.ts";
import { normaliseSvg } from "../../src/node/report/svg.ts";
import { innerBox, outerBox } from "../../src/node/report/svg-boxes.ts";
import type { Figure } from "../../src/report/figure.ts";
import { textWidth } from "../../src/report/text-metrics.ts";
import { comparisonFigure, histogramFigure, imagesFigure, landscapeFigure, spectrumFigure } from "./demo.ts";

/** RGBA bytes of a PNG as written here: one IDAT, no filters. */
function decodePng(png: Buffer): { width: number; height: number; pixels: number[] } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  const pixels = Array.from({ length: height }, (_, i) => [
    ...rows.subarray(i * (4 * width + 1) + 1, (i + 1) * (4 * width + 1)),
  ]);
  return { width, height, pixels: pixels.flat() };
}

const pngOf = (svg: string): Buffer => Buffer.from(/data:image\/png;base64,([^"]+)"/.exec(svg)![1]!, "base64");

const GOLDEN = [comparisonFigure(), histogramFigure(), landscapeFigure(), spectrumFigure(true)];
const goldenFile = (figure: Figure): URL => new URL(`../golden/figures/${figure.id}.svg`, import.meta.url);

describe("figureToSvg", () => {
  it("gives up on a figure that takes too long, and draws the next one", async () => {
    const figure = comparisonFigure();
    await expect(figureToSvg(figure, { timeout: 1 })).rejects.toMatchObject({
      code: "capability",
      found: /no picture after 0.001 s/,
    });
    expect(await figureToSvg(figure)).toContain("<svg");
  });

  // Changed on purpose? Run once with UPDATE_GOLDEN=1, look at the pictures, and commit them.
  it.each(GOLDEN)("draws $id as the picture on file", async (figure) => {
    const svg = `${await figureToSvg(figure)}\n`;
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(goldenFile(figure), svg);
    expect(svg).toBe(readFileSync(goldenFile(figure), "utf8"));
  });

  it("draws the same bytes whatever was drawn before", async () => {
    const first = await figureToSvg(histogramFigure());
    await figureToSvg(spectrumFigure());
    expect(await figureToSvg(histogramFigure())).toBe(first);
  });

  it.each(GOLDEN)("leaves $id not blank: curves, markers and tick labels are there", (figure) => {
    const svg = readFileSync(goldenFile(figure), "utf8");
    expect(svg.match(/<path/g)!.length).toBeGreaterThan(40);
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);
    expect(texts.filter((text) => /^[−\d.]+$/.test(text)).length).toBeGreaterThanOrEqual(6);
    expect(texts.some((text) => text.replaceAll("&amp;", "&").startsWith(figure.source))).toBe(true);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("paints images pixel by pixel, transparent between them", async () => {
    const { width, height, pixels } = decodePng(pngOf(await figureToSvg(imagesFigure())));
    expect([width, height]).toEqual([8, 2]);
    const shade = (i: number, j: number): number =>
      pixels[4 * (8 * i + j) + 3] === 0 ? Number.NaN : pixels[4 * (8 * i + j)]!;
    const [ink, paper, gap] = [0x1b, 0xff, Number.NaN];
    expect(Array.from({ length: 8 }, (_, j) => shade(0, j))).toEqual([paper, ink, paper, gap, gap, ink, ink, ink]);
    expect(Array.from({ length: 8 }, (_, j) => shade(1, j))).toEqual([ink, paper, ink, gap, gap, paper, paper, paper]);
  });

  it("writes hostile text as text", async () => {
    const title = 'a < b & "c" <script>alert(1)</script><a href="javascript:alert(1)">x</a> id="spectrum-1"';
    const svg = await figureToSvg({ ...spectrumFigure(), title });
    const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
    expect(document.querySelector("script")).toBeNull();
    expect(svg).not.toMatch(/href="javascript/);
    expect(document.documentElement.textContent).toContain("a < b & ");
  });

  it("draws several figures asked for at once, and fails those alone that cannot be drawn", async () => {
    const bad: Figure = { ...comparisonFigure(), traces: [{ type: "heatmap", z: [1, 2] }] };
    const outcomes = await Promise.allSettled(
      [comparisonFigure(), bad, imagesFigure()].map((figure) => figureToSvg(figure)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("reports what Plotly refuses, with the figure's name", async () => {
    const figure = comparisonFigure();
    const refusal = figureToSvg({ ...figure, layout: { ...figure.layout, width: 0.5 } });
    await expect(refusal).rejects.toMatchObject({
      code: "capability",
      found: '"Height and width should be pixel values." from Plotly for figure spike-and-bulk',
    });
  });
});

describe("normaliseSvg", () => {
  const figure = { ...comparisonFigure(), id: "fig", title: "A <i>B</i> & C" };

  it("renames ids and what refers to them, and leaves text alone", () => {
    const svg = `<svg width="9"><clipPath id="clipX"/><rect clip-path="url(&quot;#clipX&quot;)"/><text> id="clipX" 0.123456</text></svg>`;
    expect(normaliseSvg(svg, figure)).toBe(
      `<svg role="img" width="9"><title>A B &amp; C</title><clipPath id="fig-1"/><rect clip-path="url(#fig-1)"/><text> id="clipX" 0.123456</text></svg>`,
    );
  });

  it("rounds lengths but no opacities, and draws straight curves as lines", () => {
    const path = `<path d="M0,0C0,0 1.26,2 1.26,2Q1.26,2 3,4Q5,5 5,5" style="opacity: 0.125; fill-opacity: 1; fill: rgb(1, 2, 255);"/>`;
    expect(normaliseSvg(`<svg>${path}</svg>`, figure)).toContain(
      `<path d="M0,0L1.3,2L3,4L5,5" style="opacity: 0.125; fill: #0102ff;"/>`,
    );
  });
});

describe("sizes without a browser", () => {
  const parse = (svg: string): Element =>
    new JSDOM(`<svg xmlns="http://www.w3.org/2000/svg">${svg}</svg>`, { contentType: "image/svg+xml" }).window.document
      .documentElement.firstElementChild!;

  it("takes widths of text from the metrics of Helvetica", () => {
    expect(textWidth("Hill, 10")).toBeCloseTo(0.722 + 3 * 0.222 + 2 * 0.278 + 2 * 0.556, 12);
    expect(textWidth("e\u0301\u200b")).toBe(textWidth("e"));
  });

  it("measures subscripts at their own size, and anchors text", () => {
    const text = parse(
      '<text x="10" y="20" text-anchor="end" style="font-size: 10px">H<tspan style="font-size:70%">2</tspan></text>',
    );
    const width = 7.22 + 0.7 * 5.56;
    expect(innerBox(text).width).toBeCloseTo(width, 10);
    expect(innerBox(text).x).toBeCloseTo(10 - width, 10);
  });

  it("moves and turns boxes as the transformation says", () => {
    expect(outerBox(parse('<rect width="4" height="2" transform="translate(10,20)rotate(90)"/>'))).toMatchObject({
      x: 8,
      y: 20,
      width: 2,
    });
    const group = parse(
      '<g><rect width="1" height="1"/><g transform="translate(5)"><rect width="1" height="3"/></g></g>',
    );
    expect(innerBox(group)).toEqual({ x: 0, y: 0, width: 6, height: 3 });
  });
});

it("encodePng writes a PNG that reads back, with checksums that fit", () => {
  const pixels = Uint8Array.from({ length: 24 }, (_, i) => (i * 37) % 256);
  const png = encodePng(3, 2, pixels);
  expect(png.subarray(0, 8).toString("latin1")).toBe("\u0089PNG\r\n\u001a\n");
  expect(decodePng(png)).toEqual({ width: 3, height: 2, pixels: [...pixels] });
  expect(png.subarray(-12).toString("hex")).toBe("0000000049454e44ae426082"); // the IEND chunk of every PNG
});
