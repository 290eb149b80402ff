/** Claim B18: the equations of TAP. */
import { agree } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { meanHiddenGivenVisible, meanVisibleGivenHidden } from "../../src/rbm/conditionals.ts";
import { exactMoments } from "../../src/rbm/exact/index.ts";
import type { Rbm, Units } from "../../src/rbm/rbm.ts";
import { meanOfUnit } from "../../src/rbm/states.ts";
import { GRADIENT_ERROR, randomMeans, stationarityResiduals } from "../mean-field/claims/stationarity.ts";
import { iterateToFixedPoint, type LayerMeans } from "../mean-field/fixed-point.ts";
import { centreOf } from "../mean-field/solve.ts";
import { unitLaw } from "../mean-field/unit-law.ts";
import { coupledMachines, SERIES_ERROR, seriesOf, seriesPairs } from "../support/coupling-scan.ts";
import { sharedDraw } from "../support/draws.ts";
import { overMachines, residualsOver } from "../support/identity.ts";
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
      residualsOver([0.5, 1.5], (beta) => {
        const F = (m: Float64Array, n: Float64Array): number => tapFreeEnergy(rbm, m, n, { beta });
        return stationarityResiduals(rbm, randomMeans(rbm, rng), F, (means) => formula(rbm, means, beta), beta);
      }),
    { ...GRADIENT_ERROR, machines: gentleMachines },
  ),
  id: "gradient",
};

/** All means of the machines at every coupling, as series: one list a machine, one series a unit. */
function meansOver(
  rng: Rng,
  means: (rbm: Rbm) => LayerMeans,
): { readonly name: string; readonly series: Float64Array }[] {
  return coupledMachines(rng).flatMap(({ name, at }) => {
    const solved = at.map((rbm) => {
      const { m, n } = means(rbm);
      return [...m, ...n];
    });
    return solved[0]!.map((_, k) => ({ name: `${name}, unit ${k}`, series: seriesOf(solved.map((x) => x[k]!)) }));
  });
}

const exactMeans = sharedDraw((rng: Rng) =>
  meansOver(rng, (rbm) => {
    const { visible, hidden } = exactMoments(rbm);
    return { m: visible, n: hidden };
  }),
);

const means: Evidence<Equations> = {
  id: "means",
  says: "solutions of the equations against the exact means, a random machine with fields of every kind of unit: as series in the coupling they agree to its second power, so that the error is of order 3",
  judge(formula, { rng }) {
    const exact = exactMeans(rng);
    const solved = meansOver(rng, (rbm) =>
      iterateToFixedPoint("the equations", (s) => formula(rbm, s, 1), centreOf(rbm), {}),
    );
    const cases = solved.map(({ name, series }, k) => ({ name, found: series, expected: exact[k]!.series }));
    return agree("series of the means", seriesPairs(3, cases), { ...SERIES_ERROR, unit: "absolute", everyDraw: true });
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
