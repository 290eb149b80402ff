/**
 * Operations and bytes of one PCD-1 update, and which share of what this machine can do under WebAssembly the update
 * reaches. The kernels add lines of tables, 16 float32 each: one load and one addition a vector of four, no
 * multiplication; so the roof is the rate of additions of what lies in the first-level cache.
 */

import { type BitMatrix, packBits, unpackBits } from "../src/numeric/bits.ts";
import { gatherRows, transposeBits } from "../src/numeric/kernels/oracle.ts";
import { Rng } from "../src/numeric/random.ts";
import { gibbsSweep } from "../src/rbm/index.ts";
import { compileAssemblyScript } from "./compile.ts";
import { sideBySide } from "./side-by-side.ts";
import { trainedMachine } from "./trained.ts";
import { ourEpoch, trainingRows } from "./training.ts";

interface Peaks {
  /** Vectors of four float32 a second, one thread. */
  readonly registers: number;
  readonly cache: number;
  /** Bytes a second read from memory. */
  readonly memory: number;
}

export interface Roofline {
  readonly peaks: Peaks;
  /** Of one update. */
  readonly lineAdditions: number;
  readonly bytesFromCache: number;
  readonly bytesOfWeights: number;
  readonly seconds: number;
  /** Multiply–adds that dense products would take, twice, a second. */
  readonly denseEquivalent: number;
  readonly shareOfCachePeak: number;
}

const [BATCH, HIDDEN] = [500, 500];

export async function benchRoofline(rounds: number): Promise<Roofline> {
  const peaks = await measurePeaks();
  const data = await trainingRows(10_000);
  const rbm = await trainedMachine(HIDDEN);
  const batch = gatherRows(
    data,
    Uint32Array.from({ length: BATCH }, (_, r) => r),
  );
  const sweep = gibbsSweep(rbm, unpackBits(batch), Rng.fromSeed(1));
  const [v, h] = [packBits(sweep.v), packBits(sweep.h)];
  const [hidden, visible] = [Math.ceil(HIDDEN / 16), Math.ceil(data.cols / 16)];
  const lineAdditions =
    hidden * (groups(batch) + groups(v) + groups(transposeBits(batch)) + groups(transposeBits(v))) +
    visible * groups(h);
  const epoch = await ourEpoch(data, { hidden: HIDDEN, batch: BATCH, threads: 1 });
  const [timing] = await sideBySide([epoch], rounds);
  const seconds = timing!.median / (data.rows / BATCH);
  const result = {
    peaks,
    lineAdditions,
    bytesFromCache: 64 * lineAdditions,
    bytesOfWeights: 4 * data.cols * HIDDEN * 5,
    seconds,
    denseEquivalent: (5 * 2 * BATCH * data.cols * HIDDEN) / seconds,
    shareOfCachePeak: (4 * lineAdditions) / seconds / peaks.cache,
  };
  print(result);
  return result;
}

/** Groups of four bits that are not all zero. */
function groups(bits: BitMatrix): number {
  let n = 0;
  for (const word of bits.words) {
    const some = word | (word >>> 1);
    let left = (some | (some >>> 2)) & 0x11111111;
    for (; left !== 0; left &= left - 1) n++;
  }
  return n;
}

async function measurePeaks(): Promise<Peaks> {
  const kernels = await compilePeaks();
  const rate = (work: number, task: () => void): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      task();
      best = Math.min(best, (performance.now() - start) / 1000);
    }
    return work / best;
  };
  return {
    registers: rate(32e5, () => kernels.addRegisters(1e5)),
    cache: rate((1e4 * 16384) / 16, () => kernels.addMemory(16384, 1e4)),
    memory: rate(2 ** 27, () => kernels.addMemory(2 ** 27, 1)),
  };
}

interface PeakKernels {
  addRegisters(rounds: number): number;
  addMemory(bytes: number, rounds: number): number;
}

async function compilePeaks(): Promise<PeakKernels> {
  return (await compileAssemblyScript("assembly/peak.ts", 2049)) as unknown as PeakKernels;
}

function print(r: Roofline): void {
  const giga = (x: number): string => (x / 1e9).toPrecision(3);
  console.log("\nRoofline of one PCD-1 update, 784×500, batch 500, one thread");
  console.log(`  peak: ${giga(4 * r.peaks.registers)} Gadd/s in registers, ${giga(4 * r.peaks.cache)} from the cache`);
  console.log(`  peak: ${giga(r.peaks.memory)} GB/s from memory`);
  console.log(
    `  ${(r.lineAdditions / 1e6).toPrecision(3)} M line additions, ${(r.bytesFromCache / 2 ** 20).toPrecision(3)} MiB from the cache`,
  );
  console.log(`  ${(1000 * r.seconds).toPrecision(3)} ms: ${giga(r.denseEquivalent)} GFLOP/s of dense products`);
  console.log(
    `  additions alone are ${(100 * r.shareOfCachePeak).toFixed(0)} % of the cache peak over the whole update`,
  );
}
