/**
 * Block Gibbs sampling in float64, the obvious way: every unit of a layer is drawn at once from its conditional.
 * Numbers come from the stream that is passed in, 53 bits a unit, row by row and unit by unit. The engines in
 * engines/ do the same in float32 for training.
 */
import { BoltzproofError } from "../errors.ts";
import { type Matrix, matrix } from "../numeric/matrix.ts";
import type { Rng } from "../numeric/random.ts";
import { probabilityHiddenOn, probabilityVisibleOn } from "./conditionals.ts";
import type { Rbm, Units } from "./rbm.ts";
import { mapRows, offValue, type States, type Temperature } from "./states.ts";

/** Both layers of a joint state, or of one a row. */
export interface JointStates<S extends States = States> {
  readonly v: S;
  readonly h: S;
}

/** Temperature of a chain, and who looks on while it runs. */
export interface ChainOptions<S extends States = States> extends Temperature {
  /** Called after every sweep, numbered from 1; the states are not reused afterwards. */
  readonly observe?: (states: JointStates<S>, sweep: number) => void;
}

/** h ~ P(h | v), for one visible state or each row. */
export function sampleHiddenGivenVisible<S extends States>(rbm: Rbm, v: S, rng: Rng, temperature?: Temperature): S {
  return drawUnits(probabilityHiddenOn(rbm, v, temperature), rbm.hiddenUnits, rng);
}

/** v ~ P(v | h), for one hidden state or each row. */
export function sampleVisibleGivenHidden<S extends States>(rbm: Rbm, h: S, rng: Rng, temperature?: Temperature): S {
  return drawUnits(probabilityVisibleOn(rbm, h, temperature), rbm.visibleUnits, rng);
}

/** One full sweep from v: h ~ P(h | v), then v ~ P(v | h). The new (v, h) leaves the Boltzmann law invariant. */
export function gibbsSweep<S extends States>(rbm: Rbm, v: S, rng: Rng, temperature?: Temperature): JointStates<S> {
  const h = sampleHiddenGivenVisible(rbm, v, rng, temperature);
  return { v: sampleVisibleGivenHidden(rbm, h, rng, temperature), h };
}

/**
 * `sweeps` full sweeps from v; rows are independent chains.
 * @throws BoltzproofError "domain" unless sweeps is a whole number ≥ 1.
 */
export function gibbsChain<S extends States>(
  rbm: Rbm,
  v: S,
  sweeps: number,
  rng: Rng,
  options: ChainOptions<S> = {},
): JointStates<S> {
  if (!Number.isInteger(sweeps) || sweeps < 1) {
    throw new BoltzproofError("domain", {
      found: `${sweeps} sweeps`,
      expected: "a whole number of at least 1",
      advice: "ask for one sweep or more",
    });
  }
  let states = gibbsSweep(rbm, v, rng, options);
  options.observe?.(states, 1);
  for (let sweep = 2; sweep <= sweeps; sweep++) {
    states = gibbsSweep(rbm, states.v, rng, options);
    options.observe?.(states, sweep);
  }
  return states;
}

/** Independent fair units, one state a row: where chains start that know nothing. */
export function uniformStates(rows: number, units: number, kind: Units, rng: Rng): Matrix {
  return drawUnits(matrix(rows, units, new Float64Array(rows * units).fill(0.5)), kind, rng);
}

/** Overwrites the probabilities, which the caller has just made, with the draws. */
function drawUnits<S extends States>(probabilityOn: S, units: Units, rng: Rng): S {
  const off = offValue(units);
  return mapRows(probabilityOn, (p) => {
    for (let k = 0; k < p.data.length; k++) p.data[k] = rng.uniform() < p.data[k]! ? 1 : off;
    return p;
  });
}
