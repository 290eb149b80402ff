/**
 * Weights and states as pictures: a grid of small grey or diverging images in one heatmap, one pixel an entry.
 */
import { BoltzproofError } from "../errors.ts";
import type { PlotObject } from "./figure.ts";
import type { Panel } from "./panels.ts";
import { DIVERGING, GREYS } from "./theme.ts";

/** Images to show side by side, each row-major, with their common height and width in pixels. */
export interface ImageGridInput {
  /** Row-major pixels of each image. */
  readonly images: readonly ArrayLike<number>[];
  /** Pixels of one image. */
  readonly width: number;
  readonly height: number;
  /** Images side by side. */
  readonly columns: number;
  /** "states": 0 paper, 1 ink. "weights": blue below zero, vermilion above, the same scale for all images. */
  readonly scale: "states" | "weights";
  readonly title?: string;
}

/** Empty pixels between images. */
const GAP = 2;
const GAP_COLOUR = "#e4e8ec";

/**
 * One panel that shows all images.
 * @throws BoltzproofError "shape" when an image has not width × height pixels, or there is none.
 */
export function imageGridPanel(input: ImageGridInput): Panel {
  const { images, width, height, columns, scale } = input;
  checkImages(input);
  const rows = Math.ceil(images.length / columns);
  const z = Array.from({ length: rows * (height + GAP) - GAP }, () =>
    new Array<number>(columns * (width + GAP) - GAP).fill(Number.NaN),
  );
  images.forEach((image, n) => {
    const top = Math.floor(n / columns) * (height + GAP);
    const left = (n % columns) * (width + GAP);
    for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) z[top + i]![left + j] = image[i * width + j]!;
  });
  const reach = scale === "weights" ? largest(images) : 1;
  const colours =
    scale === "weights"
      ? { colorscale: DIVERGING, zmin: -reach, zmax: reach }
      : { colorscale: GREYS, zmin: 0, zmax: 1 };
  const hidden: PlotObject = { visible: false, constrain: "domain" };
  return {
    ...(input.title === undefined ? {} : { title: input.title }),
    x: { options: hidden },
    y: { options: { ...hidden, autorange: "reversed" } }, // the first row on top
    aspect: z.length / z[0]!.length,
    background: GAP_COLOUR,
    ...(scale === "weights" ? { scale: "weight" } : {}),
    traces: [{ type: "heatmap", z, ...colours, showscale: false, hoverinfo: "z" }],
  };
}

function checkImages({ images, width, height }: ImageGridInput): void {
  const wrong = images.findIndex((image) => image.length !== width * height);
  if (images.length > 0 && wrong < 0) return;
  throw new BoltzproofError("shape", {
    found: images.length === 0 ? "no image" : `image ${wrong} with ${images[wrong]!.length} pixels`,
    expected: images.length === 0 ? "at least one" : `${width}×${height} = ${width * height}`,
    advice: "pass one array of pixels an image",
  });
}

function largest(images: readonly ArrayLike<number>[]): number {
  let most = 0;
  for (const image of images) for (let i = 0; i < image.length; i++) most = Math.max(most, Math.abs(image[i]!));
  return most || 1;
}
