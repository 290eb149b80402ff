/** Singular values and vectors of trained weights, beside LAPACK through NumPy and ml-matrix. One thread. */
import { SingularValueDecomposition } from "ml-matrix";
import { row } from "../src/numeric/matrix.ts";
import { singularValueDecomposition } from "../src/numeric/svd.ts";
import { fastestPeer } from "./peers.ts";
import { type Comparison, compare } from "./report.ts";
import { ours } from "./side-by-side.ts";
import { trainedMachine, writeNumbers } from "./trained.ts";

export async function benchSvd(rounds: number): Promise<Comparison[]> {
  const { W } = await trainedMachine(500);
  const matrix = await writeNumbers(W.data);
  const rows = Array.from({ length: W.rows }, (_, i) => row(W, i));
  const results: Comparison[] = [];
  for (const vectors of [false, true]) {
    const settings = [{ matrix, rows: W.rows, cols: W.cols, vectors, threads: 1 }];
    const peer = await fastestPeer({ name: "NumPy", script: "svd_numpy.py", settings });
    const wanted = { computeLeftSingularVectors: vectors, computeRightSingularVectors: vectors };
    const contenders = [
      ours("boltzproof", "WebAssembly kernels", () =>
        singularValueDecomposition(W, { vectors: vectors ? "thin" : "none" }),
      ),
      ...("contender" in peer ? [peer.contender] : []),
      ours("ml-matrix", "plain JavaScript", () => new SingularValueDecomposition(rows, wanted)),
    ];
    results.push(
      await compare({
        title: `Singular values${vectors ? " and vectors" : ""} of 784×500, 1 thread`,
        contenders,
        absent: "absent" in peer ? [peer.absent] : [],
        limits: [{ peer: "NumPy", atMost: vectors ? 6 : 4 }],
        rounds,
      }),
    );
  }
  return results;
}
