/** Claim A21: the gradient of a machine with small weights, and the exponential growth that follows. */

import { treeStructuredData } from "../../src/data/synthetic.ts";
import { errorBelow, onMachine, within } from "../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { unpackBits } from "../../src/numeric/bits.ts";
import { convergenceOrder, logistic, symmetricEigen } from "../../src/numeric/index.ts";
import { column, dot, frobeniusNorm, type Matrix, matrix, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { exactGradient } from "../../src/rbm/exact/index.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { standard } from "../support/source.ts";
import {
  type DataMoments,
  dataMoments,
  linearGradient,
  matchedVisibleBias,
  modeGrowth,
  offDiagonalCovariance,
} from "./growth.ts";

const ROOM = "linear-regime";

interface LinearRegime {
  gradient(W: Matrix, b: Float64Array, moments: DataMoments): Matrix;
  /** Factor by which the mode of eigenvalue c of C − D grows in time t at rate η, b = 0. */
  growth(eigenvalue: number, rate: number, time: number): number;
  /** The matrix whose eigenvectors the weights align with. */
  growthMatrix(moments: DataMoments): Matrix;
}

const linearRegime: LinearRegime = {
  gradient: linearGradient,
  growth: modeGrowth,
  growthMatrix: offDiagonalCovariance,
};

interface Bench {
  readonly data: Matrix;
  readonly moments: DataMoments;
  /** Directions of the weights, entries of order 1. */
  readonly shape: Matrix;
  readonly b: Float64Array;
}

/** Tree-structured data of 12 units, seen by 5 hidden ones. */
function bench(rng: Rng): Bench {
  const set = treeStructuredData({ rows: 400, units: 12 }, rng.child("data"));
  const data = unpackBits(set.bits);
  const shape = matrix(12, 5, rng.child("weights").normals(60));
  return { data, moments: dataMoments(data), shape, b: rng.child("fields").normals(5, 0.5) };
}

/** The machine at weight scale s with matched visible means. */
function machineAt({ shape, moments }: Bench, b: Float64Array, s: number): Rbm {
  const W = matrix(
    shape.rows,
    shape.cols,
    shape.data.map((t) => s * t),
  );
  return new Rbm({ W, a: matchedVisibleBias(W, b, moments.mean), b });
}

function relativeError(formula: LinearRegime, setup: Bench, s: number): number {
  const rbm = machineAt(setup, setup.b, s);
  const exact = exactGradient(rbm, setup.data).W;
  const linear = formula.gradient(rbm.W, rbm.b, setup.moments);
  const gap = matrix(
    exact.rows,
    exact.cols,
    exact.data.map((t, k) => t - linear.data[k]!),
  );
  return frobeniusNorm(gap) / frobeniusNorm(exact);
}

const order: Evidence<LinearRegime> = {
  id: "order",
  says: "relative error of the linear gradient at |W| ~ 0.02, 0.01, 0.005 halves with W: order 1 ± 0.1, and at most 2 % at 0.005",
  judge(formula, { rng }) {
    const setup = bench(rng);
    const scales = [0.02, 0.01, 0.005];
    const errors = scales.map((s) => relativeError(formula, setup, s));
    if (errors.at(-1)! > 0.02) return errorBelow("relative error at |W| ~ 0.005", errors.at(-1)!, 0.02, 1);
    return within("order of the error in |W|", convergenceOrder(scales, errors).slope, 0.9, 1.1, 3);
  },
};

/** Follows the exact gradient from tiny weights and compares the growth of each mode with the exponential. */
function growthError(formula: LinearRegime, setup: Bench): number {
  const { values, vectors } = symmetricEigen(formula.growthMatrix(setup.moments));
  const zero = new Float64Array(setup.b.length);
  const rate = 0.05;
  const steps = 40;
  const start = machineAt(setup, zero, 1e-4);
  let W = start.W;
  for (let n = 0; n < steps; n++) {
    const rbm = new Rbm({ W, a: matchedVisibleBias(W, zero, setup.moments.mean), b: zero });
    const g = exactGradient(rbm, setup.data).W;
    W = matrix(
      W.rows,
      W.cols,
      W.data.map((t, k) => t + rate * g.data[k]!),
    );
  }
  const amplitude = (A: Matrix, k: number): number => Math.hypot(...multiplyVectorTransposed(A, column(vectors, k)));
  const errors = [0, 1, 2].map((k) => {
    const measured = Math.log(amplitude(W, k) / amplitude(start.W, k));
    return Math.abs(measured / Math.log(formula.growth(values[k]!, rate, steps)) - 1);
  });
  return Math.max(...errors);
}

const growth: Evidence<LinearRegime> = {
  id: "growth",
  says: "exact gradient ascent from |W| ~ 1e-4: growth exponents of the three leading modes within 2 % of ηct/4",
  judge(formula, { rng }) {
    return errorBelow("relative error of the growth exponents", growthError(formula, bench(rng)), 0.02, 3);
  },
};

const LEADING = 10;

/** Mean squared length of the leading left singular vectors inside the span of the leading eigenvectors: 0 … 1. */
function subspaceOverlap(U: Matrix, E: Matrix, k: number): number {
  let sum = 0;
  for (let p = 0; p < k; p++) for (let q = 0; q < k; q++) sum += dot(column(U, p), column(E, q)) ** 2;
  return sum / k;
}

const trained: Evidence<LinearRegime> = {
  id: "trained machine",
  says: "the ten leading left singular vectors of the trained W lie in the span of the ten directions of fastest growth, at least ten times more than random ones (10/784) would",
  needs: "machine",
  judge(formula, { machine, rng }) {
    const { train, rbm, name } = machine!;
    const rows = Uint32Array.from({ length: Math.min(3000, train.rows) }, () => rng.integer(train.rows));
    const { vectors } = symmetricEigen(formula.growthMatrix(dataMoments(unpackBits(train, 0, rows))));
    const overlap = subspaceOverlap(singularModes(rbm, { count: LEADING }).U, vectors, LEADING);
    return onMachine(name, within("overlap of the two subspaces", overlap, (10 * LEADING) / rbm.visible, 1));
  },
};

/** The formula with one factor of the gradient changed. */
function spoilt(
  change: (entry: number, W: Matrix, b: Float64Array, moments: DataMoments, k: number) => number,
): LinearRegime {
  return {
    ...linearRegime,
    gradient: (W, b, moments) => {
      const g = linearGradient(W, b, moments);
      return matrix(
        g.rows,
        g.cols,
        g.data.map((t, k) => change(t, W, b, moments, k)),
      );
    },
  };
}

const qOf = (b: Float64Array, k: number): number => logistic(b[k % b.length]!);

const linearClaim: Claim<LinearRegime> = {
  id: `${ROOM}/growth`,
  room: ROOM,
  labels: ["A21"],
  title: "Small weights grow along the off-diagonal covariance of the data",
  statement: String.raw`\dot W_{ij}=\eta\,q_j(1-q_j)\sum_k\big(C_{ik}-p_i(1-p_i)\delta_{ik}\big)W_{kj}+O(W^2),\qquad b=0:\;\lVert e_\alpha^{\mathsf T}W\rVert\propto e^{\eta c_\alpha t/4}`,
  source: standard("A21", "Decelle, Fissore, Furtlehner 2017; re-derived"),
  status: "standard",
  expect: "checked",
  formula: linearRegime,
  evidence: [order, growth, trained],
  mutants: [
    {
      id: "whole covariance",
      says: "C in place of C − D: the variance of a unit counted as a correlation",
      formula: spoilt((t, W, b, m, k) => {
        const p = m.mean[Math.floor(k / W.cols)]!;
        return t + qOf(b, k) * (1 - qOf(b, k)) * p * (1 - p) * W.data[k]!;
      }),
    },
    {
      id: "factor q(1−q)",
      says: "¼ whatever the hidden bias",
      formula: spoilt((t, _W, b, _m, k) => t / (4 * qOf(b, k) * (1 - qOf(b, k)))),
    },
    { id: "sign", says: "descent", formula: spoilt((t) => -t) },
    { id: "factor 2", says: "twice the gradient", formula: spoilt((t) => 2 * t) },
    {
      id: "rate of ±1 units",
      says: "e^{ηct} in place of e^{ηct/4}",
      formula: { ...linearRegime, growth: (c, rate, t) => modeGrowth(4 * c, rate, t) },
    },
  ],
};

export const linearClaims: readonly Claim[] = [linearClaim];
