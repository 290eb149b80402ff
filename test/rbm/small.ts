/** Small machines with every configuration at hand: the oracle of the exact functions and of the samplers. */

import { type Matrix, matrix, matrixFromRows } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { logSumExp } from "../../src/numeric/special.ts";
import { energy } from "../../src/rbm/energy.ts";
import { Rbm, type Units } from "../../src/rbm/rbm.ts";

export const KINDS: readonly (readonly [Units, Units])[] = [
  ["binary", "binary"],
  ["spin", "spin"],
  ["binary", "spin"],
  ["spin", "binary"],
];

/** Normal weights and biases of the given size. */
export function randomRbm(rng: Rng, N: number, M: number, kinds: readonly [Units, Units], size = 1): Rbm {
  return new Rbm({
    W: matrix(N, M, rng.normals(N * M, size)),
    a: rng.normals(N, size),
    b: rng.normals(M, size),
    visibleUnits: kinds[0],
    hiddenUnits: kinds[1],
  });
}

/** All 2ⁿ states of n units, one a row; bit i of the row number is unit i. */
export function allStates(n: number, units: Units): Matrix {
  const off = units === "binary" ? 0 : -1;
  return matrixFromRows(
    Array.from({ length: 2 ** n }, (_, code) => Array.from({ length: n }, (_, i) => ((code >> i) & 1 ? 1 : off))),
  );
}

/** P(v, h) of every pair of states by the definition, visible states as rows, with ln Z. */
export function boltzmannLaw(rbm: Rbm, beta = 1): { readonly v: Matrix; readonly h: Matrix; P: Matrix; logZ: number } {
  const v = allStates(rbm.visible, rbm.visibleUnits);
  const h = allStates(rbm.hidden, rbm.hiddenUnits);
  const pairs = Array.from({ length: v.rows * h.rows }, (_, k) => [Math.floor(k / h.rows), k % h.rows] as const);
  const logWeights = pairs.map(([r, s]) => {
    const [x, y] = [v.data.subarray(r * v.cols, (r + 1) * v.cols), h.data.subarray(s * h.cols, (s + 1) * h.cols)];
    return -beta * energy(rbm, x, y);
  });
  const logZ = logSumExp(logWeights);
  return {
    v,
    h,
    logZ,
    P: matrix(
      v.rows,
      h.rows,
      Float64Array.from(logWeights, (x) => Math.exp(x - logZ)),
    ),
  };
}

/** How many rows are in each state, numbered as in allStates. */
export function countStates({ rows, cols, data }: Matrix): Float64Array {
  const counts = new Float64Array(2 ** cols);
  for (let r = 0; r < rows; r++) {
    let code = 0;
    for (let i = 0; i < cols; i++) if (data[r * cols + i] === 1) code |= 1 << i;
    counts[code]!++;
  }
  return counts;
}

/** Sums over the columns: the law of the visible layer. */
export function rowSums(P: Matrix): Float64Array {
  return Float64Array.from({ length: P.rows }, (_, r) =>
    P.data.subarray(r * P.cols, (r + 1) * P.cols).reduce((s, p) => s + p, 0),
  );
}

/** P(to | from) for all pairs of states, from the probabilities of each unit to be on given `from`. */
export function transitions(on: Matrix, to: Matrix): Matrix {
  const out = matrix(on.rows, to.rows);
  for (let r = 0; r < on.rows; r++) {
    for (let s = 0; s < to.rows; s++) {
      let p = 1;
      for (let j = 0; j < to.cols; j++) {
        const q = on.data[r * to.cols + j]!;
        p *= to.data[s * to.cols + j]! > 0 ? q : 1 - q;
      }
      out.data[r * to.rows + s] = p;
    }
  }
  return out;
}
