/**
 * Synthetic data whose structure is known: a tree of patterns (learned level by level, as a cascade of transitions:
 * Bachtis, Biroli, Decelle, Seoane, NeurIPS 2024; sheet A63), planted patterns, and rows with nothing to learn.
 * In ±1 language every noisy copy below is s' = s·ε with ⟨ε⟩ = overlap, i.e. a unit flips with probability (1 − overlap)/2.
 */
import { requireRoom } from "../arguments.ts";
import { BoltzproofError } from "../errors.ts";
import { type BitMatrix, bitMatrix } from "../numeric/bits.ts";
import type { Rng } from "../numeric/random.ts";
import { type DataSet, dataSet, selectRows } from "./dataset.ts";

/** A data set made of noisy copies of prototypes; the label of a row is the number of its prototype. */
export interface PrototypeDataSet extends DataSet {
  readonly prototypes: BitMatrix;
}

/** Size of a tree-structured set and how often a unit changes from parent to child. */
export interface TreeOptions {
  readonly units: number;
  readonly rows: number;
  /** Children of every node; 2 when left out. */
  readonly branching?: number;
  /**
   * Overlap of a child with its parent, level by level from the root; its length is the number of levels, and
   * branching^levels leaves are the prototypes. [0.45, 0.65, 0.8] when left out: three levels, splits ever finer.
   */
  readonly overlaps?: readonly number[];
  /** Overlap of a row with its leaf; 0.9 when left out. */
  readonly rowOverlap?: number;
}

/**
 * Rows at the leaves of a tree of patterns. Two leaves that share their ancestors down to level l have the expected
 * overlap Π overlaps² over the levels below l, so the covariance of the data has one group of eigenvalues a level.
 */
export function treeStructuredData(options: TreeOptions, rng: Rng): PrototypeDataSet {
  const { units, rows, branching = 2, overlaps = [0.45, 0.65, 0.8], rowOverlap = 0.9 } = options;
  requireCount("units", units);
  requireCount("branching", branching);
  let level = randomBits(1, units, rng.child("root"));
  overlaps.forEach((overlap, depth) => {
    requireRoom("a level of the tree", level.rows * branching);
    const parents = Uint32Array.from({ length: level.rows * branching }, (_, child) => Math.floor(child / branching));
    level = noisyCopies(level, parents, overlap, rng.child("level").child(depth));
  });
  const source = `tree-structured patterns, ${overlaps.length} levels, ${level.rows} leaves`;
  return rowsAroundPrototypes(level, rows, rowOverlap, source, rng);
}

/** How many rows and units of a planted set, its prototypes, and how often a unit is flipped. */
export interface PlantedOptions {
  readonly units: number;
  readonly rows: number;
  /** Number of independent random patterns; 1 when left out. */
  readonly patterns?: number;
  /** Overlap of a row with its pattern; 0.8 when left out. */
  readonly overlap?: number;
  /** Add the flipped pattern −ξ beside every ξ, which makes the data even: the Mattis states ±ξ. */
  readonly symmetric?: boolean;
}

/** Noisy copies of random patterns ξ, each chosen equally often. Labels 0 … patterns−1 are ξ; with `symmetric`, −ξ follow. */
export function plantedPatternData(options: PlantedOptions, rng: Rng): PrototypeDataSet {
  const { units, rows, patterns = 1, overlap = 0.8, symmetric = false } = options;
  requireCount("units", units);
  requireCount("patterns", patterns);
  const drawn = randomBits(patterns, units, rng.child("patterns"));
  const both = selectRows(
    drawn,
    Uint32Array.from({ length: 2 * patterns }, (_, k) => k % patterns),
  );
  for (let k = patterns; k < 2 * patterns; k++) flipRow(both, k);
  const source = `planted patterns, ${patterns}${symmetric ? " with their mirror images" : ""}`;
  return rowsAroundPrototypes(symmetric ? both : drawn, rows, overlap, source, rng);
}

/** Independent fair units: data without structure, the null case of every detector. */
export function uniformRandomData(rows: number, units: number, rng: Rng): DataSet {
  requireCount("rows", rows);
  requireCount("units", units);
  const source = "independent fair units";
  return dataSet({ bits: randomBits(rows, units, rng), meta: { source, split: "all", binarization: "none" } });
}

function rowsAroundPrototypes(
  prototypes: BitMatrix,
  rows: number,
  overlap: number,
  source: string,
  rng: Rng,
): PrototypeDataSet {
  requireCount("rows", rows);
  if (prototypes.rows > 256) throw outOfRange("prototypes", prototypes.rows, "at most 256, as labels are bytes");
  const order = rng.child("order").permutation(rows);
  const labels = Uint8Array.from(order, (k) => k % prototypes.rows);
  const bits = noisyCopies(prototypes, labels, overlap, rng.child("rows"));
  return { ...dataSet({ bits, labels, meta: { source, split: "all", binarization: "none" } }), prototypes };
}

/** Row i is row `originals[i]` of `from` with every unit flipped with probability (1 − overlap)/2. */
function noisyCopies(from: BitMatrix, originals: ArrayLike<number>, overlap: number, rng: Rng): BitMatrix {
  if (!(overlap >= 0 && overlap <= 1)) throw outOfRange("overlap", overlap, "a number from 0 to 1");
  const copies = selectRows(from, originals);
  const flip = (1 - overlap) / 2;
  for (let i = 0; i < copies.rows; i++) {
    for (let j = 0; j < copies.cols; j++) {
      if (rng.uniform() < flip) copies.words[i * copies.stride + (j >>> 5)]! ^= 1 << (j & 31);
    }
  }
  return copies;
}

function randomBits(rows: number, units: number, rng: Rng): BitMatrix {
  const bits = bitMatrix(rows, units);
  for (let k = 0; k < bits.words.length; k++) bits.words[k] = rng.word() & usedBits(bits, k);
  return bits;
}

function flipRow(bits: BitMatrix, i: number): void {
  for (let k = i * bits.stride; k < (i + 1) * bits.stride; k++) bits.words[k] = ~bits.words[k]! & usedBits(bits, k);
}

/** Mask of the bits in use in word k: the padding of a row's last word stays 0. */
function usedBits(bits: BitMatrix, k: number): number {
  const used = bits.cols - 32 * (k % bits.stride);
  return used >= 32 ? -1 : (1 << used) - 1;
}

function requireCount(name: string, n: number): void {
  if (!Number.isInteger(n) || n < 1) throw outOfRange(name, n, "a whole number from 1");
}

function outOfRange(name: string, found: number, expected: string): BoltzproofError {
  return new BoltzproofError("domain", { found: `${name} = ${found}`, expected, advice: `choose another ${name}` });
}
