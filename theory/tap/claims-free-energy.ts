/** Claims A33 and B19: the free energy of TAP, its orders, its Hessian, and that it is no bound. */
import { agree, bounded, pairsOf } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import type { Matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { solvedMachines } from "../mean-field/claims/bound.ts";
import { randomMeans } from "../mean-field/claims/stationarity.ts";
import { correctsMeanField, trainedEvidence } from "../mean-field/claims/trained.ts";
import { meanFieldFreeEnergy, meanFieldHessian } from "../mean-field/free-energy.ts";
import { orderEvidence } from "../support/coupling-scan.ts";
import { joined, numericHessian } from "../support/derivatives.ts";
import { sharedDraw } from "../support/draws.ts";
import { overMachines, residualsOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { gentleMachines, withWeights } from "../support/machines.ts";
import { rememberedByObject } from "../support/remember.ts";
import { fromThermodynamics, standard } from "../support/source.ts";
import { tapFreeEnergy, tapHessian } from "./free-energy.ts";
import { solveTap } from "./solve.ts";

const ROOM = "tap";

/** The two terms by which F_TAP lies below F_MF, at given means. */
interface Reactions {
  second(rbm: Rbm, m: Float64Array, n: Float64Array, beta: number): number;
  third(rbm: Rbm, m: Float64Array, n: Float64Array, beta: number): number;
}

const reactions: Reactions = {
  second: (rbm, m, n, beta) => meanFieldFreeEnergy(rbm, m, n, { beta }) - tapFreeEnergy(rbm, m, n, { beta }),
  third: (rbm, m, n, beta) => tapFreeEnergy(rbm, m, n, { beta }) - tapFreeEnergy(rbm, m, n, { beta, order: 3 }),
};

const solutionOf = {
  2: rememberedByObject((rbm: Rbm) => solveTap(rbm, { order: 2 })),
  3: rememberedByObject((rbm: Rbm) => solveTap(rbm, { order: 3 })),
};

/** F_TAP of the given order with these terms, at the solution of the equations of that order. */
function solvedFreeEnergy({ second, third }: Reactions, rbm: Rbm, order: 2 | 3): number {
  const { m, n } = solutionOf[order](rbm);
  const below = second(rbm, m, n, 1) + (order === 3 ? third(rbm, m, n, 1) : 0);
  return meanFieldFreeEnergy(rbm, m, n) - below;
}

/** βF depends on βW and βa, βb alone; so −E/T scales, whatever the terms are. */
const temperature: Evidence<Reactions> = {
  ...overMachines<Reactions>(
    "each term at β = ½ and 2 against the term of the machine with β in its parameters, over β",
    (formula, rbm, _modes, rng) => {
      const { m, n } = randomMeans(rbm, rng);
      return residualsOver([0.5, 2], (beta) => {
        const scaled = withWeights(rbm, beta);
        return (["second", "third"] as const).map(
          (term) => formula[term](rbm, m, n, beta) - formula[term](scaled, m, n, 1) / beta,
        );
      });
    },
    { machines: gentleMachines },
  ),
  id: "temperature",
};

const TRAINED = "F_TAP of second order at the mean-field solution";

const freeEnergyClaim: Claim<Reactions> = {
  id: `${ROOM}/free-energy`,
  room: ROOM,
  labels: ["A33", "B19"],
  title: "Plefka's expansion of the free energy",
  statement: gathered(
    String.raw`\beta F_{\rm TAP}=\beta F_{\rm MF}-\frac{\beta^2}{2}\sum_{ij}W_{ij}^2d^v_id^h_j-\frac{2\beta^3}{3}\sum_{ij}W_{ij}^3\,d^v_i(\tfrac12-m_i)\,d^h_j(\tfrac12-n_j)+O(W^4)`,
    String.raw`d=m(1-m)\;\{0,1\};\qquad\pm1:\;d=1-m^2,\;\text{third term}\;-\frac{2\beta^3}{3}\sum_{ij}W_{ij}^3\,d^v_im_i\,d^h_jn_j`,
  ),
  source: standard("A33", "Plefka 1982; Thouless, Anderson, Palmer 1977"),
  status: "standard",
  expect: "checked",
  formula: reactions,
  evidence: [
    orderEvidence("F_TAP to second order", 3, (formula) => (rbm) => solvedFreeEnergy(formula, rbm, 2)),
    orderEvidence("F_TAP to third order", 4, (formula) => (rbm) => solvedFreeEnergy(formula, rbm, 3)),
    temperature,
    ...trainedEvidence<Reactions>(
      TRAINED,
      (formula, { rbm, m, n, beta }) => meanFieldFreeEnergy(rbm, m, n, { beta }) - formula.second(rbm, m, n, beta),
      correctsMeanField(0.2),
    ),
  ],
  mutants: [
    { id: "no half", says: "β²ΣW²dd", formula: { ...reactions, second: (...args) => 2 * reactions.second(...args) } },
    { id: "sign", says: "+½β²ΣW²dd", formula: { ...reactions, second: (...args) => -reactions.second(...args) } },
    {
      id: "no variances",
      says: "½β²ΣW², whatever the means",
      formula: { ...reactions, second: (r, _m, _n, beta) => (beta / 2) * r.W.data.reduce((s, w) => s + w * w, 0) },
    },
    { id: "no third term", says: "order 2 taken for order 3", formula: { ...reactions, third: () => 0 } },
    {
      id: "sign of the third term",
      says: "+⅔β³…",
      formula: { ...reactions, third: (...args) => -reactions.third(...args) },
    },
    {
      id: "half the third term",
      says: "⅓β³…",
      formula: { ...reactions, third: (...args) => reactions.third(...args) / 2 },
    },
    {
      id: "powers of β of βF",
      says: "β²/2 in F itself",
      formula: { ...reactions, second: (r, m, n, beta) => beta * reactions.second(r, m, n, beta) },
    },
  ],
};

/** A free energy that is claimed to lie above −ln Z/β at any means. */
type Bound = (rbm: Rbm, m: Float64Array, n: Float64Array, beta: number) => number;

const asBound: Evidence<Bound> = {
  id: "300 machines",
  says: "−ln Z ≤ βF at the mean-field solutions of 300 enumerated machines",
  judge(formula, { rng }) {
    const machines = solvedMachines(rng, 300);
    const bounds = machines.map(({ rbm, beta, m, n, logPartition }) => ({
      lower: -logPartition,
      upper: beta * formula(rbm, m, n, beta),
    }));
    return bounded("−ln Z ≤ βF", bounds, {
      allowed: 1e-10,
      because: "rounding of sums over 16,384 states",
      sizes: ["300 machines of 2 to 7 units a layer"],
      everyDraw: true,
    });
  },
};

const boundClaim: Claim<Bound> = {
  id: `${ROOM}/no-bound`,
  room: ROOM,
  labels: ["A33"],
  title: "F_TAP taken for a bound",
  statement: String.raw`-\ln Z\le\beta F_{\rm TAP}`,
  source: standard("A33", "what a reader of the bound of mean field may expect of its next order; refuted"),
  status: "standard",
  expect: "refuted",
  formula: (rbm, m, n, beta) => tapFreeEnergy(rbm, m, n, { beta }),
  evidence: [asBound],
  mutants: [
    {
      id: "mean field",
      says: "F_MF in its place, which is a bound",
      formula: (rbm, m, n, beta) => meanFieldFreeEnergy(rbm, m, n, { beta }),
    },
  ],
};

type HessianFormula = (rbm: Rbm, m: Float64Array, n: Float64Array, beta: number) => Matrix;

const hessian: HessianFormula = (rbm, m, n, beta) => tapHessian(rbm, m, n, { beta });

/** Second derivatives of F_TAP at random means by finite differences. */
const measured = sharedDraw((rng: Rng) =>
  gentleMachines(rng.child("machines"))
    .slice(0, 4)
    .flatMap((rbm) =>
      [0.5, 2].map((beta) => {
        const { m, n } = randomMeans(rbm, rng);
        const N = rbm.visible;
        const F = (x: Float64Array): number => tapFreeEnergy(rbm, x.subarray(0, N), x.subarray(N), { beta });
        return { rbm, beta, m, n, hessian: numericHessian(F, joined(m, n)).data };
      }),
    ),
);

const byDifferences: Evidence<HessianFormula> = {
  id: "finite differences",
  says: "second derivatives of F_TAP at random means against finite differences, every kind of unit, β = ½ and 2",
  judge(formula, { rng }) {
    const pairs = measured(rng).flatMap(({ rbm, beta, m, n, hessian: found }) =>
      pairsOf(formula(rbm, m, n, beta).data, found),
    );
    const because = "truncation and rounding of second differences, about seven digits of the largest";
    return agree("second derivatives", pairs, { allowed: 1e-5, because, unit: "absolute", everyDraw: true });
  },
};

/** The Hessian with the part beyond mean field changed, entry by entry. */
function spoilt(change: (beyond: number, sameUnit: boolean) => number): HessianFormula {
  return (rbm, m, n, beta) => {
    const plain = meanFieldHessian(rbm, m, n, { beta });
    const full = hessian(rbm, m, n, beta);
    const data = full.data.map((t, k) => {
      const [i, j] = [Math.floor(k / full.cols), k % full.cols];
      return plain.data[k]! + change(t - plain.data[k]!, i === j);
    });
    return { ...full, data };
  };
}

const hessianClaim: Claim<HessianFormula> = {
  id: `${ROOM}/hessian`,
  room: ROOM,
  labels: ["B19"],
  title: "Curvature of the TAP free energy",
  statement: gathered(
    String.raw`\frac{\partial^2F_{\rm TAP}}{\partial m_i^2}=\frac1{\beta V_i}+\beta\sum_jW_{ij}^2V_j,\qquad\frac{\partial^2F_{\rm TAP}}{\partial m_i\partial n_j}=-W_{ij}-\frac\beta2W_{ij}^2V_i'V_j'`,
    String.raw`\pm1,\;\beta=1:\quad\frac1{1-m_i^2}+\sum_jW_{ij}^2(1-n_j^2),\qquad-W_{ij}-2W_{ij}^2m_in_j`,
  ),
  source: fromThermodynamics("B19", "standard for ±1; written for both kinds of unit here"),
  status: "standard",
  expect: "checked",
  formula: hessian,
  evidence: [byDifferences],
  mutants: [
    {
      id: "mean field",
      says: "without the reaction terms",
      formula: (r, m, n, beta) => meanFieldHessian(r, m, n, { beta }),
    },
    { id: "half the stiffness", says: "½ΣW²V on the diagonal", formula: spoilt((t, same) => (same ? t / 2 : t)) },
    { id: "sign of the coupling", says: "−W + 2W²mn", formula: spoilt((t, same) => (same ? t : -t)) },
    { id: "no coupling", says: "−W alone off the diagonal", formula: spoilt((t, same) => (same ? t : 0)) },
  ],
};

export const freeEnergyClaims: readonly Claim[] = [freeEnergyClaim, boundClaim, hessianClaim];
