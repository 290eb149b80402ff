/** Data: sets of bit-packed rows, their statistics, binarisation, the IDX format, synthetic sets. Runs in a browser. */

export type { BitMatrix } from "../numeric/bits.ts";
export { Rng } from "../numeric/random.ts";
export { type Binarization, binarize, describeBinarization, type GreyImages } from "./binarize.ts";
export {
  type DataMeta,
  type DataSet,
  dataSet,
  miniBatches,
  onFraction,
  selectRows,
  splitDataSet,
} from "./dataset.ts";
export { type FileKind, fileKind } from "./file-kind.ts";
export { parseIdxImages, parseIdxLabels } from "./idx.ts";
export { baseRateBias, baseRateLogLikelihood, countOnPerUnit, packBitsByRow } from "./statistics.ts";
export {
  type PlantedOptions,
  type PrototypeDataSet,
  plantedPatternData,
  type TreeOptions,
  treeStructuredData,
  uniformRandomData,
} from "./synthetic.ts";
