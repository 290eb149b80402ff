/**
 * A figure is a head and panels. A panel is one pair of axes with its traces; `composeFigure` lays panels out on a
 * grid measured in pixels, so that one panel and twelve have the same lettering.
 */
import type { Figure, FigureHead, PlotObject, PlotValue, Trace } from "./figure.ts";
import { type Grid, type PanelDomain, placePanels } from "./placement.ts";
import { INK, MUTED } from "./theme.ts";

/** Title, range and scale of an axis. */
export interface Axis {
  /** Unicode with <i>, <sub>, <sup>. */
  readonly title?: string;
  /** In data units, also on a logarithmic axis. */
  readonly range?: readonly [number, number];
  readonly log?: boolean;
  /** Further Plotly axis options. */
  readonly options?: PlotObject;
}

/** A value that separates two regimes, drawn as a dashed line across the panel. */
export interface Threshold {
  readonly axis: "x" | "y";
  readonly at: number;
  /** "λ = 4"; written at the end of the line. */
  readonly label?: string;
}

/** One plot of a figure: its marks and its two axes. */
export interface Panel {
  readonly title?: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly traces: readonly Trace[];
  readonly thresholds?: readonly Threshold[];
  /** Height over width, where a unit of y shall be as long as one of x (images). */
  readonly aspect?: number;
  /** Title of a colour scale beside the panel, for its heat map or contours; none without it. */
  readonly scale?: string;
  /** Colour behind the traces of the figure. */
  readonly background?: string;
}

/**
 * Lays panels out row by row: one column for a single panel, otherwise two unless the grid says more.
 * What cannot be drawn is refused when the figure is drawn (`checkFigure`).
 */
export function composeFigure(head: FigureHead, panels: Panel | readonly Panel[], grid: Grid = {}): Figure {
  const list = "traces" in panels ? [panels] : panels;
  const { width, height, margin, legend, domain } = placePanels(list, grid);
  const layout: Record<string, PlotValue> = {};
  list.forEach((panel, i) => {
    const n = suffix(i);
    layout[`xaxis${n}`] = axisOptions(panel, "x", { domain: domain(i).x, anchor: `y${n}` });
    const aspect = panel.aspect === undefined ? {} : { scaleanchor: `x${n}`, scaleratio: 1 };
    layout[`yaxis${n}`] = axisOptions(panel, "y", { domain: domain(i).y, anchor: `x${n}`, ...aspect });
  });
  const annotations = list.flatMap((panel, i) => panelTexts(panel, suffix(i)));
  const shapes = list.flatMap((panel, i) => (panel.thresholds ?? []).map((t) => thresholdLine(t, suffix(i))));
  const background = list.find((panel) => panel.background !== undefined)?.background;
  if (background !== undefined) layout["plot_bgcolor"] = background;
  const traces = list.flatMap((panel, i) => {
    const drawn = withScale(overlaid(panel.traces), panel, domain(i));
    return drawn.map((trace) => onPanel(trace, suffix(i)));
  });
  return {
    ...head,
    traces: oneLegendEntryEach(traces),
    layout: { width, height, margin, legend, ...layout, annotations, shapes },
  };
}

/** Plotly numbers the axes of a figure x, x2, x3 … */
const suffix = (index: number): string => (index === 0 ? "" : `${index + 1}`);

function onPanel(trace: Trace, n: string): Trace {
  return n === "" ? trace : { ...trace, xaxis: `x${n}`, yaxis: `y${n}` };
}

/** Histograms over each other let the ones behind shine through. */
function overlaid(traces: readonly Trace[]): readonly Trace[] {
  const several = traces.filter((t) => t.type === "bar").length > 1;
  return several ? traces.map((t) => (t.type === "bar" ? { ...t, opacity: 0.6 } : t)) : traces;
}

/** The colour scale stands right of the panel, as high as it. */
function withScale(traces: readonly Trace[], { scale }: Panel, { x, y }: PanelDomain): readonly Trace[] {
  if (scale === undefined) return traces;
  const place = { x: x[1], xanchor: "left", xpad: 6, y: (y[0] + y[1]) / 2, len: y[1] - y[0], ypad: 0 };
  const look = { thickness: 9, tickfont: { size: 10 }, nticks: 5, outlinewidth: 0.5, ticks: "inside", ticklen: 3 };
  const title = { text: scale, side: "top", font: { size: 11 } };
  return traces.map((t) =>
    t["z"] === undefined ? t : { ...t, showscale: true, colorbar: { ...place, ...look, title } },
  );
}

/** The same name in several panels is one thing to the reader: one entry in the legend, toggled together. */
function oneLegendEntryEach(traces: readonly Trace[]): Trace[] {
  const seen = new Set<PlotValue>();
  return traces.map((trace) => {
    const name = trace["name"];
    if (name === undefined) return { ...trace, showlegend: false };
    const first = !seen.has(name);
    seen.add(name);
    return { showlegend: first, legendgroup: name, ...trace };
  });
}

function axisOptions(panel: Panel, letter: "x" | "y", place: PlotObject): PlotObject {
  const axis = panel[letter];
  const range = axis.range?.map((value) => (axis.log ? Math.log10(value) : value));
  return {
    ...place,
    ...(axis.title === undefined ? {} : { title: { text: axis.title } }),
    ...(axis.log ? logarithmic(axis.range ?? extentOf(panel, letter)) : {}),
    ...(range === undefined ? {} : { range }),
    ...axis.options,
  };
}

/** Powers of ten over many decades; over few plain numbers, 1, 2 and 5 of each decade, or all of them over less. */
function logarithmic([low, high]: readonly [number, number]): PlotObject {
  const decades = Math.log10(high / low);
  const plain = low >= 1e-4 && high <= 1e6;
  // Plotly enlarges the base of a power by a quarter.
  if (!(decades <= 2) || !plain) return { type: "log", dtick: 1, tickfont: { size: 10 } };
  // A little beyond the values: Plotly leaves a margin around them.
  const tickvals = plainTicks(low / 2, 2 * high, decades > 0.6 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 8]);
  return { type: "log", tickmode: "array", tickvals, ticktext: tickvals.map(plainNumber) };
}

function plainTicks(low: number, high: number, figures: readonly number[]): readonly number[] {
  const powers = Array.from({ length: 14 }, (_, k) => k - 6);
  const all = powers.flatMap((power) => figures.map((f) => Number(`${f}e${power}`)));
  return all.filter((t) => t >= low && t <= high);
}

const PLAIN = new Intl.NumberFormat("en", { maximumFractionDigits: 7 });
const plainNumber = (x: number): string => PLAIN.format(x);

/** Of the positive values in the panel: those that a logarithmic axis can show. */
function extentOf({ traces }: Panel, letter: "x" | "y"): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const trace of traces) {
    for (const value of Array.from((trace[letter] ?? []) as ArrayLike<number>)) {
      if (value > 0 && value < Number.POSITIVE_INFINITY) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  }
  return [low, high];
}

function panelTexts(panel: Panel, n: string): PlotObject[] {
  const labels = (panel.thresholds ?? []).flatMap((t) =>
    t.label === undefined ? [] : [thresholdLabel(panel, t, t.label, n)],
  );
  if (panel.title === undefined) return labels;
  const place = { xref: `x${n} domain`, yref: `y${n} domain`, x: 0.5, y: 1, yanchor: "bottom", yshift: 2 };
  return [{ text: panel.title, ...place, showarrow: false, font: { size: 13 } }, ...labels];
}

function thresholdLine({ axis, at }: Threshold, n: string): PlotObject {
  const line = { color: INK, width: 1.2, dash: "6px,4px" };
  return axis === "y"
    ? { type: "line", xref: `x${n} domain`, x0: 0, x1: 1, yref: `y${n}`, y0: at, y1: at, line }
    : { type: "line", yref: `y${n} domain`, y0: 0, y1: 1, xref: `x${n}`, x0: at, x1: at, line };
}

function thresholdLabel(panel: Panel, { axis, at }: Threshold, text: string, n: string): PlotObject {
  // On a logarithmic axis Plotly wants the logarithm from an annotation, though the value itself from a shape.
  const along = panel[axis].log ? Math.log10(at) : at;
  const place =
    axis === "y"
      ? { xref: `x${n} domain`, x: 0.995, xanchor: "right", yref: `y${n}`, y: along, yanchor: "bottom" }
      : { yref: `y${n} domain`, y: 0.985, yanchor: "top", xref: `x${n}`, x: along, xanchor: "left", xshift: 3 };
  return {
    text,
    ...place,
    showarrow: false,
    font: { size: 12, color: MUTED },
  };
}
