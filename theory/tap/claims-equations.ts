/** Claim B18: the equations of TAP. */
import { within } from "../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { convergenceOrder, mean } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { meanHiddenGivenVisible, meanVisibleGivenHidden } from "../../src/rbm/conditionals.ts";
import { exactMoments } from "../../src/rbm/exact/index.ts";
import type { Rbm, Units } from "../../src/rbm/rbm.ts";
import { meanOfUnit } from "../../src/rbm/states.ts";
import { randomMeans, stationarityError } from "../mean-field/claims/stationarity.ts";
import { iterateToFixedPoint, type LayerMeans } from "../mean-field/fixed-point.ts";
import { centreOf } from "../mean-field/solve.ts";
import { unitLaw } from "../mean-field/unit-law.ts";
import { COUPLINGS, machinesOfCoupling } from "../support/coupling-scan.ts";
import { overMachines, worstOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { gentleMachines } from "../support/machines.ts";
import { fromThermodynamics } from "../support/source.ts";
import { tapFreeEnergy } from "./free-energy.ts";
import { tapEquations } from "./solve.ts";

const ROOM = "tap";

/** The right-hand sides at given means. */
type Equations = (rbm: Rbm, means: LayerMeans, beta: number) => LayerMeans;

const equations: Equations = (rbm, { m, n }, beta) => {
  const { visible, hidden } = tapEquations(rbm, { beta });
  return { m: visible(n, m), n: hidden(m, n) };
};

const gradient: Evidence<Equations> = {
  ...overMachines<Equations>(
    "the input that the equations ask for, less the one that produces the mean, is the slope of βF_TAP: at random means, every kind of unit, β = ½ and 1.5",
    (formula, rbm, _modes, rng) =>
      worstOver([0.5, 1.5], (beta) => {
        const F = (m: Float64Array, n: Float64Array): number => tapFreeEnergy(rbm, m, n, { beta });
        return stationarityError(rbm, randomMeans(rbm, rng), F, (means) => formula(rbm, means, beta), beta);
      }),
    { tolerance: 1e-7, machines: gentleMachines },
  ),
  id: "gradient",
};

/** Root mean square error of all means of the machines of one coupling. */
function errorOfMeans(formula: Equations, rng: Rng, coupling: number): number {
  const squares = machinesOfCoupling(rng, coupling).flatMap((rbm) => {
    const solved = iterateToFixedPoint("the equations", (means) => formula(rbm, means, 1), centreOf(rbm), {});
    const exact = exactMoments(rbm);
    return [
      ...solved.m.map((t, i) => (t - exact.visible[i]!) ** 2),
      ...solved.n.map((t, j) => (t - exact.hidden[j]!) ** 2),
    ];
  });
  return Math.sqrt(mean(squares));
}

const means: Evidence<Equations> = {
  id: "means",
  says: `solutions of the equations against the exact means of random machines, couplings ${COUPLINGS.join(", ")}: error of order 3 ± 0.45 in the coupling`,
  judge(formula, { rng }) {
    const errors = COUPLINGS.map((g) => errorOfMeans(formula, rng, g));
    return within(
      "order of the error of the means",
      convergenceOrder(COUPLINGS, errors).slope,
      2.55,
      3.45,
      errors.length,
    );
  },
};

/** Each reaction taken so many times. */
function withReaction(times: number): Equations {
  return (rbm, s, beta) => {
    const full = equations(rbm, s, beta);
    const plain = { m: meanVisibleGivenHidden(rbm, s.n, { beta }), n: meanHiddenGivenVisible(rbm, s.m, { beta }) };
    return {
      m: betweenInputs(rbm.visibleUnits, plain.m, full.m, times),
      n: betweenInputs(rbm.hiddenUnits, plain.n, full.n, times),
    };
  };
}

/** The means whose inputs lie at plain + times · (full − plain). */
function betweenInputs(units: Units, plain: Float64Array, full: Float64Array, times: number): Float64Array {
  const { inputOf } = unitLaw(units);
  return plain.map((t, k) => {
    const from = inputOf(t);
    return meanOfUnit(units, from + times * (inputOf(full[k]!) - from));
  });
}

const equationClaim: Claim<Equations> = {
  id: `${ROOM}/equations`,
  room: ROOM,
  labels: ["B18"],
  title: "Equations of Thouless, Anderson and Palmer",
  statement: gathered(
    String.raw`\pm1:\quad m_i=\tanh\Big(a_i+\sum_jW_{ij}n_j-m_i\sum_jW_{ij}^2(1-n_j^2)\Big)`,
    String.raw`\{0,1\}:\quad m_i=\sigma\Big(a_i+\sum_jW_{ij}n_j-(m_i-\tfrac12)\sum_jW_{ij}^2n_j(1-n_j)\Big)`,
  ),
  source: fromThermodynamics("B18", "standard; also in the public code of one of the authors"),
  status: "standard",
  expect: "checked",
  formula: equations,
  evidence: [gradient, means],
  mutants: [
    { id: "no reaction", says: "the equations of mean field", formula: withReaction(0) },
    { id: "sign of the reaction", says: "+m_i ΣW²V", formula: withReaction(-1) },
    { id: "twice the reaction", says: "−2m_i ΣW²V", formula: withReaction(2) },
    {
      id: "reaction of ±1 units",
      says: "−m_i in place of −(m_i − ½) for {0,1} units",
      formula: (rbm, s, beta) => {
        const shifted = (units: Units, x: Float64Array): Float64Array =>
          units === "binary" ? x.map((t) => t + 0.5) : x;
        const { visible, hidden } = tapEquations(rbm, { beta });
        return {
          m: visible(s.n, shifted(rbm.visibleUnits, s.m)),
          n: hidden(s.m, shifted(rbm.hiddenUnits, s.n)),
        };
      },
    },
  ],
};

export const equationClaims: readonly Claim[] = [equationClaim];
