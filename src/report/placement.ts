/**
 * Where the panels of a figure stand, in pixels of the page: lettering has the same size whatever their number,
 * and the legend gets as many rows as it needs.
 */
import type { PlotObject } from "./figure.ts";
import type { Panel } from "./panels.ts";
import { textWidth } from "./text-metrics.ts";

/** Size of the grid; in pixels. */
export interface Grid {
  readonly columns?: number;
  readonly width?: number;
  /** Height of one panel. */
  readonly panelHeight?: number;
}

export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly margin: PlotObject;
  /** Above the titles of the panels. */
  readonly legend: PlotObject;
  domain(index: number): PanelDomain;
}

/** Fractions of the plotting area, as Plotly wants them. */
export interface PanelDomain {
  readonly x: [number, number];
  readonly y: [number, number];
}

/** The width of a printed text column, at which the lettering of the theme is right. */
const WIDTH = 720;
/** Above a panel with a title. */
const PANEL_TITLE = 18;
const LEGEND_ROW = 19;
/** Beside a panel with a colour scale. */
const SCALE = 46;

/** Pixels around the panels and between them; panels without axis titles (images) stand closer. */
const SPACING = {
  labelled: { margin: { l: 64, r: 18, t: 57, b: 78 }, gapX: 66, gapY: 84 },
  bare: { margin: { l: 18, r: 18, t: 50, b: 44 }, gapX: 18, gapY: 34 },
};

/** Row by row, from the top left. */
export function placePanels(panels: readonly Panel[], grid: Grid): Placement {
  const bare = panels.every((panel) => panel.x.title === undefined && panel.y.title === undefined);
  const spacing = bare ? SPACING.bare : SPACING.labelled;
  const scales = panels.some((panel) => panel.scale !== undefined) ? SCALE : 0;
  const margin = { ...spacing.margin, r: spacing.margin.r + scales };
  const [gapX, gapY] = [spacing.gapX + scales, spacing.gapY];
  const columns = grid.columns ?? Math.min(panels.length, 2);
  const rows = Math.ceil(panels.length / columns);
  const width = grid.width ?? WIDTH;
  const across = width - margin.l - margin.r;
  const panelWidth = (across - gapX * (columns - 1)) / columns;
  const panelHeight = grid.panelHeight ?? naturalHeight(panels, columns, panelWidth);
  // The last panel takes what its row has left, so that no part of the page stays blank; images keep their shape.
  const stretches = panels.every((panel) => panel.aspect === undefined);
  const down = rows * panelHeight + (rows - 1) * gapY;
  const above = panels.some((panel) => panel.title !== undefined) ? PANEL_TITLE : 0;
  const top = margin.t + above + LEGEND_ROW * legendRows(panels, across);
  return {
    width,
    height: Math.round(down + top + margin.b),
    margin: { ...margin, t: top },
    legend: { y: 1 + (above + 4) / down },
    domain(index) {
      const left = (index % columns) * (panelWidth + gapX);
      const bottom = (rows - 1 - Math.floor(index / columns)) * (panelHeight + gapY);
      const isLast = index === panels.length - 1;
      const right = isLast && stretches ? across : left + panelWidth;
      return { x: [left / across, right / across], y: [bottom / down, (bottom + panelHeight) / down] };
    },
  };
}

function naturalHeight(panels: readonly Panel[], columns: number, width: number): number {
  const aspects = panels.flatMap((panel) => (panel.aspect === undefined ? [] : [panel.aspect]));
  if (aspects.length > 0) return Math.round(width * Math.max(...aspects));
  return columns === 1 ? 340 : Math.round(width * 0.86);
}

/** Pixels of a legend entry beside its text: the sample of the line, and gaps. */
const ENTRY = 46;
const LEGEND_FONT = 12;

/** Plotly sets a legend in one row where it fits, otherwise in columns as wide as the widest entry. */
function legendRows(panels: readonly Panel[], across: number): number {
  const names = panels.flatMap(({ traces }) => traces).flatMap((t) => (t["showlegend"] === false ? [] : [t["name"]]));
  const distinct = [...new Set(names)].filter((name) => typeof name === "string");
  const widths = distinct.map((name) => ENTRY + LEGEND_FONT * textWidth(name.replace(/<[^>]*>/g, "")));
  if (widths.reduce((sum, width) => sum + width, 0) <= across) return Math.min(1, widths.length);
  return Math.ceil(widths.length / Math.max(1, Math.floor(across / Math.max(...widths))));
}
