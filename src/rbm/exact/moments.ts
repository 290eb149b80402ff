/**
 * Exact averages of a machine: ⟨v⟩, ⟨h⟩, ⟨v hᵀ⟩, the covariance of all units, and the gradient of the likelihood.
 * All by a sum over the states of the smaller layer, given which the larger one is independent.
 */
import { BoltzproofError } from "../../errors.ts";
import { type Matrix, matrix, matrixFrom, multiplyTransposed, transpose } from "../../numeric/matrix.ts";
import { meanHiddenGivenVisible } from "../conditionals.ts";
import type { Rbm, Units } from "../rbm.ts";
import { blocksOf, type Rows, requireUnits, type Temperature } from "../states.ts";
import { type Enumeration, enumerationOf, forEachState, type Inputs, inputsOf } from "./enumerate.ts";
import { logPartitionOf } from "./partition.ts";

/** min(N, M) up to which averages are summed exactly. */
export const LARGEST_EXACT_MOMENTS = 20;

/** Averages under P ∝ exp(−βE), in the machine's own units. */
export interface Moments {
  /** ln Z in nats. */
  readonly logPartition: number;
  /** ⟨v⟩, length N. */
  readonly visible: Float64Array;
  /** ⟨h⟩, length M. */
  readonly hidden: Float64Array;
  /** ⟨v hᵀ⟩, N×M. */
  readonly products: Matrix;
}

/** Derivatives of the mean log-likelihood with respect to the parameters, in nats a row. */
export interface Gradient {
  readonly W: Matrix;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/**
 * ⟨v⟩, ⟨h⟩ and ⟨v hᵀ⟩ by enumeration.
 * @throws BoltzproofError "domain" when min(N, M) > 20.
 */
export function exactMoments(rbm: Rbm, { beta = 1 }: Temperature = {}): Moments {
  const e = enumerationOf(rbm, beta, LARGEST_EXACT_MOMENTS);
  const inputs = inputsOf(e);
  const logPartition = logPartitionOf(e, inputs);
  const { small, large, products } = sumMoments(e, inputs, logPartition);
  const [v, h] = e.swapped ? [small, large] : [large, small];
  const vh = e.swapped ? products : transpose(products);
  const [sv, tv] = fromBits(rbm.visibleUnits);
  const [sh, th] = fromBits(rbm.hiddenUnits);
  return {
    logPartition: logPartition + e.logConstant,
    visible: v.map((x) => sv * x + tv),
    hidden: h.map((x) => sh * x + th),
    products: matrixFrom(
      rbm.visible,
      rbm.hidden,
      (i, j) => sv * sh * vh.data[i * rbm.hidden + j]! + sv * th * v[i]! + tv * sh * h[j]! + tv * th,
    ),
  };
}

/**
 * Covariance of (v, h), all N + M units, (N+M)×(N+M).
 * @throws BoltzproofError "domain" when min(N, M) > 20 or 2^min(N,M) · max(N,M)² exceeds 2^34 operations.
 */
export function exactCovariance(rbm: Rbm, temperature: Temperature = {}): Matrix {
  const { beta = 1 } = temperature;
  const e = enumerationOf(rbm, beta, LARGEST_EXACT_MOMENTS);
  requireAffordable(e);
  const inputs = inputsOf(e);
  const blocks = sumSecondMoments(e, inputs, logPartitionOf(e, inputs));
  const { visible, hidden, products } = exactMoments(rbm, temperature);
  const [vv, hh] = e.swapped ? [blocks.small, blocks.large] : [blocks.large, blocks.small];
  const N = rbm.visible;
  const scale = (units: Units): number => fromBits(units)[0] ** 2;
  return matrixFrom(N + rbm.hidden, N + rbm.hidden, (i, j) => {
    if (i < N && j < N) return scale(rbm.visibleUnits) * vv.data[i * N + j]!;
    if (i >= N && j >= N) return scale(rbm.hiddenUnits) * hh.data[(i - N) * rbm.hidden + j - N]!;
    const [v, h] = i < N ? [i, j - N] : [j, i - N];
    return products.data[v * rbm.hidden + h]! - visible[v]! * hidden[h]!;
  });
}

/**
 * Gradient of the mean log-likelihood of the rows: β(⟨v ⟨h|v⟩ᵀ⟩_data − ⟨v hᵀ⟩) and likewise for the biases.
 * @throws BoltzproofError "domain" when min(N, M) > 20, "shape" when the rows do not fit.
 */
export function exactGradient(rbm: Rbm, data: Rows, temperature: Temperature = {}): Gradient {
  requireUnits("visible", data, rbm.visible);
  const { beta = 1 } = temperature;
  const model = exactMoments(rbm, temperature);
  const empirical = dataMoments(rbm, data, temperature);
  const difference = (x: Float64Array, y: Float64Array): Float64Array => x.map((t, k) => beta * (t - y[k]!));
  return {
    W: matrix(rbm.visible, rbm.hidden, difference(empirical.products.data, model.products.data)),
    a: difference(empirical.visible, model.visible),
    b: difference(empirical.hidden, model.hidden),
  };
}

/** ⟨v⟩, ⟨h⟩ and ⟨v hᵀ⟩ with v from the rows and h in its conditional mean: the positive phase of the gradient. */
export function dataMoments(rbm: Rbm, data: Rows, temperature: Temperature = {}): Omit<Moments, "logPartition"> {
  const visible = new Float64Array(rbm.visible);
  const hidden = new Float64Array(rbm.hidden);
  const products = matrix(rbm.visible, rbm.hidden);
  for (const { block } of blocksOf(data, rbm.visibleUnits)) {
    const h = meanHiddenGivenVisible(rbm, block, temperature);
    addScaledRows(visible, block, 1 / data.rows);
    addScaledRows(hidden, h, 1 / data.rows);
    multiplyTransposed(block, h).data.forEach((x, k) => {
      products.data[k]! += x / data.rows;
    });
  }
  return { visible, hidden, products };
}

function addScaledRows(target: Float64Array, rows: Matrix, scale: number): void {
  rows.data.forEach((x, k) => {
    target[k % rows.cols]! += scale * x;
  });
}

/** A unit is scale · bit + shift. */
function fromBits(units: Units): readonly [scale: number, shift: number] {
  return units === "binary" ? [1, 0] : [2, -1];
}

/**
 * First moments and ⟨small largeᵀ⟩ of the enumerated machine. Every branch of the tree returns its sums to its
 * parent, and where unit k was switched on they count for unit k: O(1) row operations a state instead of O(K).
 */
function sumMoments(
  e: Enumeration,
  inputs: Inputs,
  logPartition: number,
): { small: Float64Array; large: Float64Array; products: Matrix } {
  const small = new Float64Array(e.small);
  const large = new Float64Array(e.large);
  const products = matrix(e.small, e.large);
  const childInputs = Array.from({ length: e.small }, () => new Float64Array(e.large));
  const childSums = Array.from({ length: e.small }, () => new Float64Array(e.large));
  const visit = (level: number, bias: number, x: Float64Array, sums: Float64Array): number => {
    if (level === 0) {
      const p = Math.exp(bias + inputs.logNormaliser(x) - logPartition);
      inputs.weightedMeans(x, p, sums);
      return p;
    }
    const k = level - 1;
    const off = visit(k, bias, x, sums);
    inputs.switchOn(x, k, childInputs[k]!);
    const on = visit(k, bias + e.smallBias[k]!, childInputs[k]!, childSums[k]!);
    small[k]! += on;
    const base = k * e.large;
    const s = childSums[k]!;
    for (let i = 0; i < s.length; i++) {
      products.data[base + i]! += s[i]!;
      sums[i]! += s[i]!;
    }
    return off + on;
  };
  visit(e.small, 0, inputs.start, large);
  return { small, large, products };
}

/** Covariances within each layer of the enumerated machine. */
function sumSecondMoments(e: Enumeration, inputs: Inputs, logPartition: number): { small: Matrix; large: Matrix } {
  const small = matrix(e.small, e.small);
  const large = matrix(e.large, e.large);
  const means = new Float64Array(e.large);
  forEachState(e, inputs, (bias, x, state) => {
    const p = Math.exp(bias + inputs.logNormaliser(x) - logPartition);
    inputs.weightedMeans(x, 1, means);
    addOuter(large, means, p);
    addOuter(
      small,
      Float64Array.from({ length: e.small }, (_, k) => (state >>> k) & 1),
      p,
    );
  });
  const { small: s, large: l } = sumMoments(e, inputs, logPartition);
  return { small: centred(small, s), large: centred(large, l) };
}

function addOuter(target: Matrix, x: Float64Array, weight: number): void {
  for (let i = 0, k = 0; i < x.length; i++) {
    const scaled = weight * x[i]!;
    for (let j = 0; j < x.length; j++, k++) target.data[k]! += scaled * x[j]!;
  }
}

/** ⟨x_i x_j⟩ − ⟨x_i⟩⟨x_j⟩ off the diagonal; m(1 − m) on it, since a bit is its own square. */
function centred(second: Matrix, mean: Float64Array): Matrix {
  return matrixFrom(mean.length, mean.length, (i, j) =>
    i === j ? mean[i]! * (1 - mean[i]!) : second.data[i * mean.length + j]! - mean[i]! * mean[j]!,
  );
}

function requireAffordable(e: Enumeration): void {
  const operations = 2 ** e.small * e.large ** 2;
  if (operations <= 2 ** 34) return;
  throw new BoltzproofError("domain", {
    found: `a covariance of ${operations.toExponential(1)} operations`,
    expected: `at most ${(2 ** 34).toExponential(1)}`,
    advice: "use a smaller machine, or exactMoments for ⟨v⟩, ⟨h⟩ and ⟨v hᵀ⟩ alone",
  });
}
