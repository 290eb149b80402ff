/**
 * Figure: a picture as plain data, so that the page, the SVG export and a test see the same thing. Traces are
 * Plotly's, restricted to those that draw SVG: a WebGL trace would export as an empty image without a word.
 */
import { BoltzproofError } from "../errors.ts";
import type { Status } from "../lab/types.ts";

/** What Plotly takes: JSON, and arrays of numbers of any kind. */
export type PlotValue = string | number | boolean | null | ArrayLike<number> | readonly PlotValue[] | PlotObject;

/** Part of a figure as Plotly reads it: plain JSON, typed arrays allowed. */
export interface PlotObject {
  readonly [option: string]: PlotValue | undefined;
}

const TRACE_TYPES = [
  "scatter",
  "bar",
  "box",
  "violin",
  "histogram",
  "histogram2d",
  "histogram2dcontour",
  "contour",
  "heatmap",
] as const;

/** Kinds of trace that a figure may have. */
export type TraceType = (typeof TRACE_TYPES)[number];

/** One Plotly trace; every option of the type is allowed. */
export interface Trace extends PlotObject {
  readonly type: TraceType;
}

/** What a figure says besides its picture. */
export interface FigureHead {
  /** Lower-case letters, digits and hyphens: name of the SVG file and anchor in the page. */
  readonly id: string;
  /** Unicode with <i>, <sub>, <sup>; drawn in the picture. */
  readonly title: string;
  /** Plain text with LaTeX between dollar signs. */
  readonly caption: string;
  /** Paper and equation. */
  readonly source: string;
  /** How what is shown relates to the source; drawn in the picture beside the source. */
  readonly status?: Status;
  /** False: the page shows the picture alone, without zoom and hover (large image grids). */
  readonly interactive?: boolean;
}

/** Traces and layout for Plotly, with title, caption and source for the reader. */
export interface Figure extends FigureHead {
  readonly traces: readonly Trace[];
  /** Plotly's layout; `width` and `height` in pixels are the size of the SVG. */
  readonly layout: FigureLayout;
}

/** Layout of a figure as Plotly reads it. */
export interface FigureLayout extends PlotObject {
  readonly width: number;
  readonly height: number;
}

/** JSON that Plotly draws as it stands. */
export interface PlotSpec {
  readonly data: readonly PlotObject[];
  readonly layout: PlotObject;
}

/**
 * Refuses what would not show what it claims to show.
 * @throws BoltzproofError "capability" for a trace that needs WebGL or is not in the cartesian bundle, "domain"
 * for an unusable id or size, "shape" for x and y of different lengths, "not-finite" for a trace without a number.
 */
export function checkFigure(figure: Figure): void {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(figure.id)) {
    throw complaint("domain", figure, `the id "${figure.id}"`, "lower-case letters, digits and hyphens", "rename it");
  }
  for (const side of ["width", "height"] as const) {
    const pixels = figure.layout[side];
    if (!(pixels > 0 && pixels <= 4000)) {
      throw complaint("domain", figure, `a ${side} of ${pixels}`, "between 1 and 4000 pixels", `set layout.${side}`);
    }
  }
  if (figure.traces.length === 0) {
    throw complaint("shape", figure, "no trace", "at least one", "give the figure something to draw");
  }
  for (const trace of figure.traces) checkTrace(figure, trace);
}

function checkTrace(figure: Figure, trace: Trace): void {
  const kind: string = trace.type;
  if (!(TRACE_TYPES as readonly string[]).includes(kind)) {
    const expected = `one of ${TRACE_TYPES.join(", ")}`;
    const advice = kind.endsWith("gl")
      ? `draw it as "${kind.slice(0, -2)}", which needs no WebGL`
      : "choose one of these";
    throw complaint("capability", figure, `a trace of type "${kind}"`, expected, advice);
  }
  const { x, y, z } = trace as PlotObject;
  const lengths = [x, y].filter(isList).map((list) => list.length);
  if (z === undefined && lengths.length === 2 && lengths[0] !== lengths[1]) {
    const found = `${lengths[0]} values of x and ${lengths[1]} of y`;
    throw complaint("shape", figure, found, "as many of one as of the other", "pair them up");
  }
  if (z !== undefined && !isTable(z)) {
    throw complaint("shape", figure, "z that is no table", "rows of equal length", "pass one array a row");
  }
  if (![x, y, z].some(holdsNumber)) {
    throw complaint("not-finite", figure, "a trace without a finite number", "some to draw", "look for NaN upstream");
  }
}

function complaint(
  code: "capability" | "domain" | "shape" | "not-finite",
  figure: Figure,
  found: string,
  expected: string,
  advice: string,
): BoltzproofError {
  return new BoltzproofError(code, { found: `${found} in figure ${figure.id}`, expected, advice });
}

function isList(value: PlotValue | undefined): value is ArrayLike<number> | readonly PlotValue[] {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function isTable(value: PlotValue): boolean {
  if (!isList(value)) return false;
  const rows = Array.from(value as ArrayLike<PlotValue>);
  const length = isList(rows[0]) ? rows[0].length : -1;
  return rows.every((row) => isList(row) && row.length === length);
}

function holdsNumber(value: PlotValue | undefined): boolean {
  if (isList(value)) return Array.from(value as ArrayLike<PlotValue>).some(holdsNumber);
  return typeof value === "bigint" || (typeof value === "number" && Number.isFinite(value));
}

/** A millionth of the extent of its list: less than a pixel of any picture, and a third of the bytes in full. */
const RESOLUTION = 1e-6;

/**
 * The same value as JSON: typed arrays as arrays, numbers in a list to a millionth of the list's extent, others in
 * full, what is not finite as null (a gap).
 */
export function plainValue(value: PlotValue | undefined): PlotValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return Number(value); // an entry of a BigInt64Array
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value !== "object") return null; // a function slipped past the types: not data
  if (isList(value)) return plainList(Array.from(value as ArrayLike<PlotValue>, plainValue));
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, plainValue(inner as PlotValue)]));
}

/** Positions differ by more than they are rounded by, however far from zero they lie. */
function plainList(list: readonly PlotValue[]): readonly PlotValue[] {
  const [low, high] = extentOf(list);
  // On a logarithmic axis a small value counts as much as a large one: it keeps as many digits of its own.
  const digits = (x: number): number => Math.ceil(Math.log10(Math.abs(x) / ((high - low) * RESOLUTION)));
  const round = (x: number): number => Number(x.toPrecision(Math.max(6, Math.min(17, digits(x) || 17))));
  return list.map((x) => (typeof x === "number" ? round(x) : x));
}

function extentOf(list: readonly PlotValue[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const x of list) if (typeof x === "number") [low, high] = [Math.min(low, x), Math.max(high, x)];
  return [low, high];
}

/** Merges nested options, the second over the first. */
export function mergeOptions(base: PlotObject, over: PlotObject): PlotObject {
  const out: Record<string, PlotValue | undefined> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const under = out[key];
    out[key] = isObject(under) && isObject(value) ? mergeOptions(under, value) : value;
  }
  return out;
}

function isObject(value: PlotValue | undefined): value is PlotObject {
  return typeof value === "object" && value !== null && !isList(value);
}
