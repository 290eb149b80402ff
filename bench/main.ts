/**
 * Benchmarks on this machine, beside peers where there are any: npm run bench [-- section …] [--rounds n] [--out file]
 * Machine: training, threads, svd, annealing, scaling, memory, roofline, languages. Theory: algebra, rings,
 * derivations, diffusion, bosons. All when none is named. Times are medians with quartiles over rounds in which the
 * contenders take turns; the result goes to runs/bench.json unless --out says where. Exits with 1 when a limit fails,
 * with 2 for a section or a number of rounds that cannot be. Set BOLTZPROOF_MNIST to the folder of the official files to run on them.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, release, type } from "node:os";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { benchAnnealing } from "./annealing.ts";
import { report, yardstick } from "./figures.ts";
import { benchLanguages } from "./languages.ts";
import { benchMemory } from "./memory.ts";
import { benchRoofline } from "./roofline.ts";
import { benchScaling } from "./scaling.ts";
import { benchSvd } from "./svd.ts";
import { benchAlgebra } from "./theory/algebra.ts";
import { benchBosons } from "./theory/bosons.ts";
import { benchDerivations } from "./theory/derivations.ts";
import { benchDiffusion } from "./theory/diffusion.ts";
import { benchRings } from "./theory/rings.ts";
import { benchThreads, benchTraining } from "./training.ts";

const { values, positionals } = readArguments();
const rounds = Number(values.rounds);
if (!(Number.isInteger(rounds) && rounds >= 1))
  fail(`--rounds ${values.rounds} is not a whole number from 1; give one.`);

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
  algebra: async () => benchAlgebra(),
  rings: async () => benchRings(),
  derivations: async () => benchDerivations(),
  diffusion: () => benchDiffusion(rounds),
  bosons: async () => benchBosons(),
};

const chosen = positionals.length > 0 ? positionals : Object.keys(sections);
const unknown = chosen.filter((name) => !Object.hasOwn(sections, name));
if (unknown.length > 0) fail(`No section ${unknown.join(", ")}; there are ${Object.keys(sections).join(", ")}.`);
const found: Record<string, unknown> = {
  machine: { cpu: cpus()[0]?.model, cores: cpus().length, system: `${type()} ${release()}`, node: process.version },
  yardstick: report("This machine", [yardstick()]),
};
for (const name of chosen) found[name] = await sections[name]!();
await mkdir(dirname(values.out), { recursive: true });
await writeFile(values.out, `${JSON.stringify(found, null, 2)}\n`);
console.log(`\nWritten to ${values.out}.`);
if (someLimitFails(found)) process.exitCode = 1;

function readArguments() {
  const options = {
    rounds: { type: "string", default: "7" },
    out: { type: "string", default: "runs/bench.json" },
  } as const;
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    return fail(`${(error as Error).message.split(". ")[0]}; the options are --rounds and --out.`);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

/** Whether a limit anywhere in what was found does not hold. */
function someLimitFails(x: unknown): boolean {
  if (typeof x !== "object" || x === null) return false;
  return ("holds" in x && x.holds === false) || Object.values(x).some(someLimitFails);
}
