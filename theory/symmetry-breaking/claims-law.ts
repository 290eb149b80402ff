/** Claims A22, A25, A43, A44 on the first updates of a training run: the law of a mode before and after its transition. */
import {
  agree,
  drawnMean,
  onMachine,
  outsideRegime,
  type Rough,
  regime,
  show,
  undecided,
} from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, Finding } from "../../src/lab/types.ts";
import { Rng } from "../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { LayerMeans } from "../mean-field/fixed-point.ts";
import { centreOf } from "../mean-field/solve.ts";
import { coupledMachines, SERIES_ERROR, seriesOf, seriesPairs } from "../support/coupling-scan.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { averagesByChain, measureModes } from "../support/mode-chains.ts";
import { rememberedByObject } from "../support/remember.ts";
import { reconstructed } from "../support/source.ts";
import { solveTap } from "../tap/solve.ts";
import { type MeasuredMachine, measuredAtLength, measuredCourse } from "./early-course.ts";
import { enumeratedModes } from "./enumerated.ts";
import { linearisedLaw, type ModeMoments, tapCurvature } from "./linearised-law.ts";
import { dominance, lowestSolution, symmetricSolution } from "./solutions.ts";

export const ROOM = "symmetry-breaking";

/** Where the chain measurements count as before the transition, and as well after that of the first mode alone. */
export const BEFORE = 0.7;
export const AFTER = { first: 1.1, second: 0.95, dominance: 3 };
/** Free energies of two solutions, in nats. */
const DISTINCT = 0.1;
/** How far the Gaussian law may be off before the transition: the next order of the softening mode. */
const ROUGHLY = 0.1;
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

/**
 * The law of the leading modes at machines about their solutions, against the chains, in units of the deviations of the law:
 * u and w from their means by a share of them, variances relative.
 */
function compare(
  formula: Law,
  machines: readonly (MeasuredMachine & { readonly solution: LayerMeans })[],
  within: number,
  where: string,
): Finding {
  const points = machines.flatMap((s) => {
    const law = formula(s.rbm, s.modes, s.solution);
    return s.measured.slice(0, COMPARED).flatMap((mode, k) => {
      const at = (name: string): string => `${name}_${k + 1}, update ${s.update}`;
      const along = (name: "u" | "w", mean: number, variance: number): Rough[] => {
        const deviation = Math.sqrt(variance);
        const { mean: found } = name === "u" ? mode.meanU : mode.meanW;
        const over = (f: (t: number) => number): Float64Array => averagesByChain(mode[name], mode.chains, f);
        return [
          { at: `⟨${at(name)}⟩`, expected: deviation, found: over((t) => t - mean + deviation) },
          { at: `var ${at(name)}`, expected: variance, found: over((t) => (t - found) ** 2) },
        ];
      };
      return [...along("u", law.meanU[k]!, law.varianceU[k]!), ...along("w", law.meanW[k]!, law.varianceW[k]!)];
    });
  });
  return regime("modes over chains (a mean by its distance in deviations)", points, { within, where });
}

export const nothingToCompare = (what: string): Finding => outsideRegime(`no machine of the first updates ${what}`);

/** The strengths of the leading mode that were followed, for the sentence. */
export function followed(course: readonly MeasuredMachine[]): string {
  const { update, strengths } = course.at(-1)!;
  return `λ_eff reached ${show(strengths[0]!)} and ${show(strengths[1] ?? 0)} at update ${update}, the last one followed`;
}

const beforeEvidence: Evidence<Law> = {
  id: "first updates",
  says: `⟨u⟩, var u, ⟨w⟩, var w of the ${COMPARED} leading modes over Gibbs chains, at every followed update with λ_eff ≤ ${BEFORE}: means within ${100 * ROUGHLY} % of a deviation, variances within ${100 * ROUGHLY} %, but for chance`,
  needs: "machine",
  async judge(formula, { machine, seed, budget }) {
    const early = (await measuredCourse(machine!, seed, budget)).filter(isBefore);
    if (early.length === 0) return nothingToCompare(`is as weak as λ_eff = ${BEFORE}`);
    const solved = early.map((s) => ({ ...s, solution: symmetricSolution(s) }));
    const open = solved.find((s) => !s.solution.converged);
    if (open)
      return undecided(
        "modes over chains",
        "a solution of the TAP equations",
        "none",
        `no convergence at update ${open.update}`,
      );
    return onMachine(machine!.name, compare(formula, solved, ROUGHLY, `λ_eff ≤ ${BEFORE}`));
  },
};

/** Where chains are long: the last update before the strength passes 0.45. */
const longEvidence: Evidence<Law> = {
  id: "long chains",
  says: "⟨u_1⟩ over 1,000 chains of 500 sweeps against the law, at the last followed update with λ_eff ≤ 0.45",
  needs: "machine",
  budget: "full",
  async judge(formula, { machine, seed, budget, scale }) {
    const early = (await measuredCourse(machine!, seed, budget)).filter(({ strengths }) => strengths[0]! <= 0.45);
    const last = early.at(-1);
    if (last === undefined) return nothingToCompare("is that weak");
    const stream = Rng.fromSeed(seed).child("long chains at weak modes").child(scale);
    const length = { chains: 1000 * scale, burnIn: 100, sweeps: 400, every: 20 };
    const [mode] = await measureModes(last.rbm, last.modes, stream, length);
    const second = symmetricSolution(last);
    const predicted = formula(last.rbm, last.modes, second).meanU[0]!;
    const third = solveTap(last.rbm, { start: second.n, damping: 0, order: 3, tolerance: 1e-7 });
    const meanOf = (s: LayerMeans): number => aboutSolution(last.rbm, last.modes, s).meanU[0]!;
    const systematic = {
      size: 2 * Math.abs(meanOf(third) - meanOf(second)),
      because: "twice what the next order of TAP changes",
    };
    const sample = averagesByChain(mode!.u, mode!.chains, (t) => t);
    return onMachine(machine!.name, drawnMean(`⟨u_1⟩ at update ${last.update}`, sample, predicted, systematic));
  },
};

/** What TAP to second order in the weights leaves is of this order. */
const ORDER = 3;

const exactSeries = sharedDraw((rng: Rng) => seriesOfModes(rng, enumeratedModes));

/** Means and variances of every mode as series in the coupling, by name. */
function seriesOfModes(rng: Rng, momentsOf: (rbm: Rbm, modes: SingularModes) => ModeMoments) {
  return NAMES.map((name) =>
    coupledMachines(rng).flatMap(({ name: machine, at }) => {
      const modes = singularModes(at[0]!);
      const moments = at.map((rbm) => momentsOf(rbm, modes)[name]);
      return Array.from(modes.lambda, (_, k) => ({
        name: `${name} of mode ${k + 1}, ${machine}`,
        series: seriesOf(moments.map((x) => x[k]!)),
      }));
    }),
  );
}

const tapSolution = rememberedByObject((rbm: Rbm) => solveTap(rbm, { damping: 0 }));

const enumerated: Evidence<Law> = {
  id: "enumeration",
  says: "means and variances of all modes of a random machine with fields of every kind of unit against sums over all states: as series in the coupling they agree to its second power, as TAP to second order has it",
  judge(formula, { rng }) {
    const exact = exactSeries(rng);
    const found = seriesOfModes(rng, (rbm, modes) => formula(rbm, modes, tapSolution(rbm)));
    const pairs = found.flatMap((ofName, q) =>
      seriesPairs(
        ORDER,
        ofName.map(({ name, series }, k) => ({ name, found: series, expected: exact[q]![k]!.series })),
      ),
    );
    return agree("series of the moments of modes", pairs, { ...SERIES_ERROR, unit: "absolute", everyDraw: true });
  },
};

/** The law of units that do not feel each other. */
export const uncoupled: Law = (rbm, modes, means) =>
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
  evidence: [enumerated, beforeEvidence, longEvidence],
  mutants: lawMutants,
};

/** Which solution the machine chooses once its first mode is past the transition. */
interface Choice {
  solution(s: MeasuredMachine): (LayerMeans & { readonly converged: boolean }) | undefined;
  law: Law;
}

const afterEvidence: Evidence<Choice> = {
  id: "first updates",
  says: `the same comparison where the first mode is past its transition (λ_eff ≥ ${AFTER.first}) and the second is not (≤ ${AFTER.second}), and the lowest solution, another than the one that the reference leads to, lies ${AFTER.dominance} nats below the next: means within ${200 * ROUGHLY} % of a deviation, variances within ${200 * ROUGHLY} %, but for chance`,
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
    if (!solution?.converged)
      return undecided("modes over chains", "a solution of the TAP equations", "none", "no convergence");
    const measured = await measuredAtLength(settled, seed);
    const where = "one mode condensed, in one solution";
    return onMachine(machine!.name, compare(formula.law, [{ ...measured, solution }], 2 * ROUGHLY, where));
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

export const lawClaims: readonly Claim[] = [beforeClaim, afterClaim];
