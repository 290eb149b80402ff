/**
 * Times of singular value decompositions, symmetric eigenproblems and products beside NumPy (LAPACK and OpenBLAS, one
 * thread) and ml-matrix, run in turn on the same matrices. Run: npx tsx bench/svd.ts [file.json] [repetitions]
 * Prints medians and quartiles in milliseconds and ratios of medians; fails with 1 when singular values of 784×500
 * take more than 4 times NumPy's time or their vectors more than 6 times.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { EigenvalueDecomposition, Matrix as MlMatrix, SingularValueDecomposition } from "ml-matrix";
import { type Matrix, matrix, multiplyTransposed } from "../src/numeric/matrix.ts";
import { Rng } from "../src/numeric/random.ts";
import { singularValueDecomposition, symmetricEigen } from "../src/numeric/svd.ts";

type Task = "values" | "vectors" | "eigenvectors" | "product";

interface Setting {
  readonly task: Task;
  readonly rows: number;
  readonly cols: number;
  /** Of medians, ours to NumPy's. */
  readonly limit?: number;
  /** Leave out ml-matrix, which takes half a minute. */
  readonly alone?: boolean;
}

const SETTINGS: readonly Setting[] = [
  { task: "values", rows: 784, cols: 100 },
  { task: "vectors", rows: 784, cols: 100 },
  { task: "values", rows: 784, cols: 500, limit: 4 },
  { task: "vectors", rows: 784, cols: 500, limit: 6 },
  { task: "vectors", rows: 784, cols: 1000, alone: true },
  { task: "eigenvectors", rows: 784, cols: 784 },
  { task: "product", rows: 784, cols: 500 },
];

interface Timing {
  readonly median: number;
  readonly quartiles: readonly [number, number];
}

interface Result extends Setting {
  readonly ours: Timing;
  readonly numpy?: Timing;
  readonly mlMatrix?: Timing;
}

function ourRun(task: Task, a: Matrix): () => unknown {
  if (task === "product") return () => multiplyTransposed(a, a);
  if (task === "eigenvectors") return () => symmetricEigen(a);
  return () => singularValueDecomposition(a, { vectors: task === "values" ? "none" : "thin" });
}

function mlRun(task: Task, a: Matrix): () => unknown {
  const m = new MlMatrix(Array.from({ length: a.rows }, (_, i) => a.data.subarray(i * a.cols, (i + 1) * a.cols)));
  if (task === "product") return () => m.transpose().mmul(m);
  if (task === "eigenvectors") return () => new EigenvalueDecomposition(m, { assumeSymmetric: true });
  const wanted = task === "vectors";
  const options = { computeLeftSingularVectors: wanted, computeRightSingularVectors: wanted, autoTranspose: true };
  return () => new SingularValueDecomposition(m, options);
}

function gaussian({ task, rows, cols }: Setting): Matrix {
  const a = matrix(rows, cols, Rng.fromSeed(1).normals(rows * cols));
  if (task !== "eigenvectors") return a;
  const { data } = multiplyTransposed(a, a);
  return matrix(
    cols,
    cols,
    data.map((x, k) => (x + data[(k % cols) * cols + Math.floor(k / cols)]!) / 2),
  );
}

/** NumPy on the matrix in a file: each call is one timed run in milliseconds; undefined where there is no NumPy. */
async function numpyRun(
  setting: Setting,
  data: string,
): Promise<((() => Promise<number>) & { end(): void }) | undefined> {
  const script = fileURLToPath(new URL("peers/svd.py", import.meta.url));
  const python: ChildProcess = spawn("/usr/bin/python3", [script, JSON.stringify({ ...setting, data })], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  python.on("error", () => undefined);
  const lines = createInterface({ input: python.stdout! })[Symbol.asyncIterator]();
  const ready = await lines.next();
  if (ready.done) return undefined;
  const run = async (): Promise<number> => {
    python.stdin!.write("run\n");
    return 1000 * Number((await lines.next()).value);
  };
  return Object.assign(run, { end: () => python.stdin!.end() });
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function timing(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (q: number): number => sorted[Math.round(q * (sorted.length - 1))]!;
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)] };
}

async function measure(setting: Setting, repetitions: number): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "boltzproof-bench-"));
  const a = gaussian(setting);
  const data = join(folder, "matrix.f64");
  await writeFile(data, a.data);
  const numpy = await numpyRun(setting, data);
  const [ours, ml] = [ourRun(setting.task, a), mlRun(setting.task, a)];
  for (let k = 0; k < 3; k++) ours();
  const times: { ours: number[]; numpy: number[]; ml: number[] } = { ours: [], numpy: [], ml: [] };
  for (let k = 0; k < repetitions; k++) {
    if (numpy) times.numpy.push(await numpy());
    times.ours.push(timed(ours));
    if (k < 2 && !setting.alone) times.ml.push(timed(ml));
  }
  numpy?.end();
  await rm(folder, { recursive: true });
  return {
    ...setting,
    ours: timing(times.ours),
    ...(numpy ? { numpy: timing(times.numpy) } : {}),
    ...(setting.alone ? {} : { mlMatrix: timing(times.ml) }),
  };
}

function show(timing: Timing | undefined): string {
  if (!timing) return "–";
  const [low, high] = timing.quartiles;
  return `${timing.median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;
}

const ratio = (a: Timing | undefined, b: Timing | undefined): string =>
  a && b ? (a.median / b.median).toFixed(2) : "–";

function line({ task, rows, cols, ours, numpy, mlMatrix }: Result): string {
  const times = [ours, numpy, mlMatrix].map(show);
  return [`${task} of ${rows}×${cols}`, ...times, ratio(ours, numpy), ratio(mlMatrix, ours)].join(" | ");
}

const [file, repetitions = "15"] = process.argv.slice(2);
const results: Result[] = [];
console.log("task | boltzproof ms | NumPy ms | ml-matrix ms | boltzproof/NumPy | ml-matrix/boltzproof");
for (const setting of SETTINGS) {
  const result = await measure(setting, Number(repetitions));
  results.push(result);
  console.log(line(result));
  if (setting.limit && result.numpy && result.ours.median > setting.limit * result.numpy.median) process.exitCode = 1;
}
if (file) await writeFile(file, `${JSON.stringify({ node: process.version, results }, undefined, 2)}\n`);
