/**
 * The one look of all figures: theory is a line, experiment is open markers with error bars, both in the colour of
 * their quantity; boxed axes with ticks inside and no grid, as journals print them. Colours: Okabe and Ito,
 * "Color universal design" (2008), told apart by colour-blind readers and, by lightness, in grey print.
 */
import { checkFigure, type Figure, mergeOptions, type PlotObject, type PlotSpec, plainValue } from "./figure.ts";

export const INK = "#1b1f24";
export const MUTED = "#5b6470";
export const PAPER = "#ffffff";
/** Bars of histograms and other things that stand behind a curve. */
export const SHADE = "#cfd6de";

/** Colours of quantities, in the order of use. */
export const PALETTE: readonly string[] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#1b1f24"];

/** Arimo comes with the page and with every file; its letters are as wide as those of the fonts behind it. */
export const FONT_FAMILY = "Arimo, Helvetica, Arial, Liberation Sans, sans-serif";

/** Ink on paper, for states in [0, 1]. */
export const GREYS: readonly (readonly [number, string])[] = [
  [0, "#ffffff"],
  [1, "#1b1f24"],
];

/** Negative blue, zero white, positive vermilion, for weights and energies. */
export const DIVERGING: readonly (readonly [number, string])[] = [
  [0, "#00436b"],
  [0.25, "#4f9bc8"],
  [0.5, "#ffffff"],
  [0.75, "#ee9a5c"],
  [1, "#8f3b00"],
];

const AXIS: PlotObject = {
  showgrid: false,
  zeroline: false,
  showline: true,
  mirror: "ticks",
  ticks: "inside",
  ticklen: 5,
  linecolor: INK,
  tickcolor: INK,
  linewidth: 1,
  tickfont: { size: 12 },
  title: { font: { size: 14 }, standoff: 8 },
  automargin: true,
  exponentformat: "power",
  minor: { ticks: "inside", ticklen: 2.5, tickcolor: INK },
};

/** Plotly template: what a figure does not say itself. */
export const THEME: PlotObject = {
  layout: {
    font: { family: FONT_FAMILY, size: 13, color: INK },
    colorway: [...PALETTE],
    paper_bgcolor: PAPER,
    plot_bgcolor: PAPER,
    xaxis: AXIS,
    yaxis: AXIS,
    hoverlabel: { font: { family: FONT_FAMILY, size: 12 } },
    legend: {
      orientation: "h",
      traceorder: "normal",
      x: 0,
      xanchor: "left",
      yanchor: "bottom",
      font: { size: 12 },
      itemsizing: "trace",
    },
    bargap: 0,
    barmode: "overlay",
    modebar: { bgcolor: "rgba(0,0,0,0)", color: "#9aa3ad", activecolor: INK },
  },
};

/** Height of the title and of the source line, in pixels. */
const TITLE_TOP = 14;

/**
 * The figure as JSON for Plotly: theme, title and source line added, numbers rounded to six digits.
 * @throws BoltzproofError as `checkFigure`.
 */
export function plotSpec(figure: Figure): PlotSpec {
  checkFigure(figure);
  const own = figure.layout["annotations"] as readonly PlotObject[] | undefined;
  const layout = mergeOptions({ margin: { l: 64, r: 18, t: 76, b: 78 } }, figure.layout);
  const added = { template: THEME, title: titleOf(figure), annotations: [...(own ?? []), sourceLine(figure, layout)] };
  return {
    data: figure.traces.map((trace) => plainValue(trace) as PlotObject),
    layout: plainValue({ ...layout, ...added }) as PlotObject,
  };
}

function titleOf(figure: Figure): PlotObject {
  const place = { x: 0, xref: "container", xanchor: "left", y: 1, yref: "container", yanchor: "top" };
  return { text: figure.title, ...place, pad: { l: 12, t: TITLE_TOP }, font: { size: 15 } };
}

/** Says in the picture itself where it comes from, and that a reconstruction is one. */
function sourceLine(figure: Figure, layout: PlotObject): PlotObject {
  const bottom = (layout["margin"] as { readonly b: number }).b;
  const text = figure.status === undefined ? figure.source : `${figure.source} · ${figure.status}`;
  const place = { x: 1, xref: "paper", xanchor: "right", y: 0, yref: "paper", yanchor: "bottom", yshift: 6 - bottom };
  return { name: "source", text, ...place, showarrow: false, font: { size: 10.5, color: MUTED } };
}
