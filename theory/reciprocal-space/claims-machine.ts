/** Claims A1–A4: the machine itself, before any change of variables. */

import type { Claim } from "../../src/lab/types.ts";
import { meanHiddenGivenVisible, meanVisibleGivenHidden } from "../../src/rbm/conditionals.ts";
import { energy } from "../../src/rbm/energy.ts";
import { logPartitionExact } from "../../src/rbm/exact/index.ts";
import { freeEnergy } from "../../src/rbm/free-energy.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { toSpin } from "../../src/rbm/units.ts";
import { differences, overAllStates, residualsOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { boltzmannLaw, configurations, jointConfigurations, randomMachine, SMALL_SHAPES } from "../support/machines.ts";
import { fromPaper, standard } from "../support/source.ts";
import { freeEnergyForm } from "./derivation-marginal.ts";
import { unitsMap } from "./derivation-units.ts";

const ROOM = "reciprocal-space";

type EnergyFormula = (rbm: Rbm, v: Float64Array, h: Float64Array) => number;

/** The sums of sheet A1 written out, term by term. */
export const energyBySums: EnergyFormula = ({ W, a, b }, v, h) => {
  let e = 0;
  a.forEach((t, i) => {
    e -= t * v[i]!;
  });
  b.forEach((t, j) => {
    e -= t * h[j]!;
  });
  for (let i = 0; i < W.rows; i++) for (let j = 0; j < W.cols; j++) e -= v[i]! * W.data[i * W.cols + j]! * h[j]!;
  return e;
};

const energyClaim: Claim<EnergyFormula> = {
  id: `${ROOM}/energy`,
  room: ROOM,
  labels: ["A1"],
  title: "Energy of a joint configuration",
  statement: String.raw`E(v,h) = -\sum_i a_i v_i - \sum_j b_j h_j - \sum_{ij} v_i W_{ij} h_j,\qquad P(v,h) = \frac{e^{-\beta E(v,h)}}{Z}`,
  source: fromPaper("A1"),
  status: "as printed",
  expect: "enumerated",
  formula: energyBySums,
  evidence: [
    overAllStates("the sums against the energy that the simulator uses", (formula, rbm) =>
      residualsOver(jointConfigurations(rbm), ({ v, h }) => formula(rbm, v, h) - energy(rbm, v, h)),
    ),
  ],
  mutants: [
    { id: "sign of the coupling", says: "+vᵀWh", formula: (r, v, h) => energyBySums(scaled(r, { W: -1 }), v, h) },
    { id: "sign of a field", says: "+a·v", formula: (r, v, h) => energyBySums(scaled(r, { a: -1 }), v, h) },
    { id: "dropped field", says: "no b·h", formula: (r, v, h) => energyBySums(scaled(r, { b: 0 }), v, h) },
    {
      id: "half the coupling",
      says: "½vᵀWh, as for a symmetric coupling matrix",
      formula: (r, v, h) => energyBySums(scaled(r, { W: 0.5 }), v, h),
    },
  ],
};

/** The machine with rescaled parameters, for mutants. */
function scaled(rbm: Rbm, by: { W?: number; a?: number; b?: number }): Rbm {
  const times = (x: Float64Array, f = 1): Float64Array => x.map((t) => f * t);
  const { visibleUnits, hiddenUnits, W } = rbm;
  return new Rbm({
    W: { ...W, data: times(W.data, by.W) },
    a: times(rbm.a, by.a),
    b: times(rbm.b, by.b),
    visibleUnits,
    hiddenUnits,
  });
}

interface Conditionals {
  hidden(rbm: Rbm, v: Float64Array, beta: number): Float64Array;
  visible(rbm: Rbm, h: Float64Array, beta: number): Float64Array;
}

const conditionals: Conditionals = {
  hidden: (rbm, v, beta) => meanHiddenGivenVisible(rbm, v, { beta }),
  visible: (rbm, h, beta) => meanVisibleGivenHidden(rbm, h, { beta }),
};

/** ⟨h|v⟩ and ⟨v|h⟩ by summing the joint law over the other layer. */
function conditionalResiduals(formula: Conditionals, rbm: Rbm, beta: number): number[] {
  const { states } = boltzmannLaw(rbm, beta);
  const hidden = residualsOver(configurations(rbm.visible, rbm.visibleUnits), (v) => {
    const given = states.filter((s) => s.v.every((t, i) => t === v[i]));
    return differences(formula.hidden(rbm, v, beta), weightedMean(given.map((s) => [s.h, s.probability])));
  });
  const visible = residualsOver(configurations(rbm.hidden, rbm.hiddenUnits), (h) => {
    const given = states.filter((s) => s.h.every((t, j) => t === h[j]));
    return differences(formula.visible(rbm, h, beta), weightedMean(given.map((s) => [s.v, s.probability])));
  });
  return [...hidden, ...visible];
}

function weightedMean(pairs: readonly (readonly [Float64Array, number])[]): Float64Array {
  const total = pairs.reduce((s, [, p]) => s + p, 0);
  const out = new Float64Array(pairs[0]![0].length);
  for (const [x, p] of pairs) for (let i = 0; i < x.length; i++) out[i]! += (p * x[i]!) / total;
  return out;
}

const conditionalClaim: Claim<Conditionals> = {
  id: `${ROOM}/conditionals`,
  room: ROOM,
  labels: ["A2"],
  title: "Each layer is independent given the other",
  statement: String.raw`P(h_j{=}1\mid v) = \sigma\big(\beta(b_j+(W^{\mathsf T}v)_j)\big),\qquad P(v_i{=}1\mid h) = \sigma\big(\beta(a_i+(Wh)_i)\big)`,
  source: standard("A2"),
  status: "standard",
  expect: "enumerated",
  formula: conditionals,
  evidence: [
    overAllStates("conditional means against sums over the joint law, at β = 0.7 and 1", (formula, rbm) =>
      residualsOver([0.7, 1], (beta) => conditionalResiduals(formula, rbm, beta)),
    ),
  ],
  mutants: [
    {
      id: "no temperature",
      says: "β left out",
      formula: { hidden: (r, v) => conditionals.hidden(r, v, 1), visible: (r, h) => conditionals.visible(r, h, 1) },
    },
    {
      id: "dropped hidden bias",
      says: "P(h|v) without b",
      formula: { ...conditionals, hidden: (r, v, beta) => conditionals.hidden(scaled(r, { b: 0 }), v, beta) },
    },
    {
      id: "half the weights",
      says: "P(v|h) with W/2",
      formula: { ...conditionals, visible: (r, h, beta) => conditionals.visible(scaled(r, { W: 0.5 }), h, beta) },
    },
  ],
};

interface FreeEnergyFormula {
  /** F(v) at β = 1, in nats. */
  free(rbm: Rbm, v: Float64Array): number;
  logPartition(rbm: Rbm): number;
}

const freeEnergyFormula: FreeEnergyFormula = {
  free: (rbm, v) => freeEnergy(rbm, v),
  logPartition: (rbm) => logPartitionExact(rbm),
};

/** −ln Σ_h e^{−E} and ln Σ_{v,h} e^{−E} by brute force. */
function freeEnergyResiduals(formula: FreeEnergyFormula, rbm: Rbm): number[] {
  const { states, logPartition } = boltzmannLaw(rbm);
  const byState = residualsOver(configurations(rbm.visible, rbm.visibleUnits), (v) => {
    const p = states.filter((s) => s.v.every((t, i) => t === v[i])).reduce((sum, s) => sum + s.probability, 0);
    return formula.free(rbm, v) + Math.log(p) + logPartition;
  });
  return [...byState, formula.logPartition(rbm) - logPartition];
}

const freeEnergyClaim: Claim<FreeEnergyFormula> = {
  id: `${ROOM}/free-energy`,
  room: ROOM,
  labels: ["A3"],
  title: "Free energy of a visible state and the partition function",
  statement: gathered(
    String.raw`-\ln\sum_h e^{-E(v,h)} = -a\cdot v-\sum_j\ln\!\big(1+e^{b_j+(W^{\mathsf T}v)_j}\big),`,
    String.raw`\ln Z=\ln\sum_h e^{b\cdot h}\prod_i\big(1+e^{a_i+(Wh)_i}\big)`,
  ),
  source: standard("A3"),
  status: "standard",
  expect: "proved",
  derivation: freeEnergyForm,
  formula: freeEnergyFormula,
  evidence: [
    overAllStates("closed forms against sums over all joint states", freeEnergyResiduals, {
      allowed: 1e-11,
      because: "rounding of logarithms of sums of up to 1,024 terms",
    }),
  ],
  mutants: [
    {
      id: "sign",
      says: "+a·v",
      formula: { ...freeEnergyFormula, free: (r, v) => freeEnergy(scaled(r, { a: -1 }), v) },
    },
    {
      id: "no bias",
      says: "ln(1+e^{(Wᵀv)_j})",
      formula: { ...freeEnergyFormula, free: (r, v) => freeEnergy(scaled(r, { b: 0 }), v) },
    },
    {
      id: "factor 2",
      says: "ln Z + ln 2",
      formula: { ...freeEnergyFormula, logPartition: (r) => logPartitionExact(r) + Math.LN2 },
    },
  ],
};

/** The ±1 machine with the same law and the constant in E = constant + E'. */
type UnitsMap = (rbm: Rbm) => { readonly rbm: Rbm; readonly constant: number };

function unitsResiduals(formula: UnitsMap, rbm: Rbm): number[] {
  const { rbm: spin, constant } = formula(rbm);
  const toSigns = (x: Float64Array): Float64Array => x.map((t) => 2 * t - 1);
  const byState = residualsOver(
    jointConfigurations(rbm),
    ({ v, h }) => energy(rbm, v, h) - constant - energy(spin, toSigns(v), toSigns(h)),
  );
  return [...byState, logPartitionExact(rbm) - logPartitionExact(spin) + constant];
}

const unitsClaim: Claim<UnitsMap> = {
  id: `${ROOM}/units`,
  room: ROOM,
  labels: ["A4"],
  title: "From {0,1} to ±1 units, exactly",
  statement: gathered(
    String.raw`W'=\tfrac14 W,\quad a'=\tfrac12 a+\tfrac14 W\mathbf 1,\quad b'=\tfrac12 b+\tfrac14 W^{\mathsf T}\mathbf 1,`,
    String.raw`E_0=-\tfrac12\textstyle\sum_i a_i-\tfrac12\sum_j b_j-\tfrac14\sum_{ij}W_{ij}`,
  ),
  source: standard("A4"),
  status: "standard",
  expect: "proved",
  derivation: unitsMap,
  formula: toSpin,
  evidence: [
    overAllStates("energies of every state and ln Z in both conventions", unitsResiduals, {
      machines: (rng) => SMALL_SHAPES.map((shape) => randomMachine(rng, { ...shape, units: "binary" })),
    }),
  ],
  mutants: [
    { id: "half the weights", says: "W' = W/2", formula: (r) => changed(r, { W: 2 }) },
    {
      id: "dropped shift",
      says: "a' = a/2",
      formula: (r) => ({ ...toSpin(r), rbm: new Rbm({ ...fieldsOf(toSpin(r).rbm), a: r.a.map((t) => t / 2) }) }),
    },
    { id: "no constant", says: "E₀ = 0", formula: (r) => ({ ...toSpin(r), constant: 0 }) },
  ],
};

function changed(rbm: Rbm, by: { W: number }): { rbm: Rbm; constant: number } {
  const map = toSpin(rbm);
  return { ...map, rbm: scaled(map.rbm, by) };
}

function fieldsOf(rbm: Rbm): {
  W: Rbm["W"];
  a: Float64Array;
  b: Float64Array;
  visibleUnits: "binary" | "spin";
  hiddenUnits: "binary" | "spin";
} {
  const { W, a, b, visibleUnits, hiddenUnits } = rbm;
  return { W, a, b, visibleUnits, hiddenUnits };
}

export const machineClaims: readonly Claim[] = [energyClaim, conditionalClaim, freeEnergyClaim, unitsClaim] as const;
