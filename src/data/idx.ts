/**
 * IDX, the format of the MNIST files: two zero bytes, a type code, the number of dimensions, the dimensions as
 * big-endian uint32, then the values. Only unsigned bytes occur here. LeCun, Cortes, Burges, "The MNIST database".
 */
import { BoltzproofError } from "../errors.ts";
import type { GreyImages } from "./binarize.ts";
import { fileKind } from "./file-kind.ts";

const UNSIGNED_BYTE = 0x08;

/** Reads an image file from its bytes. `name` is what messages call it. @throws BoltzproofError "data". */
export function parseIdxImages(bytes: Uint8Array, name: string): GreyImages {
  const [rows, height, width] = readShape(bytes, 3, name) as [number, number, number];
  return { rows, height, width, pixels: bytes.subarray(16) };
}

/** Reads a label file from its bytes: one byte a row. @throws BoltzproofError "data". */
export function parseIdxLabels(bytes: Uint8Array, name: string): Uint8Array {
  readShape(bytes, 1, name);
  return bytes.subarray(8);
}

const KIND: Readonly<Record<number, string>> = { 1: "a label file", 3: "an image file" };

/** Value types of IDX by their code. */
const TYPES: Readonly<Record<number, string>> = {
  8: "unsigned bytes",
  9: "signed bytes",
  11: "16-bit integers",
  12: "32-bit integers",
  13: "32-bit floats",
  14: "64-bit floats",
};

/** What a file is that is not the one asked for: the other of the pair, another kind of IDX, another format, or nothing known. */
function describeOther(bytes: Uint8Array, magic: number): { readonly found: string; readonly advice: string } {
  const type = magic >>> 16 === 0 ? TYPES[magic >>> 8] : undefined;
  const dimensions = magic & 0xff;
  if (magic >>> 8 === UNSIGNED_BYTE && KIND[dimensions]) {
    const advice = "check that images and labels are not swapped";
    return { found: `${KIND[dimensions]} (magic number ${magic})`, advice };
  }
  if (type !== undefined && dimensions > 0) {
    const what = `an IDX file of ${type} in ${dimensions} dimension${dimensions === 1 ? "" : "s"} (magic number ${magic})`;
    const reshape = "write it with the header of rows × height × width";
    return { found: what, advice: magic >>> 8 === UNSIGNED_BYTE ? reshape : `${reshape}, as unsigned bytes` };
  }
  const kind = fileKind(bytes);
  if (kind) return { found: kind.name, advice: kind.advice };
  return {
    found: `a file that is not IDX (magic number ${magic})`,
    advice: "name the right file or download it again",
  };
}

/** Checks the header against what was asked for and against the length of the file. */
function readShape(bytes: Uint8Array, dimensions: 1 | 3, name: string): number[] {
  const wanted = `${KIND[dimensions]} (IDX magic number ${256 * UNSIGNED_BYTE + dimensions})`;
  const refuse = (found: string, expected: string, advice: string): never => {
    throw new BoltzproofError("data", { found, expected, advice });
  };
  const header = 4 + 4 * dimensions;
  if (bytes.length < 4) refuse(`${bytes.length} bytes in ${name}`, wanted, "download the file again");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = view.getUint32(0);
  if (magic !== 256 * UNSIGNED_BYTE + dimensions) {
    const { found, advice } = describeOther(bytes, magic);
    refuse(`${found} in ${name}`, wanted, advice);
  }
  if (bytes.length < header)
    refuse(`${bytes.length} bytes in ${name}`, `a header of ${header}`, "download the file again");
  const shape = Array.from({ length: dimensions }, (_, k) => view.getUint32(4 + 4 * k));
  const length = shape.reduce((product, n) => product * n, 1);
  if (bytes.length - header !== length) {
    const cause = bytes.length - header < length ? "is truncated" : "has bytes left over";
    const counts = `${length} values (${shape.join("×")}) as its header says`;
    refuse(
      `${bytes.length - header} values in ${name}`,
      counts,
      `the file ${cause} or its header is damaged: download it again`,
    );
  }
  return shape;
}
