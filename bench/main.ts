/**
 * Benchmarks beside peers on this machine: npm run bench [-- section …] [--rounds n] [--out file]
 * Sections: training, threads, svd, annealing, scaling, memory, roofline, languages; all when none is named. Times are medians with
 * quartiles over rounds in which the contenders take turns; the result goes to runs/bench.json unless --out says where.
 * Set BOLTZPROOF_MNIST to the folder of the official files to run on them.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, release, type } from "node:os";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { benchAnnealing } from "./annealing.ts";
import { benchLanguages } from "./languages.ts";
import { benchMemory } from "./memory.ts";
import { benchRoofline } from "./roofline.ts";
import { benchScaling } from "./scaling.ts";
import { benchSvd } from "./svd.ts";
import { benchThreads, benchTraining } from "./training.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "7" }, out: { type: "string", default: "runs/bench.json" } },
});
const rounds = Number(values.rounds);

const pcd = { hidden: 500, batch: 500, algorithm: "pcd", steps: 1 } as const;
const peers = ["numpy", "torch"] as const;
const limits = [
  { peer: "PyTorch", atMost: 0.5 },
  { peer: "NumPy", atMost: 0.65 },
];

const sections: Record<string, () => Promise<unknown>> = {
  training: () =>
    benchTraining(
      [
        { ...pcd, title: "PCD-1, 784×500, batch 500, one epoch of 60,000, 1 thread", threads: 1, peers, limits },
        { ...pcd, title: "PCD-1, 784×500, batch 500, one epoch of 60,000, 2 threads", threads: 2, peers, limits },
        {
          ...{ ...pcd, steps: 10, rows: 12_000, threads: 2, peers },
          title: "PCD-10, 784×500, batch 500, 12,000 rows, 2 threads",
          limits: [{ peer: "PyTorch", atMost: 0.5 }],
        },
        {
          ...{ hidden: 500, batch: 100, algorithm: "cd", steps: 1, threads: 2, peers: ["sklearn", ...peers] },
          title: "CD-1, 784×500, batch 100, one epoch of 60,000, 2 threads",
          limits: [{ peer: "scikit-learn", atMost: 0.5 }],
        },
      ],
      rounds,
    ),
  threads: () => benchThreads(rounds),
  svd: () => benchSvd(rounds),
  annealing: async () => [await benchAnnealing(1, rounds), await benchAnnealing(2, rounds)],
  scaling: () => benchScaling(rounds),
  memory: async () => benchMemory(),
  roofline: () => benchRoofline(rounds),
  languages: () => benchLanguages(rounds),
};

const chosen = positionals.length > 0 ? positionals : Object.keys(sections);
const found: Record<string, unknown> = {
  machine: { cpu: cpus()[0]?.model, cores: cpus().length, system: `${type()} ${release()}`, node: process.version },
};
for (const name of chosen) {
  const section = sections[name];
  if (!section) {
    console.error(`No section ${name}; there are ${Object.keys(sections).join(", ")}.`);
    process.exit(2);
  }
  found[name] = await section();
}
await mkdir(dirname(values.out), { recursive: true });
await writeFile(values.out, `${JSON.stringify(found, null, 2)}\n`);
console.log(`\nWritten to ${values.out}.`);
