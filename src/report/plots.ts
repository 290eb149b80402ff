/**
 * The field's pictures, as traces and panels: a law against measured points, a histogram against a density, the
 * landscape of one mode around its saddle, a spectrum that grows through a threshold.
 */
import type { PlotValue, Trace } from "./figure.ts";
import type { Axis, Panel, Threshold } from "./panels.ts";
import { DIVERGING, INK, PALETTE, PAPER, SHADE } from "./theme.ts";

/** Name and colour of a quantity, shared by theory and experiment. */
export interface Mark {
  /** Legend entry. */
  readonly name?: string;
  /** Number of the quantity in the palette; theory and experiment of one quantity share it. */
  readonly colour?: number;
}

const colourOf = (mark: Mark): string => PALETTE[(mark.colour ?? 0) % PALETTE.length]!;
const nameOf = (mark: Mark): { name?: string } => (mark.name === undefined ? {} : { name: mark.name });

/** A law: a line. */
export function theoryLine(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  mark: Mark & { readonly dash?: "solid" | "dash" | "dot" } = {},
): Trace {
  const line = { color: colourOf(mark), width: 2, dash: mark.dash ?? "solid" };
  return { type: "scatter", mode: "lines", x, y, line, ...nameOf(mark) };
}

/** A law at whole numbers, such as the numbers of modes, between which there is nothing: a dash for each. */
export function theoryDashes(x: ArrayLike<number>, y: ArrayLike<number>, mark: Mark = {}): Trace {
  const line = { color: colourOf(mark), width: 2.4 };
  const marker = { symbol: "line-ew-open", size: 17, color: colourOf(mark), line };
  return { type: "scatter", mode: "markers", x, y, marker, ...nameOf(mark) };
}

/** Measurements: open markers with error bars (one standard error, in the units of y). */
export function experimentPoints(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  mark: Mark & { readonly error?: ArrayLike<number>; readonly symbol?: "circle" | "square" | "diamond" } = {},
): Trace {
  const color = colourOf(mark);
  const marker = { symbol: mark.symbol ?? "circle", size: 7, color: PAPER, line: { color, width: 1.6 } };
  const bars = mark.error === undefined ? {} : { error_y: errorBars(mark.error, color) };
  return { type: "scatter", mode: "markers", x, y, marker, ...bars, ...nameOf(mark) };
}

function errorBars(array: ArrayLike<number>, color: string): { [option: string]: PlotValue } {
  return { type: "data", array, color, thickness: 1.3, width: 3 };
}

/** A cloud of states: small filled dots. */
export function sampleCloud(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  mark: Mark & { readonly symbol?: "circle" | "diamond" } = {},
): Trace {
  const marker = { symbol: mark.symbol ?? "circle", size: 4.5, color: colourOf(mark), opacity: 0.75 };
  return { type: "scatter", mode: "markers", x, y, marker, ...nameOf(mark) };
}

/** Counts between edges, drawn as bars of a density. */
export interface HistogramInput {
  readonly samples: ArrayLike<number>;
  readonly bins: number;
  /** Default: the extent of the samples. */
  readonly range?: readonly [number, number];
  readonly name?: string;
  readonly colour?: string;
  /** Draws the square root of each count as an error bar: right for independent samples only. Default: up to 40 bins. */
  readonly errorBars?: boolean;
}

/** Normalised to a density. */
export function histogramTrace(input: HistogramInput): Trace {
  const { centres, density, error, width } = binSamples(input);
  const marker = { color: input.colour ?? SHADE, line: { color: PAPER, width: 0.5 } };
  const bars = (input.errorBars ?? input.bins <= 40) ? { error_y: errorBars(error, INK) } : {};
  return {
    type: "bar",
    x: centres,
    y: density,
    width,
    marker,
    ...bars,
    ...nameOf(input.name ? { name: input.name } : {}),
  };
}

/** Samples outside the range count in the normalisation: the bars show the density of all of them. */
function binSamples({ samples, bins, range }: HistogramInput) {
  const [low, high] = range ?? extent(samples);
  const width = (high - low) / bins || 1;
  const counts = new Float64Array(bins);
  for (let i = 0; i < samples.length; i++) {
    const bin = samples[i] === high ? bins - 1 : Math.floor((samples[i]! - low) / width);
    if (bin >= 0 && bin < bins) counts[bin]! += 1;
  }
  const unit = 1 / (samples.length * width);
  return {
    width,
    centres: counts.map((_, i) => low + (i + 0.5) * width),
    density: counts.map((count) => count * unit),
    error: counts.map((count) => Math.sqrt(count) * unit),
  };
}

function extent(values: ArrayLike<number>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  return [low, high];
}

/** A histogram with the density it should follow, x and y of equal length. */
export function histogramPanel(
  histogram: HistogramInput,
  density: Mark & { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  axes: { readonly x: Axis; readonly y?: Axis; readonly title?: string; readonly thresholds?: readonly Threshold[] },
): Panel {
  const traces = [histogramTrace(histogram), theoryLine(density.x, density.y, density)];
  return { y: { title: "density", options: { rangemode: "tozero" } }, ...axes, traces };
}

/** A function on a grid of two coordinates, and the saddle that is marked on it. */
export interface LandscapeInput {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Rows along y. */
  readonly z: readonly ArrayLike<number>[];
  readonly saddle: readonly [number, number];
  /** Energy at the saddle: white in the colour scale. */
  readonly saddleEnergy: number;
  /** What is drawn, as title of its colour scale; no scale without it. */
  readonly scale?: string;
  readonly title?: string;
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  /** Clouds of states on the landscape. */
  readonly clouds?: readonly Trace[];
}

/** Contours on each side of the saddle. */
const LEVELS = 7;

/** Contours of a two-dimensional landscape, lower blue and higher vermilion than its saddle, a star on the saddle. */
export function landscapePanel(input: LandscapeInput): Panel {
  const { x, y, z, saddle, saddleEnergy } = input;
  const reach = Math.max(...z.map((row) => Math.max(...Array.from(row, (value) => Math.abs(value - saddleEnergy)))));
  const contour: Trace = {
    type: "contour",
    x,
    y,
    z,
    colorscale: DIVERGING,
    showscale: false,
    opacity: 0.8,
    // Levels symmetric about the saddle: one of them is its separatrix, and the middle of the colour scale is there.
    // Half a level of slack at the end, against rounding: a level more or less would shift the colours.
    contours: { start: saddleEnergy - reach, end: saddleEnergy + reach * (1 + 0.5 / LEVELS), size: reach / LEVELS },
    line: { color: "rgba(27,31,36,0.35)", width: 0.7, smoothing: 0 },
    hovertemplate: "%{x:.3g}, %{y:.3g}: %{z:.4g}<extra></extra>",
  };
  const title = input.title === undefined ? {} : { title: input.title };
  const scale = input.scale === undefined ? {} : { scale: input.scale };
  const traces = [contour, ...(input.clouds ?? []), saddleStar(saddle)];
  return { ...title, ...scale, x: input.xAxis, y: input.yAxis, traces };
}

function saddleStar([x, y]: readonly [number, number]): Trace {
  const marker = { symbol: "star", size: 15, color: "#f0e442", line: { color: INK, width: 1.2 } };
  return { type: "scatter", mode: "markers", x: [x], y: [y], marker, name: "saddle point" };
}

/** Singular values over training, and the threshold that tells modes from noise. */
export interface SpectrumInput {
  /** Epochs, or updates, of the snapshots. */
  readonly epochs: ArrayLike<number>;
  /** Singular values of each snapshot, in descending order. */
  readonly spectra: readonly ArrayLike<number>[];
  /** Values above it at the last snapshot stand out. */
  readonly threshold: number;
  readonly thresholdLabel: string;
  /** Leading modes drawn one by one; of the rest every tenth. */
  readonly leading?: number;
  readonly xAxis?: Axis;
  readonly yAxis?: Axis;
}

/** Each singular value as a line against training time, with the threshold that it may cross. */
export function spectrumPanel(input: SpectrumInput): Panel {
  const { epochs, spectra, threshold } = input;
  const last = spectra.at(-1) ?? [];
  const modes = Array.from(last, (_, mode) => mode);
  const above = modes.filter((mode) => last[mode]! > threshold);
  const below = modes.filter((mode) => !(last[mode]! > threshold));
  const drawnBelow = below.filter((mode) => mode < (input.leading ?? 40) || mode % 10 === 0);
  const thinned = drawnBelow.length < below.length ? ", thinned" : "";
  const traces = [
    modeLines(
      epochs,
      spectra,
      drawnBelow,
      `below at the end (${below.length}${thinned})`,
      "rgba(91,100,112,0.45)",
      0.8,
    ),
    modeLines(epochs, spectra, above, `above ${input.thresholdLabel} at the end (${above.length})`, PALETTE[1]!, 1.6),
  ].filter((trace) => trace !== undefined);
  return {
    x: input.xAxis ?? { title: "epoch" },
    y: input.yAxis ?? { title: "singular value <i>λ</i><sub>α</sub>" },
    traces,
    thresholds: [{ axis: "y", at: threshold, label: input.thresholdLabel }],
  };
}

/** All lines in one trace, separated by gaps: hundreds of traces would make the page heavy. */
function modeLines(
  epochs: ArrayLike<number>,
  spectra: readonly ArrayLike<number>[],
  modes: readonly number[],
  name: string,
  color: string,
  width: number,
): Trace | undefined {
  if (modes.length === 0) return undefined;
  const x = modes.flatMap(() => [...Array.from(epochs), Number.NaN]);
  const y = modes.flatMap((mode) => [...spectra.map((values) => values[mode]!), Number.NaN]);
  return { type: "scatter", mode: "lines", connectgaps: false, x, y, name, line: { color, width } };
}
