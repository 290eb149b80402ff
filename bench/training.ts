/** One epoch of training beside NumPy, PyTorch and scikit-learn, at the settings of the claims on speed. */
import { writeFile } from "node:fs/promises";
import { baseRateBias } from "../src/data/index.ts";
import { loadMnist } from "../src/node/index.ts";
import { type BitMatrix, bitMatrix, getBit } from "../src/numeric/bits.ts";
import { Rng } from "../src/numeric/random.ts";
import type { EngineSetup } from "../src/rbm/engine.ts";
import { createWasmEngine } from "../src/rbm/engines/wasm.ts";
import { fastestPeer, type PeerCall } from "./peers.ts";
import { type Comparison, compare, type Limit } from "./report.ts";
import { scratchFile } from "./scratch.ts";
import { type Contender, ours } from "./side-by-side.ts";

export interface TrainingCase {
  readonly title: string;
  readonly hidden: number;
  readonly batch: number;
  readonly algorithm: "cd" | "pcd";
  readonly steps: number;
  /** Rows an epoch; all data when left out. */
  readonly rows?: number;
  readonly threads: number;
  readonly peers: readonly ("numpy" | "torch" | "sklearn")[];
  readonly limits: readonly Limit[];
}

const VISIBLE = 784;
const RATE = 0.05;
const SEED = 1;

/** 60,000 rows: the official training set where BOLTZPROOF_MNIST names it, else the embedded digits several times. */
export async function trainingRows(rows = 60_000): Promise<BitMatrix> {
  const { bits } = await loadMnist();
  const out = bitMatrix(rows, bits.cols);
  for (let r = 0; r < rows; r++) {
    const from = (r % bits.rows) * bits.stride;
    out.words.set(bits.words.subarray(from, from + bits.stride), r * out.stride);
  }
  return out;
}

/** The rows as bytes 0 and 1, which is what the peers read. */
export async function writeBytes(bits: BitMatrix): Promise<string> {
  const bytes = new Uint8Array(bits.rows * bits.cols);
  for (let r = 0; r < bits.rows; r++) {
    for (let j = 0; j < bits.cols; j++) bytes[r * bits.cols + j] = getBit(bits, r, j);
  }
  const path = scratchFile("rows.u8");
  await writeFile(path, bytes);
  return path;
}

/** An engine with the usual start, and one epoch of it as a contender. */
export async function ourEpoch(
  data: BitMatrix,
  over: Partial<EngineSetup> & Pick<EngineSetup, "hidden" | "batch" | "threads">,
): Promise<Contender> {
  const setup: EngineSetup = {
    visible: data.cols,
    units: "binary",
    data,
    algorithm: "pcd",
    chains: over.batch,
    steps: 1,
    seed: SEED,
    centred: false,
    ...over,
  };
  const engine = await createWasmEngine(setup, { kind: "sgd" });
  const rng = Rng.fromSeed(SEED);
  const W = Float32Array.from(rng.normals(setup.visible * setup.hidden, 0.01));
  engine.setParameters({ W, a: Float32Array.from(baseRateBias(data)), b: new Float32Array(setup.hidden) });
  const perEpoch = Math.floor(data.rows / setup.batch);
  let step = 0;
  const contender = ours("boltzproof", `WebAssembly engine, threads ${setup.threads}`, async () => {
    const order = rng.permutation(data.rows);
    const batches = Array.from({ length: perEpoch }, (_, i) => order.subarray(i * setup.batch, (i + 1) * setup.batch));
    await engine.update(batches, step, RATE);
    step += perEpoch;
  });
  return { ...contender, close: () => void engine.dispose() };
}

export async function benchTraining(cases: readonly TrainingCase[], rounds: number): Promise<Comparison[]> {
  const data = await trainingRows();
  const path = await writeBytes(data);
  const results: Comparison[] = [];
  for (const c of cases) {
    const rows = bitMatrix(c.rows ?? data.rows, data.cols, data.words.subarray(0, (c.rows ?? data.rows) * data.stride));
    const peers = await startPeers(c, rows.rows, path);
    const contenders = [await ourEpoch(rows, c), ...peers.flatMap((p) => ("contender" in p ? [p.contender] : []))];
    const absent = peers.flatMap((p) => ("absent" in p ? [p.absent] : []));
    results.push(await compare({ title: c.title, contenders, absent, limits: c.limits, rounds }));
  }
  return results;
}

/** Two threads beside one. */
export async function benchThreads(rounds: number): Promise<Comparison> {
  const data = await trainingRows();
  const [two, one] = await Promise.all([2, 1].map((threads) => ourEpoch(data, { hidden: 500, batch: 500, threads })));
  return compare({
    title: "PCD-1, 784×500, batch 500: two threads beside one",
    contenders: [two!, { ...one!, name: "one thread" }],
    absent: [],
    limits: [{ peer: "one thread", atMost: 1 / 1.8 }],
    rounds,
  });
}

async function startPeers(c: TrainingCase, rows: number, data: string) {
  const { hidden, batch, algorithm, steps, threads } = c;
  const settings = { rows, visible: VISIBLE, hidden, batch, algorithm, steps, rate: RATE, seed: SEED, data };
  const calls: Record<TrainingCase["peers"][number], PeerCall> = {
    numpy: { name: "NumPy", script: "rbm_numpy.py", settings: [{ ...settings, threads }] },
    torch: {
      name: "PyTorch",
      script: "rbm_torch.py",
      settings: torchWays(threads).map((w) => ({ ...settings, ...w })),
    },
    sklearn: { name: "scikit-learn", script: "rbm_sklearn.py", settings: [{ ...settings, threads }] },
  };
  const peers = [];
  for (const name of c.peers) peers.push(await fastestPeer(calls[name]));
  return peers;
}

/** PyTorch builds that call OpenBLAS have two pools of threads, which can get in each other's way. */
export function torchWays(threads: number): { threads: number; blas: number }[] {
  const ways = [
    { threads, blas: threads },
    { threads, blas: 1 },
    { threads: 1, blas: threads },
  ];
  return threads === 1 ? ways.slice(0, 1) : ways;
}
