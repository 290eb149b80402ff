/** A small state with every kind of part in it: Adam's moments, persistent chains, snapshots. */
import { bitMatrix } from "../../src/numeric/bits.ts";
import { Rng } from "../../src/numeric/random.ts";
import type { TrainingState } from "../../src/rbm/state.ts";

export function someTrainingState(update: number, visible = 12, hidden = 5): TrainingState {
  const rng = Rng.fromSeed(update);
  const floats = (n: number) => Float32Array.from(rng.normals(n));
  const chains = bitMatrix(
    7,
    hidden,
    Uint32Array.from({ length: 7 * Math.ceil(hidden / 32) }, () => rng.integer(32)),
  );
  const singularValues = rng.normals(Math.min(visible, hidden)).map(Math.abs).sort().reverse();
  return {
    settings: {
      hidden,
      epochs: 10,
      algorithm: "pcd",
      steps: 1,
      batch: 4,
      chains: 7,
      rate: { start: 0.1, end: 0 },
      optimizer: "adam",
      units: "binary",
      centred: true,
      sigma: 0.01,
      seed: 3,
    },
    data: { rows: 40, cols: visible, hash: 123456789 },
    update,
    parameters: { W: floats(visible * hidden), a: floats(visible), b: floats(hidden) },
    chains,
    optimizer: [visible * hidden, visible, hidden, visible * hidden, visible, hidden].map(floats),
    snapshots: [
      { epoch: 0, update: 0, singularValues, frobenius: 1.5, reconstruction: 0.1 + 0.2, logPartition: 1 / 3 },
    ],
  };
}
