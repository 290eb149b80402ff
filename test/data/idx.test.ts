import { describe, expect, test } from "vitest";
import { parseIdxImages, parseIdxLabels } from "../../src/data/index.ts";
import { refusalOf } from "../refusal.ts";
import { idxFile } from "./idx-file.ts";

const images = idxFile([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
const labels = idxFile([4], [3, 1, 4, 1]);

describe("IDX", () => {
  test("an image file gives its shape and pixels", () => {
    const { rows, height, width, pixels } = parseIdxImages(images, "images");
    expect([rows, height, width]).toEqual([2, 2, 3]);
    expect([...pixels]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test("a label file gives its labels, also from the middle of a larger buffer", () => {
    const padded = new Uint8Array([9, 9, 9, ...labels]);
    expect([...parseIdxLabels(padded.subarray(3), "labels")]).toEqual([3, 1, 4, 1]);
  });

  const changed = (bytes: Uint8Array, at: number, value: number) => bytes.map((b, i) => (i === at ? value : b));
  const bad: [string, () => unknown, string][] = [
    ["labels in the place of images", () => parseIdxImages(labels, "f"), "a label file (magic number 2049) in f"],
    ["images in the place of labels", () => parseIdxLabels(images, "f"), "an image file (magic number 2051) in f"],
    [
      "another type of values",
      () => parseIdxImages(changed(images, 2, 0x0d), "f"),
      "an IDX file of 32-bit floats in 3 dimensions (magic number 3331) in f",
    ],
    ...[2, 4].map((dimensions): [string, () => unknown, string] => [
      `unsigned bytes in ${dimensions} dimensions`,
      () => parseIdxImages(idxFile(new Array(dimensions).fill(2), new Uint8Array(2 ** dimensions)), "f"),
      `an IDX file of unsigned bytes in ${dimensions} dimensions (magic number ${2048 + dimensions}) in f`,
    ]),
    ["a magic number of nothing", () => parseIdxImages(changed(images, 0, 7), "f"), "a file that is not IDX (magic"],
    ["a file cut in its values", () => parseIdxImages(images.subarray(0, 20), "f"), "4 values in f, expected 12"],
    ["a file cut in its header", () => parseIdxImages(images.subarray(0, 9), "f"), "9 bytes in f, expected a header"],
    ["an empty file", () => parseIdxImages(new Uint8Array(0), "f"), "0 bytes in f, expected an image file"],
    ["a count too small", () => parseIdxImages(changed(images, 7, 1), "f"), "bytes left over"],
    ["a count too large", () => parseIdxImages(changed(images, 7, 3), "f"), "is truncated"],
  ];
  test.each(bad)("%s is refused in one sentence", async (_, call, words) => {
    const error = await refusalOf(call);
    expect(error.code).toBe("data");
    expect(error.message).toContain(words);
  });
});
