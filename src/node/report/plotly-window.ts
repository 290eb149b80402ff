/**
 * Plotly without a browser: jsdom, and the little that jsdom lacks. Sizes of text come from font metrics, a canvas
 * only collects pixels (Plotly paints heatmaps on one) and hands them out as PNG.
 */
import { JSDOM, VirtualConsole } from "jsdom";
import { svgPathProperties } from "svg-path-properties";
import type { PlotSpec } from "../../report/figure.ts";
import { plotlySource } from "./page-assets.ts";
import { addCanvas } from "./pixel-canvas.ts";
import { innerBox, outerBox } from "./svg-boxes.ts";

type DomWindow = JSDOM["window"];

interface Plotly {
  toImage(
    spec: PlotSpec,
    options: { format: "svg"; width: number; height: number; imageDataOnly: true },
  ): Promise<string>;
}

/** Draws with Plotly; one window serves any number of figures. */
export type DrawSvg = (spec: PlotSpec, width: number, height: number) => Promise<string>;

/** Opens a window with Plotly in it; about half a second. */
export function openPlotlyWindow(): DrawSvg {
  const { window } = new JSDOM("<!doctype html><body></body>", {
    runScripts: "outside-only",
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(),
  });
  addTextSizes(window);
  addPathLengths(window);
  addCanvas(window);
  Object.assign(window, { supportsCSS: () => true }); // image-rendering: one pixel an entry of a heatmap
  Object.assign(window.URL, { createObjectURL: () => "blob:none" });
  const random = restartableRandom(window);
  window.eval(plotlySource());
  const plotly = (window as unknown as { Plotly: Plotly }).Plotly;
  return (spec, width, height) => {
    random.restart();
    return plotly.toImage(spec, { format: "svg", width, height, imageDataOnly: true });
  };
}

/** Plotly names things at random; the same names for the same figure make the same file. */
function restartableRandom(window: DomWindow): { restart(): void } {
  let state = 1;
  const math = window.eval("Math") as { random: () => number };
  math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const restart = (): void => {
    state = 1;
  };
  return { restart };
}

function addTextSizes(window: DomWindow): void {
  const prototype = window.SVGElement.prototype as unknown as Record<string, unknown>;
  prototype["getBBox"] = function (this: Element) {
    return innerBox(this);
  };
  prototype["getComputedTextLength"] = function (this: Element): number {
    return innerBox(this).width;
  };
  prototype["getBoundingClientRect"] = function (this: Element) {
    const box = outerBox(this);
    return { ...box, left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
  };
}

/** Lengths along paths, by which Plotly finds a place for a violin's outline and a contour's label. */
function addPathLengths(window: DomWindow): void {
  const prototype = window.SVGElement.prototype as unknown as Record<string, unknown>;
  const measured = (element: Element) => new svgPathProperties(element.getAttribute("d") || "M0,0");
  prototype["getTotalLength"] = function (this: Element): number {
    return measured(this).getTotalLength();
  };
  prototype["getPointAtLength"] = function (this: Element, length: number) {
    return measured(this).getPointAtLength(length);
  };
}
