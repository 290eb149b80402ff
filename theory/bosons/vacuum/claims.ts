/** Claims A46 and A49: the partition function as a vacuum expectation, and units as hard-core bosons. */
import {
  bosonAlgebra,
  exponentialOfLinear,
  multiplyExponentials,
  seriesOfExponential,
  vacuumExpectation,
} from "../../../src/algebra/boson/index.ts";
import { type Rational, rational, rationals, rationalToNumber } from "../../../src/algebra/exact/index.ts";
import { agree, type Pair } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { logSumExp } from "../../../src/numeric/index.ts";
import { multiply, transpose } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { energy } from "../../../src/rbm/energy.ts";
import { logPartitionExact } from "../../../src/rbm/exact/index.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import { Rbm } from "../../../src/rbm/rbm.ts";
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

/** Both forms against the sum over states. */
function comparePartitions(formula: VacuumForm, machines: readonly Rbm[], betas: readonly number[]) {
  const pairs = machines.flatMap((rbm) =>
    betas.flatMap((beta): Pair[] => {
      const found = logPartitionExact(rbm, { beta });
      const at = `${nameOf(rbm)}, β = ${beta}`;
      return [
        { at: `${at}, number basis`, expected: formula.inFockSpace(rbm, beta), found },
        { at: `${at}, coherent states`, expected: formula.coherent(rbm, beta), found },
      ];
    }),
  );
  return agree("ln Z", pairs, {
    allowed: 1e-10,
    unit: "absolute",
    because: "the cut-off is raised until ln Z moves by 1e-12, and the terms fall faster than any power",
    sizes: machines.map(nameOf),
    everyDraw: true,
  });
}

const enumeration: Evidence<VacuumForm> = {
  id: "enumeration",
  says: "ln Z in the number basis, its cut-off raised until it stands still, and over coherent states, against enumeration at β = 1 and 0.6 (criterion T4: 1e-10)",
  judge: (formula, { rng }) => comparePartitions(formula, tinyMachines(rng), [1, 0.6]),
};

const threeModes: Evidence<VacuumForm> = {
  id: "three modes",
  says: "the same for a 4×3 machine with three modes",
  budget: "full",
  judge: (formula, { rng }) =>
    comparePartitions(formula, [randomMachine(rng, { visible: 4, hidden: 3, weights: 0.5, fields: 0.5 })], [1]),
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

/** The exponent of ⟨0|e^{pâ}e^{qâ†}|0⟩. */
type Overlap = (p: number, q: number) => number;

const ORDERS = 8;

const POINTS: readonly (readonly [Rational, Rational])[] = [
  [rational(1, 2), rational(3, 4)],
  [rational(2), rational(-1)],
  [rational(-3, 2), rational(1, 4)],
  [rational(1), rational(1)],
  [rational(5, 4), rational(2)],
  [rational(-1), rational(-3)],
  [rational(1, 3), rational(5, 2)],
  [rational(3), rational(-1, 3)],
  [rational(7, 5), rational(1, 7)],
];

/** Orders of ⟨0|e^{pâ}e^{qâ†}|0⟩ in â and â† together, and the exponent by the product law of exponentials. */
function multipliedOut(p: Rational, q: Rational): { readonly orders: readonly number[]; readonly exponent: number } {
  const algebra = bosonAlgebra(rationals);
  const left = exponentialOfLinear(rationals, [rationals.zero], [p]);
  const right = exponentialOfLinear(rationals, [q], [rationals.zero]);
  const [x, y] = [seriesOfExponential(algebra, left, ORDERS), seriesOfExponential(algebra, right, ORDERS)];
  const orders = x.ring.multiply(x.series, y.series).map((c) => rationalToNumber(vacuumExpectation(algebra, c)));
  return { orders, exponent: rationalToNumber(multiplyExponentials(rationals, left, right).log) };
}

const seriesEvidence: Evidence<Overlap> = {
  id: "exact series",
  says: `⟨0|e^{pâ}e^{qâ†}|0⟩ multiplied out in the boson algebra at ${POINTS.length} rational points: every order up to ${ORDERS} equals that of the exponential, and the product law of exponentials gives the exponent`,
  judge(formula) {
    const pairs = POINTS.flatMap(([left, right]): Pair[] => {
      const { orders, exponent } = multipliedOut(left, right);
      const [p, q] = [rationalToNumber(left), rationalToNumber(right)];
      const predicted = formula(p, q);
      const at = `p = ${p}, q = ${q}`;
      let term = 1;
      const terms = orders.map((found, n): Pair => {
        if (n > 0 && n % 2 === 0) term *= predicted / (n / 2);
        return { at: `${at}, order ${n}`, expected: n % 2 === 0 ? term : 0, found };
      });
      return [...terms, { at: `${at}, product law`, expected: predicted, found: exponent }];
    });
    return agree("exponent and orders", pairs, {
      allowed: 1e-14,
      because: "the algebra is exact; products are rounded",
    });
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
  formula: (p, q) => p * q,
  evidence: [seriesEvidence],
  mutants: [
    { id: "half", says: "pq/2, the exponent of e^{pâ+qâ†}", formula: (p, q) => (p * q) / 2 },
    { id: "sign", says: "−pq, the other order", formula: (p, q) => -p * q },
    { id: "square", says: "p²", formula: (p) => p * p },
  ],
};

/** ln Z of soft-core bosons, and the rate at which it approaches the machine's as the repulsion grows, in units of β. */
interface HardCore {
  partition(rbm: Rbm, repulsion: number): number;
  readonly rate: number;
}

/** Largest occupation of a site. */
const MOST = 3;

/** Sums of e^{−E} over occupations with k pairs of bosons on one site, k = 0, 1, …, so that Z_R = Σ_k sums[k] e^{−Rk}. */
function sumsByPairs(rbm: Rbm): readonly number[] {
  const [N, sites] = [rbm.visible, rbm.visible + rbm.hidden];
  const logs: number[][] = [];
  const occupations = new Float64Array(sites);
  const visit = (site: number, pairs: number): void => {
    if (site === sites) {
      logs[pairs] = [...(logs[pairs] ?? []), -energy(rbm, occupations.slice(0, N), occupations.slice(N))];
      return;
    }
    for (let n = 0; n <= MOST; n++) {
      occupations[site] = n;
      visit(site + 1, pairs + (n * (n - 1)) / 2);
    }
  };
  visit(0, 0);
  return Array.from(logs, (list) => (list ? Math.exp(logSumExp(list)) : 0));
}

const softMachine = (rng: Rng): Rbm => randomMachine(rng, { visible: 3, hidden: 2, weights: 0.5, fields: 0.5 });

const occupationEvidence: Evidence<HardCore> = {
  id: "enumeration",
  says: "ln Z of soft-core bosons with up to three a site of a 3×2 machine, R = 1, 4 and 12, against the sum over occupations by their number of pairs, and that without pairs against the sum over the machine's states",
  judge(formula, { rng }) {
    const rbm = softMachine(rng);
    const sums = sumsByPairs(rbm);
    const softened = (R: number): number => Math.log(sums.reduce((z, s, k) => z + s * Math.exp(-R * k), 0));
    const pairs = [1, 4, 12].map((R) => ({ at: `R = ${R}`, expected: formula.partition(rbm, R), found: softened(R) }));
    const hard = { at: "no pairs", expected: Math.log(sums[0]!), found: boltzmannLaw(rbm).logPartition };
    const because = "rounding of sums of a thousand terms";
    return agree("ln Z", [...pairs, hard], {
      allowed: 1e-11,
      because,
      unit: "absolute",
      sizes: ["3×2"],
      everyDraw: true,
    });
  },
};

/** Share of the next order at the repulsions that the rate is taken from. */
const NEXT = 1e-4;

const rateEvidence: Evidence<HardCore> = {
  id: "rate",
  says: "how ln Z less that of the machine falls from R to R + 1, R so large for the machine at hand that occupations with more pairs weigh 1e-4 of those with one",
  judge(formula, { rng }) {
    const rbm = softMachine(rng);
    const sums = sumsByPairs(rbm);
    const { logPartition } = boltzmannLaw(rbm);
    const beyond = sums.slice(2).map((s, k) => (s / sums[1]!) ** (1 / (k + 1)));
    const R = Math.log(Math.max(sums[1]! / sums[0]!, ...beyond) / NEXT);
    const [first, second] = [R, R + 1].map((at) => formula.partition(rbm, at) - logPartition);
    const pair = { at: `R = ${R.toPrecision(3)}`, expected: formula.rate, found: Math.log(first! / second!) };
    const because = "the next order is 1e-4 of the leading one by the choice of R";
    return agree("rate in units of β", [pair], { allowed: 10 * NEXT, because, everyDraw: true });
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
  formula: { partition: (rbm, repulsion) => softCorePartition(rbm, { repulsion, most: MOST }), rate: 1 },
  evidence: [occupationEvidence, rateEvidence],
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
