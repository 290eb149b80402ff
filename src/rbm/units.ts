/**
 * The exact map between {0, 1} and ±1 units, layer by layer: v = (1 + s)/2 put into E = −a·v − b·h − vᵀWh gives a
 * machine of the same form and a constant. Sheet A4; Toledo-Marín et al. (2025).
 */
import { matrix, transpose } from "../numeric/matrix.ts";
import { Rbm, type Units } from "./rbm.ts";
import { mapRows, type States } from "./states.ts";

/** E_old(v, h) = E_new(s, t) + constant, hence ln Z_old(β) = ln Z_new(β) − β · constant. */
export interface ConvertedRbm {
  readonly rbm: Rbm;
  readonly constant: number;
}

/** The same machine with ±1 units in both layers; singular vectors stay, λ' = λ/4 for a binary machine. Sheet A4. */
export function toSpin(rbm: Rbm): ConvertedRbm {
  return convertUnits(rbm, "spin", "spin");
}

/** The same machine with {0, 1} units in both layers; the inverse of `toSpin`. Sheet A4. */
export function toBinary(rbm: Rbm): ConvertedRbm {
  return convertUnits(rbm, "binary", "binary");
}

/** The same machine in the given units, for mixed machines too. */
export function convertUnits(rbm: Rbm, visible: Units, hidden: Units): ConvertedRbm {
  const first = convertVisible(rbm, visible);
  const second = convertVisible(swapLayers(first.rbm), hidden);
  return { rbm: swapLayers(second.rbm), constant: first.constant + second.constant };
}

/** States of {0, 1} units as ±1 (s = 2v − 1) or the other way; a copy. */
export function convertStates<S extends States>(states: S, from: Units, to: Units): S {
  const [scale, shift] = from === to ? [1, 0] : to === "spin" ? [2, -1] : [0.5, 0.5];
  return mapRows(states, (x) =>
    matrix(
      x.rows,
      x.cols,
      x.data.map((t) => scale * t + shift),
    ),
  );
}

/** The machine seen from the other side: hidden units as visible ones, with Wᵀ; E(v, h) is unchanged. */
export function swapLayers({ W, a, b, visibleUnits, hiddenUnits }: Rbm): Rbm {
  return new Rbm({ W: transpose(W), a: b, b: a, visibleUnits: hiddenUnits, hiddenUnits: visibleUnits });
}

/** Puts v = scale · s + shift into the energy. */
function convertVisible(rbm: Rbm, to: Units): ConvertedRbm {
  if (rbm.visibleUnits === to) return { rbm, constant: 0 };
  const [scale, shift] = to === "spin" ? [0.5, 0.5] : [2, -1];
  const { W, a, hiddenUnits } = rbm;
  const b = rbm.b.slice();
  for (let i = 0, k = 0; i < W.rows; i++) for (let j = 0; j < W.cols; j++, k++) b[j]! += shift * W.data[k]!;
  const fields = {
    W: matrix(
      W.rows,
      W.cols,
      W.data.map((w) => scale * w),
    ),
    a: a.map((x) => scale * x),
    b,
  };
  const constant = -shift * a.reduce((sum, x) => sum + x, 0);
  return { rbm: new Rbm({ ...fields, visibleUnits: to, hiddenUnits }), constant };
}
