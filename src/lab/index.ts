/** The laboratory: claims, evidence, verdicts and the runner. Entry `boltzproof/lab`. */
export type * from "../algebra/words.ts";
export type { BitMatrix } from "../numeric/bits.ts";
export type { Matrix } from "../numeric/matrix.ts";
export { Rng } from "../numeric/random.ts";
export { Rbm, type RbmFields, type Units } from "../rbm/rbm.ts";
export type { RateSchedule, Snapshot, TrainingSettings } from "../rbm/state.ts";
export * from "./comparisons/index.ts";
export type { Circumstances } from "./judge-evidence.ts";
export { type Change, perturbed } from "./perturb.ts";
export * from "./runner.ts";
export type * from "./types.ts";
