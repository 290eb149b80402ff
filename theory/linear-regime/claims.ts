/** Claim A21: the gradient of a machine with small weights, and the exponential growth that follows. */

import { treeStructuredData } from "../../src/data/synthetic.ts";
import { errorBelow, within } from "../../src/lab/agreement.ts";
import { onMachine } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { unpackBits } from "../../src/numeric/bits.ts";
import { convergenceOrder, logistic, symmetricEigen } from "../../src/numeric/index.ts";
import { column, dot, frobeniusNorm, type Matrix, matrix, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { exactGradient } from "../../src/rbm/exact/index.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { gathered } from "../support/latex.ts";
import { unlessCondensed, unlessTrained } from "../support/regime.ts";
import { fromPaper, standard } from "../support/source.ts";
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

export interface GradientPath {
  /** Of the growth matrix, descending. */
  readonly eigenvalues: Float64Array;
  /** ‖e_αᵀW‖ after n updates, one array of modes for each n = 0 … steps. */
  readonly amplitudes: readonly Float64Array[];
}

/** Exact gradient ascent from tiny weights, with hidden biases 0 and visible means kept at the data's. */
export function followGradient(formula: LinearRegime, setup: Bench, rate: number, steps: number): GradientPath {
  const { values, vectors } = symmetricEigen(formula.growthMatrix(setup.moments));
  const zero = new Float64Array(setup.b.length);
  const amplitudesOf = (W: Matrix): Float64Array =>
    values.map((_, k) => Math.hypot(...multiplyVectorTransposed(W, column(vectors, k))));
  let { W } = machineAt(setup, zero, 1e-4);
  const amplitudes = [amplitudesOf(W)];
  for (let n = 0; n < steps; n++) {
    const rbm = new Rbm({ W, a: matchedVisibleBias(W, zero, setup.moments.mean), b: zero });
    const g = exactGradient(rbm, setup.data).W;
    W = matrix(
      W.rows,
      W.cols,
      W.data.map((t, k) => t + rate * g.data[k]!),
    );
    amplitudes.push(amplitudesOf(W));
  }
  return { eigenvalues: values, amplitudes };
}

/** Largest relative error of the growth exponents of the three leading modes. */
function growthError(formula: LinearRegime, setup: Bench): number {
  const [rate, steps] = [0.05, 40];
  const { eigenvalues, amplitudes } = followGradient(formula, setup, rate, steps);
  const errors = [0, 1, 2].map((k) => {
    const measured = Math.log(amplitudes.at(-1)![k]! / amplitudes[0]![k]!);
    return Math.abs(measured / Math.log(formula.growth(eigenvalues[k]!, rate, steps)) - 1);
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
    const aside = unlessTrained(machine!);
    if (aside) return aside;
    const { train, rbm, name } = machine!;
    const rows = Uint32Array.from({ length: Math.min(3000, train.rows) }, () => rng.integer(train.rows));
    const { vectors } = symmetricEigen(formula.growthMatrix(dataStatistics(unpackBits(train, 0, rows))));
    const overlap = subspaceOverlap(singularModes(rbm, { count: LEADING }).U, vectors, LEADING);
    return onMachine(name, within("overlap of the two subspaces", overlap, (10 * LEADING) / rbm.visible, 1));
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

/** What the transition at λ = 4 says of a training run: where it starts and where it ends. */
interface Passage {
  /** Stability limit of a mode of {0,1} units without fields. */
  readonly threshold: number;
}

const passageClaim: Claim<Passage> = {
  id: `${ROOM}/passage`,
  room: ROOM,
  labels: ["A21", "A25"],
  title: "Training carries modes past λ = 4",
  statement: gathered(
    String.raw`\lambda_1(0)<4<\lambda_1(t_{\rm end}):`,
    String.raw`\#\{\alpha:\lambda_\alpha(0)>4\}=0,\quad\#\{\alpha:\lambda_\alpha(t_{\rm end})>4\}\ge1`,
  ),
  source: fromPaper(
    "A25",
    "the line λ = 4 is drawn in the paper's code; the statement on a training run is measured here",
  ),
  status: "as printed",
  expect: "measured",
  formula: { threshold: 4 },
  evidence: [
    {
      id: "training run",
      says: "modes beyond the threshold before the first update and after the last, where a mode has condensed (λ_eff ≥ 1 at the means of the data)",
      needs: "machine",
      judge({ threshold }, { machine }) {
        const aside = unlessCondensed(machine!, 1);
        if (aside) return aside;
        const { snapshots, name } = machine!;
        const beyond = (k: number): number => snapshots.at(k)!.singularValues.filter((t) => t > threshold).length;
        const largest = snapshots.at(-1)!.singularValues[0]!;
        const what = `modes beyond ${threshold}: ${beyond(0)} at the start, ${beyond(-1)} at the end, the largest at ${largest.toFixed(2)}; violated conditions`;
        return onMachine(
          name,
          errorBelow(what, (beyond(0) === 0 ? 0 : 1) + (beyond(-1) >= 1 ? 0 : 1), 0, snapshots.length),
        );
      },
    },
  ],
  mutants: [
    {
      id: "variance for stiffness",
      says: "λ = ¼: the variance of a unit where its inverse belongs",
      formula: { threshold: 0.25 },
    },
    { id: "ten times", says: "λ = 40", formula: { threshold: 40 } },
  ],
};

export const linearClaims: readonly Claim[] = [linearClaim, passageClaim];
