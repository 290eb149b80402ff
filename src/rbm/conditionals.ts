/**
 * One layer given the other. The layers are conditionally independent, so everything follows from the inputs
 * b + Wᵀv and a + Wh. Sheet A2; Toledo-Marín et al. (2025).
 */
import { kernelsPay, multiplyDense } from "../numeric/kernels/dense.ts";
import { type Matrix, matrix } from "../numeric/matrix.ts";
import type { Rbm, Units } from "./rbm.ts";
import { mapRows, meanOfUnit, probabilityOn, requireUnits, type States, type Temperature } from "./states.ts";

/** b + Wᵀv for each state v: what drives the hidden units (β not included). States of N units → states of M. */
export function inputsHiddenGivenVisible<S extends States>(rbm: Rbm, v: S): S {
  return mapRows(v, (rows) => {
    requireUnits("visible", rows, rbm.visible);
    return timesWeights(rbm, rows);
  });
}

/** a + Wh for each state h: what drives the visible units (β not included). States of M units → states of N. */
export function inputsVisibleGivenHidden<S extends States>(rbm: Rbm, h: S): S {
  return mapRows(h, (rows) => {
    requireUnits("hidden", rows, rbm.hidden);
    return timesTransposedWeights(rbm, rows);
  });
}

/** ⟨h | v⟩: in [0, 1] for binary units, in [−1, 1] for spins. Sheet A2. */
export function meanHiddenGivenVisible<S extends States>(rbm: Rbm, v: S, { beta = 1 }: Temperature = {}): S {
  return mapInputs(inputsHiddenGivenVisible(rbm, v), rbm.hiddenUnits, beta, meanOfUnit);
}

/** ⟨v | h⟩: in [0, 1] for binary units, in [−1, 1] for spins. Sheet A2. */
export function meanVisibleGivenHidden<S extends States>(rbm: Rbm, h: S, { beta = 1 }: Temperature = {}): S {
  return mapInputs(inputsVisibleGivenHidden(rbm, h), rbm.visibleUnits, beta, meanOfUnit);
}

/** P(h_j = on | v), where on is 1 or +1. */
export function probabilityHiddenOn<S extends States>(rbm: Rbm, v: S, { beta = 1 }: Temperature = {}): S {
  return mapInputs(inputsHiddenGivenVisible(rbm, v), rbm.hiddenUnits, beta, probabilityOn);
}

/** P(v_i = on | h), where on is 1 or +1. */
export function probabilityVisibleOn<S extends States>(rbm: Rbm, h: S, { beta = 1 }: Temperature = {}): S {
  return mapInputs(inputsVisibleGivenHidden(rbm, h), rbm.visibleUnits, beta, probabilityOn);
}

/** Overwrites the inputs, which the caller has just made. */
function mapInputs<S extends States>(x: S, units: Units, beta: number, f: (units: Units, x: number) => number): S {
  return mapRows(x, (rows) => {
    rows.data.forEach((t, k) => {
      rows.data[k] = f(units, beta * t);
    });
    return rows;
  });
}

/** Rows of V·W + b; on the kernels when large, else zeros of V are skipped, and images are mostly zeros. */
function timesWeights({ W, b }: Rbm, v: Matrix): Matrix {
  if (kernelsPay(v.rows, W.cols, W.rows)) return addToRows(matrix(v.rows, W.cols, multiplyDense(v, W)), b);
  const out = matrix(v.rows, W.cols);
  for (let r = 0; r < v.rows; r++) {
    const target = out.data.subarray(r * W.cols, (r + 1) * W.cols);
    target.set(b);
    for (let i = 0; i < W.rows; i++) {
      const x = v.data[r * W.rows + i]!;
      if (x === 0) continue;
      const base = i * W.cols;
      for (let j = 0; j < W.cols; j++) target[j]! += x * W.data[base + j]!;
    }
  }
  return out;
}

/** Rows of H·Wᵀ + a; on the kernels when large, else as dot products along the rows of W. */
function timesTransposedWeights({ W, a }: Rbm, h: Matrix): Matrix {
  if (kernelsPay(h.rows, W.rows, W.cols)) {
    const Wt = { rows: W.cols, cols: W.rows, data: W.data, transposed: true };
    return addToRows(matrix(h.rows, W.rows, multiplyDense(h, Wt)), a);
  }
  const out = matrix(h.rows, W.rows);
  for (let r = 0; r < h.rows; r++) {
    const source = h.data.subarray(r * W.cols, (r + 1) * W.cols);
    for (let i = 0; i < W.rows; i++) {
      const base = i * W.cols;
      let s = a[i]!;
      for (let j = 0; j < W.cols; j++) s += W.data[base + j]! * source[j]!;
      out.data[r * W.rows + i] = s;
    }
  }
  return out;
}

function addToRows(x: Matrix, bias: Float64Array): Matrix {
  x.data.forEach((t, k) => {
    x.data[k] = t + bias[k % x.cols]!;
  });
  return x;
}
