/**
 * A figure is a head and panels. A panel is one pair of axes with its traces; `composeFigure` lays panels out on a
 * grid measured in pixels, so that one panel and twelve have the same lettering.
 */
import type { Figure, FigureHead, PlotObject, PlotValue, Trace } from "./figure.ts";
import { INK, MUTED } from "./theme.ts";

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

export interface Panel {
  readonly title?: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly traces: readonly Trace[];
  readonly thresholds?: readonly Threshold[];
  /** Height over width, where a unit of y shall be as long as one of x (images). */
  readonly aspect?: number;
  /** Colour behind the traces of the figure. */
  readonly background?: string;
}

/** Size of the grid; in pixels. */
export interface Grid {
  readonly columns?: number;
  readonly width?: number;
  /** Height of one panel. */
  readonly panelHeight?: number;
}

/** The width of a printed text column, at which the lettering of the theme is right. */
const WIDTH = 720;
/** Above a panel with a title. */
const PANEL_TITLE = 18;

/** Pixels around the panels and between them; panels without axis titles (images) stand closer. */
const SPACING = {
  labelled: { margin: { l: 64, r: 18, t: 76, b: 78 }, gapX: 66, gapY: 84 },
  bare: { margin: { l: 18, r: 18, t: 50, b: 44 }, gapX: 18, gapY: 34 },
};

/** Where the panels stand, in pixels of the plotting area. */
interface Placement {
  readonly width: number;
  readonly height: number;
  readonly margin: PlotObject;
  /** Above the titles of the panels. */
  readonly legend: PlotObject;
  /** Fractions of the plotting area, as Plotly wants them. */
  domain(index: number): { x: [number, number]; y: [number, number] };
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
    layout[`xaxis${n}`] = axisOptions(panel.x, { domain: domain(i).x, anchor: `y${n}` });
    const aspect = panel.aspect === undefined ? {} : { scaleanchor: `x${n}`, scaleratio: 1 };
    layout[`yaxis${n}`] = axisOptions(panel.y, { domain: domain(i).y, anchor: `x${n}`, ...aspect });
  });
  const annotations = list.flatMap((panel, i) => panelTexts(panel, suffix(i)));
  const shapes = list.flatMap((panel, i) => (panel.thresholds ?? []).map((t) => thresholdLine(t, suffix(i))));
  const background = list.find((panel) => panel.background !== undefined)?.background;
  if (background !== undefined) layout["plot_bgcolor"] = background;
  const traces = list.flatMap((panel, i) => panel.traces.map((trace) => onPanel(trace, suffix(i))));
  return {
    ...head,
    traces: oneLegendEntryEach(traces),
    layout: { width, height, margin, legend, ...layout, annotations, shapes },
  };
}

/** Plotly numbers the axes of a figure x, x2, x3 … */
const suffix = (index: number): string => (index === 0 ? "" : `${index + 1}`);

function placePanels(panels: readonly Panel[], grid: Grid): Placement {
  const bare = panels.every((panel) => panel.x.title === undefined && panel.y.title === undefined);
  const { margin, gapX, gapY } = bare ? SPACING.bare : SPACING.labelled;
  const above = panels.some((panel) => panel.title !== undefined) ? PANEL_TITLE : 0;
  const columns = grid.columns ?? Math.min(panels.length, 2);
  const rows = Math.ceil(panels.length / columns);
  const width = grid.width ?? WIDTH;
  const across = width - margin.l - margin.r;
  const panelWidth = (across - gapX * (columns - 1)) / columns;
  const panelHeight = grid.panelHeight ?? naturalHeight(panels, columns, panelWidth);
  const down = rows * panelHeight + (rows - 1) * gapY;
  const domain = (index: number): { x: [number, number]; y: [number, number] } => {
    const left = (index % columns) * (panelWidth + gapX);
    const bottom = (rows - 1 - Math.floor(index / columns)) * (panelHeight + gapY);
    return { x: [left / across, (left + panelWidth) / across], y: [bottom / down, (bottom + panelHeight) / down] };
  };
  const top = margin.t + above;
  const legend = { y: 1 + (above + 4) / down };
  return { width, height: Math.round(down + top + margin.b), margin: { ...margin, t: top }, legend, domain };
}

function naturalHeight(panels: readonly Panel[], columns: number, width: number): number {
  const aspects = panels.flatMap((panel) => (panel.aspect === undefined ? [] : [panel.aspect]));
  if (aspects.length > 0) return Math.round(width * Math.max(...aspects));
  return columns === 1 ? 340 : Math.round(width * 0.86);
}

function onPanel(trace: Trace, n: string): Trace {
  return n === "" ? trace : { ...trace, xaxis: `x${n}`, yaxis: `y${n}` };
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

function axisOptions(axis: Axis, place: PlotObject): PlotObject {
  const range = axis.range?.map((value) => (axis.log ? Math.log10(value) : value));
  return {
    ...place,
    ...(axis.title === undefined ? {} : { title: { text: axis.title } }),
    ...(axis.log ? logarithmic(axis) : {}),
    ...(range === undefined ? {} : { range }),
    ...axis.options,
  };
}

/** Powers of ten over many decades, plain numbers with 2 and 5 between them over few. */
function logarithmic({ range }: Axis): PlotObject {
  const decades = range === undefined ? Number.POSITIVE_INFINITY : Math.log10(range[1] / range[0]);
  // Plotly enlarges the base of a power by a quarter.
  return {
    type: "log",
    ...(decades > 2 ? { dtick: 1, tickfont: { size: 10 } } : { dtick: "D2", exponentformat: "none" }),
  };
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
    bgcolor: "rgba(255,255,255,0.85)",
    borderpad: 1,
    font: { size: 12, color: MUTED },
  };
}
