/** Claims A23 and A32: the mean-field free energy in both sets of variables, and the bound that it gives. */
import { bounded } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { energy } from "../../../src/rbm/energy.ts";
import { logPartitionExact } from "../../../src/rbm/exact/index.ts";
import { type CompleteModes, singularModes } from "../../../src/rbm/modes.ts";
import { Rbm, type Units } from "../../../src/rbm/rbm.ts";
import type { ModePair } from "../../reciprocal-space/variables.ts";
import { orderEvidence } from "../../support/coupling-scan.ts";
import { sharedDraw } from "../../support/draws.ts";
import { type MachineResiduals, overAllStates, residualsOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { jointConfigurations, randomMachine, UNIT_PAIRS, withWeights } from "../../support/machines.ts";
import { reconstructed, standard } from "../../support/source.ts";
import { gibbsBogoliubov } from "../derivation.ts";
import type { LayerMeans } from "../fixed-point.ts";
import { completeVariables, meanFieldFreeEnergy, meanFieldFreeEnergyInModes } from "../free-energy.ts";
import { solveMeanField } from "../solve.ts";
import { layerEntropy } from "../unit-law.ts";
import { randomMeans } from "./stationarity.ts";
import { staysBelow, trainedEvidence } from "./trained.ts";

const ROOM = "mean-field";

/** F of a law with independent units of means m, n. */
type VariationalFreeEnergy = (rbm: Rbm, m: Float64Array, n: Float64Array, beta: number) => number;

const variational: VariationalFreeEnergy = (rbm, m, n, beta) => meanFieldFreeEnergy(rbm, m, n, { beta });

const BETAS = [0.5, 1, 2];

/** ln of the probability of one value of a unit with mean m. */
function logProbability(units: Units, m: number, value: number): number {
  const on = units === "binary" ? m : (1 + m) / 2;
  return Math.log(value === 1 ? on : 1 - on);
}

/** ⟨E⟩ + ⟨ln q⟩/β over all states under the product law q itself. */
function enumeratedFreeEnergy(rbm: Rbm, { m, n }: LayerMeans, beta: number): number {
  let sum = 0;
  for (const { v, h } of jointConfigurations(rbm)) {
    const logQ =
      v.reduce((s, t, i) => s + logProbability(rbm.visibleUnits, m[i]!, t), 0) +
      h.reduce((s, t, j) => s + logProbability(rbm.hiddenUnits, n[j]!, t), 0);
    sum += Math.exp(logQ) * (energy(rbm, v, h) + logQ / beta);
  }
  return sum;
}

const definition: Evidence<VariationalFreeEnergy> = {
  ...overAllStates<VariationalFreeEnergy>(
    "F of random means against ⟨E⟩ + ⟨ln q⟩/β summed over all states of the product law, at β = ½, 1, 2",
    (formula, rbm, _modes, rng) => {
      const means = randomMeans(rbm, rng);
      return residualsOver(
        BETAS,
        (beta) => formula(rbm, means.m, means.n, beta) - enumeratedFreeEnergy(rbm, means, beta),
      );
    },
  ),
  id: "definition",
};

export interface SolvedMachine extends LayerMeans {
  readonly rbm: Rbm;
  readonly beta: number;
  readonly logPartition: number;
}

/**
 * Random machines from weak to strong coupling, of all shapes up to 7×7 and every kind of unit, with a mean-field
 * solution and ln Z by enumeration.
 */
export const solvedMachines: (rng: Rng, count: number) => SolvedMachine[] = sharedDraw((rng: Rng, count: number) =>
  Array.from({ length: count }, (_, k) => {
    const stream = rng.child(k);
    const [visibleUnits, hiddenUnits] = UNIT_PAIRS[k % UNIT_PAIRS.length]!;
    const shape = { visible: 2 + stream.integer(6), hidden: 2 + stream.integer(6) };
    const drawn = randomMachine(stream.child("machine"), { ...shape, weights: 0.05 * 40 ** stream.uniform() });
    const rbm = new Rbm({ ...drawn, visibleUnits, hiddenUnits });
    const beta = BETAS[k % BETAS.length]!;
    // Near a transition the updates need long; the bound holds where they end as well.
    const { m, n } = solveMeanField(rbm, { beta, onFailure: "report" });
    return { rbm, beta, m, n, logPartition: logPartitionExact(rbm, { beta }) };
  }),
);

const MACHINES = 300;

const bound: Evidence<VariationalFreeEnergy> = {
  id: "300 machines",
  says: `−ln Z ≤ βF at a solution and at random means of ${MACHINES} enumerated machines, to 1e-10`,
  judge(formula, { rng }) {
    const machines = solvedMachines(rng.child("machines"), MACHINES);
    const boundOf = ({ rbm, beta, logPartition }: SolvedMachine, { m, n }: LayerMeans) => ({
      lower: -logPartition,
      upper: beta * formula(rbm, m, n, beta),
    });
    const atSolutions = machines.map((s) => boundOf(s, s));
    const elsewhere = machines.map((s, k) => boundOf(s, randomMeans(s.rbm, rng.child("means").child(k))));
    return bounded("−ln Z ≤ βF", [...atSolutions, ...elsewhere], {
      allowed: 1e-10,
      because: "rounding of sums over 16,384 states; it is a theorem",
      sizes: [`${MACHINES} machines of 2 to 7 units a layer`],
      everyDraw: true,
    });
  },
};

const boundClaim: Claim<VariationalFreeEnergy> = {
  id: `${ROOM}/bound`,
  room: ROOM,
  labels: ["A32"],
  title: "The mean-field free energy is an upper bound",
  statement: gathered(
    String.raw`F_{\rm MF}[m,n]=-a\cdot m-b\cdot n-m^{\mathsf T}Wn-\frac1\beta\sum_iS(m_i)-\frac1\beta\sum_jS(n_j)`,
    String.raw`-\ln Z\le\beta F_{\rm MF}[m,n]\quad\text{for all }m,n`,
  ),
  source: standard("A32", "Gibbs and Bogoliubov"),
  status: "standard",
  expect: "proved",
  derivation: gibbsBogoliubov,
  formula: variational,
  evidence: [
    bound,
    definition,
    orderEvidence("F_MF", 2, (formula) => (rbm) => {
      const { m, n } = solveMeanField(rbm);
      return formula(rbm, m, n, 1);
    }),
    ...trainedEvidence<VariationalFreeEnergy>(
      "−βF_MF ≤ ln Z",
      (formula, { rbm, m, n, beta }) => formula(rbm, m, n, beta),
      staysBelow,
      { cold: true },
    ),
  ],
  mutants: [
    {
      id: "twice the entropy",
      says: "2S",
      formula: (r, m, n, beta) => 2 * variational(r, m, n, beta) - energy(r, m, n),
    },
    {
      id: "sign of the entropy",
      says: "+S/β",
      formula: (r, m, n, beta) => 2 * energy(r, m, n) - variational(r, m, n, beta),
    },
    {
      id: "half the coupling",
      says: "½mᵀWn, as for a symmetric coupling matrix",
      formula: (r, m, n, beta) => variational(withWeights(r, 0.5), m, n, beta),
    },
    { id: "no temperature", says: "S in place of S/β", formula: (r, m, n) => variational(r, m, n, 1) },
    {
      id: "entropy of one layer",
      says: "without S(n)",
      formula: (r, m, n, beta) => variational(r, m, n, beta) + layerEntropy(r.hiddenUnits, n) / beta,
    },
  ],
};

/** F in complete mode variables. */
type ModeFreeEnergy = (rbm: Rbm, modes: CompleteModes, at: ModePair, beta: number) => number;

const inModes: ModeFreeEnergy = (rbm, modes, at, beta) => meanFieldFreeEnergyInModes(rbm, modes, at, { beta });

const modeResiduals: MachineResiduals<ModeFreeEnergy> = (formula, rbm, _modes, rng) => {
  const modes = singularModes(rbm, { complete: true });
  const means = randomMeans(rbm, rng);
  const at = completeVariables(modes, means.m, means.n);
  return residualsOver(BETAS, (beta) => formula(rbm, modes, at, beta) - enumeratedFreeEnergy(rbm, means, beta));
};

/** Variables with those beyond the L modes, or one layer, set to something else. */
const withoutZeroModes = (modes: CompleteModes, { x, y }: ModePair): ModePair => ({
  x: x.map((t, k) => (k < modes.lambda.length ? t : 0)),
  y: y.map((t, k) => (k < modes.lambda.length ? t : 0)),
});

/** Energy of the zero modes, which a sum over the L modes alone leaves out. */
function zeroModePart(rbm: Rbm, modes: CompleteModes, at: ModePair): number {
  const f = completeVariables(modes, rbm.a, rbm.b);
  const inside = withoutZeroModes(modes, at);
  const along = (g: Float64Array, X: Float64Array, Y: Float64Array): number =>
    g.reduce((s, t, k) => s - t * (X[k]! - Y[k]!), 0);
  return along(f.x, at.x, inside.x) + along(f.y, at.y, inside.y);
}

const modeClaim: Claim<ModeFreeEnergy> = {
  id: `${ROOM}/modes`,
  room: ROOM,
  labels: ["A23"],
  title: "In mode variables only the entropy couples",
  statement: gathered(
    String.raw`F_{\rm MF}=-\sum_\alpha\big(\tilde a_\alpha X_\alpha+\tilde b_\alpha Y_\alpha+\lambda_\alpha X_\alpha Y_\alpha\big)-\frac1\beta\sum_iS\big((UX)_i\big)-\frac1\beta\sum_jS\big((VY)_j\big)`,
    String.raw`X=U^{\mathsf T}m,\quad Y=V^{\mathsf T}n,\quad S(m)=-m\ln m-(1-m)\ln(1-m)`,
  ),
  source: reconstructed("A23", "standard free energy; its reciprocal form is a reconstruction"),
  status: "reconstruction",
  expect: "enumerated",
  formula: inModes,
  evidence: [
    overAllStates(
      "the mode sum of random means against ⟨E⟩ + ⟨ln q⟩/β over all states of the product law",
      modeResiduals,
    ),
  ],
  mutants: [
    {
      id: "no zero modes",
      says: "the linear terms along the zero modes left out",
      formula: (r, modes, at, beta) => inModes(r, modes, at, beta) - zeroModePart(r, modes, at),
    },
    {
      id: "squared singular values",
      says: "λ² in place of λ, as in one file of the paper's code",
      formula: (r, modes, at, beta) => inModes(r, { ...modes, lambda: modes.lambda.map((t) => t * t) }, at, beta),
    },
    {
      id: "no entropy",
      says: "the energy alone",
      formula: (r, modes, at) => inModes(r, modes, at, Number.POSITIVE_INFINITY),
    },
    {
      id: "exchanged fields",
      says: "ãY + b̃X on the first mode",
      formula: (r, modes, at, beta) => {
        const f = completeVariables(modes, r.a, r.b);
        const swap = (f.x[0]! - f.y[0]!) * (at.x[0]! - at.y[0]!);
        return inModes(r, modes, at, beta) + swap;
      },
    },
  ],
};

export const boundClaims: readonly Claim[] = [boundClaim, modeClaim];
