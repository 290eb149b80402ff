/** Claim A21: the gradient of a machine with small weights, and the exponential growth that follows. */

import { treeStructuredData } from "../../src/data/synthetic.ts";
import { agree, bounded, onMachine, pairsOf } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { type BitMatrix, unpackBits } from "../../src/numeric/bits.ts";
import { logistic, rungeKutta4, symmetricEigen } from "../../src/numeric/index.ts";
import { column, dot, type Matrix, matrix, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { exactGradient } from "../../src/rbm/exact/index.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { unlessTrained } from "../support/regime.ts";
import { rememberedByObject } from "../support/remember.ts";
import { standard } from "../support/source.ts";
import { passageClaim } from "./claims-passage.ts";
import { linearGradientForm } from "./derivation.ts";
import {
  type DataStatistics,
  dataStatistics,
  linearGradient,
  matchedVisibleBias,
  modeGrowth,
  offDiagonalCovariance,
} from "./growth.ts";

const ROOM = "linear-regime";

export interface LinearRegime {
  gradient(W: Matrix, b: Float64Array, moments: DataStatistics): Matrix;
  /** Factor by which the mode of eigenvalue c of C − D grows in time t at rate η, b = 0. */
  growth(eigenvalue: number, rate: number, time: number): number;
  /** The matrix whose eigenvectors the weights align with. */
  growthMatrix(moments: DataStatistics): Matrix;
}

export const linearRegime: LinearRegime = {
  gradient: linearGradient,
  growth: modeGrowth,
  growthMatrix: offDiagonalCovariance,
};

export interface Bench {
  readonly data: Matrix;
  readonly moments: DataStatistics;
  /** Directions of the weights, entries of order 1. */
  readonly shape: Matrix;
  readonly b: Float64Array;
}

/** Tree-structured data of 12 units, seen by 5 hidden ones. */
export function bench(rng: Rng): Bench {
  const set = treeStructuredData({ rows: 400, units: 12 }, rng.child("data"));
  const data = unpackBits(set.bits);
  const shape = matrix(12, 5, rng.child("weights").normals(60));
  return { data, moments: dataStatistics(data), shape, b: rng.child("fields").normals(5, 0.5) };
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

/** The gradient of the weights at scale s, over s. */
function gradientOverScale(setup: Bench, s: number): Float64Array {
  return exactGradient(machineAt(setup, setup.b, s), setup.data).W.data.map((t) => t / s);
}

/** Fields of at most a tenth or so: the series in the scale converges fast, and rounding is far below its terms. */
const SCALE = 4e-3;

/**
 * What the exact gradient over the scale of the weights tends to as they vanish. The mean over ±s is even in s, so two
 * extrapolations leave an error of sixth order.
 */
const gradientOfVanishingWeights = sharedDraw((rng: Rng): { setup: Bench; slope: Float64Array } => {
  const setup = bench(rng);
  const column = [1, 2, 4].map((part) => {
    const [up, down] = [SCALE / part, -SCALE / part].map((s) => gradientOverScale(setup, s));
    return up!.map((t, k) => (t + down![k]!) / 2);
  });
  const [first, second] = [0, 1].map((r) => column[r]!.map((t, k) => (4 * column[r + 1]![k]! - t) / 3));
  return { setup, slope: first!.map((t, k) => (16 * second![k]! - t) / 15) };
});

const smallWeights: Evidence<LinearRegime> = {
  id: "small weights",
  says: "derivative of the exact gradient by the scale of the weights, where they vanish, against the linear form: 12×5 machines, all weights",
  judge(formula, { rng }) {
    const { setup, slope } = gradientOfVanishingWeights(rng);
    const { W } = machineAt(setup, setup.b, SCALE);
    const linear = formula.gradient(W, setup.b, setup.moments).data.map((t) => t / SCALE);
    return agree("derivative of the gradient", pairsOf(linear, slope), {
      allowed: 1e-7,
      because: "the sixth power of fields of about 0.1, and rounding over weights of 0.001",
      unit: "scale",
      everyDraw: true,
    });
  },
};

/** Weights along gradient ascent, at equal times from 0 to `duration` (learning rate times number of updates). */
export interface GradientFlow {
  readonly setup: Bench;
  readonly duration: number;
  readonly weights: readonly Matrix[];
}

/** Runge–Kutta steps between two of the weights that are kept. */
const STEPS = 2;

/** Exact gradient ascent from weights of 10⁻⁶, with hidden biases 0 and visible means kept at the data's. */
export const gradientFlow: (rng: Rng, duration: number, intervals: number) => GradientFlow = sharedDraw(
  (rng: Rng, duration: number, intervals: number): GradientFlow => {
    const setup = bench(rng);
    const zero = new Float64Array(setup.b.length);
    const { rows, cols } = setup.shape;
    const ascent = (_: number, W: Float64Array): Float64Array => {
      const weights = matrix(rows, cols, W);
      const rbm = new Rbm({ W: weights, a: matchedVisibleBias(weights, zero, setup.moments.mean), b: zero });
      return exactGradient(rbm, setup.data).W.data;
    };
    const weights = [machineAt(setup, zero, 1e-6).W];
    for (let n = 0; n < intervals; n++) {
      const next = rungeKutta4(ascent, weights[n]!.data, 0, duration / intervals, STEPS);
      weights.push(matrix(rows, cols, next));
    }
    return { setup, duration, weights };
  },
);

export interface ModesAlongFlow {
  /** Of the growth matrix, descending. */
  readonly eigenvalues: Float64Array;
  /** ‖e_αᵀW‖, one array of modes for each of the weights that were kept. */
  readonly amplitudes: readonly Float64Array[];
}

/** The weights along the eigenvectors of the growth matrix. */
export function modesAlong(formula: LinearRegime, { setup, weights }: GradientFlow): ModesAlongFlow {
  const { values, vectors } = symmetricEigen(formula.growthMatrix(setup.moments));
  const amplitudes = weights.map((W) =>
    values.map((_, k) => Math.hypot(...multiplyVectorTransposed(W, column(vectors, k)))),
  );
  return { eigenvalues: values, amplitudes };
}

const DURATION = 2;

const growth: Evidence<LinearRegime> = {
  id: "growth",
  says: "ascent along the exact gradient from weights of 10⁻⁶ to ηt = 2: growth exponents of all twelve modes against ηct/4",
  judge(formula, { rng }) {
    const { eigenvalues, amplitudes } = modesAlong(formula, gradientFlow(rng, DURATION, 4));
    const predicted = eigenvalues.map((c) => Math.log(formula.growth(c, 1, DURATION)));
    const found = eigenvalues.map((_, k) => Math.log(amplitudes.at(-1)![k]! / amplitudes[0]![k]!));
    return agree(
      "growth exponents",
      pairsOf(predicted, found, (k) => `mode ${k + 1}`),
      {
        allowed: 1e-4,
        because: "steps of fourth order, ηc ≤ 0.75 each, and the square of weights of 10⁻⁶",
        unit: "scale",
        everyDraw: true,
      },
    );
  },
};

const LEADING = 10;

/** Mean squared length of the leading left singular vectors inside the span of the leading eigenvectors: 0 … 1. */
function subspaceOverlap(U: Matrix, E: Matrix, k: number): number {
  let sum = 0;
  for (let p = 0; p < k; p++) for (let q = 0; q < k; q++) sum += dot(column(U, p), column(E, q)) ** 2;
  return sum / k;
}

/** Digits whose covariance is taken. */
const DIGITS = 1000;

/** Moments of digits spread evenly over the training set. */
const digitStatistics = rememberedByObject((train: BitMatrix): DataStatistics => {
  const count = Math.min(DIGITS, train.rows);
  const rows = Uint32Array.from({ length: count }, (_, k) => Math.floor((k * train.rows) / count));
  return dataStatistics(unpackBits(train, 0, rows));
});

const trained: Evidence<LinearRegime> = {
  id: "trained machine",
  says: "the ten leading left singular vectors of the trained W lie in the span of the ten directions of fastest growth, at least ten times more than random ones (10/784) would",
  needs: "machine",
  judge(formula, { machine }) {
    const aside = unlessTrained(machine!);
    if (aside) return aside;
    const { train, rbm, name } = machine!;
    const { vectors } = symmetricEigen(formula.growthMatrix(digitStatistics(train)));
    const overlap = subspaceOverlap(singularModes(rbm, { count: LEADING }).U, vectors, LEADING);
    const bounds = [{ lower: (10 * LEADING) / rbm.visible, upper: overlap }];
    const because = "a bound, with room for rounding";
    return onMachine(name, bounded("ten times the overlap by chance", bounds, { allowed: 1e-12, because }));
  },
};

/** The formula with one factor of the gradient changed. */
function spoilt(
  change: (entry: number, W: Matrix, b: Float64Array, moments: DataStatistics, k: number) => number,
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
  statement: gathered(
    String.raw`\dot W_{ij}=\eta\,q_j(1-q_j)\sum_k\big(C_{ik}-p_i(1-p_i)\delta_{ik}\big)W_{kj}+O(W^2),`,
    String.raw`b=0:\;\lVert e_\alpha^{\mathsf T}W\rVert\propto e^{\eta c_\alpha t/4}`,
  ),
  source: standard("A21", "Decelle, Fissore, Furtlehner 2017; re-derived"),
  status: "standard",
  expect: "proved",
  derivation: linearGradientForm,
  formula: linearRegime,
  evidence: [smallWeights, growth, trained],
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

export const linearClaims: readonly Claim[] = [linearClaim, passageClaim];
