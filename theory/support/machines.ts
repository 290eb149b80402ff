/** Small random machines and their states: the ground on which identities are tried out. */
import { logSumExp } from "../../src/numeric/index.ts";
import { type Matrix, matrix, matrixFrom, multiplyVector, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { energy } from "../../src/rbm/energy.ts";
import { Rbm, type Units } from "../../src/rbm/rbm.ts";

export interface RandomMachine {
  readonly visible: number;
  readonly hidden: number;
  readonly units?: Units;
  /** Standard deviation of the weights. */
  readonly weights?: number;
  /** Standard deviation of the biases. */
  readonly fields?: number;
}

/** Independent normal weights and biases. */
export function randomMachine(rng: Rng, shape: RandomMachine): Rbm {
  const { visible, hidden, units = "binary", weights = 1, fields = 1 } = shape;
  const W = matrix(visible, hidden, rng.normals(visible * hidden, weights));
  return new Rbm({ W, a: rng.normals(visible, fields), b: rng.normals(hidden, fields), units });
}

/** The machine with its weights multiplied by a factor. */
export function withWeights(rbm: Rbm, factor: number): Rbm {
  const { W } = rbm;
  return new Rbm({
    ...rbm,
    W: matrix(
      W.rows,
      W.cols,
      W.data.map((t) => factor * t),
    ),
  });
}

/** All 2ⁿ configurations of n units; the yielded array is fresh each time. */
export function* configurations(n: number, units: Units): Generator<Float64Array> {
  const off = units === "binary" ? 0 : -1;
  for (let code = 0; code < 2 ** n; code++) {
    yield Float64Array.from({ length: n }, (_, i) => ((code >> i) & 1 ? 1 : off));
  }
}

/** Every joint configuration of a small machine. */
export function* jointConfigurations(rbm: Rbm): Generator<{ readonly v: Float64Array; readonly h: Float64Array }> {
  for (const v of configurations(rbm.visible, rbm.visibleUnits)) {
    for (const h of configurations(rbm.hidden, rbm.hiddenUnits)) yield { v, h };
  }
}

/** Tall, wide and square, so that zero modes appear on either side and on neither. */
export const SMALL_SHAPES: readonly { readonly visible: number; readonly hidden: number }[] = [
  { visible: 6, hidden: 4 },
  { visible: 4, hidden: 6 },
  { visible: 5, hidden: 5 },
];

/** One machine of every small shape and kind of unit. */
export function smallMachines(rng: Rng): Rbm[] {
  return SMALL_SHAPES.flatMap((shape) => [
    randomMachine(rng, { ...shape, units: "binary" }),
    randomMachine(rng, { ...shape, units: "spin" }),
  ]);
}

/** Every kind of unit that the two layers can have. */
export const UNIT_PAIRS: readonly (readonly [visible: Units, hidden: Units])[] = [
  ["binary", "binary"],
  ["spin", "spin"],
  ["binary", "spin"],
  ["spin", "binary"],
];

/** One machine of every small shape and pair of units, mixed ones too, far from saturation. */
export function gentleMachines(rng: Rng): Rbm[] {
  return SMALL_SHAPES.flatMap((shape) =>
    UNIT_PAIRS.map(([visibleUnits, hiddenUnits]) => {
      const drawn = randomMachine(rng, { ...shape, weights: 0.4, fields: 0.4 });
      return new Rbm({ ...drawn, visibleUnits, hiddenUnits });
    }),
  );
}

/** Fields a = −W n_0, b = −Wᵀm_0 that make the centres m_0, n_0 (½ or 0 a unit) a solution of the mean-field equations. */
export function centredMachine(W: Matrix, visibleUnits: Units, hiddenUnits: Units): Rbm {
  const centre = (size: number, units: Units): Float64Array =>
    new Float64Array(size).fill(units === "binary" ? -0.5 : 0);
  return new Rbm({
    W,
    a: multiplyVector(W, centre(W.cols, hiddenUnits)),
    b: multiplyVectorTransposed(W, centre(W.rows, visibleUnits)),
    visibleUnits,
    hiddenUnits,
  });
}

/** A rank-one W = λ pqᵀ with directions drawn uniformly on the spheres. */
export function oneMode(visible: number, hidden: number, lambda: number, rng: Rng): Matrix {
  const direction = (n: number): Float64Array => {
    const x = rng.normals(n);
    const norm = Math.hypot(...x);
    return x.map((t) => t / norm);
  };
  const [p, q] = [direction(visible), direction(hidden)];
  return matrixFrom(visible, hidden, (i, j) => lambda * p[i]! * q[j]!);
}

/** "6×4 binary" and so on. */
export function nameOf(rbm: Rbm): string {
  const { visibleUnits, hiddenUnits } = rbm;
  const units = visibleUnits === hiddenUnits ? visibleUnits : `${visibleUnits}/${hiddenUnits}`;
  return `${rbm.visible}×${rbm.hidden} ${units}`;
}

/** A joint configuration with its Boltzmann probability. */
export interface WeightedState {
  readonly v: Float64Array;
  readonly h: Float64Array;
  readonly probability: number;
}

/** P = e^{−βE}/Z of every joint state by brute force, with ln Z: the obvious oracle for everything small. */
export function boltzmannLaw(rbm: Rbm, beta = 1): { readonly states: WeightedState[]; readonly logPartition: number } {
  const states = [...jointConfigurations(rbm)];
  const logWeights = states.map(({ v, h }) => -beta * energy(rbm, v, h));
  const logPartition = logSumExp(logWeights);
  return {
    states: states.map((s, k) => ({ ...s, probability: Math.exp(logWeights[k]! - logPartition) })),
    logPartition,
  };
}
