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
import { independentMean, kurtosis, type MeanEstimate, mean } from "../../src/numeric/index.ts";
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
  /** corr(x, y), over groups of chains. */
  readonly correlation: MeanEstimate;
  /** Kurtosis of u = (x + y)/√2, over the same groups. */
  readonly kurtosis: MeanEstimate;
  /** u of every sample. */
  readonly u: Float64Array;
}

/** Groups of samples whose scatter gives the error bars. */
const GROUPS = 10;

/**
 * The given modes over joint states, one a row; every tenth row belongs to the same group. The covariance is the mean
 * of those of x with ⟨y|v⟩ and of ⟨x|h⟩ with y: each is that of x and y, and their errors nearly cancel.
 */
export function measureModes(rbm: Rbm, modes: SingularModes, { v, h }: JointStates<Matrix>): MeasuredMode[] {
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
    const correlation = overGroups((of) => {
      const both = (covariance(of(xs), of(ye)) + covariance(of(xe), of(ys))) / 2;
      return both / Math.sqrt(covariance(of(xs), of(xs)) * covariance(of(ys), of(ys)));
    });
    return {
      lambda,
      visibleVariance: visible[k]!,
      hiddenVariance: hidden[k]!,
      correlation,
      kurtosis: overGroups((of) => kurtosis(of(u))),
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

/** βλ√(k_v k_h). */
export function correlationOfMode({ lambda, visibleVariance, hiddenVariance }: Omit<MeasuredMode, "u">): number {
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

type Part = (x: Float64Array) => Float64Array;

/** Every tenth sample, from each of the first ten: values of the groups, and their mean. */
function overGroups(statistic: (of: Part) => number): MeanEstimate {
  return independentMean(
    Array.from({ length: GROUPS }, (_, g) => statistic((x) => x.filter((_t, s) => s % GROUPS === g))),
  );
}

function covariance(x: Float64Array, y: Float64Array): number {
  const [mx, my] = [mean(x), mean(y)];
  return mean(x.map((t, s) => (t - mx) * (y[s]! - my)));
}

/** The modes with these numbers (from 0). */
export function selectModes({ U, lambda, V }: SingularModes, wanted: readonly number[]): SingularModes {
  return {
    U: selectColumns(U, wanted),
    lambda: Float64Array.from(wanted, (mode) => lambda[mode]!),
    V: selectColumns(V, wanted),
  };
}
