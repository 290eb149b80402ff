/** Spectra beside LAPACK through NumPy and ml-matrix: of trained weights, and of other sizes. One thread. */
import { SingularValueDecomposition } from "ml-matrix";
import { type Matrix, matrix, matrixFrom, row } from "../src/numeric/matrix.ts";
import { Rng } from "../src/numeric/random.ts";
import { singularValueDecomposition, symmetricEigen } from "../src/numeric/svd.ts";
import { fastestPeer } from "./peers.ts";
import { type Comparison, compare } from "./report.ts";
import { type Contender, ours } from "./side-by-side.ts";
import { trainedMachine, writeNumbers } from "./trained.ts";

type Task = "values" | "vectors" | "eigenvectors";

interface Plan {
  readonly title: string;
  readonly a: Matrix;
  /** What NumPy does. */
  readonly task: Task;
  readonly run: () => unknown;
  /** Our time over NumPy's. */
  readonly atMost?: number;
  readonly others?: readonly Contender[];
}

export async function benchSvd(rounds: number): Promise<Comparison[]> {
  const { W } = await trainedMachine(500);
  const results: Comparison[] = [];
  for (const plan of [...plansOfTrained(W), ...plansOfRandom()]) results.push(await benchPlan(plan, rounds));
  return results;
}

function plansOfTrained(W: Matrix): Plan[] {
  const rows = Array.from({ length: W.rows }, (_, i) => row(W, i));
  const mlMatrix = (vectors: boolean): Contender => {
    const wanted = { computeLeftSingularVectors: vectors, computeRightSingularVectors: vectors };
    return ours("ml-matrix", "plain JavaScript", () => new SingularValueDecomposition(rows, wanted));
  };
  const start = singularValueDecomposition(W, { count: 3 }).V;
  const noise = Rng.fromSeed(1).normals(W.data.length);
  const later = matrixFrom(W.rows, W.cols, (i, j) => W.data[i * W.cols + j]! + 1e-3 * noise[i * W.cols + j]!);
  const of = "of trained weights, 784×500, 1 thread";
  return [
    {
      title: `Singular values ${of}`,
      ...{ a: W, task: "values", atMost: 4, others: [mlMatrix(false)] },
      run: () => singularValueDecomposition(W, { vectors: "none" }),
    },
    {
      title: `Singular values and vectors ${of}`,
      ...{ a: W, task: "vectors", atMost: 6, others: [mlMatrix(true)] },
      run: () => singularValueDecomposition(W),
    },
    {
      title: `The 10 largest singular values with vectors ${of}; NumPy: all of them`,
      ...{ a: W, task: "vectors" },
      run: () => singularValueDecomposition(W, { count: 10 }),
    },
    {
      title: `The 3 largest singular values with vectors, from a start near by, ${of}; NumPy: all of them`,
      ...{ a: later, task: "vectors" },
      run: () => singularValueDecomposition(later, { count: 3, start }),
    },
  ];
}

function plansOfRandom(): Plan[] {
  const sizes = [
    [40, 40],
    [784, 100],
    [784, 500],
    [784, 1000],
  ] as const;
  const plans = sizes.map(([n, m]): Plan => {
    const a = gaussian(n, m);
    const run = (): unknown => singularValueDecomposition(a);
    return { title: `Singular values and vectors of a random ${n}×${m} matrix, 1 thread`, a, task: "vectors", run };
  });
  const g = gaussian(784, 784);
  const symmetric = matrixFrom(784, 784, (i, j) => g.data[i * 784 + j]! + g.data[j * 784 + i]!);
  const run = (): unknown => symmetricEigen(symmetric);
  const title = "Eigenvalues and vectors of a random symmetric 784×784 matrix, 1 thread";
  return [...plans, { title, a: symmetric, task: "eigenvectors", run }];
}

function gaussian(n: number, m: number): Matrix {
  return matrix(n, m, Rng.fromSeed(1).normals(n * m));
}

async function benchPlan({ title, a, task, run, atMost, others = [] }: Plan, rounds: number): Promise<Comparison> {
  const settings = [{ matrix: await writeNumbers(a.data), rows: a.rows, cols: a.cols, task, threads: 1 }];
  const peer = await fastestPeer({ name: "NumPy", script: "svd_numpy.py", settings });
  run(); // the second run is the first that the optimising compiler has a part in
  return compare({
    title,
    contenders: [
      ours("boltzproof", "WebAssembly kernels", run),
      ...("contender" in peer ? [peer.contender] : []),
      ...others,
    ],
    absent: "absent" in peer ? [peer.absent] : [],
    limits: atMost === undefined ? [] : [{ peer: "NumPy", atMost }],
    rounds,
  });
}
