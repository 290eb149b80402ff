/** Autocorrelation of given directions of the visible layer over sweeps of real binary chains, with error bars. */
import { independentMean, type MeanEstimate } from "../../../src/numeric/index.ts";
import { type Matrix, matrix, multiply } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { gibbsRecords } from "../../../src/rbm/chains.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import { sampleHiddenGivenVisible, uniformStates } from "../../../src/rbm/sampling.ts";
import type { Temperature } from "../../../src/rbm/states.ts";

export interface ChainMeasurement extends Temperature {
  /** Independent chains; a state of `start` each where that is given. */
  readonly chains: number;
  /** Sweeps that are measured, after so many that are not. */
  readonly sweeps: number;
  readonly burnIn: number;
  /** Visible states, chains × N; uniformly random when left out. */
  readonly start?: Matrix;
  /** Partners of the directions in the hidden layer (M×k), where the soft coordinates u = (x + y)/√2 are wanted. */
  readonly partners?: Matrix;
}

/** A mean over independent chains, with what each of them contributes to it; of a ratio, to first order. */
export interface ChainEstimate extends MeanEstimate {
  /** One a chain. */
  readonly values: Float64Array;
}

/** Of one direction: the variance of its coordinate and its autocorrelation per sweep, over all chains together. */
export interface MeasuredDirection {
  readonly variance: ChainEstimate;
  readonly autocorrelation: ChainEstimate;
  /** Of u; with partners alone. */
  readonly soft?: ChainEstimate;
}

/** Sweeps between two looks at the hidden layer, which cost as much as several sweeps. */
const EVERY = 10;

/**
 * Block Gibbs chains at inverse temperature β, measured along the columns of `directions` (N×k). Error bars come from the
 * scatter between chains, so they are right however slowly a chain moves, if the chains are independent and stationary.
 */
export async function measureDirections(
  rbm: Rbm,
  directions: Matrix,
  options: ChainMeasurement,
  rng: Rng,
): Promise<MeasuredDirection[]> {
  const { chains, sweeps, burnIn, beta = 1 } = options;
  const start = options.start ?? uniformStates(chains, rbm.visible, rbm.visibleUnits, rng.child("start"));
  const seen: Matrix[] = [];
  const soft: Matrix[] = [];
  for await (const v of gibbsRecords(rbm, start, rng, { beta, burnIn: burnIn + 1, records: sweeps })) {
    const sweep = seen.length;
    seen.push(multiply(v, directions));
    if (options.partners && sweep % EVERY === 0) {
      const h = sampleHiddenGivenVisible(rbm, v, rng.child("hidden").child(sweep), { beta });
      soft.push(softCoordinates(seen.at(-1)!, multiply(h, options.partners)));
    }
  }
  return Array.from({ length: directions.cols }, (_, k) => ({
    ...alongDirection(seen, k),
    ...(soft.length > 0 ? { soft: varianceAlong(soft, k) } : {}),
  }));
}

/** u = (x + y)/√2 of every chain and direction. */
function softCoordinates(x: Matrix, y: Matrix): Matrix {
  return matrix(
    x.rows,
    x.cols,
    x.data.map((t, k) => (t + y.data[k]!) * Math.SQRT1_2),
  );
}

/** Mean of column k over everything seen. */
function meanOf(seen: readonly Matrix[], k: number): number {
  const { rows, cols } = seen[0]!;
  let sum = 0;
  for (const { data } of seen) for (let c = 0; c < rows; c++) sum += data[c * cols + k]!;
  return sum / (rows * seen.length);
}

/** About the mean of all chains; error bar from the scatter between chains. */
function varianceAlong(seen: readonly Matrix[], k: number): ChainEstimate {
  const { rows, cols } = seen[0]!;
  const mean = meanOf(seen, k);
  const squares = Float64Array.from({ length: rows }, (_, c) => {
    return seen.reduce((s, { data }) => s + (data[c * cols + k]! - mean) ** 2, 0) / seen.length;
  });
  return estimateOf(squares);
}

const estimateOf = (values: Float64Array): ChainEstimate => ({ ...independentMean(values), values });

/** Moments of column k: of each chain, then their ratio over all chains with its error to first order. */
function alongDirection(seen: readonly Matrix[], k: number): MeasuredDirection {
  const { rows, cols } = seen[0]!;
  const at = (t: number, c: number): number => seen[t]!.data[c * cols + k]!;
  const mean = meanOf(seen, k);
  const squares = new Float64Array(rows);
  const products = new Float64Array(rows);
  for (let c = 0; c < rows; c++) {
    for (let t = 0; t + 1 < seen.length; t++) {
      const [x, y] = [at(t, c) - mean, at(t + 1, c) - mean];
      squares[c]! += (x * x + y * y) / (2 * (seen.length - 1));
      products[c]! += (x * y) / (seen.length - 1);
    }
  }
  const variance = estimateOf(squares);
  const rho = independentMean(products).mean / variance.mean;
  return {
    variance,
    autocorrelation: estimateOf(products.map((p, c) => rho + (p - rho * squares[c]!) / variance.mean)),
  };
}
