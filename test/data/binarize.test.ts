import { describe, expect, test } from "vitest";
import { binarize, type GreyImages, onFraction } from "../../src/data/index.ts";
import { getBit } from "../../src/numeric/bits.ts";
import { Rng } from "../../src/numeric/random.ts";

/** Image i is 20×50 pixels of the one byte greys[i]. */
function flatImages(greys: readonly number[]): GreyImages {
  const pixels = Uint8Array.from({ length: 1000 * greys.length }, (_, k) => greys[Math.floor(k / 1000)]!);
  return { rows: greys.length, height: 20, width: 50, pixels };
}

describe("binarisation", () => {
  test("the threshold turns on bytes from 128", () => {
    const bits = binarize(flatImages([0, 127, 128, 255]), "threshold", [0, 1, 2, 3]);
    expect([0, 1, 2, 3].map((i) => getBit(bits, i, 999))).toEqual([0, 0, 1, 1]);
  });

  // At byte 254 a division by 256 instead of 255 would be 39 standard errors off.
  test.each([51, 128, 254])("stochastic pixels of byte %d are on with probability byte/255", (byte) => {
    const greys = Array.from({ length: 400 }, () => byte);
    const on = onFraction(binarize(flatImages(greys), { stochastic: Rng.fromSeed(2) }, [...greys.keys()]));
    const p = byte / 255;
    expect(Math.abs(on - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 400_000));
  });

  test("stochastic black stays off and white stays on", () => {
    const bits = binarize(flatImages([0, 255]), { stochastic: Rng.fromSeed(2) }, [0, 1]);
    expect(onFraction(bits)).toBe(0.5);
    expect(getBit(bits, 1, 0)).toBe(1);
  });

  test("an image has the same stochastic bits whatever else is selected", () => {
    const images = flatImages([100, 150, 200]);
    const how = { stochastic: Rng.fromSeed(9) };
    const all = binarize(images, how, [0, 1, 2]);
    const last = binarize(images, how, [2]);
    expect(last.words).toEqual(all.words.subarray(2 * all.stride));
    expect(binarize(images, { stochastic: Rng.fromSeed(10) }, [2]).words).not.toEqual(last.words);
  });
});
