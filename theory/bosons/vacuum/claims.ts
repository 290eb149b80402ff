/** Claims A46 and A49: the partition function as a vacuum expectation, and units as hard-core bosons. */
import {
  bosonAlgebra,
  exponentialOfLinear,
  multiplyExponentials,
  seriesOfExponential,
  vacuumExpectation,
} from "../../../src/algebra/boson/index.ts";
import {
  type Domain,
  equals,
  factorial,
  parameter,
  power,
  type RationalFunction,
  rational,
  rationalFunctions,
} from "../../../src/algebra/exact/index.ts";
import { enumeratedBelow, errorsBelow } from "../../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { convergenceOrder } from "../../../src/numeric/index.ts";
import { multiply, transpose } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { logPartitionExact } from "../../../src/rbm/exact/index.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import { Rbm } from "../../../src/rbm/rbm.ts";
import { worstOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { boltzmannLaw, nameOf, randomMachine } from "../../support/machines.ts";
import { reconstructed } from "../../support/source.ts";
import { coherentOverlap } from "./derivation.ts";
import { coherentPartition, fockPartition } from "./expectation.ts";
import { softCorePartition } from "./hard-core.ts";

const ROOM = "bosons";

interface VacuumForm {
  /** ln Z in the number basis, at inverse temperature β. */
  inFockSpace(rbm: Rbm, beta: number): number;
  /** ln Z as a sum over coherent states. */
  coherent(rbm: Rbm, beta: number): number;
}

const vacuumForm: VacuumForm = {
  inFockSpace: (rbm, beta) => fockPartition(rbm, { beta }).logPartition,
  coherent: (rbm, beta) => coherentPartition(rbm, { beta }),
};

/** Two modes and two zero modes either way, both kinds of unit, and a mixed machine. */
function tinyMachines(rng: Rng): Rbm[] {
  const drawn = (visible: number, hidden: number, units: "binary" | "spin"): Rbm =>
    randomMachine(rng.child(`${visible}×${hidden} ${units}`), { visible, hidden, units, weights: 0.8, fields: 0.7 });
  const mixed = new Rbm({ ...drawn(3, 2, "binary"), visibleUnits: "spin", hiddenUnits: "binary" });
  return [drawn(4, 2, "binary"), drawn(2, 3, "binary"), drawn(3, 2, "spin"), mixed];
}

const enumeration: Evidence<VacuumForm> = {
  id: "enumeration",
  says: "ln Z in the number basis, its cut-off raised until it stands still, and over coherent states, against enumeration at β = 1 and 0.6 (criterion T4: 1e-10)",
  judge(formula, { rng }) {
    const machines = tinyMachines(rng);
    const worst = worstOver(machines, (rbm) =>
      worstOver([1, 0.6], (beta) => {
        const exact = logPartitionExact(rbm, { beta });
        const errors = [formula.inFockSpace(rbm, beta) - exact, formula.coherent(rbm, beta) - exact];
        return worstOver(errors, Math.abs);
      }),
    );
    return enumeratedBelow("ln Z", worst, 1e-10, machines.map(nameOf));
  },
};

const threeModes: Evidence<VacuumForm> = {
  id: "three modes",
  says: "the same for a 4×3 machine with three modes",
  budget: "full",
  judge(formula, { rng }) {
    const rbm = randomMachine(rng, { visible: 4, hidden: 3, weights: 0.5, fields: 0.5 });
    const exact = logPartitionExact(rbm);
    const worst = worstOver([formula.inFockSpace(rbm, 1), formula.coherent(rbm, 1)], (z) => Math.abs(z - exact));
    return enumeratedBelow("ln Z", worst, 1e-10, [nameOf(rbm)]);
  },
};

/** The machine with its singular values changed. */
function withSpectrum(rbm: Rbm, f: (lambda: number, mode: number) => number): Rbm {
  const { U, V, lambda } = singularModes(rbm);
  const scaled = { ...U, data: U.data.map((t, k) => t * f(lambda[k % U.cols]!, k % U.cols)) };
  return new Rbm({ ...rbm, W: multiply(scaled, transpose(V)) });
}

const onSpectrum = (f: (lambda: number, mode: number) => number): VacuumForm => ({
  inFockSpace: (rbm, beta) => vacuumForm.inFockSpace(withSpectrum(rbm, f), beta),
  coherent: (rbm, beta) => vacuumForm.coherent(withSpectrum(rbm, f), beta),
});

const vacuumClaim: Claim<VacuumForm> = {
  id: `${ROOM}/vacuum-expectation`,
  room: ROOM,
  labels: ["A46"],
  title: "The partition function is a vacuum expectation of bosons, one a mode (reconstruction)",
  statement: gathered(
    String.raw`Z=\langle0|\prod_i\Big(1+e^{a_i+\sum_\alpha\sqrt{\lambda_\alpha}U_{i\alpha}\hat a_\alpha}\Big)\prod_j\Big(1+e^{b_j+\sum_\alpha\sqrt{\lambda_\alpha}V_{j\alpha}\hat a_\alpha^\dagger}\Big)|0\rangle`,
    String.raw`=\sum_{v,h}e^{a\cdot v+b\cdot h}\,\big\langle\sqrt\lambda\,x(v)\big|\sqrt\lambda\,y(h)\big\rangle`,
  ),
  source: reconstructed("A46"),
  status: "reconstruction",
  expect: "proved",
  derivation: coherentOverlap,
  formula: vacuumForm,
  evidence: [enumeration, threeModes],
  mutants: [
    { id: "no root", says: "λ in the place of √λ on both sides", formula: onSpectrum((t) => t * t) },
    { id: "root on one side", says: "√λ on one side alone", formula: onSpectrum((t) => Math.sqrt(t)) },
    { id: "leading mode", says: "the leading mode alone", formula: onSpectrum((t, mode) => (mode === 0 ? t : 0)) },
    { id: "commuting", says: "operators that commute: no coupling at all", formula: onSpectrum(() => 0) },
    {
      id: "temperature",
      says: "β left out of the coupling",
      formula: {
        inFockSpace: (rbm, beta) =>
          vacuumForm.inFockSpace(
            withSpectrum(rbm, (t) => t / beta),
            beta,
          ),
        coherent: (rbm, beta) =>
          vacuumForm.coherent(
            withSpectrum(rbm, (t) => t / beta),
            beta,
          ),
      },
    },
  ],
};

/** The exponent of ⟨0|e^{pâ}e^{qâ†}|0⟩ as an exact function of p and q. */
type Overlap = (field: Domain<RationalFunction>, p: RationalFunction, q: RationalFunction) => RationalFunction;

const ORDERS = 8;

const seriesEvidence: Evidence<Overlap> = {
  id: "exact series",
  says: `⟨0|e^{pâ}e^{qâ†}|0⟩ multiplied out in the boson algebra with symbols p, q: every order up to ${ORDERS} equals that of the exponential, and the product law of exponentials gives the exponent`,
  judge(formula) {
    const field = rationalFunctions;
    const [p, q] = [parameter("p"), parameter("q")];
    const algebra = bosonAlgebra(field);
    const [left, right] = [
      exponentialOfLinear(field, [field.zero], [p]),
      exponentialOfLinear(field, [q], [field.zero]),
    ];
    const [x, y] = [seriesOfExponential(algebra, left, ORDERS), seriesOfExponential(algebra, right, ORDERS)];
    const found = x.ring.multiply(x.series, y.series).map((c) => vacuumExpectation(algebra, c));
    const exponent = formula(field, p, q);
    const wrong = found.filter((c, n) => {
      const over = field.fromRational(rational(1n, factorial(Math.floor(n / 2))));
      const expected = n % 2 === 0 ? field.multiply(over, power(field, exponent, n / 2)) : field.zero;
      return !equals(field, c, expected);
    });
    const law = equals(field, multiplyExponentials(field, left, right).log, exponent) ? 0 : 1;
    return errorsBelow([
      { what: `wrong orders of ${ORDERS + 1}`, error: wrong.length, limit: 0 },
      { what: "wrong exponents of the product law", error: law, limit: 0 },
    ]);
  },
};

const overlapClaim: Claim<Overlap> = {
  id: `${ROOM}/coherent-overlap`,
  room: ROOM,
  labels: ["A46"],
  title: "The overlap of two coherent states (reconstruction)",
  statement: String.raw`\langle0|e^{p\hat a}e^{q\hat a^\dagger}|0\rangle=\sum_n\frac{(pq)^n}{n!}=e^{pq}`,
  source: reconstructed("A46", "reconstruction; the identity itself is textbook"),
  status: "reconstruction",
  expect: "checked",
  formula: (field, p, q) => field.multiply(p, q),
  evidence: [seriesEvidence],
  mutants: [
    {
      id: "half",
      says: "pq/2, the exponent of e^{pâ+qâ†}",
      formula: (field, p, q) => field.multiply(field.fromRational(rational(1, 2)), field.multiply(p, q)),
    },
    { id: "sign", says: "−pq, the other order", formula: (field, p, q) => field.negate(field.multiply(p, q)) },
    { id: "square", says: "p²", formula: (field, p) => field.multiply(p, p) },
  ],
};

/** Rate at which ln Z of soft-core bosons approaches the machine's as the repulsion grows, in units of β. */
interface HardCore {
  partition(rbm: Rbm, repulsion: number): number;
  readonly rate: number;
}

const hardCoreEvidence: Evidence<HardCore> = {
  id: "enumeration",
  says: "ln Z of soft-core bosons with up to three a site of a 3×2 machine, R = 8 … 14, against the sum over its states: the difference falls as e^{−R}",
  judge(formula, { rng }) {
    const rbm = randomMachine(rng, { visible: 3, hidden: 2, weights: 0.5, fields: 0.5 });
    const { logPartition } = boltzmannLaw(rbm);
    const repulsions = [8, 10, 12, 14];
    const gaps = repulsions.map((r) => formula.partition(rbm, r) - logPartition);
    // Order in e^R, so that a power of it is the rate.
    const { slope } = convergenceOrder(repulsions.map(Math.exp), gaps);
    return errorsBelow([
      { what: "ln Z at R = 30", error: Math.abs(formula.partition(rbm, 30) - logPartition), limit: 1e-10 },
      { what: "|rate|, relative error", error: Math.abs(slope + formula.rate), limit: 0.02 },
    ]);
  },
};

const hardCoreClaim: Claim<HardCore> = {
  id: `${ROOM}/hard-core`,
  room: ROOM,
  labels: ["A49"],
  title: "Units as hard-core bosons (reconstruction, the least likely reading)",
  statement: gathered(
    String.raw`v_i=b_i^\dagger b_i,\;h_j=c_j^\dagger c_j,\qquad H_R=E+\tfrac R2\sum n(n-1)`,
    String.raw`\operatorname{tr}e^{-\beta H_R}=Z\,\big(1+O(e^{-\beta R})\big)`,
  ),
  source: reconstructed("A49"),
  status: "reconstruction",
  expect: "checked",
  formula: { partition: (rbm, repulsion) => softCorePartition(rbm, { repulsion }), rate: 1 },
  evidence: [hardCoreEvidence],
  mutants: [
    {
      id: "free bosons",
      says: "no repulsion between two bosons, as without the constraint",
      formula: { partition: (rbm) => softCorePartition(rbm, { repulsion: 0 }), rate: 1 },
    },
    {
      id: "rate",
      says: "e^{−R/2}",
      formula: { partition: (rbm, repulsion) => softCorePartition(rbm, { repulsion }), rate: 0.5 },
    },
  ],
};

export const vacuumClaims: readonly Claim[] = [vacuumClaim, overlapClaim, hardCoreClaim];
