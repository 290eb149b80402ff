/** Random data, machines and settings for the tests of engines; runs in a page too. */
import { type BitMatrix, bitMatrix, setBit } from "../../../src/numeric/bits.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import type { EngineSetup, Parameters } from "../../../src/rbm/engine.ts";

export function randomBits(rows: number, cols: number, density: number, rng: Rng): BitMatrix {
  const out = bitMatrix(rows, cols);
  for (let r = 0; r < rows; r++) for (let j = 0; j < cols; j++) setBit(out, r, j, rng.uniform() < density);
  return out;
}

export function randomParameters(N: number, M: number, scale: number, rng: Rng): Parameters {
  const [W, a, b] = [N * M, N, M].map((n) => Float32Array.from(rng.normals(n, scale)));
  return { W: W!, a: a!, b: b! };
}

export function engineSetup(data: BitMatrix, over: Partial<EngineSetup> = {}): EngineSetup {
  return {
    visible: data.cols,
    hidden: 2,
    units: "binary",
    data,
    batch: 8,
    algorithm: "pcd",
    chains: 8,
    steps: 1,
    seed: 1,
    threads: 1,
    centred: false,
    ...over,
  };
}
