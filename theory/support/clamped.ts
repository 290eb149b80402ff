/**
 * A trained machine made small enough to sum over, with its own weights: all hidden units but a few are held fast, in
 * the state that the machine likes best with a digit on its visible units, and act as biases on those. What remains
 * free are the units that fluctuate most.
 */
import type { TrainedMachine } from "../../src/lab/types.ts";
import { unpackBits } from "../../src/numeric/bits.ts";
import { matrixFrom, multiplyVector, row } from "../../src/numeric/matrix.ts";
import { meanHiddenGivenVisible } from "../../src/rbm/conditionals.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { offValue } from "../../src/rbm/states.ts";

/**
 * The machine of the given number of free hidden units around a visible state (length N): those with the most
 * uncertain P(h|v). Its law is that of the whole machine conditioned on the units held fast.
 */
export function clampedMachine(rbm: Rbm, v: Float64Array, free: number): Rbm {
  const off = offValue(rbm.hiddenUnits);
  const middle = (1 + off) / 2;
  const mean = meanHiddenGivenVisible(rbm, v);
  const uncertainty = mean.map((t) => -Math.abs(t - middle));
  const order = Array.from(mean.keys()).sort((i, j) => uncertainty[j]! - uncertainty[i]!);
  const kept = order.slice(0, free).sort((i, j) => i - j);
  const held = mean.map((t, j) => (kept.includes(j) ? 0 : t > middle ? 1 : off));
  const pull = multiplyVector(rbm.W, held);
  return new Rbm({
    W: matrixFrom(rbm.visible, kept.length, (i, k) => rbm.W.data[i * rbm.hidden + kept[k]!]!),
    a: rbm.a.map((t, i) => t + pull[i]!),
    b: Float64Array.from(kept, (j) => rbm.b[j]!),
    visibleUnits: rbm.visibleUnits,
    hiddenUnits: rbm.hiddenUnits,
  });
}

/** Free hidden units: few enough for an exact sum in a fraction of a second. */
const FREE = 12;

/** Small machines with the weights of the trained one, around its first few test digits. */
export function clampedMachines({ rbm, test }: TrainedMachine, count: number, free: number = FREE): Rbm[] {
  const rows = Uint32Array.from({ length: Math.min(count, test.rows) }, (_, k) => k);
  const digits = unpackBits(test, offValue(rbm.visibleUnits), rows);
  return Array.from(rows, (k) => clampedMachine(rbm, row(digits, k), Math.min(free, rbm.hidden)));
}
