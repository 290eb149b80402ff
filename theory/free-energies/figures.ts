/** ln Z by every approximation over the first updates of training and on the trained machine. */
import type { Budget, TrainedMachine } from "../../src/lab/types.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../src/report/plots.ts";
import type { FigureContext } from "../room.ts";
import { earlyCourse, modeStrengths } from "../symmetry-breaking/early-course.ts";
import {
  type ApproximationName,
  annealedMachine,
  approximations,
  type KnownMachine,
  referenceOf,
  smallCourse,
} from "./approximations.ts";

export async function freeEnergyFigures({ rng, budget, machine }: FigureContext): Promise<Figure[]> {
  return machine ? [await courseFigure(machine, rng.seed, budget)] : [];
}

const NAMES = Object.keys(approximations) as ApproximationName[];

/** Annealing costs a second or two a machine of full size; a quick report does with these updates. */
const ANNEALED = new Set([18, 24, 28, 42]);

async function courseFigure(machine: TrainedMachine, seed: number, budget: Budget): Promise<Figure> {
  const small = (await smallCourse(machine)).filter(({ update }) => update > 0);
  const whole: KnownMachine[] = [];
  const course = await earlyCourse(machine, budget);
  for (const early of course) {
    if (budget === "full" ? early.update > 0 : ANNEALED.has(early.update))
      whole.push(await annealedMachine(machine, early, seed));
  }
  const last = await trainedMachine(machine, seed);
  const doubtful = [...whole, last].filter(({ reliable }) => !reliable);
  const named = doubtful.map(({ update }) => (Number.isFinite(update) ? `update ${update}` : "the end"));
  const doubts =
    named.length === 0
      ? ""
      : ` Annealing is not reliable at ${named.join(", ")}: misses there show the order of magnitude only.`;
  return composeFigure(
    {
      id: "free-energies-course",
      title: "Which approximation of ln Z holds when",
      caption: String.raw`Size of the error of $\ln Z$ over the first updates of the run (${machine.name}): left with twelve hidden units, against exact sums; right with all of them, against annealed importance sampling, error bars its standard error. Before the first mode condenses ($\lambda_{\rm eff}=1$) TAP, one loop and the Gaussian about the data's means leave a small part of mean field's error; beyond, each stands in one solution and misses the others, and the Gaussian about the data has no integral. Expanding about means of one half, as for a machine without fields, misses by ${missOf(small[0]!, "Gaussian about one half")} nats from the start. On the trained machine: ${sayLast(last)}.${doubts}`,
      source: "Toledo-Marín et al. 2025, sheets A32–A36; our run",
      status: "reconstruction",
    },
    [
      errorPanel("twelve hidden units, exact", small),
      errorPanel(`${machine.rbm.hidden} hidden units, annealing`, whole),
    ],
  );
}

/** At the end of training. */
function trainedMachine(machine: TrainedMachine, seed: number): Promise<KnownMachine> {
  const reference = referenceOf(machine);
  const { rbm } = machine;
  return annealedMachine(
    machine,
    { update: Number.NaN, rbm, reference, strengths: modeStrengths(rbm, reference, 1) },
    seed,
  );
}

const missOf = (s: KnownMachine, name: ApproximationName): string =>
  (approximations[name](s) - s.logPartition).toFixed(0);

function sayLast(s: KnownMachine): string {
  const found = NAMES.filter((name) => Number.isFinite(approximations[name](s)));
  const misses = found.map((name) => `${name} ${missOf(s, name)}`).join(", ");
  return String.raw`$\lambda_{\rm eff}$ = ${s.strength.toFixed(1)}, misses in nats ${misses === "" ? "none to give" : misses} (standard error of annealing ${s.error.toFixed(1)})`;
}

function errorPanel(title: string, machines: readonly KnownMachine[]): Panel {
  const updates = machines.map(({ update }) => update);
  const crossing = machines.find(({ strength }) => strength >= 1)?.update;
  return {
    title,
    x: { title: "update", log: true },
    y: { title: "error of ln <i>Z</i>, nats", log: true },
    thresholds: crossing === undefined ? [] : [{ axis: "x", at: crossing, label: "<i>λ</i><sub>eff</sub> > 1" }],
    traces: NAMES.flatMap((name, colour) => {
      const errors = machines.map((s) => Math.abs(approximations[name](s) - s.logPartition));
      const bars = machines.some(({ error }) => error > 0) ? { error: machines.map(({ error }) => error) } : {};
      return [
        theoryLine(updates, errors, { name, colour, dash: "dot" }),
        experimentPoints(updates, errors, { colour, ...bars }),
      ];
    }),
  };
}
