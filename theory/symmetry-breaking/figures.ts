/** The first mode through its transition during the first updates of training (F9), and the laws of the modes around it. */

import type { TrainedMachine } from "../../src/lab/types.ts";
import { unpackBits } from "../../src/numeric/bits.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { mean } from "../../src/numeric/statistics/index.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { sampleHiddenGivenVisible } from "../../src/rbm/sampling.ts";
import { offValue } from "../../src/rbm/states.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { experimentPoints, theoryDashes, theoryLine } from "../../src/report/plots.ts";
import { uniformDisplacement } from "../mean-field/order-parameter.ts";
import { saddleCoordinates, saddlePoint } from "../reciprocal-space/saddle.ts";
import { reciprocalVariables } from "../reciprocal-space/variables.ts";
import type { FigureContext } from "../room.ts";
import { measureModes } from "../support/mode-chains.ts";
import { isBefore, isSettled } from "./claims-law.ts";
import { isCondensed } from "./claims-onset.ts";
import { type MeasuredMachine, MODES, measuredCourse, modeStrengths, referenceMeans } from "./early-course.ts";
import { linearisedLaw, type ModeMoments, tapCurvature } from "./linearised-law.ts";
import { lowestSolution, symmetricSolution } from "./solutions.ts";

const PAPER = "Toledo-Marín et al. 2025";

export async function symmetryFigures({ rng, budget, machine }: FigureContext): Promise<Figure[]> {
  if (!machine) return [];
  const course = await measuredCourse(machine, rng.seed, budget);
  return [courseFigure(course, machine, rng.child("digits")), await lawFigure(course, machine, rng.child("laws"))];
}

/** z_1 of everything that the paper's figure shows, in coordinates around the saddle. */
interface Followed {
  readonly update: number;
  readonly strengths: Float64Array;
  /** Mean over all states. */
  readonly uniform: readonly [u: number, w: number];
  readonly digits: readonly [u: number, w: number];
  readonly chains: readonly [u: number, w: number];
  readonly standardErrors: readonly [u: number, w: number];
  /** Standard deviations over the chains: the spread of the law, not an error. */
  readonly spread: readonly [u: number, w: number];
}

const DIGITS = 500;

function follow(s: MeasuredMachine, { test }: TrainedMachine, rng: Rng): Followed {
  const { rbm, modes, measured } = s;
  const rows = Uint32Array.from({ length: Math.min(DIGITS, test.rows) }, (_, k) => k);
  const v = unpackBits(test, offValue(rbm.visibleUnits), rows);
  const { x, y } = reciprocalVariables(modes, v, sampleHiddenGivenVisible(rbm, v, rng));
  const first = (z: Float64Array): Float64Array => z.filter((_, k) => k % modes.lambda.length === 0);
  const [digitX, digitY] = [mean(first(x.data)), mean(first(y.data))];
  const saddle = saddlePoint(rbm, modes);
  const at = (p: number, q: number): [number, number] => {
    const here = { x: saddle.x.with(0, p), y: saddle.y.with(0, q) };
    const { u, w } = saddleCoordinates(saddle, here);
    return [u[0]!, w[0]!];
  };
  const { u, w } = uniformDisplacement(rbm, modes);
  const { meanU, meanW, varianceU, varianceW } = measured[0]!;
  return {
    update: s.update,
    strengths: s.strengths,
    uniform: [u[0]!, w[0]!],
    digits: at(digitX, digitY),
    chains: at((meanU.mean - meanW.mean) / Math.SQRT2, (meanU.mean + meanW.mean) / Math.SQRT2),
    standardErrors: [meanU.standardError, meanW.standardError],
    spread: [Math.sqrt(varianceU.mean), Math.sqrt(varianceW.mean)],
  };
}

function courseFigure(course: readonly MeasuredMachine[], machine: TrainedMachine, rng: Rng): Figure {
  const points = course.filter(({ update }) => update > 0).map((s) => follow(s, machine, rng.child(s.update)));
  const updates = points.map((p) => p.update);
  const onset = course.find(isCondensed)?.update;
  const marks = onset === undefined ? [] : [{ axis: "x" as const, at: onset, label: "condensed" }];
  const strength = [0, 1, 2].map((mode) =>
    theoryLine(
      updates,
      points.map((p) => p.strengths[mode] ?? Number.NaN),
      { name: `mode ${mode + 1}`, colour: mode },
    ),
  );
  const coordinate = (name: "u" | "w"): Panel => {
    const k = name === "u" ? 0 : 1;
    return {
      x: { title: "update", log: true },
      y: { title: `<i>${name}</i><sub>1</sub> from the saddle` },
      thresholds: [{ axis: "y", at: 0, label: "saddle" }, ...marks],
      traces: [
        theoryLine(
          updates,
          points.map((p) => p.uniform[k]),
          { name: "mean over all states", colour: 3, dash: "dash" },
        ),
        experimentPoints(
          updates,
          points.map((p) => p.digits[k]),
          { name: "test digits", colour: 1, symbol: "diamond" },
        ),
        experimentPoints(
          updates,
          points.map((p) => p.chains[k]),
          {
            name: "Gibbs chains",
            colour: 0,
            error: points.map((p) => p.standardErrors[k]),
          },
        ),
        ...[-1, 1].map((side) =>
          theoryLine(
            updates,
            points.map((p) => p.chains[k] + side * p.spread[k]),
            { name: "chains, ± one standard deviation", colour: 0, dash: "dot" },
          ),
        ),
      ],
    };
  };
  return composeFigure(
    {
      id: "first-mode-course",
      title: "The first mode through its transition",
      caption: String.raw`The first updates of the run (${machine.name}), gone through again. Left: strengths $\lambda_{\rm eff}$, the singular values of $D_v^{1/2}WD_h^{1/2}$ at the means of the data; a mode condenses where it passes 1. Then $u_1$ and $w_1$ from the saddle of the energy: mean over all states, mean of test digits, and Gibbs chains with standard errors; dotted, one standard deviation of their law to either side. ${onset === undefined ? "No mode condenses here." : `The chains show the first mode condensed from update ${onset} on.`} Signs are fixed by $\sum_iU_{i1}\ge0$ at each update; where two modes come close they may change places.`,
      source: `${PAPER}, sheets A22, A25 (figure F9)`,
      status: "reconstruction",
    },
    [
      {
        x: { title: "update", log: true },
        y: { title: "<i>λ</i><sub>eff</sub>", log: true },
        thresholds: [{ axis: "y", at: 1, label: "transition" }, ...marks],
        traces: strength,
      },
      coordinate("u"),
      coordinate("w"),
    ],
  );
}

/** A machine with the law of its modes about a solution, NaN where there is none, and as measured. */
interface Compared {
  readonly name: string;
  readonly law: ModeMoments | undefined;
  readonly measured: MeasuredMachine["measured"];
}

/** Of the trained machine itself: chains as long as a report can afford, not equilibrated between its many solutions. */
async function finalMachine(machine: TrainedMachine, rng: Rng): Promise<MeasuredMachine> {
  const { rbm } = machine;
  const modes = singularModes(rbm, { count: Math.min(MODES, rbm.hidden) });
  const measured = await measureModes(rbm, modes, rng, { chains: 100, burnIn: 100, sweeps: 100, every: 20 });
  const reference = referenceMeans(rbm, machine);
  return { update: Number.NaN, rbm, modes, reference, strengths: modeStrengths(rbm, reference, MODES), measured };
}

async function lawFigure(course: readonly MeasuredMachine[], machine: TrainedMachine, rng: Rng): Promise<Figure> {
  const before = course.filter(isBefore).at(-1);
  const after = course.find(isSettled);
  const final = await finalMachine(machine, rng);
  const lawOf = (s: MeasuredMachine, solution: ReturnType<typeof lowestSolution>): ModeMoments | undefined =>
    solution?.converged ? linearisedLaw(s.modes, solution, tapCurvature(s.rbm, solution)) : undefined;
  const compared: Compared[] = [
    ...(before
      ? [{ ...before, name: `before, update ${before.update}`, law: lawOf(before, symmetricSolution(before)) }]
      : []),
    ...(after ? [{ ...after, name: `after, update ${after.update}`, law: lawOf(after, lowestSolution(after)) }] : []),
    { ...final, name: "trained machine", law: lawOf(final, symmetricSolution(final)) },
  ];
  const panel = (title: string, name: keyof ModeMoments, log: boolean): Panel => ({
    x: { title: "mode", options: { dtick: 1 } },
    y: { title, log },
    traces: compared.flatMap(({ name: which, law, measured }, colour) => {
      const modes = measured.map((_, k) => k + 1);
      const points = experimentPoints(
        modes,
        measured.map((q) => q[name].mean),
        {
          name: `chains, ${which}`,
          colour,
          error: measured.map((q) => q[name].standardError),
        },
      );
      return law ? [theoryDashes(modes, law[name], { name: `theory, ${which}`, colour }), points] : [points];
    }),
  });
  const missing = compared.filter(({ law }) => law === undefined).map(({ name }) => name);
  const absent =
    missing.length === 0 ? "" : ` No dash where the TAP iteration does not converge (${missing.join(", ")}).`;
  return composeFigure(
    {
      id: "mode-laws",
      title: "Mean and variance of the leading modes, predicted and measured",
      caption: `The Gaussian law about a solution of the TAP equations, means at the solution and covariance the inverse curvature, against Gibbs chains with standard errors: before the first transition, just after it about the solution of lowest free energy, and on the trained machine, about the solution that the data lead to. There many solutions share the weight: ${missOf(compared.at(-1)!)}${absent}`,
      source: `${PAPER}, sheets A22, A43, A44`,
      status: "reconstruction",
    },
    [
      panel("⟨<i>u</i>⟩", "meanU", false),
      panel("var <i>u</i>", "varianceU", true),
      panel("var <i>w</i>", "varianceW", true),
    ],
  );
}

/** By how much one solution misses the trained machine. */
function missOf({ law, measured }: Compared): string {
  if (!law) return "one of them is not found here.";
  const ratio = measured.reduce((s, q, k) => Math.max(s, q.varianceU.mean / law.varianceU[k]!), 0);
  const apart = measured.reduce((s, q, k) => Math.max(s, Math.abs(q.meanU.mean - law.meanU[k]!)), 0);
  return `one of them misses ⟨u⟩ by up to ${apart.toFixed(1)} and var u by a factor of up to ${ratio.toFixed(0)}.`;
}
