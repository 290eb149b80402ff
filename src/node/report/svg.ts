/**
 * Plotly's SVG made fit to be kept: ids that depend on the figure alone (several pictures share one page, and a
 * golden file must not change by chance), coordinates to a tenth of a pixel, nothing that only a running Plotly
 * needs, a title for screen readers.
 */
import type { Figure } from "../../report/figure.ts";

/** The same picture, in normal form. */
export function normaliseSvg(svg: string, figure: Figure): string {
  const ids = new Map<string, string>();
  for (const [, id] of svg.matchAll(/<[^>]* id="([^"]+)"/g)) ids.set(id!, `${figure.id}-${ids.size + 1}`);
  const short = svg.replace(/<[^>]*>/g, (tag) => withOwnIds(shorten(tag), ids));
  return withTitle(withoutEmptyElements(short), figure.title);
}

/** Attributes that hold lengths; other numbers (opacities, colours) stay as they are. */
const LENGTHS = / (?:d|transform|x|y|x1|x2|y1|y2|width|height|cx|cy|r|points|viewBox)="[^"]*"/g;

/** Contours without smoothing come as curves whose control points are their ends: twice the bytes of a line. */
const STRAIGHT_CURVE = /(?<=([\d.-]+,[\d.-]+))(?:C\1 ([\d.-]+,[\d.-]+) \2|Q\1 ([\d.-]+,[\d.-]+))/g;

function shorten(tag: string): string {
  return tag
    .replace(/ (?:class|data-[\w-]+)="[^"]*"| style=""/g, "")
    .replace(LENGTHS, (attribute) => attribute.replace(/\d+\.\d{2,}/g, (x) => `${Number(Number(x).toFixed(1))}`))
    .replace(STRAIGHT_CURVE, (_, _start, cubic?: string, quadratic?: string) => `L${cubic ?? quadratic}`)
    .replace(/Q([\d.-]+,[\d.-]+) \1/g, "L$1")
    .replace(/ ?\b(?:fill-|stroke-)?opacity: 1;/g, "")
    .replace(/rgb\((\d+), (\d+), (\d+)\)/g, (_, ...rgb: string[]) => `#${rgb.slice(0, 3).map(toHex).join("")}`);
}

/** Layers without content, nested ones from the inside out. */
function withoutEmptyElements(svg: string): string {
  const less = svg.replace(/<g><\/g>|<(?:g|path)\/>/g, "");
  return less === svg ? svg : withoutEmptyElements(less);
}

const toHex = (channel: string): string => Number(channel).toString(16).padStart(2, "0");

function withOwnIds(tag: string, ids: ReadonlyMap<string, string>): string {
  return tag
    .replace(/ id="([^"]+)"/, (_, id: string) => ` id="${ids.get(id)}"`)
    .replace(/url\((?:&quot;|')?#([^)'&]+)(?:&quot;|')?\)/g, (whole, id: string) =>
      ids.has(id) ? `url(#${ids.get(id)})` : whole,
    );
}

function withTitle(svg: string, title: string): string {
  const text = title
    .replace(/<[^>]*>/g, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;");
  return svg.replace(/^<svg([^>]*)>/, (_, attributes: string) => `<svg role="img"${attributes}><title>${text}</title>`);
}
