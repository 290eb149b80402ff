/**
 * How x_α and y_α of one mode hang together under the model, measured mode by mode (figure F8 of the sheet).
 *
 * For a Gaussian mode the correlation is βλ/4 (A43). Fields and a bulk of other modes make the units less free than
 * fair coins: the slope of ⟨y|v⟩ on x is then βλ k_h with k_h = Σ_j V_jα² ⟨p_j(1−p_j)⟩, the mean conditional variance
 * of the hidden units in the direction of the mode, and likewise the other way round, so that
 *
 *   corr(x_α, y_α) = βλ_α √(k_v k_h).
 *
 * Stein's lemma gives it for Gaussian inputs, but for terms between modes (a reconstruction, derived here). Without
 * fields and bulk k = ¼; with an extensive bulk k ≈ 1/r of A44.
 */
import { independentMean, type MeanEstimate, mean } from "../../src/numeric/index.ts";
import {
  column,
  type Matrix,
  matrix,
  multiply,
  multiplyVectorTransposed,
  selectColumns,
} from "../../src/numeric/matrix.ts";
import { probabilityHiddenOn, probabilityVisibleOn } from "../../src/rbm/conditionals.ts";
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm, Units } from "../../src/rbm/rbm.ts";
import type { JointStates } from "../../src/rbm/sampling.ts";
import { offValue } from "../../src/rbm/states.ts";

/** One mode over samples of the machine. */
export interface MeasuredMode {
  /** βλ. */
  readonly lambda: number;
  /** k_v and k_h: mean conditional variance of the units of a layer in the direction of the mode; ¼ for free {0,1} units. */
  readonly visibleVariance: number;
  readonly hiddenVariance: number;
  /** corr(x, y), with the error bar of independent chains. */
  readonly correlation: MeanEstimate;
  /** One value a chain, whose mean is the correlation: it is linearised about the means of all chains. */
  readonly correlationByChain: Float64Array;
  /** Kurtosis of u = (x + y)/√2, with the error bar of independent chains. */
  readonly kurtosis: MeanEstimate;
  /** u of every sample. */
  readonly u: Float64Array;
}

/**
 * The given modes over joint states, one a row: the first record of every chain, then the second, … The covariance is the
 * mean of those of x with ⟨y|v⟩ and of ⟨x|h⟩ with y: each is that of x and y, and their errors nearly cancel.
 * @param chains independent rows at a time; all of them when left out
 */
export function measureModes(
  rbm: Rbm,
  modes: SingularModes,
  { v, h }: JointStates<Matrix>,
  chains: number = v.rows,
): MeasuredMode[] {
  const given = {
    v: unitMoments(probabilityVisibleOn(rbm, h), rbm.visibleUnits),
    h: unitMoments(probabilityHiddenOn(rbm, v), rbm.hiddenUnits),
  };
  const x = { drawn: multiply(v, modes.U), expected: multiply(given.v.mean, modes.U) };
  const y = { drawn: multiply(h, modes.V), expected: multiply(given.h.mean, modes.V) };
  const visible = alongModes(given.v.variance, modes.U);
  const hidden = alongModes(given.h.variance, modes.V);
  return Array.from(modes.lambda, (lambda, k) => {
    const [xs, xe, ys, ye] = [x.drawn, x.expected, y.drawn, y.expected].map((A) => column(A, k)) as Columns;
    const u = xs.map((t, s) => (t + ys[s]!) / Math.SQRT2);
    const correlationByChain = byChain(correlationTerms(xs, xe, ys, ye), chains);
    return {
      lambda,
      visibleVariance: visible[k]!,
      hiddenVariance: hidden[k]!,
      correlation: independentMean(correlationByChain),
      correlationByChain,
      kurtosis: independentMean(byChain(kurtosisTerms(u), chains)),
      u,
    };
  });
}

type Columns = [Float64Array, Float64Array, Float64Array, Float64Array];

/** ⟨unit⟩ given the other layer, one state a row, and the mean of the conditional variance of every unit. */
function unitMoments(on: Matrix, units: Units): { readonly mean: Matrix; readonly variance: Float64Array } {
  const off = offValue(units);
  const scale = 1 - off;
  const variance = new Float64Array(on.cols);
  on.data.forEach((p, k) => {
    variance[k % on.cols]! += (scale ** 2 * p * (1 - p)) / on.rows;
  });
  const mean = matrix(
    on.rows,
    on.cols,
    on.data.map((p) => off + scale * p),
  );
  return { mean, variance };
}

/** What the correlation of a mode is predicted from. */
export type ModeVariances = Pick<MeasuredMode, "lambda" | "visibleVariance" | "hiddenVariance">;

/** βλ√(k_v k_h). */
export function correlationOfMode({ lambda, visibleVariance, hiddenVariance }: ModeVariances): number {
  return lambda * Math.sqrt(visibleVariance * hiddenVariance);
}

/** Σ_i U_iα² of a quantity of the units, for every mode. */
function alongModes(ofUnits: Float64Array, vectors: Matrix): Float64Array {
  const squares = matrix(
    vectors.rows,
    vectors.cols,
    vectors.data.map((t) => t * t),
  );
  return multiplyVectorTransposed(squares, ofUnits);
}

const centred = (x: Float64Array): Float64Array => {
  const centre = mean(x);
  return x.map((t) => t - centre);
};
const meanSquare = (x: Float64Array): number => mean(x.map((t) => t * t));

/** c/(s_x s_y) to first order about the means of the sample, a term a row: their mean is the correlation of the sample. */
function correlationTerms(xs: Float64Array, xe: Float64Array, ys: Float64Array, ye: Float64Array): Float64Array {
  const [x, mx, y, my] = [xs, xe, ys, ye].map(centred) as Columns;
  const [vx, vy] = [meanSquare(x), meanSquare(y)];
  const covariance = x.map((t, s) => (t * my[s]! + mx[s]! * y[s]!) / 2);
  const scale = Math.sqrt(vx * vy);
  const correlation = mean(covariance) / scale;
  return covariance.map((c, s) => c / scale - (correlation / 2) * (x[s]! ** 2 / vx + y[s]! ** 2 / vy - 2));
}

/** m₄/m₂² to first order about the moments of the sample, a term a row: their mean is the kurtosis of the sample. */
function kurtosisTerms(u: Float64Array): Float64Array {
  const d = centred(u);
  const m2 = meanSquare(d);
  const m3 = mean(d.map((t) => t ** 3));
  const k = mean(d.map((t) => t ** 4)) / m2 ** 2;
  return d.map((t) => t ** 4 / m2 ** 2 - 2 * k * (t ** 2 / m2 - 1) - (4 * m3 * t) / m2 ** 2);
}

/** Mean of each chain over its records. */
function byChain(terms: Float64Array, chains: number): Float64Array {
  const records = terms.length / chains;
  return Float64Array.from({ length: chains }, (_, c) => {
    let sum = 0;
    for (let r = 0; r < records; r++) sum += terms[r * chains + c]!;
    return sum / records;
  });
}

/** The modes with these numbers (from 0). */
export function selectModes({ U, lambda, V }: SingularModes, wanted: readonly number[]): SingularModes {
  return {
    U: selectColumns(U, wanted),
    lambda: Float64Array.from(wanted, (mode) => lambda[mode]!),
    V: selectColumns(V, wanted),
  };
}
