/**
 * Bounding boxes of SVG elements, which jsdom does not compute: text by font metrics, groups as the union of their
 * transformed children. As much of it as Plotly asks for.
 */
import { textWidth } from "../../report/text-metrics.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const LINE_HEIGHT = 1.3;
const ASCENT = 0.93;

/** The box in the element's own coordinates, as `getBBox` gives it. */
export function innerBox(element: Element): Box {
  if (element.localName === "text" || element.localName === "tspan") return textBox(element);
  const inner = Array.from(element.children, outerBox).filter((box) => box.width > 0 || box.height > 0);
  if (inner.length > 0) return union(inner);
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => numberOf(element, name));
  return { x: x!, y: y!, width: width!, height: height! };
}

/** The box in the parent's coordinates. */
export function outerBox(element: Element): Box {
  const { x, y, width, height } = innerBox(element);
  const corners = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ] as const;
  return union(corners.map((corner) => apply(element.getAttribute("transform") ?? "", corner)));
}

function union(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The rightmost transformation acts first; anything but translate and rotate is left out, since Plotly uses no other. */
function apply(transform: string, [x0, y0]: readonly [number, number]): Box {
  let [x, y] = [x0, y0];
  for (const [, kind, list] of [...transform.matchAll(/(translate|rotate)\(([^)]*)\)/g)].reverse()) {
    const [first = 0, second = 0, third = 0] = list!.split(/[\s,]+/).map(Number);
    if (kind === "translate") {
      [x, y] = [x + first, y + second];
    } else {
      const [cos, sin] = [Math.cos((first * Math.PI) / 180), Math.sin((first * Math.PI) / 180)];
      const [dx, dy] = [x - second, y - third];
      [x, y] = [second + cos * dx - sin * dy, third + sin * dx + cos * dy];
    }
  }
  return { x, y, width: 0, height: 0 };
}

function textBox(element: Element): Box {
  const size = fontSize(element);
  const lines = Array.from(element.querySelectorAll("tspan.line"));
  const width = Math.max(...(lines.length > 0 ? lines : [element]).map((line) => lineWidth(line, fontSize(line))));
  const anchor = element.getAttribute("text-anchor");
  const shift = anchor === "middle" ? width / 2 : anchor === "end" ? width : 0;
  const height = width === 0 ? 0 : size * LINE_HEIGHT * Math.max(1, lines.length);
  return { x: numberOf(element, "x") - shift, y: numberOf(element, "y") - size * ASCENT, width, height };
}

/** Sub- and superscripts are smaller than the line they stand in. */
function lineWidth(node: Node, size: number): number {
  let sum = 0;
  for (const child of node.childNodes) {
    const isText = child.nodeType === child.TEXT_NODE;
    sum += isText ? textWidth(child.textContent ?? "") * size : lineWidth(child, fontSize(child as Element));
  }
  return sum;
}

/** From the element's own style or the nearest ancestor's; a percentage is of the ancestor's. */
function fontSize(element: Element): number {
  const own = /font-size:\s*([\d.]+)(px|%)/.exec(element.getAttribute("style") ?? "");
  if (own?.[2] === "px") return Number(own[1]);
  const inherited = element.parentElement ? fontSize(element.parentElement) : 12;
  return own ? (inherited * Number(own[1])) / 100 : inherited;
}

function numberOf(element: Element, attribute: string): number {
  return Number.parseFloat(element.getAttribute(attribute) ?? "0") || 0;
}
