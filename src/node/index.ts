/** The Node door: everything that touches files, signals and the terminal. */

export type {
  ChannelListener,
  EngineChannel,
  EngineName,
  FromWorker,
  OpenChannel,
  RawReply,
  ToWorker,
} from "../algebra/engines/protocol.ts";
export { type RestoredCheckpoint, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
export { openNodeChannel } from "./engine-channel.ts";
export { previousGeneration, type WriteOptions, writeFileAtomic } from "./files.ts";
export { type Interrupt, listenForInterrupt } from "./interrupt.ts";
export { EMBEDDED_TEST_ROWS, loadMnist, type MnistOptions } from "./mnist.ts";
export { formatDuration, type Progress, type ProgressOptions, type ProgressStream, startProgress } from "./progress.ts";
export { loadRbm, saveRbm } from "./rbm-file.ts";
export { decodeTensors, encodeTensors, type Tensor, type TensorFile, tensor } from "./tensor-file.ts";
