/** Claims A22, A25, A43, A44 on the first updates of a training run: a mode before, at and after its transition (F9). */
import { errorsBelow } from "../../src/lab/agreement.ts";
import { onMachine, outsideRegime, show } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, Finding } from "../../src/lab/types.ts";
import { Rng } from "../../src/numeric/random.ts";
import type { MeanEstimate } from "../../src/numeric/statistics/index.ts";
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { LayerMeans } from "../mean-field/fixed-point.ts";
import { centreOf } from "../mean-field/solve.ts";
import { worstOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { measureModes } from "../support/mode-chains.ts";
import { fromPaper, reconstructed } from "../support/source.ts";
import { solveTap } from "../tap/solve.ts";
import { type MeasuredMachine, measuredAtLength, measuredCourse, modeStrengths } from "./early-course.ts";
import { enumeratedModes, type SmallMachine, weakMachines } from "./enumerated.ts";
import { linearisedLaw, type ModeMoments, tapCurvature } from "./linearised-law.ts";
import { dominance, lowestSolution, symmetricSolution } from "./solutions.ts";

const ROOM = "symmetry-breaking";

/** Where the chain measurements count as before the transition, and as well after that of the first mode alone. */
const BEFORE = 0.7;
const AFTER = { first: 1.1, second: 0.95, dominance: 3 };
/** Free energies of two solutions, in nats. */
const DISTINCT = 0.1;
/** Modes compared. */
const COMPARED = 3;

export const isBefore = ({ strengths }: Pick<MeasuredMachine, "strengths">): boolean => strengths[0]! <= BEFORE;
export const isAfter = ({ strengths }: Pick<MeasuredMachine, "strengths">): boolean =>
  strengths[0]! >= AFTER.first && strengths[1]! <= AFTER.second;
/** One solution has e³ times the weight of any other that was found. */
export const isSettled = (s: MeasuredMachine): boolean => isAfter(s) && dominance(s) >= AFTER.dominance;

/** The lowest solution is not the one that continues the solution before the transition: there is something to choose. */
function standsAside(s: MeasuredMachine): boolean {
  const [lowest, before] = [lowestSolution(s), symmetricSolution(s)];
  return lowest !== undefined && before.freeEnergy - lowest.freeEnergy > DISTINCT;
}

/** The law of the modes about a solution. */
type Law = (rbm: Rbm, modes: SingularModes, means: LayerMeans) => ModeMoments;

const aboutSolution: Law = (rbm, modes, means) => linearisedLaw(modes, means, tapCurvature(rbm, means));

const NAMES = ["meanU", "varianceU", "meanW", "varianceW"] as const;

/** |measured − predicted| less four standard errors: of means in deviations of the mode, of variances relative. */
function excess(law: ModeMoments, measured: MeasuredMachine["measured"], name: (typeof NAMES)[number]): number {
  return worstOver(measured.slice(0, COMPARED).entries(), ([k, mode]) => {
    const found: MeanEstimate = mode[name];
    const spread = name.endsWith("U") ? mode.varianceU.mean : mode.varianceW.mean;
    const unit = name.startsWith("mean") ? Math.sqrt(spread) : spread;
    return (Math.abs(found.mean - law[name][k]!) - 4 * found.standardError) / unit;
  });
}

/** The law at each of the machines about its solution, against the chains. */
function compare(
  formula: Law,
  machines: readonly (MeasuredMachine & { readonly solution: LayerMeans })[],
  tolerance: number,
): Finding {
  const laws = machines.map((s) => formula(s.rbm, s.modes, s.solution));
  return errorsBelow(
    NAMES.map((name) => ({
      what: `excess of ${name}, ${machines.length} machine${machines.length === 1 ? "" : "s"}`,
      error: Math.max(
        0,
        worstOver(machines.keys(), (k) => Math.max(0, excess(laws[k]!, machines[k]!.measured, name))),
      ),
      limit: tolerance,
    })),
  );
}

const nothingToCompare = (what: string): Finding => outsideRegime(`no machine of the first updates ${what}`);

/** The strengths of the leading mode that were followed, for the sentence. */
function followed(course: readonly MeasuredMachine[]): string {
  const { update, strengths } = course.at(-1)!;
  return `λ_eff reached ${show(strengths[0]!)} and ${show(strengths[1] ?? 0)} at update ${update}, the last one followed`;
}

const beforeEvidence: Evidence<Law> = {
  id: "first updates",
  says: `⟨u⟩, var u, ⟨w⟩, var w of the ${COMPARED} leading modes over Gibbs chains, at every followed update with λ_eff ≤ ${BEFORE}: means within a tenth of a deviation, variances within 10 %, beyond 4 standard errors`,
  needs: "machine",
  async judge(formula, { machine, seed, budget }) {
    const early = (await measuredCourse(machine!, seed, budget)).filter(isBefore);
    const solved = early.flatMap((s) => {
      const solution = symmetricSolution(s);
      return solution.converged ? [{ ...s, solution }] : [];
    });
    if (early.length === 0) return nothingToCompare(`is as weak as λ_eff = ${BEFORE}`);
    if (solved.length < early.length) {
      const what = `of ${early.length} machines below λ_eff = ${BEFORE}, those without a converged solution`;
      return errorsBelow([{ what, error: early.length - solved.length, limit: 0 }]);
    }
    return onMachine(machine!.name, compare(formula, solved, 0.1));
  },
};

/** Criterion F9, to the letter where chains are long: the last update before the strength passes 0.45. */
const strictEvidence: Evidence<Law> = {
  id: "criterion F9",
  says: "|⟨u_1⟩ − μ_G| < 3 standard errors over 1,000 chains of 500 sweeps, at the last followed update with λ_eff ≤ 0.45",
  needs: "machine",
  budget: "full",
  async judge(formula, { machine, seed, budget }) {
    const early = (await measuredCourse(machine!, seed, budget)).filter(({ strengths }) => strengths[0]! <= 0.45);
    const last = early.at(-1);
    if (last === undefined) return nothingToCompare("is that weak");
    const stream = Rng.fromSeed(seed).child("criterion F9");
    const length = { chains: 1000, burnIn: 100, sweeps: 400, every: 20 };
    const [mode] = await measureModes(last.rbm, last.modes, stream, length);
    const law = formula(last.rbm, last.modes, symmetricSolution(last));
    const { mean, standardError } = mode!.meanU;
    const what = `distance of ⟨u_1⟩ = ${show(mean)} ± ${show(standardError)} from ${show(law.meanU[0]!)} in standard errors, update ${last.update}`;
    return onMachine(
      machine!.name,
      errorsBelow([{ what, error: Math.abs(mean - law.meanU[0]!) / standardError, limit: 3 }]),
    );
  },
};

/** TAP to second order in the weights leaves an error of third order, whatever the machines. */
const ORDER = 3;
/** Room for the next power of the coupling (criterion T7). */
const SLACK = 0.45;

const enumerated: Evidence<Law> = {
  id: "enumeration",
  says: `all modes of 8 machines with fields, 6×5 and 5×6, against sums over all states as the couplings are halved: the error of means and variances falls with power ${ORDER} ± ${SLACK}, as TAP to second order has it`,
  judge(formula, { rng }) {
    const errors = [1 / 4, 1 / 8].map((coupling) => errorsAgainstStates(formula, weakMachines(rng, 8, coupling)));
    return errorsBelow(
      NAMES.map((name, k) => {
        const order = Math.log2(errors[0]![k]! / errors[1]![k]!);
        return {
          what: `order ${show(order)} of the error of ${name}, relative to ${ORDER}`,
          error: Math.abs(order / ORDER - 1),
          limit: SLACK / ORDER,
        };
      }),
    );
  },
};

/** Root mean square errors of the law over all modes of the machines, in the order of NAMES. */
function errorsAgainstStates(formula: Law, machines: readonly SmallMachine[]): number[] {
  const found = machines.map(({ rbm, modes }) => {
    const { m, n } = solveTap(rbm, { damping: 0 });
    return { law: formula(rbm, modes, { m, n }), exact: enumeratedModes(rbm, modes) };
  });
  return NAMES.map((name) => {
    const squares = found.flatMap(({ law, exact }) => Array.from(law[name], (t, k) => (t - exact[name][k]!) ** 2));
    return Math.sqrt(squares.reduce((s, t) => s + t, 0) / squares.length);
  });
}

const uncoupled: Law = (rbm, modes, means) =>
  linearisedLaw(modes, means, { ...tapCurvature(rbm, means), coupling: { ...rbm.W, data: rbm.W.data.map(() => 0) } });

const swap = ({ meanU, varianceU, meanW, varianceW }: ModeMoments): ModeMoments => ({
  meanU,
  varianceU: varianceW,
  meanW,
  varianceW: varianceU,
});

const lawMutants: Claim<Law>["mutants"] = [
  { id: "independent units", says: "without the coupling in the curvature", formula: uncoupled },
  { id: "exchanged", says: "var u and var w exchanged", formula: (...args) => swap(aboutSolution(...args)) },
  {
    id: "uniform measure",
    says: "about means of one half, as A43 has it",
    formula: (rbm, modes) => uncoupled(rbm, modes, centreOf(rbm)),
  },
  {
    id: "stiffness for variance",
    says: "the curvature itself in place of its inverse",
    formula: (...args) => {
      const law = aboutSolution(...args);
      return { ...law, varianceU: law.varianceU.map((t) => 1 / t), varianceW: law.varianceW.map((t) => 1 / t) };
    },
  },
];

const LAW = gathered(
  String.raw`\langle v\rangle=m,\;\langle h\rangle=n,\qquad\operatorname{Cov}(v,h)=\Big(\frac{\partial^2F_{\rm TAP}}{\partial(m,n)^2}\Big)^{-1}`,
  String.raw`u_\alpha=\tfrac1{\sqrt2}(U_\alpha\cdot v+V_\alpha\cdot h),\qquad w_\alpha=\tfrac1{\sqrt2}(V_\alpha\cdot h-U_\alpha\cdot v)`,
);

const beforeClaim: Claim<Law> = {
  id: `${ROOM}/before`,
  room: ROOM,
  labels: ["A43", "A44", "A32"],
  title: "The law of a mode before its transition, with fields",
  statement: LAW,
  source: reconstructed(
    "A43, A44, A25",
    "reconstruction: the Gaussian law of the paper about the means of the machine in place of one half",
  ),
  status: "reconstruction",
  expect: "checked",
  formula: aboutSolution,
  evidence: [enumerated, beforeEvidence, strictEvidence],
  mutants: lawMutants,
};

/** Which solution the machine chooses once its first mode is past the transition. */
interface Choice {
  solution(s: MeasuredMachine): (LayerMeans & { readonly converged: boolean }) | undefined;
  law: Law;
}

const afterEvidence: Evidence<Choice> = {
  id: "first updates",
  says: `the same comparison where the first mode is past its transition (λ_eff ≥ ${AFTER.first}) and the second is not (≤ ${AFTER.second}), and the lowest solution, another than the one that the reference leads to, lies ${AFTER.dominance} nats below the next: means within 0.2 deviations, variances within 20 %, beyond 4 standard errors`,
  needs: "machine",
  async judge(formula, { machine, seed, budget }) {
    const course = await measuredCourse(machine!, seed, budget);
    const settled = course.find((s) => isSettled(s) && standsAside(s));
    if (settled === undefined) {
      return nothingToCompare(
        `stands in one solution, another than the one the reference leads to, between the first transition and the second: ${followed(course)}`,
      );
    }
    const solution = formula.solution(settled);
    if (!solution?.converged) {
      return errorsBelow([{ what: "solutions that did not converge", error: 1, limit: 0 }]);
    }
    const measured = await measuredAtLength(settled, seed);
    return onMachine(machine!.name, compare(formula.law, [{ ...measured, solution }], 0.2));
  },
};

const choice: Choice = { solution: lowestSolution, law: aboutSolution };

const afterClaim: Claim<Choice> = {
  id: `${ROOM}/after`,
  room: ROOM,
  labels: ["A22", "A25"],
  title: "After its transition a mode stands in the lowest solution",
  statement: gathered(
    String.raw`(m,n)=\arg\min F_{\rm TAP}\quad\text{over the solutions from either side of the condensing mode}`,
    LAW.replace(/\\begin\{gathered\}|\\end\{gathered\}/g, ""),
  ),
  source: reconstructed("A22, A25", "reconstruction of the mean-field order parameter of the paper's figure"),
  status: "reconstruction",
  expect: "measured",
  formula: choice,
  evidence: [afterEvidence],
  mutants: [
    {
      id: "symmetric",
      says: "the solution that continues the one before",
      formula: { ...choice, solution: symmetricSolution },
    },
    { id: "independent units", says: "without the coupling in the curvature", formula: { ...choice, law: uncoupled } },
  ],
};

/** The strength of the leading mode; it condenses when this passes 1. */
type Strength = (rbm: Rbm, means: LayerMeans) => number;

/** Displaced by more than this many deviations of independent units, or with a kurtosis below the limit. */
const DISPLACED = 3;
const BIMODAL = 2.2;

/** Whether the chains of a machine show its first mode condensed: bimodal, or far from the reference (criterion F9). */
export function isCondensed({ rbm, modes, reference, measured }: MeasuredMachine): boolean {
  const { meanU, varianceU } = uncoupled(rbm, modes, reference);
  const { meanU: found, kurtosisU } = measured[0]!;
  return kurtosisU < BIMODAL || Math.abs(found.mean - meanU[0]!) > DISPLACED * Math.sqrt(varianceU[0]!);
}

const onsetEvidence: Evidence<Strength> = {
  id: "onset",
  says: `the first followed update at which u_1 is bimodal (kurtosis below ${BIMODAL}) or displaced by ${DISPLACED} deviations: λ_eff there, and the update against the one of λ_eff = 1, within a factor 2 (criterion F9)`,
  needs: "machine",
  async judge(formula, { machine, seed, budget }) {
    const course = await measuredCourse(machine!, seed, budget);
    const onset = course.find(isCondensed);
    if (onset === undefined) return nothingToCompare(`shows a condensed mode: ${followed(course)}`);
    const factor = (t: number): number => Math.exp(Math.abs(Math.log(t)));
    const ratio = formula(onset.rbm, onset.reference);
    const atOnset = {
      what: `λ_eff = ${show(ratio)} at the onset, update ${onset.update}, as a factor from 1`,
      error: factor(ratio),
      limit: 2,
    };
    if (!(atOnset.error <= atOnset.limit)) return errorsBelow([atOnset]);
    const crossing = course.find(({ rbm, reference }) => formula(rbm, reference) >= 1)?.update;
    // Where λ_eff has not reached 1 yet it will later than at the last update followed, and the factor is at least this.
    const error = factor(onset.update / (crossing ?? course.at(-1)!.update));
    const what = `updates at the onset and at λ_eff = 1 (${crossing ?? `after ${course.at(-1)!.update}`}), as a factor`;
    return onMachine(machine!.name, errorsBelow([atOnset, { what, error, limit: 2 }]));
  },
};

const leading: Strength = (rbm, means) => modeStrengths(rbm, means, 1)[0]!;

const onsetClaim: Claim<Strength> = {
  id: `${ROOM}/onset`,
  room: ROOM,
  labels: ["A22", "A25"],
  title: "The first mode condenses when its strength passes 1",
  statement: String.raw`\lambda_{\rm eff}=\sigma_{\max}\big(D_v^{1/2}WD_h^{1/2}\big)=1,\qquad D=\operatorname{diag}m_0(1-m_0)`,
  source: fromPaper("A22, A25", "figure z_1 against epoch; the threshold with fields is a reconstruction"),
  status: "reconstruction",
  expect: "measured",
  formula: leading,
  evidence: [onsetEvidence],
  mutants: [
    {
      id: "bare singular value",
      says: "λ_1 = 1, whatever the variances",
      formula: (rbm, means) => 4 * leading(rbm, centred(means)),
    },
    {
      id: "variances for deviations",
      says: "D_v W D_h",
      formula: (rbm, { m, n }) => leading(rbm, { m: twice(m), n: twice(n) }),
    },
  ],
};

const centred = ({ m, n }: LayerMeans): LayerMeans => ({ m: m.map(() => 0.5), n: n.map(() => 0.5) });

/** Means whose unit variance is the square of the given one: m(1 − m) = (p(1 − p))². */
const twice = (means: Float64Array): Float64Array => means.map((p) => (1 - Math.sqrt(1 - 4 * (p * (1 - p)) ** 2)) / 2);

export const symmetryClaims: readonly Claim[] = [beforeClaim, onsetClaim, afterClaim];
