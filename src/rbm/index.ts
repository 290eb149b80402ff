/** The machine: energy, conditionals, sampling, exact sums, modes, training. Runs in a browser. */

export type { DataMeta, DataSet } from "../data/dataset.ts";
export type { BitMatrix } from "../numeric/bits.ts";
export type { Matrix } from "../numeric/matrix.ts";
export { Rng } from "../numeric/random.ts";
export { type GibbsRun, gibbsRecords } from "./chains.ts";
export {
  inputsHiddenGivenVisible,
  inputsVisibleGivenHidden,
  meanHiddenGivenVisible,
  meanVisibleGivenHidden,
  probabilityHiddenOn,
  probabilityVisibleOn,
} from "./conditionals.ts";
export { type CoursePoint, trainingCourse } from "./course.ts";
export type { EngineChoice } from "./create-engine.ts";
export { energy } from "./energy.ts";
export type { EngineFactory, EngineSetup, Optimizer, Parameters, TrainingEngine } from "./engine.ts";
export * from "./exact/index.ts";
export { freeEnergy, freeEnergyHidden } from "./free-energy.ts";
export { type CompleteModes, type ModesOptions, type SingularModes, singularModes } from "./modes.ts";
export * from "./partition/index.ts";
export { Rbm, type RbmFields, type Units } from "./rbm.ts";
export { trainReplicas, type Variation } from "./replicas.ts";
export {
  type ChainOptions,
  gibbsChain,
  gibbsSweep,
  type JointStates,
  sampleHiddenGivenVisible,
  sampleVisibleGivenHidden,
  uniformStates,
} from "./sampling.ts";
export type { SettingsOptions } from "./settings.ts";
export { type MeasureOptions, reconstructionCrossEntropy } from "./snapshot.ts";
export {
  completedEpochs,
  type DataFingerprint,
  fingerprint,
  putTogether,
  type RateSchedule,
  type Snapshot,
  type StateHeader,
  type StateParts,
  type TrainingSettings,
  type TrainingState,
  takeApart,
  updatesPerEpoch,
} from "./state.ts";
export type { Rows, States, Temperature } from "./states.ts";
export {
  type RunOptions,
  resumeTraining,
  type StopSignal,
  type TrainingProgress,
  type TrainingRun,
  type TrainOptions,
  train,
} from "./train.ts";
export { type ConvertedRbm, convertStates, convertUnits, swapLayers, toBinary, toSpin } from "./units.ts";
