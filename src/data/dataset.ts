/**
 * Data sets: bit-packed configurations of the visible units, with labels where the data has classes, and a record
 * of where they come from, so that a number is never reported without saying on which rows it was measured.
 */
import { BoltzproofError } from "../errors.ts";
import { type BitMatrix, bitMatrix, popcountRow } from "../numeric/bits.ts";
import type { Rng } from "../numeric/random.ts";

/** Provenance of a data set. */
export interface DataMeta {
  /** What the rows are, in words that a caption can show. */
  readonly source: string;
  readonly split: "train" | "test" | "all";
  /** How grey values became bits; "none" for data that is binary by nature. */
  readonly binarization: string;
  /** Fraction of units that are on, over all rows. */
  readonly onFraction: number;
  /** SHA-256 of the bits as `packBitsByRow` writes them, where it was computed. */
  readonly sha256?: string;
  /** What a reader of a figure has to know, e.g. that a split is not the official one. */
  readonly note?: string;
}

/** Bit-packed rows with what is known of them: labels, shape of an image, where they come from. */
export interface DataSet {
  /** Rows × N; bit 1 is "on" (binary units) or +1 (spin units). */
  readonly bits: BitMatrix;
  /** Class of each row. */
  readonly labels?: Uint8Array;
  /** Height and width when a row is an image, row-major. */
  readonly image?: { readonly height: number; readonly width: number };
  readonly meta: DataMeta;
}

/** A data set with its fraction of on units computed. */
export function dataSet(fields: Omit<DataSet, "meta"> & { readonly meta: Omit<DataMeta, "onFraction"> }): DataSet {
  const { bits, labels } = fields;
  if (labels && labels.length !== bits.rows) {
    throw new BoltzproofError("data", {
      found: `${labels.length} labels for ${bits.rows} rows`,
      expected: "one label a row",
      advice: "check that labels and rows come from the same file pair",
    });
  }
  return { ...fields, meta: { ...fields.meta, onFraction: onFraction(bits) } };
}

/** Fraction of bits that are 1; 0 for an empty matrix. */
export function onFraction(bits: BitMatrix): number {
  let on = 0;
  for (let i = 0; i < bits.rows; i++) on += popcountRow(bits, i);
  return on === 0 ? 0 : on / (bits.rows * bits.cols);
}

/** The given rows, copied, in the given order. @throws BoltzproofError "domain" for a row that is not there. */
export function selectRows(bits: BitMatrix, rows: ArrayLike<number>): BitMatrix {
  const out = bitMatrix(rows.length, bits.cols);
  for (let i = 0; i < rows.length; i++) {
    const r = rows[i]!;
    if (!(r >= 0 && r < bits.rows)) {
      throw new BoltzproofError("domain", {
        found: `row ${r}`,
        expected: `a row from 0 to ${bits.rows - 1}`,
        advice: "select rows of this data set",
      });
    }
    out.words.set(bits.words.subarray(r * bits.stride, (r + 1) * bits.stride), i * bits.stride);
  }
  return out;
}

/** A held-out split: a random `testRows` of the rows for testing, the others for training. */
export function splitDataSet(data: DataSet, testRows: number, rng: Rng): { train: DataSet; test: DataSet } {
  if (!Number.isInteger(testRows) || testRows < 1 || testRows >= data.bits.rows) {
    throw new BoltzproofError("domain", {
      found: `${testRows} test rows of ${data.bits.rows}`,
      expected: `a whole number from 1 to ${data.bits.rows - 1}`,
      advice: "leave rows for both halves",
    });
  }
  const order = rng.permutation(data.bits.rows);
  const part = (rows: Uint32Array, split: "train" | "test"): DataSet => {
    const { sha256: _hashOfAllRows, ...meta } = data.meta;
    const bits = selectRows(data.bits, rows);
    const labels = data.labels && { labels: Uint8Array.from(rows, (r) => data.labels![r]!) };
    return dataSet({ ...data, bits, ...labels, meta: { ...meta, split } });
  };
  const cut = data.bits.rows - testRows;
  return { train: part(order.subarray(0, cut), "train"), test: part(order.subarray(cut), "test") };
}

/**
 * Mini-batches of one epoch: row numbers in a fresh random order, cut into full batches. The rows left over
 * (rows mod size) sit this epoch out, so that every update weighs its rows equally; another order drops others.
 * @throws BoltzproofError "domain" when not even one batch can be filled.
 */
export function miniBatches(rows: number, size: number, rng: Rng): Uint32Array[] {
  if (!Number.isInteger(size) || size < 1 || size > rows) {
    throw new BoltzproofError("domain", {
      found: `a mini-batch of ${size} rows`,
      expected: `a whole number from 1 to ${rows}, the rows of the data`,
      advice: "choose a smaller batch or load more rows",
    });
  }
  const order = rng.permutation(rows);
  return Array.from({ length: Math.floor(rows / size) }, (_, k) => order.subarray(k * size, (k + 1) * size));
}
