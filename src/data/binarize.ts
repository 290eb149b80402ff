/**
 * Grey images to bits. Two customs are in use and their likelihoods differ by about 12 nats on MNIST, so a data set
 * says which one it used and numbers are never compared across.
 */
import { BoltzproofError } from "../errors.ts";
import { type BitMatrix, bitMatrix } from "../numeric/bits.ts";
import type { Rng } from "../numeric/random.ts";

/** Grey images, one byte a pixel, image after image, row-major. */
export interface GreyImages {
  readonly rows: number;
  readonly height: number;
  readonly width: number;
  readonly pixels: Uint8Array;
}

/** "threshold": on where grey ≥ 0.5, that is byte ≥ 128. Stochastic: on with probability byte / 255. */
export type Binarization = "threshold" | { readonly stochastic: Rng };

/** Name of the rule for the record of a data set. */
export function describeBinarization(how: Binarization): string {
  return how === "threshold" ? "threshold (byte ≥ 128)" : `stochastic (seed ${how.stochastic.seed})`;
}

/**
 * Bits of the wanted images, in the wanted order. Each image has a random stream of its own, keyed by its number in
 * `images`, so a selection or another order of the same images has the same bits.
 * @throws BoltzproofError "shape" unless there is one byte a pixel.
 */
export function binarize(images: GreyImages, how: Binarization, wanted: ArrayLike<number>): BitMatrix {
  const units = images.height * images.width;
  if (images.pixels.length !== images.rows * units) throw wrongSize(images);
  const out = bitMatrix(wanted.length, units);
  for (let i = 0; i < wanted.length; i++) {
    const number = wanted[i]!;
    const grey = images.pixels.subarray(number * units, (number + 1) * units);
    const words = out.words.subarray(i * out.stride, (i + 1) * out.stride);
    if (how === "threshold") thresholdInto(words, grey);
    else drawInto(words, grey, how.stochastic.child(number));
  }
  return out;
}

function thresholdInto(words: Uint32Array, grey: Uint8Array): void {
  for (let j = 0; j < grey.length; j++) if (grey[j]! >= 128) words[j >>> 5]! |= 1 << (j & 31);
}

/** integer(255) < byte has probability byte/255 exactly; black and white pixels need no draw. */
function drawInto(words: Uint32Array, grey: Uint8Array, rng: Rng): void {
  for (let j = 0; j < grey.length; j++) {
    const byte = grey[j]!;
    if (byte === 255 || (byte > 0 && rng.integer(255) < byte)) words[j >>> 5]! |= 1 << (j & 31);
  }
}

function wrongSize({ rows, height, width, pixels }: GreyImages): BoltzproofError {
  return new BoltzproofError("shape", {
    found: `${pixels.length} bytes for ${rows} images of ${height}×${width}`,
    expected: `${rows * height * width}, one a pixel`,
    advice: "compare the three sizes with the file the images come from",
  });
}
