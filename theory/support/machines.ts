/** Small random machines and their states: the ground on which identities are tried out. */
import { logSumExp } from "../../src/numeric/index.ts";
import { matrix } from "../../src/numeric/matrix.ts";
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

/** "6×4 binary" and so on. */
export function nameOf(rbm: Rbm): string {
  return `${rbm.visible}×${rbm.hidden} ${rbm.visibleUnits}`;
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
