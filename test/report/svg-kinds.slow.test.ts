/** Every kind of trace that a figure may hold is drawn, in every form in which Plotly draws it another way. */
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { figureToSvg } from "../../src/node/report/figure-svg.ts";
import { Rng } from "../../src/numeric/random.ts";
import type { Figure, PlotObject, Trace } from "../../src/report/figure.ts";

const draw = (n: number, stream: string): number[] => Array.from(Rng.fromSeed(1).child(stream).normals(n));
const table = [
  [1, 2, 3],
  [3, 4, 8],
  [2, 5, 9],
];
const log: PlotObject = { xaxis: { type: "log" } };

function figureOf(id: string, trace: Trace, layout: PlotObject = {}): Figure {
  const head = { id, title: "title", caption: "caption", source: "source" };
  return { ...head, traces: [trace], layout: { width: 400, height: 300, ...layout } };
}

const kinds: readonly (readonly [id: string, trace: Trace, layout?: PlotObject])[] = [
  ["violin", { type: "violin", y: draw(50, "y"), box: { visible: true }, meanline: { visible: true } }],
  ["violin-with-points", { type: "violin", y: draw(50, "y"), points: "all" }],
  ["violin-across", { type: "violin", x: draw(50, "y"), orientation: "h" }],
  ["box", { type: "box", y: draw(50, "y"), boxpoints: "all" }],
  ["histogram2d", { type: "histogram2d", x: draw(200, "x"), y: draw(200, "y") }],
  [
    "histogram2d-contours",
    { type: "histogram2dcontour", x: draw(200, "x"), y: draw(200, "y"), contours: { showlabels: true } },
  ],
  ["heatmap-with-gaps", { type: "heatmap", z: table, xgap: 2, ygap: 3 }],
  ["heatmap-on-a-log-axis", { type: "heatmap", x: [1, 10, 100], z: table }, log],
  ["heatmap-of-uneven-cells", { type: "heatmap", x: [0, 1, 5], y: [0, 2, 3], z: table }],
  ["heatmap-smooth", { type: "heatmap", z: table, zsmooth: "best" }],
  ["heatmap-with-texts", { type: "heatmap", z: table, texttemplate: "%{z}" }],
  ["contours-with-labels", { type: "contour", z: table, contours: { showlabels: true } }],
  ["contour-lines", { type: "contour", z: table, contours: { coloring: "lines", showlabels: true } }],
  ["contours-on-a-log-axis", { type: "contour", x: [1, 10, 100], z: table }, log],
  ["contour-constraint", { type: "contour", z: table, contours: { type: "constraint", value: 4, operation: "<" } }],
  ["histogram", { type: "histogram", x: draw(100, "x"), texttemplate: "%{y}" }],
  ["bar", { type: "bar", x: [1, 2, 3], y: [1, 2, 3], text: ["a", "b", "c"], marker: { pattern: { shape: "/" } } }],
  ["scatter", { type: "scatter", x: [1, 2, 3], y: [1, 2, 3], fill: "tozeroy", mode: "lines+markers+text" }],
];

/** Fills of the plot area that are not those of its frame: shapes by their path, cells by the pixels of an image. */
function drawn(svg: string): number {
  const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
  return document.querySelectorAll("path[d], image").length;
}

describe("figureToSvg", () => {
  it.each(kinds.map(([id, trace, layout]) => ({ id, trace, layout })))("draws $id", async ({ id, trace, layout }) => {
    const svg = await figureToSvg(figureOf(id, trace, layout));
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    const empty = await figureToSvg(figureOf(id, { ...trace, visible: false } as Trace, layout));
    expect(drawn(svg)).toBeGreaterThan(drawn(empty));
  });

  it("labels contours with their levels", async () => {
    const svg = await figureToSvg(figureOf("levels", kinds.find(([id]) => id === "contours-with-labels")![1]));
    const labels = [...svg.matchAll(/<text[^>]*transform="[^"]*rotate[^"]*"[^>]*>([^<]*)/g)].map(([, text]) => text);
    expect(labels).toEqual(expect.arrayContaining(["4", "6"]));
  });

  /** Left ends of the markers, of which there is one a point. */
  const positions = (svg: string): number[] =>
    [...svg.matchAll(/<path transform="translate\(([\d.]+),[\d.]+\)"[^>]* d="M[\d.]+,0A/g)].map(([, x]) => Number(x));

  it.each([
    ["a large offset", [1_000_000, 1_000_001, 1_000_002]],
    ["a larger one", [1e12, 1e12 + 1, 1e12 + 2]],
    ["a tiny extent", [0.1, 0.1 + 1e-9, 0.1 + 2e-9]],
    ["whole numbers of 64 bits", BigInt64Array.of(1n, 2n, 3n) as unknown as ArrayLike<number>],
    ["unsigned ones", BigUint64Array.of(2n ** 40n, 2n ** 40n + 1n, 2n ** 40n + 2n) as unknown as ArrayLike<number>],
  ])("keeps points apart that differ by a part of %s", async (_, x) => {
    const trace: Trace = { type: "scatter", mode: "markers", x, y: [1, 2, 3] };
    const [left, middle, right] = positions(await figureToSvg(figureOf("points", trace)));
    expect(middle! - left!).toBeCloseTo(right! - middle!, 0);
    expect(middle! - left!).toBeGreaterThan(50);
  });
});
