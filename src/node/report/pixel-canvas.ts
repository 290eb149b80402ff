/**
 * What Plotly asks of a canvas for heat maps: whole images of pixels, and filled rectangles with edges on whole
 * pixels where cells have gaps, differ in size or stand on a logarithmic axis.
 */
import type { JSDOM } from "jsdom";
import { encodePng } from "./png.ts";

interface CanvasElement {
  width: number;
  height: number;
  pixels?: Uint8ClampedArray;
}

/** Pixels row by row, four bytes each; those of a canvas that nothing was drawn on are transparent. */
function pixelsOf(canvas: CanvasElement): Uint8ClampedArray {
  const size = 4 * canvas.width * canvas.height;
  if (canvas.pixels?.length !== size) canvas.pixels = new Uint8ClampedArray(size);
  return canvas.pixels;
}

/** The four channels of "rgba(12, 34, 56, 0.5)", alpha from 0 to 255. */
function channelsOf(style: string): readonly [number, number, number, number] {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (style.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, Math.round(255 * alpha)];
}

class PixelContext {
  readonly #canvas: CanvasElement;
  fillStyle = "rgba(0,0,0,1)";

  constructor(canvas: CanvasElement) {
    this.#canvas = canvas;
  }

  createImageData(width: number, height: number) {
    return { data: new Uint8ClampedArray(4 * width * height) };
  }

  putImageData(image: { readonly data: Uint8ClampedArray }): void {
    this.#canvas.pixels = image.data;
  }

  /** Cells do not overlap, so what is drawn replaces what was there. A reversed rectangle is the same rectangle. */
  fillRect(x: number, y: number, width: number, height: number): void {
    const { width: columns, height: rows } = this.#canvas;
    const pixels = pixelsOf(this.#canvas);
    const colour = channelsOf(this.fillStyle);
    const [left, right] = clampedRange(x, width, columns);
    const [top, bottom] = clampedRange(y, height, rows);
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) pixels.set(colour, 4 * (row * columns + column));
    }
  }
}

function clampedRange(start: number, extent: number, size: number): readonly [number, number] {
  const ends = [start, start + extent].map((t) => Math.max(0, Math.min(size, Math.round(t))));
  return [Math.min(...ends), Math.max(...ends)];
}

/** Gives every canvas of a window that context, and PNG as its data URL. */
export function addCanvas(window: JSDOM["window"]): void {
  const prototype = window.HTMLCanvasElement.prototype as unknown as Record<string, unknown>;
  prototype["getContext"] = function (this: CanvasElement, kind: string) {
    return kind === "2d" ? new PixelContext(this) : null;
  };
  prototype["toDataURL"] = function (this: CanvasElement): string {
    return `data:image/png;base64,${encodePng(this.width, this.height, pixelsOf(this)).toString("base64")}`;
  };
}
